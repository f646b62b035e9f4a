// Passkeys: the question of the server goes to the device, the device's answer goes back with the form.
(() => {
  "use strict";

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

  const question = (options) => {
    const asked = structuredClone(options.publicKey);
    asked.challenge = bytes(asked.challenge);
    if (asked.user) asked.user.id = bytes(asked.user.id);
    for (const list of ["allowCredentials", "excludeCredentials"])
      for (const known of asked[list] || []) known.id = bytes(known.id);
    return { publicKey: asked };
  };

  const answer = (credential) => {
    const given = { clientDataJSON: text(credential.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
      if (credential.response[part]) given[part] = text(credential.response[part]);
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: given,
    };
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    const failed = form.querySelector("[data-passkey-failed]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const credential = await navigator.credentials[form.dataset.passkey](question(JSON.parse(form.dataset.options)));
        form.elements.credential.value = JSON.stringify(answer(credential));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
