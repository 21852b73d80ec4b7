/* The sitting screen: what is left after each proposal, counted by the server as it is typed. Without this script a button does. */
(() => {
  const form = document.querySelector("form[data-sitting]");
  if (!form) return;
  const cut = form.querySelector("[data-cut]");
  let timer = 0;
  let asked = 0;

  const show = (answer) => {
    form.querySelectorAll("[data-left]").forEach((cell) => {
      cell.textContent = answer.left[cell.dataset.left] ?? "";
      cell.classList.toggle("portal-urgent", answer.over.includes(Number(cell.dataset.left)));
    });
    form.querySelector("[data-sums]").innerHTML = answer.sums;
    const above = answer.cut && form.querySelector(`[data-key="${answer.cut}"]`);
    cut.hidden = !above;
    if (above) above.after(cut);
  };

  const count = async () => {
    asked += 1;
    const turn = asked;
    const typed = new FormData(form);
    typed.set("darit", "rekinat");
    const answer = await fetch(form.action || window.location.href, { method: "POST", body: typed, headers: { Accept: "application/json" } });
    if (answer.ok && turn === asked) show(await answer.json());
  };

  form.addEventListener("input", (event) => {
    if (!event.target.matches("[name^=outcome_], [name^=amount_]")) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => count().catch(() => {}), 300);
  });
})();
