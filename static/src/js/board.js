// The board: an act opens in a form on the board itself, so that it can be done when the line is dead. Without this
// script, or where something is missing, its link leads to a page with the same form.
(() => {
  "use strict";

  const board = document.querySelector("[data-board]");
  const twoDigits = (number) => String(number).padStart(2, "0");
  const inSofia = () => {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Sofia",
      dateStyle: "short",
      timeStyle: "short",
    }).formatToParts(new Date());
    const part = (type) => Number(parts.find((one) => one.type === type).value);
    return [part("day"), part("month"), part("year"), `${twoDigits(part("hour"))}:${twoDigits(part("minute"))}`];
  };
  // A time that is "now" when the form is opened, not when the board was.
  const setNow = (form) => {
    for (const name of (form.dataset.now || "").split(" ").filter(Boolean))
      inSofia().forEach((value, box) => {
        const input = form.querySelector(`[name="${name}_${box}"]`);
        if (input) input.value = value;
      });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-opens]");
    const dialog = link && document.querySelector(`dialog[data-act="${link.dataset.opens}"]`);
    if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const form = dialog.querySelector("form");
    form.reset();
    delete form.dataset.sent; // another act: app.js keeps one form from being sent twice
    form.method = "post";
    form.action = link.getAttribute("href");
    form.dataset.queued = `${form.dataset.title}, ${link.dataset.for}`;
    form.querySelector("[name=_once]").value = window.crypto.randomUUID();
    dialog.querySelector("[data-act-for]").textContent = link.dataset.for;
    setNow(form);
    document.dispatchEvent(new Event("change"));
    // Not modal: Quick exit stays within reach. What lies behind waits.
    if (board) board.inert = true;
    dialog.show();
    dialog.querySelector("input:not([type=hidden]), select, textarea, button").focus();
    dialog.addEventListener(
      "close",
      () => {
        if (board) board.inert = false;
        if (link.isConnected) link.focus();
      },
      { once: true },
    );
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.repeat) document.querySelector("dialog[data-act][open]")?.close();
  });
  document.addEventListener("click", (event) => {
    event.target.closest?.("[data-act-close]")?.closest("dialog").close();
  });
  // What is kept on the phone needs the form no longer.
  document.addEventListener("queue:kept", (event) => event.target.closest("dialog")?.close());
})();
