// A quiz page that never loses an answer. Without it every button of the form saves as well.

import { deliver, deliverAtOnce } from "./delivery.js";
import { handIn, startHandingIn } from "./handing_in.js";
import { show } from "./notices.js";
import { loadSheet, startPaging } from "./paging.js";
import { currentQuestion, fillFromLetters, frame } from "./questions.js";
import { keepBeforeLeaving, startSaving } from "./saving.js";
import { startTelling } from "./telling.js";
import { startTimer } from "./timer.js";

async function endOfTime() {
  show("time-over");
  if (frame?.isConnected) await keepBeforeLeaving();
  await handIn();
}

function comeBack() {
  deliverAtOnce();
  if (frame) loadSheet();
}

startTelling();
startPaging();
if (frame) startSaving();
await startHandingIn();
if (frame) {
  await fillFromLetters([currentQuestion()]);
  loadSheet();
}
startTimer(endOfTime);
deliver();
window.addEventListener("online", comeBack);
window.addEventListener("focus", comeBack);
// A page that the browser kept for Back knows nothing of what was saved since.
window.addEventListener("pageshow", (event) => event.persisted && navigator.onLine && location.reload());
