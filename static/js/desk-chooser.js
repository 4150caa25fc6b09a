/* Choosers: what is typed at a closed one goes into its search. An entry may say more of itself in a
   second line, and what it says `beside` its name goes with it into the form (geekfeed/desk.py).
   Seasons are those of the show that is chosen beside them. */
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
      const data = ({ term, page }) => ({ term, page, app_label, model_name, field_name, ...showOf(select) });
      window.django.jQuery(select).select2({ ajax: { data } });
    });
  }

  /* The show in the same row as a season. */
  function showOf({ form, name }) {
    const show = /(^|-)season$/.test(name) && form?.elements[name.replace(/season$/, "show")]?.value;
    return show ? { show } : {};
  }

  /* Its own way there takes a moment in which letters are lost. */
  function search() {
    document.querySelector(".select2-container--open .select2-search__field")?.focus();
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
