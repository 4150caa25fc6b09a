/* Choosers: an entry may say more of itself in a second line, and what it says `beside` its name goes
   with it into the form (geekfeed/desk.py). */
(() => {
  document.addEventListener("DOMContentLoaded", () => {
    const $ = window.django?.jQuery;
    // Choosers begin a moment later, those of rows that are still to come much later.
    $?.fn.select2?.defaults.set("templateResult", entry);
    $?.(document).on("select2:select", "select.admin-autocomplete", chosen);
  });

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
