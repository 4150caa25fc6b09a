/* The keyboard of the writing page: Ctrl S keeps, Ctrl Enter is the filled button after a line that
   asks, Esc goes back to the cursor. What Ctrl K finds here is told to static/js/desk-find.js. */
(() => {
  const desk = (window.desk ??= {});
  let form;
  let cursor = null; // where somebody typed last: a field, and the place in the text

  document.addEventListener("DOMContentLoaded", () => {
    form = document.getElementById("article_form");
    if (!form) return;
    // Before the editor, which keeps keys to itself.
    document.addEventListener("keydown", pressed, true);
    document.addEventListener("keydown", escaped);
    form.addEventListener("focusout", remember);
    desk.on("confirmed", carryOut);
    desk.on("not-now", () => desk.unsay("confirm"));
  });

  const isCtrl = (event) => (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

  function pressed(event) {
    if (event.isComposing || !isCtrl(event)) return;
    if (event.key.toLowerCase() === "s") {
      event.preventDefault();
      event.stopPropagation();
      desk.keep?.now();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      ask();
    }
  }

  // -- The filled button ---------------------------------------------------------------------------

  const filled = () => form.querySelector("#steps .button.default");

  function ask() {
    const button = filled();
    if (!button || button.closest("[inert]")) return;
    if (form.contains(document.activeElement)) remember({ target: document.activeElement });
    const label = [...button.childNodes].filter((part) => part.nodeType === Node.TEXT_NODE);
    const line = desk.say("confirm", { label: label.map((part) => part.data.trim()).join(" ").trim() });
    line?.querySelector("[data-do=confirmed]").focus();
  }

  function carryOut() {
    desk.unsay("confirm");
    const button = filled();
    if (button) form.requestSubmit(button);
  }

  // -- Back to the cursor ----------------------------------------------------------------------------

  function remember({ target }) {
    if (!target.closest?.("#column")) return;
    const selection = document.getSelection();
    const isRich = target.isContentEditable && selection.rangeCount > 0;
    cursor = { target, range: isRich ? selection.getRangeAt(0).cloneRange() : null };
  }

  desk.toCursor = () => {
    const { target, range } = cursor ?? { target: document.getElementById("id_headline") };
    if (!target?.isConnected) return false;
    target.focus();
    if (range && target.contains(range.commonAncestorContainer)) {
      const selection = document.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    }
    return true;
  };

  function escaped(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const from = document.activeElement;
    if (desk.says?.("confirm")) {
      event.preventDefault();
      desk.unsay("confirm");
      if (!from.closest("#column")) desk.toCursor();
    } else if (from?.closest("#rail, #says") && !document.querySelector(".select2-container--open")) {
      event.preventDefault();
      desk.toCursor();
    }
  }

  // -- What the page adds to "find anything" ---------------------------------------------------------

  function open(card) {
    const inner = card.querySelector(":scope > details");
    for (const fold of [card, inner]) if (fold?.localName === "details") fold.open = true;
    card.scrollIntoView({ block: "start" });
    const into = "summary, input:not([type=hidden]), select, textarea, .select2-selection, a[href], button";
    const first = [...card.querySelectorAll(into)].find((element) => element.offsetParent && !element.matches(".select2-hidden-accessible"));
    (first ?? card).focus();
  }

  const cards = () => [...document.querySelectorAll("#rail > .card, #rail > * > .card")].filter((card) => card.offsetParent);

  const nameOf = (card) => card.querySelector("h2")?.firstChild?.textContent.trim() || card.getAttribute("aria-label") || "";

  const press = (element) => () => element.click();

  /* {key, name, act}: a key is pressed after Ctrl K, the name is looked for. */
  desk.offers = () => {
    if (!form) return [];
    const words = document.getElementById("rail").dataset;
    const found = [];
    const preview = form.querySelector("a[data-preview][href]");
    if (preview) {
      const act = () => (window.geekfeed?.preview ? window.geekfeed.preview.toggle() : preview.click());
      found.push({ key: "p", name: preview.textContent.trim(), act });
    }
    const history = form.querySelector('a[data-address="history"][href]');
    if (history) found.push({ key: "h", name: history.textContent.trim(), act: press(history) });
    for (const [key, kind] of [["s", "citations"], ["c", "claims"]]) {
      const link = document.querySelector(`#${kind}-group .add-row a`);
      if (!link || link.closest("[inert]")) continue;
      found.push({ key, name: link.firstChild.textContent.trim(), act: () => desk.add(kind) });
    }
    const all = document.querySelector("[data-add-all]:not([hidden])");
    if (all && !all.closest("[inert], [hidden]")) found.push({ key: "a", name: words.addall, act: press(all) });
    cards().forEach((card, place) => {
      const key = place < 9 ? String(place + 1) : "";
      found.push({ key, name: nameOf(card), act: () => open(card) });
    });
    for (const button of document.querySelectorAll("#steps button, details.asking > summary")) {
      if (button.closest("[inert]")) continue;
      const name = button.firstChild.textContent.trim();
      const act = button.matches(".default") ? ask : press(button);
      found.push({ key: "", name, act: button.localName === "summary" ? act : () => confirmed(button, act) });
    }
    return found;
  };

  /* What is found by its name is looked at before it happens: the focus waits on the button. */
  function confirmed(button, act) {
    if (button.matches(".default")) act();
    else button.focus();
  }
})();
