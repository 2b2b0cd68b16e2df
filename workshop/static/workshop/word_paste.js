// What is pasted from Word keeps its structure and loses its dress: headings become ours, its painted lists real ones.
(() => {
  const LIST = /mso-list\s*:\s*(?!ignore)/i;
  const NUMBERED = /^\s*[\p{L}\p{N}]{1,4}[.)]/u;
  const OURS = "Draftail-Editor";

  const isWord = (html) => /class="?Mso|xmlns:w=|mso-/i.test(html);

  const takeMarker = (paragraph) => {
    const marker = [...paragraph.querySelectorAll("span")].find((one) => /mso-list\s*:\s*ignore/i.test(one.getAttribute("style") ?? ""));
    const text = marker?.textContent ?? "";
    marker?.remove();
    return text;
  };

  const makeLists = (page) => {
    let list = null;
    for (const paragraph of [...page.querySelectorAll("p")]) {
      if (!LIST.test(paragraph.getAttribute("style") ?? "")) {
        list = null;
        continue;
      }
      const kind = NUMBERED.test(takeMarker(paragraph)) ? "ol" : "ul";
      if (list?.localName !== kind || list.nextElementSibling !== paragraph) {
        list = page.createElement(kind);
        paragraph.before(list);
      }
      const item = page.createElement("li");
      item.append(...paragraph.childNodes);
      list.append(item);
      paragraph.remove();
    }
  };

  const makeHeadings = (page) => {
    const found = [...page.querySelectorAll("h1, h2, h3, h4, h5, h6")];
    const highest = Math.min(...found.map((one) => Number(one.localName[1])));
    for (const one of found) {
      const heading = page.createElement(Number(one.localName[1]) === highest ? "h2" : "h3");
      heading.append(...one.childNodes);
      one.replaceWith(heading);
    }
  };

  const tidied = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("style, script, meta, link, title, xml, img, o\\:p").forEach((one) => one.remove());
    makeLists(page);
    makeHeadings(page);
    page.querySelectorAll("[style], [class]").forEach((one) => {
      one.removeAttribute("class");
      one.removeAttribute("style");
    });
    page.querySelectorAll("p, h2, h3, li").forEach((one) => {
      if (!one.textContent.trim()) one.remove();
    });
    return [...page.body.childNodes].map((one) => new XMLSerializer().serializeToString(one)).join("");
  };

  document.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData?.getData("text/html") ?? "";
      if (event.wasTidied) return;
      if (!event.target.closest?.(`.${OURS}`) || !isWord(html)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const clipboard = new DataTransfer();
      clipboard.setData("text/html", tidied(html));
      clipboard.setData("text/plain", event.clipboardData.getData("text/plain"));
      const again = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
      again.wasTidied = true;
      event.target.dispatchEvent(again);
    },
    true,
  );
})();
