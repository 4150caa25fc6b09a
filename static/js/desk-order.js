/* Rows with a place (class "ordered"): a handle to drag, and buttons for up and down. The number that
   stands there without a script is kept in step. */
(() => {
  let words = {};
  let dragged = null;
  let says = null;

  document.addEventListener("DOMContentLoaded", () => {
    words = document.getElementById("row-words")?.dataset ?? {};
    // inlines.js makes its links at the same moment.
    setTimeout(() => document.querySelectorAll("fieldset.ordered").forEach(prepare));
    document.addEventListener("formset:added", ({ target }) => {
      const fieldset = target.closest?.("fieldset.ordered");
      if (fieldset) tools(target);
    });
  });

  const rowsOf = (fieldset) => [...fieldset.querySelectorAll("tbody > tr.form-row:not(.empty-form)")];
  const place = (row) => row.querySelector('[name$="-position"]');
  const isNew = (row) => !row.classList.contains("has_original");

  /* Whether somebody has filled anything into a new row. */
  const isBlank = (row) =>
    isNew(row) &&
    [...row.querySelectorAll("input:not([type=hidden]), select, textarea")].every(
      (field) => field === place(row) || field.type === "checkbox" || !field.value,
    );

  function prepare(fieldset) {
    rowsOf(fieldset).forEach(tools);
    fieldset.addEventListener("click", pressed);
    fieldset.addEventListener("dragover", over);
    fieldset.addEventListener("drop", (event) => event.preventDefault());
    fieldset.closest("form").addEventListener("submit", () => number(fieldset));
    if (!says) {
      says = document.createElement("p");
      says.className = "visually-hidden";
      says.setAttribute("role", "status");
      fieldset.after(says);
    }
  }

  function tools(row) {
    const cell = row.querySelector("td.field-position");
    if (!place(row) || cell.querySelector(".moves")) return; // those who only look move nothing
    const moves = document.createElement("span");
    moves.className = "moves";
    const handle = document.createElement("span");
    handle.className = "handle";
    handle.setAttribute("aria-hidden", "true");
    handle.draggable = true;
    handle.textContent = "⠿";
    handle.addEventListener("dragstart", (event) => {
      dragged = row;
      row.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.setDragImage(row, 12, 12);
    });
    handle.addEventListener("dragend", () => {
      row.classList.remove("dragged");
      dragged = null;
      number(row.closest("fieldset"));
    });
    moves.append(handle);
    for (const [step, label, sign] of [["-1", words.up, "↑"], ["1", words.down, "↓"]]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button small plain", textContent: sign, title: label });
      button.setAttribute("aria-label", label);
      button.dataset.move = step;
      moves.append(button);
    }
    cell.append(moves);
  }

  function pressed(event) {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const row = button.closest("tr");
    const fieldset = row.closest("fieldset");
    const rows = rowsOf(fieldset);
    const other = rows[rows.indexOf(row) + Number(button.dataset.move)];
    if (!other) return;
    if (button.dataset.move === "-1") lift(other, row, true);
    else lift(other, row, false);
    number(fieldset);
    button.focus();
    says.textContent = words.moved.replace("%s", rowsOf(fieldset).indexOf(row) + 1);
  }

  /* What is wrong with a row stands in a row of its own before it, and goes with it. */
  function lift(other, row, isBefore) {
    const errors = row.previousElementSibling?.matches(".row-form-errors") ? row.previousElementSibling : null;
    const first = other.previousElementSibling?.matches(".row-form-errors") ? other.previousElementSibling : other;
    if (isBefore) first.before(row);
    else other.after(row);
    if (errors) row.before(errors);
  }

  function over(event) {
    const row = event.target.closest?.("tr.form-row:not(.empty-form)");
    if (!dragged || !row || row === dragged || row.parentNode !== dragged.parentNode) return;
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    lift(row, dragged, event.clientY < top + height / 2);
  }

  /* The places that the rows came with are given out anew, so that what stands elsewhere between them
     (another season's cast) stays where it was. A row that says nothing keeps its own: it is not asked
     what it is. */
  function number(fieldset) {
    const rows = rowsOf(fieldset).filter(place);
    const free = rows.filter((row) => !isNew(row)).map((row) => Number(place(row).defaultValue) || 0);
    free.sort((one, other) => one - other);
    let last = -1;
    for (const row of rows) {
      if (isBlank(row)) place(row).value = place(row).defaultValue;
      else place(row).value = last = Math.max(last + 1, free.shift() ?? 0);
    }
  }
})();
