/* A list with a search field (select2) gives its parts no name; all of them are called like the list itself. */
document.addEventListener("DOMContentLoaded", () => {
  const { jQuery } = window.django ?? {};
  if (!jQuery?.fn.select2) return;

  const name = () => document.querySelectorAll("select.select2-hidden-accessible").forEach((list) => {
    const { selection, dropdown } = jQuery(list).data("select2");
    const label = list.getAttribute("aria-label") || list.labels[0]?.textContent.trim() || list.dataset.placeholder || list.name;
    [selection, dropdown].forEach((part) => part.$search?.attr("aria-label", label));
    selection.$selection.removeAttr("aria-labelledby").attr("aria-label", label);
    selection.$selection.find("[role=textbox]:not(input, textarea)").attr("aria-label", label);
    selection.$selection.children("ul").attr("role", "presentation"); // what was chosen, with the button that empties it
  });

  jQuery(name); // after the lists themselves, which begin when the page is ready
  document.addEventListener("formset:added", name);
});
