/* Found in your text: sources, claims, subjects and names that the text has and the rows do not. The
   server reads the text after a pause, one request at a time; a click adds rows as if somebody had
   filled them in, so that autosave keeps them. What is put aside stays so for this story, in this
   browser, until somebody wants to see it again. (Words found again after a crash are desk-found.js.) */
(() => {
  const desk = (window.desk ??= {});
  const PAUSE = 900; // milliseconds after a key before we ask
  const ASKS_ABOUT = /^(headline|standfirst|body|(coverage|citations|claims|mentions)-.+)$/;
  const MOST_ASIDE = 300; // proposals of one story that are remembered

  let form;
  let place;
  let timer;
  let asking = false;
  let last = null; // what the server has answered to
  let busy = false; // while rows are being added

  document.addEventListener("DOMContentLoaded", () => {
    form = document.getElementById("article_form");
    place = document.getElementById("found");
    if (!form?.dataset.found || !place) return;
    last = what();
    if (form.dataset.story === "new") forget();
    form.addEventListener("geekfeed:typed", later);
    form.addEventListener("geekfeed:kept", later);
    form.addEventListener("geekfeed:begun", moveAside);
    place.addEventListener("click", clicked);
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("[data-names]")) return;
      event.preventDefault();
      event.target.closest("li").querySelector("[data-adds]").click();
    });
    show();
  });

  // -- Asking ------------------------------------------------------------------------------------

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };

  /* What is read: the text, and the rows that it is compared with. */
  function what() {
    const pairs = desk.keep?.pairs() ?? [...new FormData(form)];
    return new URLSearchParams(pairs.filter(([name]) => ASKS_ABOUT.test(name))).toString();
  }

  /* What is typed meanwhile is asked about as soon as there is an answer. */
  async function ask() {
    // Who is signed out has no token that works; the next key after that asks again.
    if (asking || busy || desk.keep?.isAway()) return;
    const now = what();
    if (now === last) return;
    asking = true;
    const headers = { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8", "X-CSRFToken": token() };
    // Somebody who has been signed out is led to another page; that is no answer.
    const told = { method: "POST", body: `${now}&story=${form.dataset.story}`, headers, redirect: "manual" };
    const answer = await fetch(form.dataset.found, told).catch(() => null);
    const html = answer?.ok ? await answer.text().catch(() => null) : null;
    asking = false;
    if (html === null) return; // the next key asks again
    if (!busy) {
      last = now;
      put(html);
    }
    if (what() !== last) later();
  }

  const token = () => form.elements.csrfmiddlewaretoken.value;

  /* The new card in the place of the old one; focus, and a name that is being typed, stay. */
  function put(html) {
    const before = shown().length;
    const typed = new Map([...place.querySelectorAll("[data-names]")].map((input) => [input.dataset.names, input.value]));
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const id = focused?.closest("li")?.dataset.proposal;
    const path = focused?.matches("[data-names]") ? "[data-names]" : "[data-adds]";
    place.innerHTML = html;
    for (const input of place.querySelectorAll("[data-names]")) input.value = typed.get(input.dataset.names) ?? input.value;
    show();
    if (focused) {
      const same = id && place.querySelector(`[data-proposal="${id}"]:not([hidden]) ${path}`);
      if (same) same.focus({ preventScroll: true });
      else goOn();
    }
    const after = shown().length;
    if (after > before) say("found", String(after));
  }

  // -- What is shown -----------------------------------------------------------------------------

  const lines = () => [...place.querySelectorAll("[data-proposal]")];
  const shown = () => lines().filter((line) => !line.hidden);
  const plain = () => shown().filter((line) => line.dataset.plain !== undefined);

  function show() {
    const card = place.querySelector(".found");
    if (!card) return;
    const { aside, added } = remembered();
    for (const line of lines()) {
      const { proposal } = line.dataset;
      line.hidden = aside.includes(proposal) || isRow(added[proposal]);
    }
    for (const part of card.querySelectorAll("[data-adds], [data-not-this], .all, label:has([data-names])")) part.hidden = false;
    const count = plain().length;
    const all = card.querySelector("[data-add-all]");
    all.hidden = count === 0;
    all.firstElementChild.textContent = count === 1 ? all.dataset.one : all.dataset.many.replace("%s", count);
    card.querySelector("[data-not-these]").hidden = shown().length === 0;
    const away = putAway().length;
    const back = card.querySelector("[data-show-aside]");
    back.hidden = away === 0;
    back.textContent = away === 1 ? back.dataset.one : back.dataset.many.replace("%s", away);
    card.hidden = shown().length === 0 && away === 0;
  }

  /* What the text still says, is no row, and was put aside. */
  function putAway() {
    const { aside, added } = remembered();
    return lines().filter(({ dataset: { proposal } }) => aside.includes(proposal) && !isRow(added[proposal]));
  }

  /* Whether what was added still stands in the form: then it is not proposed once more, also when
     it has been worded otherwise since. */
  function isRow(key) {
    if (!key) return false;
    const input = form.querySelector(`.inline-related input[name$="-key"][value="${CSS.escape(key)}"]`)
      ?? [...form.querySelectorAll('.inline-related input[name$="-key"]')].find(({ value }) => value === key);
    return Boolean(input) && !input.closest(".inline-related").querySelector('[name$="-DELETE"]')?.checked;
  }

  // -- Accepting ---------------------------------------------------------------------------------

  function clicked({ target }) {
    const button = target.closest("button");
    if (!button || busy) return;
    if (button.matches("[data-not-these]")) return putAside(shown());
    if (button.matches("[data-not-this]")) return putAside([button.closest("li")]);
    if (button.matches("[data-show-aside]")) return showAside();
    if (button.matches("[data-add-all]")) add(plain().map((line) => [line, line.querySelector("[data-adds]")]));
    else if (button.matches("[data-adds]")) add([[button.closest("li"), button]]);
  }

  /* One after the other, in the order of the card: what others rest on comes first. */
  async function add(chosen) {
    busy = true;
    const at = shown().indexOf(chosen[0][0]);
    const names = [];
    const failed = [];
    for (const [line, button] of chosen) {
      if (isRow(remembered().added[line.dataset.proposal])) continue; // came in with another one
      const { label } = line.dataset;
      (await accept(line, button)) ? names.push(label) : failed.push(label);
    }
    busy = false;
    show();
    goOn(at);
    if (failed.length) say("failed", failed.join(", "));
    else say("added", names.join(", "));
    later();
  }

  /* Resolves to the row, or null. What it rests on is added with it. */
  async function accept(line, button) {
    const { needs, proposal } = line.dataset;
    let basis = null;
    if (needs) {
      const other = place.querySelector(`[data-proposal="${needs}"]`);
      const key = remembered().added[needs];
      basis = isRow(key) ? rowWith(key) : other && (await accept(other, other.querySelector("[data-adds]")));
      if (!basis) return null;
    }
    const { kind, cells, key } = JSON.parse(button.dataset.adds);
    if (!(await register(line, cells))) return null;
    let row;
    if (key || (basis && isOf(basis, kind))) {
      // Not a row of its own: it says more in one that stands there, or has just come in.
      row = key ? rowWith(key) : basis;
      if (row) desk.fill(row, cells);
    } else {
      row = desk.addRow(kind, cells);
      if (row && basis) desk.fill(row, { rests_on: keyOf(basis) });
    }
    if (row) remember(proposal, keyOf(row));
    return row;
  }

  const isOf = (row, kind) => Boolean(row.closest(`#${kind}-group`));
  const keyOf = (row) => row.querySelector('[name$="-key"]').value;
  const rowWith = (key) => [...form.querySelectorAll(".inline-related:not(.empty-form)")].find((row) => keyOf(row) === key) ?? null;

  /* Sources that nobody has recorded are, before they are cited. */
  async function register(line, cells) {
    const named = [...line.querySelectorAll("[data-names]")];
    for (const choice of Object.values(cells).filter(Array.isArray).flat()) {
      if (choice.value) continue;
      const typed = named.find((input) => input.dataset.names === choice.label);
      const name = typed?.value.trim() || choice.label;
      const body = new URLSearchParams({ csrfmiddlewaretoken: token(), name, domain: choice.domain });
      const answer = await fetch(form.dataset.foundsource, { method: "POST", body, redirect: "manual" }).catch(() => null);
      const told = answer?.ok ? await answer.json().catch(() => null) : null;
      if (!told) return false;
      choice.value = String(told.id);
      choice.label = told.name;
    }
    return true;
  }

  /* The next proposal, the last one, or back to where somebody was typing. */
  function goOn(at = 0) {
    const rest = shown();
    const next = rest[Math.min(Math.max(at, 0), rest.length - 1)];
    const button = next?.querySelector("[data-adds], [data-not-this]") ?? (rest.length ? place.querySelector("[data-not-these]") : null);
    if (button) button.focus({ preventScroll: true });
    else desk.toCursor?.();
  }

  function putAside(chosen) {
    const { aside, added } = remembered();
    const at = shown().indexOf(chosen[0]);
    write({ aside: [...aside, ...chosen.map((line) => line.dataset.proposal)].slice(-MOST_ASIDE), added });
    show();
    if (shown().length) goOn(at);
    else desk.toCursor?.();
    say("aside");
  }

  function showAside() {
    const { aside, added } = remembered();
    const back = putAway();
    const names = back.map((line) => line.dataset.proposal);
    write({ aside: aside.filter((proposal) => !names.includes(proposal)), added });
    show();
    goOn(shown().indexOf(back[0]));
    say("found", String(back.length));
  }

  // -- What is remembered, and said ----------------------------------------------------------------

  const name = (story) => `geekfeed found ${story}`;

  let memory = {}; // where the browser keeps nothing

  function remembered() {
    let kept = memory;
    try {
      kept = JSON.parse(localStorage.getItem(name(form.dataset.story))) ?? memory;
    } catch {
      // As long as the page is open, that is.
    }
    return { aside: Array.isArray(kept.aside) ? kept.aside : [], added: kept.added ?? {} };
  }

  function write(kept) {
    memory = kept;
    try {
      localStorage.setItem(name(form.dataset.story), JSON.stringify(kept));
    } catch {
      // They are proposed again when the page is opened the next time.
    }
  }

  function remember(proposal, key) {
    const { aside, added } = remembered();
    const all = Object.entries({ ...added, [proposal]: key }).slice(-MOST_ASIDE);
    write({ aside, added: Object.fromEntries(all) });
  }

  /* What another new story left behind that never got a number. */
  function forget() {
    try {
      localStorage.removeItem(name("new"));
    } catch {
      // Nothing was kept there.
    }
  }

  /* A new story has a number from now on. */
  function moveAside() {
    forget();
    write(memory);
  }

  function say(which, what = "") {
    const line = document.getElementById("found-says");
    if (line) line.textContent = line.dataset[which].replace("%s", what);
  }

  desk.tellFound = say;
})();
