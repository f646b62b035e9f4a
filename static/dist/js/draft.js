// What is typed into a long form is kept on the server as it is typed (tvcase/drafts): a form with a part marked
// data-draft. At the latest four seconds after a letter it is on its way; what the server answers stands beside the
// button. Files and passwords are never sent, and nothing is kept in the browser.
(() => {
  "use strict";

  const PAUSE = 1500;
  const LONGEST = 4000;
  const AGAIN = 5000;
  const forms = new Map();

  const stateOf = (form) => {
    const part = form?.querySelector("[data-draft]");
    // Asked of the attribute: a form whose own field is called “method” hides the property of that name.
    if (!part || form.getAttribute("method")?.toLowerCase() !== "post") return null;
    if (!forms.has(form)) {
      const said = part.querySelector("[data-draft-said]");
      forms.set(form, { form, part, said, mark: part.querySelector("[name=_draft]"), timer: 0, since: 0 });
    }
    return forms.get(form);
  };
  const typedIn = ({ form }) => {
    const data = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file], input[type=password]")) data.delete(input.name);
    data.set("_keep", "typed");
    return data;
  };
  const say = (state, sentence) => {
    if (state.said.textContent !== sentence) state.said.textContent = sentence;
  };

  const plan = (state, pause = PAUSE) => {
    if (state.over) return;
    const now = Date.now();
    state.since ||= now;
    clearTimeout(state.timer);
    state.timer = setTimeout(save, Math.max(0, Math.min(pause, state.since + Math.max(LONGEST, pause) - now)), state);
  };
  const send = async (state, keepalive) => {
    const where = state.form.getAttribute("action") || window.location.href;
    const headers = { "X-Draft": "1" };
    const signal = keepalive ? undefined : AbortSignal.timeout(2 * AGAIN);
    const asked = { method: "POST", headers, signal, keepalive, redirect: "manual", body: typedIn(state) };
    try {
      const answer = await fetch(where, asked);
      const isOurs = answer.headers.get("Content-Type") === "application/json";
      return { status: answer.status, said: isOurs ? (await answer.json()).said : "" };
    } catch {
      return { status: 0 };
    }
  };
  const save = async (state, keepalive = false) => {
    clearTimeout(state.timer);
    if (state.over || !state.since || (state.sends && !keepalive)) return;
    state.since = 0;
    state.sends = true;
    if (!state.mark.value.endsWith(".1")) state.mark.value += ".1";
    const { status, said } = await send(state, keepalive);
    state.sends = false;
    const isLost = ![201, 403, 404, 409, 410, 413].includes(status);
    if (state.over) return;
    if (said) say(state, said);
    else if (status === 401) say(state, state.part.dataset.signedOut);
    else if (status === 403 || status === 404) say(state, state.part.dataset.refused);
    else say(state, state.part.dataset.failed);
    state.over = [403, 404, 410].includes(status);
    state.isOther = status === 409;
    if (isLost) state.since ||= Date.now();
    if (state.since) plan(state, isLost ? AGAIN : PAUSE);
  };

  const typed = (event) => {
    const state = stateOf(event.target.form);
    if (state) plan(state);
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("queue:kept", (event) => {
    const state = stateOf(event.target);
    if (state) state.over = true;
  });
  document.addEventListener("submit", (event) => {
    const state = event.defaultPrevented ? null : stateOf(event.target);
    if (!state) return;
    const isToKeep = event.submitter?.name === "_keep";
    if (isToKeep && !state.over && !state.isOther) {
      event.preventDefault();
      delete state.form.dataset.sent;
      state.since ||= Date.now();
      save(state);
      return;
    }
    // It is on its way to the server, whole: nothing that comes late may bring it back.
    state.over = true;
    clearTimeout(state.timer);
  });

  // The page goes out of sight, or away.
  const leave = () => {
    for (const state of forms.values()) if (state.since) save(state, true);
  };
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  window.addEventListener("pagehide", leave);

  // A form that came back with what was typed, as an answer was wrong, may say more than what was kept.
  for (const part of document.querySelectorAll("[data-draft-typed]")) plan(stateOf(part.closest("form")));
})();
