// The time left, by the server's clock. Nothing here decides anything: the server closes the attempt by itself.

const MINUTE = 60_000;
const COUNTED = 120 * MINUTE; // further away a date says more than a figure
const CALM = 10_000; // how often the figure changes while there is time
const SPREAD = 3000; // everybody's time is over at once: the site gets it in portions (REL-24)

const line = document.querySelector("[data-deadline]");
const notice = document.querySelector("[data-timer-notice]");

// The server wrote its time when the page began to arrive.
function serverAhead() {
  const arrival = performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now();
  return Date.parse(line.dataset.now) - (performance.timeOrigin + arrival);
}

function written(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const parts = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0"));
  return parts.join(":");
}

// Read out three times at most, never every second (ux 35).
function announce(before, left) {
  const passed = [10, 5, 1].find((minutes) => before > minutes * MINUTE && left <= minutes * MINUTE);
  if (passed) notice.textContent = notice.dataset[passed];
}

/** Show the time left and call `end` when it is over. */
export function startTimer(end) {
  if (!line) return;
  const deadline = Date.parse(line.dataset.deadline) - serverAhead();
  let before = deadline - Date.now();
  function tick() {
    const left = Math.max(0, deadline - Date.now());
    if (left <= COUNTED) line.textContent = `${line.dataset.left} ${written(left)}`;
    announce(before, left);
    before = left;
    const step = left > MINUTE ? CALM : 1000;
    if (left) setTimeout(tick, left % step || step);
    else setTimeout(end, Math.random() * SPREAD);
  }
  tick();
}
