/* Shows a question once the answer it depends on is chosen. Without this script all stand there, each with its condition. */
(() => {
  const form = document.querySelector("form[data-survey]");
  if (!form) return;
  const dependent = [...form.querySelectorAll("[data-shown-after]")];

  const chosen = (name) => {
    const asked = form.querySelector(`[name="${name}"]`)?.closest(".question");
    if (!asked || asked.hidden) return [];
    const inputs = [...form.querySelectorAll(`[name="${name}"]`)];
    return inputs
      .filter((input) => (["radio", "checkbox"].includes(input.type) ? input.checked : input.value))
      .map((input) => Number(input.value.replace(",", ".")));
  };

  const refresh = () => {
    dependent.forEach((question) => {
      const wanted = question.dataset.shownFor.trim().split(" ").map(Number);
      question.hidden = !chosen(question.dataset.shownAfter).some((value) => wanted.includes(value));
    });
  };

  dependent.forEach((question) => {
    question.querySelector("[data-condition]").hidden = true;
  });
  form.addEventListener("input", refresh);
  refresh();
})();
