/* Choosers: what is typed at a closed one goes into its search. An entry may say more of itself in a
   second line, and what it says `beside` its name goes with it into the form (geekfeed/desk.py).
   Seasons are those of the show that is chosen beside them, or whose form it is, and so are episodes
   those of their season. */
(() => {
  document.addEventListener("DOMContentLoaded", () => {
    const $ = window.django?.jQuery;
    // Choosers begin a moment later, those of rows that are still to come much later.
    $?.fn.select2?.defaults.set("templateResult", entry);
    // In the place of Django's own, which asks without a word of what is chosen beside it.
    if ($?.fn.djangoAdminSelect2) $.fn.djangoAdminSelect2 = begin;
    $?.(document).on("select2:select", "select.admin-autocomplete", chosen);
    $?.(document).on("select2:open", search);
    document.addEventListener("keydown", type, true);
  });

  function begin() {
    return this.each((_place, select) => {
      const { appLabel: app_label, modelName: model_name, fieldName: field_name } = select.dataset;
      const data = ({ term, page }) => ({ term, page, app_label, model_name, field_name, ...within(select) });
      window.django.jQuery(select).select2({ ajax: { data } });
      name(select);
    });
  }

  /* What the choice is a part of: it stands in the same row, or is the record whose form it is. */
  function within({ form, name }) {
    for (const [part, whole] of [["season", "show"], ["episode", "season"]]) {
      if (!new RegExp(`(^|-)${part}$`).test(name)) continue;
      const chosen = form?.elements[name.slice(0, -part.length) + whole]?.value;
      const number = chosen || document.getElementById("row-words")?.dataset[whole];
      if (number) return { [whole]: number };
    }
    return {};
  }

  /* What is being chosen, for those who hear it: select2 tells them only what has been chosen. */
  function name(select) {
    const closed = select.nextElementSibling?.querySelector(".select2-selection--single");
    const shown = closed?.querySelector(".select2-selection__rendered");
    const label = (select.getAttribute("aria-label") ?? select.labels?.[0]?.textContent ?? "").trim();
    if (!shown || !label) return;
    closed.id = `${select.id}-chooser`;
    closed.setAttribute("aria-label", label.replace(/:$/, ""));
    closed.setAttribute("aria-labelledby", `${closed.id} ${shown.id}`);
    shown.removeAttribute("role");
    shown.removeAttribute("aria-readonly");
  }

  /* Its own way there takes a moment in which letters are lost. */
  function search() {
    const field = document.querySelector(".select2-container--open .select2-search__field");
    const closed = document.querySelector(".select2-container--open .select2-selection--single");
    const label = closed?.getAttribute("aria-label");
    if (label) {
      field?.setAttribute("aria-label", label);
      closed.setAttribute("aria-controls", closed.getAttribute("aria-owns"));
      const list = document.querySelector("body > .select2-container--open");
      list?.setAttribute("role", "search");
      list?.setAttribute("aria-label", label);
    }
    field?.focus();
  }

  /* The first letter opens it, and is the first of the search. */
  function type(event) {
    const { key, target } = event;
    if (key.length !== 1 || key === " " || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const closed = target.closest?.(".select2-container:not(.select2-container--open) .select2-selection--single");
    const select = closed?.closest(".select2-container").previousElementSibling;
    if (!select?.matches("select.select2-hidden-accessible")) return;
    event.stopPropagation();
    window.django.jQuery(select).select2("open");
    search();
  }

  function entry({ text, line }) {
    if (!line) return text;
    const shown = document.createElement("span");
    const small = document.createElement("small");
    shown.className = "entry";
    small.textContent = line;
    shown.append(text, " ", small); // the space, so that two things are read out
    return shown;
  }

  function chosen({ params, target }) {
    const option = [...target.options].find(({ value }) => value === params.data.id);
    if (!option || !params.data.beside) return;
    option.dataset.beside = params.data.beside;
    target.dispatchEvent(new Event("geekfeed:beside", { bubbles: true }));
  }
})();
