/* The checklist: its links lead to where something is to be done, into the editor, into a chooser or
   to one row; and what it says is renewed each time the story has been kept. */
(() => {
  document.addEventListener("DOMContentLoaded", () => {
    const list = document.getElementById("checklist");
    const form = document.getElementById("article_form");
    if (!list || !form) return;
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-spot]");
      if (link && go(form, link.dataset.spot)) event.preventDefault();
    });
    form.addEventListener("geekfeed:kept", ({ detail }) => {
      renew(list, detail?.checklist);
      renew(document.getElementById("one-report"), detail?.one_report);
    });
  });

  /* Whoever stands on a link of the list keeps their place in it. */
  function renew(list, html) {
    if (!list || html === undefined) return;
    const told = document.createElement("template");
    told.innerHTML = html;
    if (told.innerHTML === list.innerHTML) return; // nothing is read out twice
    const links = () => [...list.querySelectorAll("a[data-spot]")];
    const stood = links().findIndex((link) => link === document.activeElement);
    const spot = document.activeElement.dataset?.spot;
    list.innerHTML = html;
    if (stood < 0) return;
    const now = links();
    (now.find((link) => link.dataset.spot === spot) ?? now[Math.min(stood, now.length - 1)])?.focus();
  }

  /* Opens what is closed around the spot, brings it into sight and puts the cursor there. */
  function go(form, spot) {
    const [name, key] = spot.split(":");
    const editor = window.CKEDITOR?.instances[`id_${name}`];
    if (editor?.status === "ready") {
      editor.focus();
      editor.editable().$.scrollIntoView({ block: "center" });
      return true;
    }
    const place = rowOf(form, key) ?? document.getElementById(`id_${name}`) ?? document.getElementById(`${name}-group`);
    if (!place) return false;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const inner = place.querySelector("details");
    if (inner && key) inner.open = true;
    // A chooser stands for a field that is not seen.
    const field = place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea, a, button");
    const seen = field?.classList.contains("select2-hidden-accessible")
      ? field.nextElementSibling?.querySelector(".select2-selection")
      : field;
    (seen ?? place).scrollIntoView({ block: "center" });
    seen?.focus({ preventScroll: true });
    return true;
  }

  function rowOf(form, key) {
    if (!key) return null;
    const named = [...form.querySelectorAll('input[name$="-key"]')].find((input) => input.value === key);
    return named?.closest(".inline-related");
  }
})();
