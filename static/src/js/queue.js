// Acts of the shelter's people over a bad line. A form marked data-queued is first kept on the phone, sealed, and then
// sent with a key of its own, so that it acts once however often it arrives (tvcase/once). What is kept can be opened
// only with both halves of its key: one never leaves this browser, the other comes with the pages of the same person.
(() => {
  "use strict";

  const region = document.querySelector("[data-queue]");
  if (!region || !window.indexedDB || !window.crypto?.subtle || !navigator.locks) return;
  const { owner, half, token } = region.dataset;
  region.removeAttribute("data-half");
  const list = region.querySelector("[data-queue-list]");
  const item = region.querySelector("[data-queue-item]");
  const leaving = document.querySelector("[data-queue-leaving]");
  const signOut = document.querySelector("form[data-sign-out]");
  const DAY = 24 * 3600 * 1000;
  const OLDEST = 60 * DAY;
  const PATIENCE = 10 * 1000;
  const SLOW = 1000;
  const FIRST_PAUSE = 5 * 1000;
  const LONGEST_PAUSE = 60 * 1000;
  const MOST_SENT = 8;
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  // The store: what can be read without the key is whose act it is, when it was made, and a number drawn at random.
  const opening = window.indexedDB.open("queue", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("acts", { keyPath: "id" });
    opening.result.createObjectStore("device");
  };
  const store = async (name, mode = "readonly") => (await database).transaction(name, mode).objectStore(name);
  const database = done(opening);

  const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
  const toBytes = (text) => new TextEncoder().encode(text);
  const madeKey = async () => {
    const drawn = window.crypto.getRandomValues(new Uint8Array(32));
    const fresh = await window.crypto.subtle.importKey("raw", drawn, "HKDF", false, ["deriveKey"]);
    const kept = await store("device", "readwrite");
    const ours = (await done(kept.get("half"))) || fresh;
    if (ours === fresh) await done(kept.put(fresh, "half"));
    const how = { name: "HKDF", hash: "SHA-256", salt: bytesOf(half), info: toBytes(owner) };
    return window.crypto.subtle.deriveKey(how, ours, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };
  const sealedWith = (id, iv) => ({ name: "AES-GCM", iv, additionalData: toBytes(`${owner} ${id}`) });

  const acts = new Map(); // this person's, opened, the oldest first
  let others = 0; // of other people who use this phone
  const put = async (act) => {
    const iv = window.crypto.getRandomValues(new Uint8Array(12));
    const { id, since, ...inside } = act;
    const sealed = await window.crypto.subtle.encrypt(sealedWith(id, iv), await key, toBytes(JSON.stringify(inside)));
    await done((await store("acts", "readwrite")).put({ id, since, owner, iv, sealed }));
    acts.set(id, act);
    show();
  };
  const remove = async (id) => {
    await done((await store("acts", "readwrite")).delete(id));
    acts.delete(id);
    show();
  };
  const load = async () => {
    const kept = await done((await store("acts")).getAll());
    for (const { id, since, owner: whose, iv, sealed } of kept.sort((one, other) => one.since - other.since)) {
      if (whose !== owner) {
        if (Date.now() - since > OLDEST) await done((await store("acts", "readwrite")).delete(id));
        else others += 1;
        continue;
      }
      const opened = await window.crypto.subtle.decrypt(sealedWith(id, iv), await key, sealed);
      acts.set(id, { id, since, ...JSON.parse(new TextDecoder().decode(opened)) });
    }
    const shown = [...acts.values()].filter((act) => act.state === "sent");
    for (const act of shown)
      if (Date.now() - act.since > DAY / 2 || shown.length - shown.indexOf(act) > MOST_SENT) await remove(act.id);
  };

  // What the person sees of it.
  const inState = (...states) => [...acts.values()].filter((act) => states.includes(act.state));
  const inWords = (act) => {
    const said = region.dataset;
    if (act.state === "refused") return said.refused.replace("{reason}", act.reason);
    if (act.state !== "sent") return act.signedOut ? said.signedOut : said.waits;
    return (/^\d\d:\d\d$/.test(act.at) ? said.sent : said.sentEarlier).replace("{time}", act.at);
  };
  const show = () => {
    const onScreen = new Set([...document.querySelectorAll("form [name=_once]")].map((input) => input.value));
    const shown = [...acts.values()].filter((act) =>
      act.state === "sending" ? act.isSlow : act.state !== "refused" || !onScreen.has(act.id),
    );
    list.replaceChildren(
      ...shown.map((act) => {
        const line = item.content.cloneNode(true).firstElementChild;
        const part = (name) => line.querySelector(`[data-part=${name}]`);
        part("what").textContent = act.what;
        part("state").textContent = inWords(act);
        line.classList.toggle("tv-queue__item--refused", act.state === "refused");
        part("open").hidden = act.state !== "refused";
        part("remove").hidden = act.state === "waits";
        part("sure").hidden = true;
        part("open").addEventListener("click", () => reopen(act));
        part("remove").addEventListener("click", () => {
          if (act.state === "sent") return remove(act.id);
          part("remove").hidden = true;
          part("sure").hidden = false;
          return part("sure").focus();
        });
        part("sure").addEventListener("click", () => remove(act.id));
        return line;
      }),
    );
    region.hidden = !shown.length;
    unsent(others + inState("waits", "sending", "refused").length > 0);
  };
  // Whether the server leaves the store alone when it empties the browser at the end.
  const unsent = (some) => {
    for (const input of document.querySelectorAll("form [name=unsent]")) input.disabled = !some;
  };

  // From a form to an act and back. A file that was chosen before stays with the act when the form comes back empty.
  const textOf = (bytes) => {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const packed = async (value) => {
    if (!(value instanceof File)) return value;
    return { name: value.name, type: value.type, bytes: textOf(new Uint8Array(await value.arrayBuffer())) };
  };
  const unpacked = ({ name, type, bytes }) =>
    new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name, { type });
  const actOf = async (form, pressed) => {
    const data = new FormData(form, pressed);
    const id = data.get("_once") || window.crypto.randomUUID();
    const before = acts.get(id)?.fields || [];
    const fields = [];
    for (const [name, value] of data) {
      if (["csrfmiddlewaretoken", "_once", "_resume"].includes(name)) continue;
      if (value instanceof File && !value.name) fields.push(...before.filter(([one, kept]) => one === name && kept.bytes));
      else fields.push([name, await packed(value)]);
    }
    const where = new URL(form.getAttribute("action") || "", window.location.href).pathname;
    return { id, since: Date.now(), what: form.dataset.queued, where, fields, state: "sending" };
  };
  const reopen = (act) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = act.where;
    const typed = act.fields.filter(([, value]) => typeof value === "string");
    const hidden = [["csrfmiddlewaretoken", token], ["_resume", "1"], ...typed];
    if (act.status !== 409) hidden.push(["_once", act.id]);
    for (const [name, value] of hidden) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  };

  // Sending: done, refused with a page that says why, or nothing for now.
  const send = async (act, how) => {
    const body = new FormData();
    for (const [name, value] of act.fields) body.append(name, typeof value === "string" ? value : unpacked(value));
    body.append("_once", act.id);
    const headers = { "X-CSRFToken": token, "X-Queue": how };
    const signal = AbortSignal.timeout(how === "now" ? PATIENCE : 3 * PATIENCE);
    try {
      const answer = await fetch(act.where, { method: "POST", body, headers, signal, redirect: "manual" });
      const text = await answer.text();
      const { status } = answer;
      if (status === 200 && answer.headers.get("Content-Type") === "application/json")
        return { done: JSON.parse(text) };
      if (!status || status === 401 || status === 403) return { signedOut: true };
      if (status === 429 || status >= 500) return {};
      const page = new DOMParser().parseFromString(text, "text/html");
      const lines = [...page.querySelectorAll("[data-errors] li, main .tv-reasons")];
      const reason = lines.map((line) => line.textContent.trim()).join(" ");
      const title = page.querySelector("main h1")?.textContent.trim();
      return { page, status, reason: reason || (status === 200 ? region.dataset.asks : title) };
    } catch {
      return {};
    }
  };
  const waits = (act, answer) => put({ ...act, state: "waits", signedOut: Boolean(answer.signedOut) });
  const refused = (act, answer) =>
    put({ ...act, state: "refused", reason: answer.reason, status: answer.status });

  let goes = false; // signing out
  let timer = 0;
  let pause = FIRST_PAUSE;
  const later = () => {
    clearTimeout(timer);
    if (inState("waits").length) timer = setTimeout(flush, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };
  const flush = () =>
    navigator.locks.request("queue", async () => {
      let sent = 0;
      for (const act of inState("waits")) {
        if (Date.now() - act.since > OLDEST) {
          await refused(act, { reason: region.dataset.tooOld });
          continue;
        }
        const answer = await send(act, "later");
        if (answer.done) {
          const { id, since, what } = act;
          await put({ id, since, what: (answer.done.said || what).replace(/\.$/, ""), state: "sent", at: answer.done.at });
          sent += 1;
        } else if (answer.status) await refused(act, answer);
        else {
          await waits(act, answer);
          break;
        }
      }
      later();
      // A picture that is older than what was just done is fetched anew, unless somebody is typing.
      if (sent && !goes && document.querySelector("[data-board]") && !document.querySelector("dialog[open]"))
        window.location.reload();
    });

  // A form while it is on the screen: done, and the page goes on; refused, and the page shows why; else it waits here.
  const instead = (act, answer) => {
    const main = answer.page.querySelector("main");
    document.querySelector("main").replaceWith(document.adoptNode(main));
    document.title = answer.page.title;
    if (act.where !== window.location.pathname) window.history.pushState(null, "", act.where);
    document.dispatchEvent(new CustomEvent("htmx:after:swap"));
    show();
  };
  const kept = async (form, pressed) => {
    let act;
    try {
      await ready;
      act = await actOf(form, pressed);
      await put(act);
    } catch {
      form.submit();
      return;
    }
    if (pressed) pressed.disabled = true;
    const slow = setTimeout(() => {
      acts.set(act.id, { ...act, isSlow: true });
      show();
    }, SLOW);
    const queued = inState("waits").length > 0;
    const answer = queued ? {} : await navigator.locks.request("queue", () => send(act, "now"));
    clearTimeout(slow);
    if (pressed) pressed.disabled = false;
    if (answer.done) {
      await remove(act.id);
      window.location.assign(answer.done.to);
    } else if (answer.status) {
      await refused(act, answer);
      form.dispatchEvent(new CustomEvent("queue:kept", { bubbles: true }));
      instead(act, answer);
    } else {
      for (const input of form.querySelectorAll("[name=_once]")) input.value = window.crypto.randomUUID();
      form.reset();
      await waits(act, answer);
      form.dispatchEvent(new CustomEvent("queue:kept", { bubbles: true }));
      if (queued) flush();
      else later();
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-queued]");
    if (!form || event.defaultPrevented || event.submitter?.name === "_keep") return;
    event.preventDefault();
    kept(form, event.submitter);
  });

  // Signing out sends what waits, or asks.
  signOut?.addEventListener("submit", async (event) => {
    event.preventDefault();
    goes = true;
    await ready.catch(() => {});
    if (inState("waits").length) await flush();
    if (inState("waits", "refused").length) leaving.show();
    else signOut.submit();
  });
  leaving.querySelector("[data-part=stay]").addEventListener("click", () => {
    goes = false;
    leaving.close();
  });
  leaving.querySelector("[data-part=leave]").addEventListener("click", () => signOut.submit());

  const tryNow = () => {
    pause = FIRST_PAUSE;
    if (inState("waits").length) flush();
  };
  window.addEventListener("online", tryNow);
  document.addEventListener("visibilitychange", () => document.hidden || tryNow());

  unsent(true);
  const key = database.then(madeKey);
  const ready = load().then(async () => {
    // What was being sent when the page went away waits: its key makes sure that it is not done twice.
    for (const act of inState("sending")) await put({ ...act, state: "waits" });
    show();
    tryNow();
  });
})();
