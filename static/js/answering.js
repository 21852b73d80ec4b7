/* Ctrl and Enter sends the form one is writing in, as in a mail program. The button does the same. */
(() => {
  const form = document.querySelector("form[data-send-by-keys]");
  form?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
