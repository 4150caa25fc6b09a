/* Notes in place: those that point at a field stand in its margin, and everything about them is done
   here. Without it they are in their card, and its links lead to a page of their own.

   What is typed into a note is no part of the story: its boxes belong to no form, and their keys and
   changes are not heard outside them. */
(() => {
  const CARD = "card-notes";
  let form;
  let status;

  document.addEventListener("DOMContentLoaded", () => {
    const room = document.getElementById(CARD);
    if (!room) return;
    form = document.getElementById("article_form");
    status = make("p", { className: "visually-hidden", role: "status" });
    document.body.append(status);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-note-do]");
      if (!link || !card()) return;
      event.preventDefault();
      act(link);
    });
    // A new story can have notes from its first words on.
    form?.addEventListener("geekfeed:begun", ({ detail }) => detail.notes && fetchCard(detail.notes));
    // The page's own Ctrl Enter carries the story on; here it sends what is in the box.
    window.addEventListener("keydown", sendByKey, true);
    window.addEventListener("beforeunload", (event) => {
      if (boxes().some((box) => box.querySelector("textarea").value.trim())) event.preventDefault();
    });
    lay();
  });

  const card = () => document.getElementById(CARD).querySelector(".notes");
  const margins = () => [...document.querySelectorAll(".marginnotes")];
  const boxes = () => [...document.querySelectorAll(".notebox")];

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /* What readers will read has a margin for notes beside each of its fields. They follow the last of
     the fields, so that the Tab key leads from one field to the next; the grid sets each beside its
     own, under what the field is called. */
  function makeMargins() {
    for (const label of document.querySelectorAll(".page .form-row > .side > label[for^=id_]")) {
      const margin = make("div", { className: "marginnotes" });
      margin.dataset.on = label.htmlFor.slice("id_".length);
      label.closest(".page").append(margin);
      const side = label.parentElement;
      const above = () => parseFloat(getComputedStyle(side.parentElement).marginBlockStart) || 0;
      const under = () => margin.style.setProperty("--under", `${above() + side.offsetHeight}px`);
      new ResizeObserver(under).observe(side);
    }
  }

  const labelOf = (margin) => document.querySelector(`.page label[for="id_${margin.dataset.on}"]`);

  /* Open notes go to the margin of what they point at, where there is one. */
  function lay() {
    if (!card()) return;
    if (!margins().length) makeMargins();
    for (const margin of margins()) {
      const { on } = margin.dataset;
      const here = [...card().querySelectorAll(":scope > .note")].filter((note) => note.dataset.on === on);
      const write = make("button", { type: "button", className: "button small plain", textContent: card().dataset.write });
      Object.assign(write.dataset, { noteDo: "write", on });
      const label = labelOf(margin)?.textContent.trim();
      if (label) write.setAttribute("aria-label", `${card().dataset.write}: ${label}`);
      margin.replaceChildren(...here, write);
      margin.classList.toggle("has-notes", here.length > 0);
    }
  }

  function act(link) {
    const what = link.dataset.noteDo;
    const note = link.closest(".note")?.dataset.note ?? "";
    if (what === "write" || what === "answer") open(link, { do: what, note, on: link.dataset.on ?? "" });
    else send({ do: what, note }, link);
  }

  // -- Typing --------------------------------------------------------------------------------------

  const nameOf = ({ do: what, note, on }) => [what, note, on].join(" ");

  function open(link, told, text = "") {
    const former = boxes().find((box) => box.dataset.name === nameOf(told));
    if (former) return former.querySelector("textarea").focus();
    const words = card().dataset;
    const label = told.do === "write" ? words.yourNote : words.yourAnswer;
    const area = make("textarea", { rows: 3, maxLength: Number(words.longest), ariaLabel: label, value: text });
    area.setAttribute("form", "");
    const says = make("p", { className: "complaint", role: "alert" });
    const go = make("button", { type: "button", className: "button small", textContent: words.send });
    const leave = make("button", { type: "button", className: "button small plain", textContent: words.notNow });
    const box = make("div", { className: "notebox" }, area, says, make("p", { className: "do" }, go, leave));
    box.dataset.name = nameOf(told);
    const close = () => {
      box.remove();
      link.hidden = false;
      link.focus();
    };
    go.dataset.send = "";
    go.addEventListener("click", () => send({ ...told, text: area.value }, go, box));
    leave.addEventListener("click", close);
    for (const kind of ["input", "change", "focusout"]) box.addEventListener(kind, (event) => event.stopPropagation());
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape" && !area.value.trim()) close();
    });
    (link.closest("p") ?? link).after(box);
    area.focus();
    return box;
  }

  function sendByKey(event) {
    const box = event.target.closest?.(".notebox");
    if (!box || event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    box.querySelector("[data-send]").click();
  }

  // -- Sending -------------------------------------------------------------------------------------

  async function send(told, button, box = null) {
    const say = (words) => (box ? (box.querySelector(".complaint").textContent = words) : (status.textContent = words));
    if (button.dataset.sending) return;
    button.dataset.sending = "1";
    const answer = await post(told);
    delete button.dataset.sending;
    if (!answer?.html) return say(answer?.error ?? card().dataset.lost);
    box?.remove();
    renew(answer.html);
    status.textContent = answer.said;
    const note = document.getElementById(`note-${told.note}`);
    if (note && told.do !== "done") note.focus();
    else card().querySelector("summary").focus();
  }

  async function post(told) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    const body = new URLSearchParams(told);
    const asked = { method: "POST", headers, body, redirect: "manual" };
    const response = await fetch(card().dataset.url, asked).catch(() => null);
    return response?.json().catch(() => null);
  }

  async function fetchCard(address) {
    const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (answer?.html) renew(answer.html);
  }

  /* Boxes in which somebody is still writing are opened again with their words. */
  function renew(html) {
    const open_ = [...document.getElementById(CARD).querySelectorAll("details[open]")].map(({ className }) => className);
    const begun = boxes().map((box) => [box.dataset.name, box.querySelector("textarea").value]);
    for (const box of boxes()) box.remove();
    for (const note of document.querySelectorAll(".marginnotes .note")) note.remove();
    document.getElementById(CARD).innerHTML = html;
    for (const fold of document.getElementById(CARD).querySelectorAll("details")) {
      fold.open ||= open_.includes(fold.className);
    }
    lay();
    for (const [name, text] of begun) {
      const [what, note, on] = name.split(" ");
      const room = note ? document.getElementById(`note-${note}`) : document;
      const links = [...(room?.querySelectorAll(`[data-note-do="${what}"]`) ?? [])];
      const link = links.find((one) => (one.dataset.on ?? "") === on);
      if (link && text.trim()) open(link, { do: what, note, on }, text);
    }
  }
})();
