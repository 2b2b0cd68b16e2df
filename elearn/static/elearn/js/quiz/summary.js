// The summary inside the question page: the site's own, or one made of what this device holds.

import { givenIn, promptOf } from "./answers.js";
import { deliver } from "./delivery.js";
import { quiz } from "./notices.js";
import { positionOf } from "./questions.js";
import { get } from "./requests.js";
import { isLineLost } from "./telling.js";

function row(pattern, question) {
  const made = pattern.content.cloneNode(true);
  const position = positionOf(question);
  const lines = question.hasAttribute("data-done") ? givenIn(question) : [];
  const link = made.querySelector("[data-change]");
  made.querySelector("[data-prompt]").textContent = `${position}. ${promptOf(question)}`;
  made.querySelector("[data-position]").textContent = position;
  made.querySelector("[data-flag]").hidden = !question.hasAttribute("data-flagged");
  link.href = question.dataset.address;
  link.dataset.change = position;
  if (lines.length) {
    const given = lines.map((line) => Object.assign(document.createElement("p"), { textContent: line }));
    made.querySelector("[data-given]").replaceChildren(...given);
  }
  return made;
}

function isOpen(question) {
  return !question.hasAttribute("data-done");
}

// Unanswered first, as the site's page has it.
function ownSummary(html, questions) {
  const made = html.querySelector("template[data-summary]").content.cloneNode(true);
  const pattern = html.querySelector("template[data-summary-row]");
  const sorted = [...questions.filter(isOpen), ...questions.filter((question) => !isOpen(question))];
  const open = questions.filter(isOpen).length;
  made.querySelector("[data-count]").textContent = open;
  made.querySelector("[data-unanswered]").hidden = !open;
  made.querySelector("dl").append(...sorted.map((question) => row(pattern, question)));
  return [...document.importNode(made, true).children];
}

async function fetchedSummary() {
  const { status, address, html } = await get(quiz.summary);
  if (status !== 200) return null;
  // Handed in elsewhere, or signed out: that page says what to do.
  if (new URL(address).pathname !== quiz.summary) {
    location.assign(address);
    return [];
  }
  return [...html.querySelector("[data-view]").children];
}

/** The nodes to show; undefined when another page is being opened instead. */
export async function summaryNodes(html, questions) {
  const isKnown = !isLineLost() && (await deliver());
  const fetched = isKnown ? await fetchedSummary().catch(() => null) : null;
  if (fetched?.length === 0) return undefined;
  return fetched ?? ownSummary(html, questions);
}
