/* Keeps what is typed in a long form: on the server every few seconds, in this browser at once. */
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const address = form.dataset.autosave;
  const status = document.querySelector("[data-saved]");
  const sums = document.querySelector("[data-sums]");
  const others = document.querySelector("[data-others]");
  const revision = form.elements.namedItem("revision");
  const copyKey = `autosave:${address}`;
  let timer = 0;
  let saving = false;
  let changed = false;

  const typed = () => {
    const values = {};
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "revision") values[name] = value;
    });
    return values;
  };

  const say = (text, problem) => {
    status.textContent = text;
    status.classList.toggle("deadline", Boolean(problem));
    status.classList.toggle("over", Boolean(problem));
  };

  async function save() {
    if (saving) return;
    saving = true;
    changed = false;
    try {
      const texts = new FormData(form);
      for (const [name, value] of [...texts]) {
        if (typeof value !== "string") texts.delete(name); // files go with the form alone
      }
      const answer = await fetch(address, { method: "POST", body: texts, headers: { Accept: "application/json" } });
      const kind = answer.headers.get("Content-Type") || "";
      const body = kind.includes("json") ? await answer.json() : {};
      if (answer.ok) {
        revision.value = body.revision;
        say(body.saved);
        if (sums && body.sums) sums.innerHTML = body.sums;
        if (others && body.others !== undefined) others.textContent = body.others;
        if (!changed) localStorage.removeItem(copyKey);
      } else {
        say(body.problem || form.dataset.offline, true);
      }
    } catch {
      say(form.dataset.offline, true);
    } finally {
      saving = false;
      if (changed) schedule();
    }
  }

  const schedule = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 1500);
  };

  form.addEventListener("input", () => {
    changed = true;
    try {
      localStorage.setItem(copyKey, JSON.stringify(typed()));
    } catch {
      /* private windows have no room for a copy; the server's copy is enough */
    }
    schedule();
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    localStorage.removeItem(copyKey);
  });

  // What was typed after the last save, in a session that ended, comes back on request.
  const copy = localStorage.getItem(copyKey);
  const offer = document.querySelector("[data-restore]");
  if (copy && offer) {
    const values = JSON.parse(copy);
    const differs = Object.entries(values).some(([name, value]) => form.elements.namedItem(name)?.value !== undefined && form.elements.namedItem(name).value !== value);
    offer.hidden = !differs;
    offer.querySelector("button").addEventListener("click", () => {
      Object.entries(values).forEach(([name, value]) => {
        const field = form.elements.namedItem(name);
        if (field) field.value = value;
      });
      offer.hidden = true;
      save();
    });
  }

  // Word counters count as the server does: runs of characters between white space.
  document.querySelectorAll("textarea[data-words]").forEach((field) => {
    const counter = document.createElement("p");
    counter.className = "form-text";
    counter.setAttribute("aria-live", "off");
    const count = () => {
      const words = field.value.trim() ? field.value.trim().split(/\s+/).length : 0;
      counter.textContent = `${words} / ${field.dataset.words}`;
      counter.classList.toggle("deadline", words > Number(field.dataset.words));
      counter.classList.toggle("over", words > Number(field.dataset.words));
    };
    field.after(counter);
    field.addEventListener("input", count);
    count();
  });
})();
