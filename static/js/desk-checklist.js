/* The checklist: its links lead to where something is to be done, into the editor, into a chooser or
   to one row; and what it says is renewed each time the story has been kept. */
(() => {
  document.addEventListener("DOMContentLoaded", () => {
    const list = document.getElementById("checklist");
    const form = document.getElementById("article_form");
    if (!list || !form) return;
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-spot]");
      if (!link || !go(form, link.dataset.spot)) return;
      event.preventDefault();
      if ("wrong" in link.dataset) mark(form, link);
    });
    form.addEventListener("geekfeed:kept", ({ detail }) => {
      renew(list, detail?.checklist);
      unmark(form, list);
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
    const [name, key, cell] = spot.split(":");
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
    const meant = cell && place.querySelector(`[name$="-${cell}"]`);
    const field = meant || (place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea, a, button"));
    const seen = field?.classList.contains("select2-hidden-accessible")
      ? field.nextElementSibling?.querySelector(".select2-selection")
      : field;
    (seen ?? place).scrollIntoView({ block: "center" });
    seen?.focus({ preventScroll: true });
    return true;
  }

  // -- What the form cannot take ------------------------------------------------------------------

  const fieldOf = (form, spot) => {
    const [name, key, cell] = spot.split(":");
    if (!key) return document.getElementById(`id_${name}`);
    return cell ? rowOf(form, key)?.querySelector(`[name$="-${cell}"]`) : null;
  };

  /* The field says what is wrong with it, as it would if the page had been sent. */
  function mark(form, link) {
    const { spot } = link.dataset;
    const field = fieldOf(form, spot);
    const line = field?.closest(".form-row");
    if (!line || line.querySelector(".errorlist")) return;
    const said = document.createElement("ul");
    const sentence = document.createElement("li");
    sentence.textContent = document.getElementById(link.getAttribute("aria-describedby")).querySelector("b").textContent;
    Object.assign(said, { className: "errorlist", id: `${field.id}_error` });
    said.dataset.said = spot;
    said.append(sentence);
    line.classList.add("errors");
    field.before(said);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", [said.id, field.getAttribute("aria-describedby")].filter(Boolean).join(" "));
  }

  /* What is not wrong any more is not said any more. */
  function unmark(form, list) {
    const wrong = [...list.querySelectorAll("a[data-wrong]")].map((link) => link.dataset.spot);
    for (const said of form.querySelectorAll(".errorlist[data-said]")) {
      if (wrong.includes(said.dataset.said)) continue;
      const line = said.closest(".form-row");
      const field = fieldOf(form, said.dataset.said);
      field?.removeAttribute("aria-invalid");
      const others = (field?.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== said.id);
      if (others.length) field?.setAttribute("aria-describedby", others.join(" "));
      else field?.removeAttribute("aria-describedby");
      line?.classList.remove("errors");
      said.remove();
    }
  }

  function rowOf(form, key) {
    if (!key) return null;
    const named = [...form.querySelectorAll('input[name$="-key"]')].find((input) => input.value === key);
    return named?.closest(".inline-related");
  }
})();
