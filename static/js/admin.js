/* A list with a search field (select2) gives that field no name; it is called like the list itself. */
document.addEventListener("DOMContentLoaded", () => {
  const { jQuery } = window.django ?? {};
  if (!jQuery?.fn.select2) return;

  const name = () => document.querySelectorAll("select.select2-hidden-accessible").forEach((list) => {
    const { selection, dropdown } = jQuery(list).data("select2");
    const label = list.getAttribute("aria-label") || list.labels[0]?.textContent.trim() || list.dataset.placeholder || list.name;
    [selection, dropdown].forEach((part) => part.$search?.attr("aria-label", label));
  });

  jQuery(name); // after the lists themselves, which begin when the page is ready
  document.addEventListener("formset:added", name);
});
