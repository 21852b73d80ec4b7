/* Passkeys: the browser makes or reads one, the form carries it to the portal. Needs vendor's webauthnJSON.
   A form says what it wants in data-passkey: "create", "read" (options stand in the page) or "login" (options are asked for). */
(() => {
  const supported = Boolean(window.webauthnJSON && window.webauthnJSON.supported());

  async function optionsFor(form) {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("unreachable");
    return answer.json();
  }

  async function credentialFor(form) {
    const options = await optionsFor(form);
    if (form.dataset.passkey !== "create") return window.webauthnJSON.get(options.request_options);
    const wanted = options.creation_options;
    const alone = Boolean(form.elements.namedItem("passwordless")?.checked);
    const selection = (wanted.publicKey.authenticatorSelection ||= {});
    selection.residentKey = alone ? "required" : "discouraged";
    selection.requireResidentKey = alone;
    if (alone) selection.userVerification = "required";
    return window.webauthnJSON.create(wanted);
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const button = form.querySelector("[data-passkey-button]");
    const problem = form.querySelector("[data-passkey-problem]");
    if (!supported) {
      form.querySelector("[data-passkey-unsupported]").hidden = false;
      return;
    }
    button.hidden = false;
    button.addEventListener("click", async () => {
      problem.hidden = true;
      button.disabled = true;
      try {
        form.elements.namedItem("credential").value = JSON.stringify(await credentialFor(form));
        form.submit();
      } catch (error) {
        const known = { InvalidStateError: "known", NotAllowedError: "cancelled", AbortError: "cancelled" };
        problem.textContent = problem.dataset[known[error.name] || "failed"];
        problem.hidden = false;
        button.disabled = false;
      }
    });
    // Enter in a field of the form means the button.
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      button.click();
    });
  });
})();
