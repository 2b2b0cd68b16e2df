// Sends the letters, one after the other, until the site has acknowledged each.
//
// What comes of it is told by events of `delivery`, each with the letter in `detail`: acknowledged, saved, stale, invalid,
// closed, handed-in; and of the whole round: unsent, signed-out, delivered.

import { acknowledge, begin, drop, dropAttempt, refuse } from "./letters.js";
import { SignedOut, Unreachable, get, post, renewToken } from "./requests.js";
import { allLetters } from "./store.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
const LONGEST_STAY = 30 * 24 * 3_600_000;

export const delivery = new EventTarget();
const foreign = new Set(); // attempts of whoever else uses this browser; theirs to send
let round = null;
let isAskedAgain = false;
let failures = 0;
let timer = 0;

function tell(type, detail) {
  delivery.dispatchEvent(new CustomEvent(type, { detail }));
}

/** The attempt takes no more answers, whoever found out: forget what waits and tell how many answers are lost. */
export async function tellClosed(attempt) {
  tell("closed", { attempt, lost: await dropAttempt(attempt) });
}

async function nextLetter() {
  return (await allLetters()).find((letter) => !foreign.has(letter.attempt));
}

// Signing in in another tab has made this page's form token invalid.
async function postWithFreshToken(letter, address, fields) {
  const answer = await post(address, fields);
  if (answer.status !== 403) return answer;
  const { status, html } = await get(letter.sheet);
  if (status === 200) renewToken(html);
  const second = await post(address, fields);
  if (second.status === 403) throw new Unreachable();
  return second;
}

// One question may be closed, or the whole attempt: the sheet tells.
async function close(letter) {
  const { status } = await get(letter.sheet);
  if (status === 409) await tellClosed(letter.attempt);
  else {
    await drop(letter);
    tell("stale", letter);
  }
}

// Somebody else's, who may come back to this browser; but not after a month.
async function leaveAlone(letter) {
  if (Date.now() - letter.keptAt > LONGEST_STAY) await drop(letter);
  foreign.add(letter.attempt);
}

const outcomes = {
  200: async (letter, data) => {
    // Before the letter is gone: the next change must build on this number.
    tell("acknowledged", { ...letter, ...data });
    const rest = await acknowledge(letter, data.sequence);
    tell("saved", { ...letter, ...data, isNewest: !rest });
  },
  404: leaveAlone,
  409: async (letter, data) => {
    if (data?.error === "closed") return close(letter);
    await drop(letter);
    return tell("stale", letter);
  },
  422: async (letter, data) => {
    const rest = await refuse(letter);
    if (!rest) tell("invalid", { ...letter, messages: data.messages });
  },
};

async function sendAnswer(letter) {
  const fields = [...letter.tried, ["sequence", String(letter.base + 1)]];
  const { status, data } = await postWithFreshToken(letter, letter.save, fields);
  const outcome = outcomes[status] ?? outcomes[409];
  await outcome(letter, data);
}

async function sendHandIn(letter) {
  const { status, data } = await postWithFreshToken(letter, letter.handIn, []);
  if (status === 404) await leaveAlone(letter);
  else {
    await dropAttempt(letter.attempt);
    tell("handed-in", { ...letter, ...data });
  }
}

async function sendAll() {
  for (let found = await nextLetter(); found; found = await nextLetter()) {
    const letter = await begin(found);
    if (letter?.handIn) await sendHandIn(letter);
    else if (letter) await sendAnswer(letter);
  }
}

// The waits differ from browser to browser, so that a site that comes back is not stormed (REL-24).
function tryLater() {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures) * (0.5 + Math.random() / 2);
  failures += 1;
  timer = setTimeout(deliver, wait);
}

async function run() {
  clearTimeout(timer);
  try {
    do {
      isAskedAgain = false;
      await sendAll();
    } while (isAskedAgain);
  } catch (problem) {
    if (problem instanceof SignedOut) tell("signed-out");
    else if (problem instanceof Unreachable) {
      tell("unsent");
      tryLater();
    } else throw problem;
    return false;
  } finally {
    round = null; // in the same breath as the last look at isAskedAgain, or a call in between would be lost
  }
  failures = 0;
  tell("delivered");
  return true;
}

/** Send everything that waits; whether everything has arrived. Calls during a round lengthen that round. */
export function deliver() {
  isAskedAgain = true;
  round ??= run();
  return round;
}

/** A new chance: the line is back, or the person is. */
export function deliverAtOnce() {
  failures = 0;
  return deliver();
}
