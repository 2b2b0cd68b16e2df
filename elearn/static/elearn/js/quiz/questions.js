// The questions that this page holds, and the frame (buttons, map, status line) that shows one of them.

import { fill, isAnswered } from "./answers.js";
import { lettersOf } from "./letters.js";
import { quiz, say } from "./notices.js";

export const frame = document.querySelector("[data-frame]");

const questions = new Map();
let current = frame?.querySelector("[data-question]");
if (current) questions.set(positionOf(current), current);

export function positionOf(question) {
  return Number(question.dataset.question);
}

export function currentQuestion() {
  return current;
}

export function questionAt(position) {
  return questions.get(position);
}

export function allQuestions() {
  return [...questions.keys()].sort((one, other) => one - other).map((position) => questions.get(position));
}

/** Take over the questions of the sheet; the one on the screen stays as the person left it. */
export async function addQuestions(found) {
  const added = found.filter((question) => !questions.has(positionOf(question)));
  for (const question of added) questions.set(positionOf(question), document.adoptNode(question));
  await fillFromLetters(added);
}

/** Show in these questions what was answered here and has not arrived yet. */
export async function fillFromLetters(filled) {
  for (const letter of await lettersOf(quiz.quiz)) {
    const question = filled.find((one) => positionOf(one) === letter.position);
    // A higher number: another device was quicker.
    if (!question || Number(question.dataset.sequence) > letter.base + 1) continue;
    fill(question, letter.next ?? letter.tried);
    markAnswered(question);
  }
}

/** Note on the question itself whether it is answered, as map and summary show it. */
export function markAnswered(question) {
  question.toggleAttribute("data-done", isAnswered(question));
  showState();
}

function showCell(cell, question) {
  const { textDone, textOpen, textFlagged } = frame.querySelector("[data-map]").dataset;
  const isDone = question.hasAttribute("data-done");
  const isFlagged = question.hasAttribute("data-flagged");
  cell.classList.toggle("el-map__cell--answered", isDone);
  cell.classList.toggle("el-map__cell--flagged", isFlagged);
  cell.classList.toggle("el-map__cell--current", question === current);
  if (question === current) cell.setAttribute("aria-current", "step");
  else cell.removeAttribute("aria-current");
  cell.querySelector("[data-cell-state]").textContent = (isDone ? textDone : textOpen) + (isFlagged ? textFlagged : "");
}

function showFlag() {
  const isFlagged = current.hasAttribute("data-flagged");
  const text = frame.querySelector("[data-flag-text]");
  frame.querySelector("[data-flag]").setAttribute("aria-pressed", String(isFlagged));
  text.textContent = isFlagged ? text.dataset.textUnset : text.dataset.textSet;
}

function showButtons() {
  const position = positionOf(current);
  const isLast = position === frame.querySelectorAll("[data-cell-state]").length;
  for (const button of frame.querySelectorAll("[data-next]")) {
    button.value = isLast ? "summary" : position + 1;
    if (button.dataset.textNext) button.textContent = isLast ? button.dataset.textLast : button.dataset.textNext;
  }
  const back = frame.querySelector("[data-back]");
  back.value = position - 1;
  back.hidden = position === 1;
}

/** Bring map and flag up to date. */
export function showState() {
  for (const cell of frame.querySelectorAll(".el-map__cell")) {
    const question = questions.get(Number(cell.value));
    if (question) showCell(cell, question);
  }
  showFlag();
}

/** Put the question of `position` into the frame. */
export function putIntoFrame(position) {
  const question = questions.get(position);
  current.replaceWith(question);
  current = question;
  frame.elements.shown.value = question.dataset.shown;
  frame.querySelector("[data-caption]").textContent = question.dataset.number;
  frame.querySelector("[data-rules]")?.toggleAttribute("hidden", position > 1);
  showButtons();
  showState();
}

/** Say in the status line when the question on the screen was saved. */
export function sayWhenSaved() {
  const saved = current?.dataset.saved;
  if (saved) say("saved", `${quiz.saved} ${saved}`);
  else say("none", "");
}
