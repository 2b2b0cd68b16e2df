// Handing in goes through the letters, too: without a connection it waits behind the answers.

import { deliver, delivery } from "./delivery.js";
import { isHandingIn, keepHandIn } from "./letters.js";
import { quiz, say, show } from "./notices.js";

let isWaiting = false;

/** Hand in now, or as soon as the line is back; then the result opens. */
export async function handIn() {
  isWaiting = true;
  say("saving");
  await keepHandIn(quiz.quiz, quiz.handIn, quiz.sheet);
  await deliver();
}

// The letter may have been sent by another tab.
function openResult() {
  if (isWaiting) location.assign(quiz.result);
}

/** Take over the summary's button, and go on waiting where an earlier page waited. */
export async function startHandingIn() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-hand-in-form]")) return;
    event.preventDefault();
    handIn();
  });
  delivery.addEventListener("unsent", () => show("waiting", isWaiting));
  delivery.addEventListener("delivered", openResult);
  isWaiting ||= await isHandingIn(quiz.quiz);
}
