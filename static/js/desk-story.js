/* The form of a story: lines that grow, claims that know the story's sources, and a word before
   the page is left with something unsaved. */
(() => {
  let $;

  document.addEventListener("DOMContentLoaded", () => {
    $ = window.django?.jQuery;
    const form = document.getElementById("article_form");
    if (!form) return;
    lines(form);
    sources(form);
    shows(form);
    leaving(form);
  });

  /* Headline and the like: one paragraph that wraps. Enter would only be folded away later. */
  function lines(form) {
    const grows = CSS.supports("field-sizing", "content");
    const fit = (field) => {
      if (grows) return;
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight}px`;
    };
    form.querySelectorAll("textarea[data-one-line]").forEach(fit);
    form.addEventListener("input", ({ target }) => {
      if (target.matches("textarea[data-one-line]")) fit(target);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      if (event.target.matches("textarea[data-one-line]")) event.preventDefault();
    });
  }

  /* "Rests on" offers what stands under Sources, also what has just been added there. */
  function sources(form) {
    const named = () => {
      const found = new Map();
      for (const select of form.querySelectorAll('select[name^="citations-"][name$="-tag"]')) {
        const chosen = select.selectedOptions[0];
        const leaves = select.closest(".inline-related")?.querySelector('input[name$="-DELETE"]:checked');
        if (chosen?.value && !leaves) found.set(chosen.value, chosen.textContent);
      }
      return found;
    };
    // A new claim that says something rests on the story's only source, until somebody decides.
    const decided = new WeakSet();
    const rowOf = (element) => element.closest(".inline-related");
    const isNew = (row) => !row.querySelector('input[name$="-id"]')?.value;
    const says = (row) => row.querySelector('[name$="-says"]')?.value.trim();
    const suggest = (select, found) => {
      const row = rowOf(select);
      if (found.size !== 1 || decided.has(select) || !isNew(row) || !says(row)) return;
      [select.value] = found.keys();
      decided.add(select);
    };
    const offer = () => {
      const found = named();
      for (const select of form.querySelectorAll("select[data-rests-on]")) {
        const chosen = select.selectedOptions[0];
        const options = new Map([["", select.dataset.restsOn], ...found]);
        // A choice whose source has gone stays until somebody decides: saving says what to do.
        if (chosen && !options.has(chosen.value)) options.set(chosen.value, chosen.textContent);
        select.replaceChildren(
          ...[...options].map(([value, name]) => {
            const isChosen = value === (chosen?.value ?? "");
            return new Option(name, value, isChosen, isChosen);
          }),
        );
        suggest(select, found);
      }
    };
    if (!form.querySelector("select[data-rests-on]")) return;
    if (form.querySelector(".errornote")) {
      form.querySelectorAll("select[data-rests-on]").forEach((select) => decided.add(select));
    }
    offer();
    form.addEventListener("change", ({ target }) => {
      if (target.matches("select[data-rests-on]")) decided.add(target);
    });
    form.addEventListener("input", ({ target }) => {
      if (!target.matches('[name^="claims-"][name$="-says"]')) return;
      const select = rowOf(target).querySelector("select[data-rests-on]");
      if (select) suggest(select, named());
    });
    $?.(form).on("change", '[name^="citations-"]', offer);
    document.addEventListener("formset:added", offer);
    document.addEventListener("formset:removed", offer);
  }

  /* A story about a show is found under it: the show of a claim becomes the story's first one, as
     long as nobody has said what the story is about. */
  function shows(form) {
    const rows = 'select[name^="coverage-"][name$="-show"]:not([name*="__prefix__"])';
    let isDecided = form.querySelector(".errornote") !== null;
    // Django fires this for every empty list, too, while the page loads.
    $?.(form).on("change", rows, ({ target }) => (isDecided ||= target.value !== ""));
    $?.(form).on("change", 'select[name^="claims-"][name$="-show"]', ({ target }) => {
      const named = [...form.querySelectorAll(rows)];
      const chosen = target.selectedOptions[0];
      if (isDecided || !named.length || !chosen?.value) return;
      if (named.some((select) => select.value)) return;
      named[0].append(new Option(chosen.textContent, chosen.value, true, true));
      $(named[0]).trigger("change");
    });
  }

  function leaving(form) {
    let isDirty = form.querySelector(".errornote") !== null;
    const note = () => (isDirty = true);
    form.addEventListener("input", note);
    $?.(form).on("change", "select", note);
    form.addEventListener("submit", () => window.removeEventListener("beforeunload", warn));
    const warn = (event) => {
      const editors = Object.values(window.CKEDITOR?.instances ?? {});
      if (isDirty || editors.some((editor) => editor.checkDirty())) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
  }
})();
