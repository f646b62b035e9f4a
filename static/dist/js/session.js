// The end of a session: a warning two minutes before, and a cover when it is over. What was typed stays in the page.
(() => {
  "use strict";

  const dialog = document.querySelector("[data-session-ends]");
  if (!dialog) return;
  const [warning, over] = ["warning", "over"].map((part) => dialog.querySelector(`[data-session-${part}]`));
  const WARNED = 120 * 1000;
  const lasts = Number(dialog.dataset.sessionEnds) * 1000;
  const others = new BroadcastChannel("session");
  let timers = [];
  let ends = Infinity;
  let typedIn = null;

  const show = (part) => {
    warning.hidden = part !== warning;
    over.hidden = part !== over;
    dialog.classList.toggle("tv-dialog--cover", part === over);
    if (part === over) for (const other of document.body.children) if (other !== dialog) other.hidden = true;
    if (!dialog.open) dialog.showModal();
    part.querySelector("button").focus();
  };
  const begin = (left) => {
    timers.forEach(clearTimeout);
    if (dialog.open && over.hidden) dialog.close();
    ends = Date.now() + left;
    if (over.hidden) timers = [setTimeout(show, Math.max(left - WARNED, 0), warning), setTimeout(show, left, over)];
  };
  const used = (left) => {
    begin(left);
    others.postMessage(left);
  };

  dialog.addEventListener("cancel", (event) => event.preventDefault());
  // A browser closes a dialog at the second Escape whatever the page says: the cover comes back.
  dialog.addEventListener("close", () => {
    if (!over.hidden) show(over);
  });
  // Timers stand still while a computer sleeps.
  const look = () => {
    if (over.hidden && Date.now() >= ends) show(over);
  };
  for (const woken of ["focus", "pageshow"]) window.addEventListener(woken, look);
  document.addEventListener("visibilitychange", look);
  dialog.querySelector("[data-session-stay]").addEventListener("click", async () => {
    const answer = await fetch(dialog.dataset.stay, {
      method: "POST",
      headers: { "X-CSRFToken": dialog.dataset.token },
      redirect: "error",
    }).catch(() => null);
    if (answer?.ok) used(Number(await answer.text()) * 1000);
    else show(over);
  });
  // Signing in again carries what was typed: the form is sent as it stands, and asks for a session first.
  dialog.querySelector("[data-session-again]").addEventListener("click", () => {
    if (typedIn?.isConnected && typedIn.getAttribute("method")?.toLowerCase() === "post") typedIn.submit();
    else window.location.reload();
  });
  document.addEventListener("input", (event) => {
    typedIn = event.target.form || typedIn;
  });
  document.addEventListener("htmx:after:request", () => used(lasts));
  others.addEventListener("message", (event) => begin(event.data));
  used(lasts);
})();
