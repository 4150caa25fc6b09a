/* The form of a story: lines that grow, claims that know the story's sources, and what the page
   shows anew after a save. */
(() => {
  const desk = (window.desk ??= {});
  let $;

  document.addEventListener("DOMContentLoaded", () => {
    $ = window.django?.jQuery;
    const form = document.getElementById("article_form");
    if (!form) return;
    head();
    lines(form);
    keys(form);
    sources(form);
    answers(form);
    asks();
    if (form.dataset.story === "new") document.getElementById("id_headline")?.focus();
  });

  /* The bar stays in sight, and so does what stands under it: the toolbar, the rail. */
  function head() {
    const bar = document.getElementById("storyhead");
    const fit = () => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
    new ResizeObserver(fit).observe(bar);
  }

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
      if (event.target.matches("textarea[data-one-line]") && !event.ctrlKey) event.preventDefault();
    });
  }

  // -- Rows --------------------------------------------------------------------------------------

  /* A UUID also where a browser makes none, on a site without https. */
  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /* A new row has a name of its own from the beginning, or each save would take it for another. */
  function keys() {
    document.addEventListener("formset:added", ({ target }) => {
      const key = target.querySelector?.('input[name$="-key"]');
      if (key) key.value = uuid();
    });
  }

  const rowOf = (element) => element.closest(".inline-related");
  const cell = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const leaves = (row) => cell(row, "DELETE")?.checked ?? false;

  /* "Rests on" offers what stands under Sources, also what has just been added there. */
  function sources(form) {
    const PAGE = 40; // letters of an address that tell two citations of one source apart

    /* Key of the citation → what to call it. */
    const named = () => {
      const rows = [...form.querySelectorAll("#citations-group .inline-related:not(.empty-form)")];
      const cited = rows
        .filter((row) => !leaves(row) && cell(row, "key")?.value && cell(row, "tag")?.value)
        .map((row) => ({
          key: cell(row, "key").value,
          name: cell(row, "tag").selectedOptions[0].textContent,
          page: (cell(row, "url")?.value ?? "").replace(/^.*?\/\/(www\.)?/, "").slice(0, PAGE),
        }));
      const names = cited.map(({ name }) => name);
      const isOne = (name) => names.filter((other) => other === name).length === 1;
      return new Map(
        cited.map(({ key, name, page }) => [key, page && !isOne(name) ? `${name}, ${page}` : name]),
      );
    };

    // A new claim that says something rests on the story's only source, until somebody decides.
    const open = new WeakSet();
    const suggest = (select, found) => {
      if (found.size !== 1 || !open.has(select) || !cell(rowOf(select), "says")?.value.trim()) return;
      [select.value] = found.keys();
      open.delete(select);
    };

    const offer = () => {
      const found = named();
      for (const select of form.querySelectorAll("select[data-rests-on]")) {
        const chosen = select.selectedOptions[0];
        const options = new Map([["", select.dataset.restsOn], ...found]);
        // A choice whose source has gone stays until somebody decides: the checks say what to do.
        if (chosen && !options.has(chosen.value)) options.set(chosen.value, chosen.textContent);
        select.replaceChildren(
          ...[...options].map(([value, name]) => {
            const isChosen = value === (chosen?.value ?? "");
            return new Option(name, value, isChosen, isChosen);
          }),
        );
        suggest(select, found);
      }
      form.dispatchEvent(new CustomEvent("geekfeed:sources"));
    };

    offer();
    document.addEventListener("formset:added", ({ target }) => {
      const select = target.querySelector?.("select[data-rests-on]");
      if (select) open.add(select);
      offer();
    });
    document.addEventListener("formset:removed", offer);
    form.addEventListener("change", ({ target }) => {
      if (target.matches("select[data-rests-on]")) open.delete(target);
    });
    form.addEventListener("input", ({ target }) => {
      if (target.name?.startsWith("citations-") && target.name.endsWith("-url")) offer();
      if (!target.matches('[name^="claims-"][name$="-says"]')) return;
      const select = rowOf(target).querySelector("select[data-rests-on]");
      if (select) suggest(select, named());
    });
    $?.(form).on("change", '[name^="citations-"]', offer);
  }

  // -- After a save ------------------------------------------------------------------------------

  /* Put what the server sent in the place of what was there; the cursor stays where it is. */
  function put(element, html) {
    if (!element || html === undefined || element.dataset.html === html) return;
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    const mark = focused && (focused.id ? `#${CSS.escape(focused.id)}` : `${focused.localName}[value="${focused.value}"]`);
    element.innerHTML = html;
    element.dataset.html = html;
    if (mark) (element.querySelector(mark) ?? element.querySelector("button, a"))?.focus();
  }

  const listed = (labels) => new Intl.ListFormat(document.documentElement.lang).format(labels);

  /* The verbs that ask, as the story is now. A card that stays keeps what was typed into it. */
  function offerAsks(html) {
    const bar = document.getElementById("asks");
    if (!bar || html === undefined) return;
    const verb = (card) => card.querySelector("button[name=_verb]").value;
    const here = new Map([...bar.querySelectorAll("details.asking")].map((card) => [verb(card), card]));
    const sent = new DOMParser().parseFromString(html, "text/html").querySelectorAll("details.asking");
    const wanted = new Map([...sent].map((card) => [verb(card), card]));
    for (const [name, card] of here) if (!wanted.has(name)) card.remove();
    let before = null;
    for (const [name, card] of wanted) {
      const one = here.get(name) ?? card;
      const isNew = one === card;
      if (isNew && before) before.after(one);
      else if (isNew) bar.prepend(one);
      before = one;
    }
  }

  function answers(form) {
    form.addEventListener("geekfeed:kept", ({ detail: answer }) => {
      const before = form.dataset.state;
      form.dataset.state = answer.state;
      const state = document.getElementById("state");
      state.className = `state ${answer.state}`;
      state.textContent = answer.state_label;
      put(document.getElementById("steps"), answer.steps);
      offerAsks(answer.asks);

      if (before === "live" && answer.state === "changes") desk.say("readers");
      if (answer.joined) {
        desk.say("joined", { who: answer.joined.by, what: listed(answer.joined.labels) });
      }
      if (answer.clash) {
        document.getElementById("compare-both").href = answer.clash.url;
        desk.say("twice", { who: answer.clash.by, what: listed(answer.clash.labels) });
      }
    });
    form.addEventListener("geekfeed:begun", ({ detail: urls }) => {
      for (const link of form.querySelectorAll("a[data-address]")) {
        link.href = urls[link.dataset.address];
        link.hidden = false;
      }
    });
    desk.on("show", () => desk.keep.reload());
    // What is looked at elsewhere is what has been typed: it is kept before the page is left.
    form.addEventListener("click", async (event) => {
      const link = event.target.closest("a[data-address], #compare-both");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !desk.keep?.isDirty()) return;
      event.preventDefault();
      await desk.keep.now();
      location.assign(link.href);
    });
  }

  /* The verbs that ask stand open one at a time, and close again by Esc or a click elsewhere. */
  function asks() {
    const open = () => document.querySelector("details.asking[open]");
    document.addEventListener("click", ({ target }) => {
      if (open() && !target.closest("details.asking, .select2-container")) open().open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !open()) return;
      event.preventDefault();
      const ask = open();
      ask.open = false;
      ask.querySelector("summary").focus();
    });
    // Cards come after a save, too. A toggle does not bubble.
    const opened = ({ target: ask }) => {
      if (!ask.matches?.("details.asking") || !ask.open) return;
      for (const other of document.querySelectorAll("details.asking[open]")) other.open = other === ask;
      ask.querySelector(".panel :is(input, select, textarea)")?.focus();
    };
    document.addEventListener("toggle", opened, true);
  }
})();
