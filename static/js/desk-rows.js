/* The rows of the rail: a line says what is in each, it opens for the rest, and it can be moved.
   Django's inlines.js adds and removes them. */
(() => {
  const desk = (window.desk ??= {});
  const KINDS = ["citations", "claims", "coverage", "bylines", "mentions", "related_links"];
  let $;

  const groupOf = (kind) => document.getElementById(`${kind}-group`);
  const rowsOf = (kind) => [...(groupOf(kind)?.querySelectorAll(".inline-related:not(.empty-form)") ?? [])];
  const cell = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const text = (row, name) => cell(row, name)?.value.trim() ?? "";
  const chosen = (row, name) =>
    [...(cell(row, name)?.selectedOptions ?? [])].filter(({ value }) => value).map((option) => option.textContent.trim());
  const one = (row, name) => chosen(row, name)[0] ?? "";
  const joined = (...parts) => parts.filter(Boolean).join(", ");

  document.addEventListener("DOMContentLoaded", () => {
    $ = window.django?.jQuery;
    const form = document.getElementById("article_form");
    if (!form) return;
    // inlines.js has made its links by now: it waits for the same moment, and is loaded before.
    setTimeout(() => KINDS.forEach(prepare));
    const again = () => KINDS.forEach(write);
    form.addEventListener("input", again);
    form.addEventListener("geekfeed:sources", again);
    form.addEventListener("geekfeed:beside", again);
    $?.(form).on("change", "select, input", again);
    document.addEventListener("formset:added", ({ target, detail }) => added(target, detail.formsetName));
    document.addEventListener("formset:removed", ({ detail }) => {
      write(detail.formsetName);
      groupOf(detail.formsetName)?.querySelector(".add-row a")?.focus();
    });
    form.addEventListener("click", moved);
  });

  /* Open a new row of a kind, as its link does. */
  desk.add = (kind, { quietly = false } = {}) => {
    const group = groupOf(kind);
    const link = group?.querySelector(".add-row a");
    if (!link) return false;
    const card = group.closest("details");
    if (card) card.open = true;
    group.dataset.quietly = quietly ? "yes" : "";
    link.click();
    group.dataset.quietly = "";
    return true;
  };

  function prepare(kind) {
    const group = groupOf(kind);
    if (!group) return;
    const link = group.querySelector(".add-row a");
    if (link) {
      link.classList.add("button", "small", "plain");
      // What is said about the rows stands under them, and the link to a further one under that.
      const alarms = group.querySelector("#one-report");
      if (alarms) link.closest(".add-row").before(alarms);
      // A row that is still blank is the next one: inlines.js is not asked for another.
      link.addEventListener("click", (event) => reuse(event, kind), true);
    }
    if (link && group.dataset.key) {
      const keys = document.createElement("kbd");
      keys.textContent = group.dataset.key;
      keys.setAttribute("aria-hidden", "true");
      link.append(" ", keys);
    }
    rowsOf(kind).forEach(tools);
    write(kind);
  }

  function reuse(event, kind) {
    const blank = rowsOf(kind).find((row) => row.matches(".empty:not(.leaves)"));
    if (!blank) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!groupOf(kind).dataset.quietly) enter(blank);
  }

  /* Up and down, for the order in which readers find them. */
  function tools(row) {
    const fold = row.querySelector(".fold");
    if (!fold || row.querySelector(".moves")) return;
    const words = document.getElementById("rail").dataset;
    const moves = document.createElement("span");
    moves.className = "moves";
    for (const [step, label] of [["-1", words.up], ["1", words.down]]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button small plain", textContent: label });
      button.dataset.move = step;
      moves.append(button);
    }
    const foot = document.createElement("p");
    foot.className = "foot";
    foot.append(moves);
    for (const leave of fold.querySelectorAll(":scope > .delete, :scope > span:has(.inline-deletelink)")) foot.append(leave);
    // How sure a claim is stands in sight while it is closed, and is a part of it when it is open.
    const sure = row.querySelector(":scope > .standings");
    if (sure) sure.after(foot);
    else fold.append(foot);
  }

  function added(row, kind) {
    if (!row.matches?.(".inline-related")) return;
    tools(row);
    unfold(row);
    write(kind);
    if (groupOf(kind).dataset.quietly) return;
    // Select2 takes its place a moment later.
    setTimeout(() => enter(row));
  }

  /* Linked names are chips, and do not fold. */
  function unfold(row) {
    const fold = row.querySelector(".fold");
    if (fold) fold.open = true;
  }

  function enter(row) {
    unfold(row);
    row.scrollIntoView({ block: "nearest" });
    const field = ".select2-selection, input:not([type=hidden]), select:not(.select2-hidden-accessible), textarea";
    row.querySelector(`.fold > :not(summary) :is(${field})`)?.focus();
  }

  function moved(event) {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const row = button.closest(".inline-related");
    const step = Number(button.dataset.move);
    const kind = KINDS.find((name) => groupOf(name)?.contains(row));
    const rows = rowsOf(kind);
    const other = rows[rows.indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    rowsOf(kind).forEach((each, place) => {
      if (cell(each, "position")) cell(each, "position").value = place;
    });
    button.focus();
    cell(row, "position")?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // -- What a row says ---------------------------------------------------------------------------

  const SAY = {
    citations: (row) => {
      const via = chosen(row, "via");
      const host = text(row, "url").replace(/^https?:\/\/(www\.)?/i, "").split("/")[0];
      const beside = one(row, "tag") && cell(row, "tag").selectedOptions[0].dataset.beside;
      return [one(row, "tag"), joined(host, text(row, "note")), via.join(", "), beside ?? ""];
    },
    claims: (row) => [
      text(row, "says"),
      joined(
        when(row),
        one(row, "season") || one(row, "show"),
        one(row, "person"),
        one(row, "character"),
        one(row, "location"),
        restsOn(row),
      ),
    ],
    coverage: (row) => [one(row, "show"), one(row, "season")],
    bylines: (row) => [one(row, "author"), text(row, "role")],
    mentions: (row) => {
      const kind = ["show", "season", "person", "character", "location", "source"].find((name) => text(row, name));
      return [row.dataset.label ?? "", kind ? groupOf("mentions").dataset[kind] : ""];
    },
    related_links: (row) => [one(row, "related"), ""],
  };

  // What a row has without anybody having chosen it.
  const GIVEN = /-(key|id|position|kind|standing|date_precision|rests_on|article|content_object|DELETE)$/;

  const saysAnything = (row) =>
    [...row.querySelectorAll("input[name], select[name], textarea[name]")].some(
      ({ name, value }) => value.trim() && !GIVEN.test(name),
    );

  /* The date of a claim as exactly as it is known, in the words of geekfeed/lib/dates.py. */
  function when(row) {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text(row, "date_on")) ?? [];
    if (!year) return "";
    const { lang } = document.documentElement;
    const date = new Date(Date.UTC(year, month - 1, day));
    // The house writes English days before their months.
    const said = (form) => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { timeZone: "UTC", ...form }).format(date);
    switch (text(row, "date_precision") || "day") {
      case "year":
        return year;
      case "quarter":
        return groupOf("claims").dataset.quarters.split("|")[Math.ceil(month / 3) - 1].replace("%(year)d", year);
      case "month":
        return said({ month: "long", year: "numeric" });
      default:
        return said({ dateStyle: "long" });
    }
  }

  function restsOn(row) {
    const select = cell(row, "rests_on");
    if (!select?.value) return select?.dataset.restsOn ?? "";
    const place = rowsOf("citations").findIndex((source) => text(source, "key") === select.value);
    return groupOf("claims")
      .dataset.on.replace("%(number)s", place + 1)
      .replace("%(source)s", one(row, "rests_on"));
  }

  function write(kind) {
    const rows = rowsOf(kind);
    rows.forEach((row, place) => {
      const line = row.querySelector(".told");
      if (!line) return;
      const [what, small, via, beside] = SAY[kind](row);
      put(row.querySelector(".n"), String(place + 1));
      const name = line.querySelector(".what");
      name.dataset.kind ??= name.textContent;
      put(name, what || name.dataset.kind);
      chainOf(name, what && via);
      put(line.querySelector("small"), small);
      put(line.querySelector("[data-beside]"), beside);
      row.classList.toggle("leaves", cell(row, "DELETE")?.checked ?? false);
      row.classList.toggle("empty", !saysAnything(row));
    });
    const standing = rows.filter((row) => !row.matches(".leaves, .empty"));
    const count = groupOf(kind)?.querySelector("[data-count]");
    if (count) put(count, standing.length ? String(standing.length) : "");
    for (const summary of document.querySelectorAll(`[data-summary="${kind}"]`)) {
      const names = standing.map((row) => SAY[kind](row)[0]).filter(Boolean);
      put(summary, names.join(", ") || summary.dataset.none || "");
    }
    const slug = document.querySelector('[data-summary="slug"]');
    const typed = document.getElementById("id_slug");
    if (slug && typed) put(slug, typed.value);
  }

  /* "via", set quieter than the names on its both sides. */
  function chainOf(name, via) {
    if (!via) return;
    const word = document.createElement("i");
    word.textContent = ` ${document.getElementById("rail").dataset.via} `;
    name.append(word, via);
  }

  function put(element, words) {
    if (element && element.textContent !== words) element.textContent = words;
  }
})();
