// Small help for the eye and the hand. Every page works without it.
(() => {
  "use strict";

  // Quick exit: by its button, or Escape three times within two seconds. The page goes dark at once,
  // the server ends the session, and the neutral page takes this page's place in the history.
  const exit = document.querySelector("form[data-exit]");
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = "";
    fetch(exit.action, { method: "POST", body: new FormData(exit), keepalive: true }).catch(() => {});
    window.location.replace(exit.dataset.exit);
  };
  let presses = [];
  if (exit) {
    exit.addEventListener("submit", (event) => {
      event.preventDefault();
      leave();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.repeat) return;
      const now = event.timeStamp;
      presses = [...presses.filter((earlier) => now - earlier < 2000), now];
      if (presses.length >= 3) leave();
    });
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // The answer to a form takes the place of what was sent: browsers write that into their files otherwise.
  if (document.body.hasAttribute("data-posted")) window.history.replaceState(null, "");

  // A page restored by the Back button after signing out asks the server again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  // Errors: the summary takes the focus when it appears; its links go to the field itself.
  const focusErrors = (root) => root.querySelector?.("[data-errors]")?.focus();
  focusErrors(document);
  document.addEventListener("htmx:after:swap", () => focusErrors(document));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-errors] a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest("fieldset") || field.closest(".govuk-form-group") || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });

  // What belongs to one choice is shown with that choice: <div data-shown-by="id_field_1">.
  const follow = () => {
    for (const part of document.querySelectorAll("[data-shown-by]")) {
      const ids = part.dataset.shownBy.split(" ");
      part.hidden = !ids.some((id) => document.getElementById(id)?.checked);
    }
  };
  document.addEventListener("change", follow);
  document.addEventListener("htmx:after:swap", follow);
  follow();

  // A form is sent once: a second press within two seconds does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (form.dataset.sent && event.timeStamp - form.dataset.sent < 2000) event.preventDefault();
    else form.dataset.sent = event.timeStamp;
  });
})();
