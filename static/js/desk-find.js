/* Find anything: Ctrl K on every page of the desk. Stories, shows, people, sources and pages come
   from the server; what a page can do itself it offers as window.desk.offers().

   A single key after Ctrl K is a shortcut (S: add a source), a word is looked for. As a word begins
   with a key too, the shortcut waits for a moment in which no second key follows. Enter does what is
   marked, at once. */
(() => {
  const desk = (window.desk ??= {});
  if (desk.find) return; // on the page already
  const PAUSE = 160; // milliseconds after a key before the server is asked
  const ALONE = 500; // after which a single key was a shortcut
  const ADDRESS = "/admin/articles/article/find/";
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

  let dialog;
  let input;
  let list;
  let before = null; // where the focus was
  let byKey = false;
  let lines = [];
  let at = -1;
  let turn = 0;
  let timer;
  let alone;

  const place = () => document.getElementById("find");
  const words = () => place()?.dataset ?? {};

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function build() {
    const label = words().label;
    input = element("input", {
      type: "text",
      role: "combobox",
      "aria-label": label,
      "aria-expanded": "true",
      "aria-controls": "find-list",
      "aria-autocomplete": "list",
      placeholder: label,
      autocomplete: "off",
      spellcheck: "false",
      maxlength: "100",
    });
    list = element("div", { id: "find-list", role: "listbox", "aria-label": label });
    const empty = element("p", { class: "quiet", role: "status", hidden: "" }, words().nothing);
    dialog = element("dialog", { class: "finder", "aria-label": label }, input, list, empty);
    document.body.append(dialog);
    input.addEventListener("input", typed);
    input.addEventListener("keydown", pressed);
    dialog.addEventListener("close", closed);
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog) dialog.close();
      const option = target.closest("[role=option]");
      if (option) choose(lines[Number(option.dataset.place)]);
    });
  }

  desk.find = (isByKey = false) => {
    if (!place()) return; // who may read no stories
    if (!dialog) build();
    if (dialog.open) return;
    byKey = isByKey;
    before = document.activeElement;
    input.value = "";
    dialog.showModal();
    input.focus();
    show([]);
    ask();
  };

  function closed() {
    clearTimeout(timer);
    clearTimeout(alone);
    turn += 1;
    if (before?.closest("#column") && desk.toCursor) desk.toCursor();
    else before?.focus();
  }

  // -- What there is -------------------------------------------------------------------------------

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function offers(typedWords) {
    const wanted = fold(typedWords).split(/\s+/).filter(Boolean);
    return (desk.offers?.() ?? []).filter(
      ({ key, name }) =>
        wanted.every((word) => fold(name).includes(word)) || (key && key === fold(typedWords)),
    );
  }

  function typed() {
    clearTimeout(timer);
    clearTimeout(alone);
    const text = input.value.trim();
    show([]);
    timer = setTimeout(ask, PAUSE);
    const shortcut = byKey && text.length === 1 && offers(text).find(({ key }) => key === text.toLowerCase());
    if (shortcut) alone = setTimeout(() => choose(shortcut), ALONE);
    if (text) byKey = byKey && text.length === 1;
  }

  async function ask() {
    const mine = ++turn;
    const address = words().url ?? ADDRESS;
    const response = await fetch(`${address}?q=${encodeURIComponent(input.value)}`, {
      headers: { Accept: "application/json" },
      redirect: "manual",
    }).catch(() => null);
    const answer = response?.ok ? await response.json().catch(() => null) : null;
    if (mine === turn && dialog.open) show(answer?.groups ?? [], true);
  }

  function show(groups, isAnswer = false) {
    const here = offers(input.value).sort((one, other) => Number(isKey(other)) - Number(isKey(one)));
    const parts = [];
    lines = [];
    if (here.length) parts.push(part(words().here, here));
    for (const { name, found } of groups) parts.push(part(name, found));
    list.replaceChildren(...parts);
    dialog.querySelector("[role=status]").hidden = !isAnswer || lines.length > 0;
    mark(lines.length && input.value.trim() ? 0 : -1);
  }

  const isKey = ({ key }) => Boolean(key) && key === input.value.trim().toLowerCase();

  function part(name, found) {
    const group = element("div", { role: "group", "aria-label": name });
    group.append(element("h2", { "aria-hidden": "true" }, name));
    for (const line of found) {
      const place = lines.push(line) - 1;
      const option = element("div", { role: "option", id: `find-${place}`, "data-place": place, "aria-selected": "false" });
      option.append(element("span", {}, line.name));
      if (line.about) option.append(element("small", {}, line.about));
      if (line.key) option.append(element("kbd", {}, line.key.toUpperCase()));
      group.append(option);
    }
    return group;
  }

  // -- Moving and choosing ---------------------------------------------------------------------------

  function mark(place) {
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    at = place;
    const option = document.getElementById(`find-${place}`);
    if (!option || !list.contains(option)) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function pressed(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      clearTimeout(alone);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (lines.length) mark(at < 0 && step < 0 ? lines.length - 1 : (at + step + lines.length) % lines.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (lines[at]) choose(lines[at]);
    } else if (event.key === "Backspace") {
      clearTimeout(alone);
    }
  }

  async function choose({ act, url }) {
    clearTimeout(alone);
    before = null; // what is chosen says where the focus goes
    dialog.close();
    if (act) act();
    else if (url) {
      await desk.keep?.now();
      location.assign(url);
    }
  }

  /* In the place of the link that leads to a search of the stories alone. */
  function take() {
    if (!place()) return;
    const keys = element("kbd", { "aria-hidden": "true" }, isMac ? "⌘ K" : words().shortcut);
    place().replaceChildren(element("button", { type: "button" }, words().label, " ", keys));
  }

  take();

  // -- From every page -------------------------------------------------------------------------------

  const isTyping = (target) =>
    target.isContentEditable || target.matches?.("input, textarea, select, [role=textbox], [role=combobox]");

  document.addEventListener(
    "keydown",
    (event) => {
      const isCtrl = isMac ? event.metaKey || event.ctrlKey : event.ctrlKey;
      if (!place() || !isCtrl || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      event.stopPropagation();
      desk.find(true);
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      event.preventDefault();
      const search = document.getElementById("searchbar");
      if (search) search.focus();
      else desk.find();
    } else if (event.key.toLowerCase() === "n" && words().add) location.assign(words().add);
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("#find") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    desk.find();
  });
})();
