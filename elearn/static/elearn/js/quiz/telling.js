// What the person is told of the delivery: status line and boxes.

import { delivery } from "./delivery.js";
import { quiz, say, show } from "./notices.js";
import { currentQuestion, sayWhenSaved } from "./questions.js";
import { isLasting } from "./store.js";

let isLost = false;

/** Whether the last try did not reach the site. */
export function isLineLost() {
  return isLost || !navigator.onLine;
}

function isOwn({ detail }) {
  return detail.attempt === quiz.quiz;
}

async function tellUnsent() {
  isLost = true;
  show("offline");
  say((await isLasting()) ? "kept" : "unkept");
}

function tellDelivered() {
  isLost = false;
  show("offline", !navigator.onLine);
  show("needs-line", false);
  show("signed-out", false);
  const message = currentQuestion()?.dataset.invalid;
  if (message) say("invalid", message);
  else sayWhenSaved();
}

function tellStale() {
  show("elsewhere");
  if (currentQuestion()) delete currentQuestion().dataset.saved;
}

function tellClosed({ detail }) {
  if (detail.lost) show("closed");
  else location.assign(quiz.result);
}

async function tellSignedOut() {
  show("signed-out");
  say((await isLasting()) ? "kept" : "unkept");
}

function goToSignIn(event) {
  const address = new URL(event.currentTarget.href);
  address.searchParams.set("next", location.pathname);
  event.currentTarget.href = address;
}

/** Listen to the delivery. */
export function startTelling() {
  delivery.addEventListener("unsent", tellUnsent);
  delivery.addEventListener("delivered", tellDelivered);
  delivery.addEventListener("signed-out", tellSignedOut);
  delivery.addEventListener("stale", (event) => isOwn(event) && tellStale());
  delivery.addEventListener("closed", (event) => isOwn(event) && tellClosed(event));
  window.addEventListener("offline", () => show("offline"));
  document.querySelector("[data-refresh]").addEventListener("click", () => location.reload());
  document.querySelector("[data-sign-in]").addEventListener("click", goToSignIn);
}
