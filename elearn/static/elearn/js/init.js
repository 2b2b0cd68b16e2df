// Small comforts of every page; nothing depends on them.

const WIDE = "(min-width: 1024px)";
const SECOND_PRESS = 1000;
const LOOK_AGAIN_AFTER = 2000;

// A screen reader starts where the errors are listed; those of the style guide are nobody's.
function focusErrorSummary() {
  document.querySelector("[data-module=error-summary]:not([data-sample] *)")?.focus();
}

// On a wide screen the outline stands beside the text, so it starts open there.
function openOutline() {
  if (!window.matchMedia(WIDE).matches) return;
  for (const outline of document.querySelectorAll(".el-outline-toggle")) outline.open = true;
}

// The second of two quick presses would send the form twice.
function ignoreSecondPress() {
  let last = 0;
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-prevent-double-click]")) return;
    const now = Date.now();
    if (now - last < SECOND_PRESS) event.preventDefault();
    else last = now;
  });
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll(".el-menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

function closeMenusOnLeaving() {
  document.addEventListener("click", (event) => closeMenus(event.target.closest(".el-menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.target.closest(".el-menu")?.querySelector("summary").focus();
    closeMenus();
  });
}

async function deliverWaitingAnswers() {
  const { deliver, delivery } = await import("./quiz/delivery.js");
  delivery.addEventListener("closed", ({ detail }) => {
    if (detail.lost) document.querySelector("[data-late-answers]").hidden = false;
  });
  deliver();
}

// Answers of a quiz that could not be sent then are sent from whatever page is visited next.
function sendWaitingAnswers() {
  if (document.querySelector("[data-quiz]")) return; // does so itself, and tells what comes of it
  const box = document.querySelector("[data-late-answers]"); // for people who are signed in
  try {
    if (box && localStorage.getItem("elearn-unsent")) deliverWaitingAnswers();
  } catch {
    // Storage is switched off: the next quiz page sends them.
  }
}

// What is being made in the background: its part of the page is fetched anew until nothing is left to wait for.
async function lookAgain() {
  const waiting = document.querySelector("[data-look-again]");
  if (!waiting) return;
  const answer = await fetch(window.location.href).catch(() => null); // the line is down: next time
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page && page.querySelector("main [role=status]");
  if (now) waiting.replaceWith(document.importNode(now, true));
  setTimeout(lookAgain, LOOK_AGAIN_AFTER);
}

focusErrorSummary();
openOutline();
ignoreSecondPress();
closeMenusOnLeaving();
sendWaitingAnswers();
setTimeout(lookAgain, LOOK_AGAIN_AFTER);
