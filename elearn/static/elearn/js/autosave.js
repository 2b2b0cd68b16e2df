// Saves an answer within a second of the change. Without this module every button of the form saves as well.

const RETRY_EVERY = 5000;
const WAIT_AFTER_TYPING = 400;

const form = document.querySelector("[data-autosave]");
const status = document.querySelector("[data-save-status]");
const shown = form.elements.shown;
let sequence = Number(form.dataset.sequence);
let timer = 0;
let isSending = false;
let isUnsent = false;
let isOver = false;

function say(text, isSafe = true) {
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle("el-save-status--unsent", !isSafe);
}

// The fields as the browser would post them. The number is the next after what the server is known to hold: if another
// window was quicker, this save is refused instead of undoing the newer answer.
function currentAnswer() {
  const data = new URLSearchParams(new FormData(form));
  data.set("sequence", String(sequence + 1));
  return data;
}

const refusals = {
  401: () => form.dataset.signedOut,
  409: (body) => (body.error === "stale" ? form.dataset.stale : form.dataset.closed),
  422: (body) => Object.values(body.messages)[0],
};

function take(response, body) {
  if (!response.ok) {
    isOver = response.status === 409;
    say(refusals[response.status](body), false);
    return;
  }
  sequence = body.sequence;
  if (isUnsent) return; // changed while this save was under way
  shown.value = body.shown;
  say(`${form.dataset.saved} ${body.saved}`);
}

async function send() {
  isUnsent = false;
  say(form.dataset.saving);
  try {
    const response = await fetch(form.dataset.autosave, { method: "POST", body: currentAnswer() });
    const body = await response.json();
    if (!response.ok && !refusals[response.status]) throw new Error(String(response.status));
    take(response, body);
  } catch {
    say(form.dataset.unsent, false);
    later(RETRY_EVERY);
  }
}

// One save at a time, so that they arrive in the order in which they were made.
async function save() {
  if (isSending || isOver) return;
  isSending = true;
  await send();
  isSending = false;
  if (isUnsent && !timer) later(0);
}

function later(delay) {
  isUnsent = true;
  shown.value = "";
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = 0;
    save();
  }, delay);
}

function move(button) {
  const [, , direction] = button.value.split(":");
  const item = button.closest("li");
  const other = direction === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (direction === "up") other.before(item);
  else other.after(item);
  button.focus();
  later(0);
}

form.addEventListener("change", () => later(0));
form.addEventListener("input", (event) => {
  if (event.target.matches("input:not([type=radio], [type=checkbox])")) later(WAIT_AFTER_TYPING);
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=move]");
  if (!button) return;
  event.preventDefault();
  move(button);
});
form.addEventListener("submit", () => clearTimeout(timer));
window.addEventListener("online", () => isUnsent && later(0));
// A page that the browser kept for Back knows nothing of what was saved since.
window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
