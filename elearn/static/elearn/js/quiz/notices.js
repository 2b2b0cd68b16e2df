// The status line and the boxes that say what is in the way.

const board = document.querySelector("[data-quiz]");

/** What the template says about the attempt: addresses and words. */
export const quiz = board?.dataset;

/** Show the box, or not. One that interrupts comes into sight, however long the page. */
export function show(name, isOn = true) {
  const box = board.querySelector(`[data-notice=${name}]`);
  const isNew = box.hidden && isOn;
  box.hidden = !isOn;
  if (isNew && box.role === "alert") box.scrollIntoView({ block: "center" });
}

/** Write into the status line: state is none, saving, saved, kept, unkept or invalid. */
export function say(state, text = quiz[state]) {
  const line = document.querySelector("[data-save-status]");
  if (!line) return;
  line.dataset.state = state;
  // The same words again would be read out again.
  if (line.textContent !== text) line.textContent = text;
}
