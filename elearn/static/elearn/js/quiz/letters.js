// What may happen to a letter. An answer's letter holds `base`, the sequence number that the site is known to hold,
// `tried`, the answer that was sent but not acknowledged, and `next`, the newest answer when it is another one.
//
// An answer is always sent as number `base + 1`. While it is uncertain whether `tried` has arrived, it is sent again
// before `next`: if another device was quicker meanwhile, the site refuses, and nothing newer is undone (QUIZ-09).

import { allLetters, update } from "./store.js";

const HAND_IN = "hand-in";

export function keyOf(attempt, position) {
  return `${attempt}/${String(position).padStart(4, "0")}`;
}

/** Keep an answer: `{attempt, position, save, sheet}`, the known number and the fields as pairs. */
export function keepAnswer(address, base, fields) {
  const key = keyOf(address.attempt, address.position);
  return update(key, (old) => {
    // The page has been loaded since: what waits was overtaken.
    const isOvertaken = old && base > old.base + 1;
    const known = old && !isOvertaken ? old : { base, tried: null };
    return { ...known, ...address, key, next: fields, keptAt: Date.now() };
  });
}

/** Keep the wish to hand in; it is sent after all answers of the attempt. */
export function keepHandIn(attempt, address, sheet) {
  const key = `${attempt}/${HAND_IN}`;
  return update(key, () => ({ key, attempt, sheet, handIn: address, keptAt: Date.now() }));
}

/** The letter, marked as being on its way; undefined when another tab has finished it. */
export function begin(letter) {
  if (letter.handIn) return letter;
  return update(letter.key, (one) => one && (one.tried ? one : { ...one, tried: one.next, next: null }));
}

/** The site holds the tried answer as number `sequence`. */
export function acknowledge(letter, sequence) {
  return update(letter.key, (one) => (one?.next ? { ...one, base: sequence, tried: null } : undefined));
}

/** The site cannot read the tried answer; a newer one may be better. */
export function refuse(letter) {
  return update(letter.key, (one) => (one?.next ? { ...one, tried: null } : undefined));
}

export function drop(letter) {
  return update(letter.key, () => undefined);
}

/** Forget the attempt: it takes no more answers. Returns how many answers had not arrived. */
export async function dropAttempt(attempt) {
  const dropped = await lettersOf(attempt);
  for (const letter of dropped) await drop(letter);
  return dropped.filter((letter) => !letter.handIn).length;
}

/** Answers by position, then the wish to hand in. */
export async function lettersOf(attempt) {
  return (await allLetters()).filter((letter) => letter.attempt === attempt);
}

/** Whether the attempt waits to be handed in. */
export async function isHandingIn(attempt) {
  return (await lettersOf(attempt)).some((letter) => letter.handIn);
}
