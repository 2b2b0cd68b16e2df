// Keeps what is typed: every few seconds the form goes to its own address, and the page says when it was taken.
document.querySelectorAll("form[data-autosave]").forEach((form) => {
  const PAUSE = 5000;
  const status = form.querySelector("[data-autosave-status]");
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let kept = null;
  let isSubmitted = false;

  const save = async () => {
    const now = typed();
    if (kept === null) {
      kept = now; // The editor has filled in its fields by now.
      return;
    }
    if (now === kept) return;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(answer.status);
      kept = now;
      status.textContent = `${form.dataset.saved} ${new Date().toLocaleTimeString(document.documentElement.lang)}`;
    } catch {
      status.textContent = form.dataset.failed;
    }
  };

  setTimeout(save, 500);
  setInterval(save, PAUSE);
  form.addEventListener("submit", () => {
    isSubmitted = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSubmitted && kept !== null && typed() !== kept) event.preventDefault();
  });
});
