// Remembers how far down a lesson its reader has come: the last heading that passed the top of the window (ux 21).

const EVERY = 10_000;
// A heading counts as passed when it stands in the upper third of the window.
const LINE = 1 / 3;

const lesson = document.querySelector("[data-place]");
const headings = [...lesson.querySelectorAll("[id^=part-]")];
let told = Number(lesson.dataset.part);
let toldAt = 0;
let timer = null;

function partNow() {
  const line = window.innerHeight * LINE;
  const passed = headings.filter((one) => one.getBoundingClientRect().top < line);
  return passed.length ? Number(passed.at(-1).id.slice("part-".length)) : 0;
}

function tell() {
  timer = null;
  const part = partNow();
  if (!part || part === told) return;
  told = part;
  toldAt = Date.now();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  fetch(lesson.dataset.place, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ part }),
    keepalive: true, // goes on when the page is left
  }).catch(() => {}); // no line: the next heading tells
}

// At most one request in ten seconds; leaving the page tells at once.
function tellSoon() {
  timer ??= setTimeout(tell, Math.max(1000, toldAt + EVERY - Date.now()));
}

if (headings.length) {
  window.addEventListener("scroll", tellSoon, { passive: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") tell();
  });
}
