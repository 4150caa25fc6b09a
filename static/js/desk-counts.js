/* How long things are, in the margin and the bar, while they are typed. */
(() => {
  const PER_MINUTE = 230; // words, as articles/models/article.py has it

  const byId = (id) => document.getElementById(id);

  document.addEventListener("DOMContentLoaded", () => {
    const form = byId("article_form");
    if (!form) return;
    const meter = form.querySelector("[data-counts]");
    const field = meter && byId(meter.dataset.counts);
    if (field) {
      meter.hidden = byId("headline-count").hidden = false;
      field.addEventListener("input", () => headline(field, meter));
      headline(field, meter);
    }
    form.addEventListener("input", () => snippet(form));
    snippet(form);
    window.CKEDITOR?.on("instanceReady", ({ editor }) => {
      if (!form.contains(editor.element.$)) return;
      let timer;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => words(editor), 150);
      };
      editor.on("change", later);
      words(editor);
    });
  });

  const letters = (text) => [...text.split(/\s+/).filter(Boolean).join(" ")].length;

  function headline(field, meter) {
    const count = letters(field.value);
    const { fits, most } = meter.dataset;
    meter.style.setProperty("--at", `${Math.min(100, (count / most) * 100)}%`);
    meter.style.setProperty("--fits", `${(fits / most) * 100}%`);
    const line = byId("headline-count");
    const which = count > Number(most) ? "longest" : count > Number(fits) ? "long" : "short";
    line.textContent = line.dataset[which].replace("%s", count);
    line.classList.toggle("over", which !== "short");
  }

  function words(editor) {
    const copy = editor.editable()?.$.innerText ?? "";
    const count = copy.split(/\s+/).filter(Boolean).length;
    const minutes = Math.max(1, Math.round(count / PER_MINUTE));
    for (const line of [byId("words"), byId("body-count")]) {
      if (!line) continue;
      line.hidden = false;
      const form = count === 1 ? line.dataset.one : line.dataset.many;
      line.textContent = form.replace("%(words)s", count).replace("%(minutes)s", minutes).replace("%s", count);
    }
  }

  /* What a search engine will show of it. */
  function snippet(form) {
    const shown = form.querySelector("[data-snippet]");
    if (!shown) return;
    const typed = (name) => form.elements[name]?.value.trim() ?? "";
    const isSpoiler = ["spoils_season", "spoils_episode", "spoils_until"].some(typed);
    shown.querySelector("b").textContent = (isSpoiler && typed("safe_headline")) || typed("headline");
    shown.querySelector("p").textContent = typed(isSpoiler ? "safe_standfirst" : "standfirst");
  }
})();
