// From a change on the page to a letter on its way: at once for a choice, after a short pause for typing.

import { countWords, fieldsOf, isAnswered, move } from "./answers.js";
import { deliver, delivery } from "./delivery.js";
import { keepAnswer } from "./letters.js";
import { quiz, say } from "./notices.js";
import { currentQuestion, frame, markAnswered, positionOf, questionAt, showState } from "./questions.js";

const WAIT_AFTER_TYPING = 400;
const TYPED = "textarea, input:not([type=radio], [type=checkbox])";

let timer = 0;

/** Keep the question as it stands; resolves when it is safe on this device, while it is being sent. */
async function keep(question) {
  clearTimeout(timer);
  timer = 0;
  delete question.dataset.invalid;
  question.dataset.shown = frame.elements.shown.value = ""; // a plain post would save it as well
  markAnswered(question);
  say("saving");
  const address = {
    attempt: quiz.quiz,
    position: positionOf(question),
    save: question.dataset.save,
    sheet: quiz.sheet,
  };
  await keepAnswer(address, Number(question.dataset.sequence), fieldsOf(question));
  deliver();
}

/** Keep what is typed but not kept yet, and an order that stands as the person found it: leaving means agreeing. */
export async function keepBeforeLeaving() {
  const question = currentQuestion();
  if (timer || (!question.hasAttribute("data-done") && isAnswered(question))) await keep(question);
}

function typed() {
  frame.elements.shown.value = "";
  clearTimeout(timer);
  timer = setTimeout(() => keep(currentQuestion()), WAIT_AFTER_TYPING);
}

function toggleFlag() {
  currentQuestion().toggleAttribute("data-flagged");
  showState();
  return keep(currentQuestion());
}

function acknowledged({ detail }) {
  const question = detail.attempt === quiz.quiz && questionAt(detail.position);
  if (question) question.dataset.sequence = detail.sequence;
}

function saved({ detail }) {
  const question = detail.attempt === quiz.quiz && questionAt(detail.position);
  if (!question || !detail.isNewest) return;
  question.dataset.saved = detail.saved;
  if (timer && question === currentQuestion()) return; // typed again meanwhile
  question.dataset.shown = detail.shown;
  if (question === currentQuestion()) frame.elements.shown.value = detail.shown;
}

function invalid({ detail }) {
  const question = detail.attempt === quiz.quiz && questionAt(detail.position);
  if (!question) return;
  const [message] = Object.values(detail.messages);
  question.dataset.invalid = message;
  question.removeAttribute("data-done");
  showState();
}

/** Listen to the question on the screen. */
export function startSaving() {
  frame.addEventListener("change", (event) => {
    if (timer || !event.target.matches(TYPED)) keep(currentQuestion());
  });
  frame.addEventListener("input", ({ target }) => {
    if (target.matches("textarea")) countWords(target);
    if (target.matches(TYPED)) typed();
  });
  frame.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move], button[name=flag]");
    // A checked answer is not sent again, not even with another flag.
    if (!button || currentQuestion().querySelector(".el-locked")) return;
    event.preventDefault();
    if (button.name === "flag") toggleFlag();
    else if (move(button)) keep(currentQuestion());
  });
  document.addEventListener("visibilitychange", () => document.hidden && timer && keep(currentQuestion()));
  delivery.addEventListener("acknowledged", acknowledged);
  delivery.addEventListener("saved", saved);
  delivery.addEventListener("invalid", invalid);
}
