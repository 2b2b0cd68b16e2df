// From question to question without a new page, so that a lost connection does not stop anybody (ux 28). The address,
// Back, Forward and reload work as with pages (ux 29).

import { deliver, tellClosed } from "./delivery.js";
import { quiz, show } from "./notices.js";
import {
  addQuestions,
  allQuestions,
  currentQuestion,
  frame,
  positionOf,
  putIntoFrame,
  questionAt,
  sayWhenSaved,
} from "./questions.js";
import { get } from "./requests.js";
import { keepBeforeLeaving } from "./saving.js";
import { summaryNodes } from "./summary.js";
import { isLineLost } from "./telling.js";

const LONGEST_CHECK = 1000;

const view = document.querySelector("[data-view]");
const caption = frame?.querySelector("[data-caption]").textContent;
const titleRest = caption && document.title.slice(caption.length);
let sheet = null; // promise of the sheet's document, or of null while it cannot be had
let shownView = currentQuestion() ? positionOf(currentQuestion()) : "summary";
let isThrough = false;

async function fetchSheet() {
  const { status, html } = await get(quiz.sheet);
  if (status === 409) await tellClosed(quiz.quiz);
  if (status !== 200) throw new Error(String(status));
  await addQuestions([...html.querySelectorAll("[data-question]")]);
  quiz.ready = "";
  return html;
}

/** Get all questions once; null while they cannot be had. */
export function loadSheet() {
  sheet ??= fetchSheet().catch(() => {
    sheet = null;
    return null;
  });
  return sheet;
}

function arrive(name, address, isNew) {
  shownView = name;
  if (isNew) history.pushState({ view: name }, "", address);
  document.querySelector(".el-switch input[name=next]").value = location.pathname;
  view.querySelector("[data-heading]").focus();
  window.scrollTo(0, 0);
}

function showQuestion(position, isNew) {
  putIntoFrame(position);
  view.replaceChildren(frame);
  document.title = currentQuestion().dataset.number + titleRest;
  arrive(position, currentQuestion().dataset.address, isNew);
  if (!isLineLost()) sayWhenSaved();
}

async function showSummary(html, isNew) {
  const nodes = await summaryNodes(html, allQuestions());
  if (!nodes) return;
  view.replaceChildren(...nodes);
  document.title = view.querySelector("[data-heading]").textContent + titleRest;
  arrive("summary", quiz.summary, isNew);
}

async function showView(name, isNew = false) {
  const html = frame && (await loadSheet());
  if (!html) return false;
  if (name === "summary") await showSummary(html, isNew);
  else if (questionAt(name)) showQuestion(name, isNew);
  else return false;
  return true;
}

// What the site found unreadable is explained by its own page.
async function isReadable() {
  const question = currentQuestion();
  if (question.querySelector("input.govuk-input, textarea") && !isLineLost()) {
    await Promise.race([deliver(), new Promise((resolve) => setTimeout(resolve, LONGEST_CHECK))]);
  }
  return !question.dataset.invalid;
}

// Everything has to arrive first, or the page that answers would not know it.
async function postPlainly(button) {
  if (!(await deliver())) return show("needs-line");
  isThrough = true;
  return frame.requestSubmit(button);
}

function targetOf(button) {
  return button.value === "summary" ? "summary" : Number(button.value);
}

// Buttons that lead nowhere, such as "check", ask the site.
async function leave(button) {
  await keepBeforeLeaving();
  const isLeading = button.name === "go" && targetOf(button);
  if (!isLeading || !(await isReadable()) || !(await showView(targetOf(button), true))) await postPlainly(button);
}

function onSubmit(event) {
  if (isThrough) return;
  event.preventDefault();
  leave(event.submitter ?? frame.querySelector("[data-next]"));
}

function onClick(event) {
  const link = event.target.closest("[data-change]");
  if (!link || !frame) return;
  event.preventDefault();
  showView(Number(link.dataset.change), true);
}

async function onPopState({ state }) {
  if (!state || state.view === shownView) return;
  if (frame?.isConnected) await keepBeforeLeaving();
  if (!(await showView(state.view))) location.reload();
}

/** Take over the buttons that lead from question to question. */
export function startPaging() {
  history.replaceState({ view: shownView }, "");
  frame?.addEventListener("submit", onSubmit);
  view.addEventListener("click", onClick);
  window.addEventListener("popstate", onPopState);
}
