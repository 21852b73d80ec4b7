/* Small conveniences. Every page works without this file. */
(() => {
  // A menu closes when one looks elsewhere: Escape, a click outside, focus gone on.
  const menus = document.querySelectorAll("details.menu");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus.forEach((menu) => {
      if (menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  });
  document.addEventListener("click", (event) => {
    menus.forEach((menu) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  });

  // Filters stand open where there is room, folded on phones.
  if (window.matchMedia("(max-width: 47.99rem)").matches) {
    document.querySelectorAll("details.filters:not([data-filtered])").forEach((filters) => {
      filters.open = false;
    });
  }

  // After an error the reader is taken to the summary.
  document.querySelector(".error-summary")?.focus();

  // What a field lacks the browser says in the language of the page, not in its own.
  const { missing, unticked } = document.currentScript.dataset;
  const sayMissing = ({ target: field }) => {
    if (!field.validity.valueMissing) return;
    field.setCustomValidity(field.type === "checkbox" ? unticked : missing);
  };
  const forget = ({ target }) => {
    [...(target.form?.elements ?? [])].forEach((field) => field.setCustomValidity(""));
  };
  document.addEventListener("invalid", sayMissing, true);
  document.addEventListener("input", forget, true);
  document.addEventListener("change", forget, true);

  // A form is sent once, however often the button is pressed; coming back by the browser's button opens it again.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || event.target.method !== "post") return;
    window.setTimeout(() => {
      button.disabled = true;
    }, 0);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("button[type=submit]:disabled").forEach((button) => {
      button.disabled = false;
    });
  });

  // "Print" buttons.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
