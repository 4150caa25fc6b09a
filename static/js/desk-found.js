/* The browser's own copy of what was typed and not yet acknowledged by the server. It is written
   while something is on its way, gone once that has arrived, and offered on the next visit if it
   never did. Every window has a copy of its own: two of one person must not write over each other. */
(() => {
  const desk = (window.desk ??= {});
  const WINDOW = Math.random().toString(36).slice(2);
  const ANSWER = 300; // milliseconds in which another open window says that a copy is its own
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("geekfeed") : null;

  const formOf = () => document.getElementById("article_form");
  const prefix = () => `geekfeed:${formOf().dataset.user}:${formOf().dataset.story}:`;
  const key = () => prefix() + WINDOW;
  let used = null; // the key under which this window's copy stands

  desk.found = {
    /* Whether it could be written: a full or forbidden storage keeps nothing. */
    write(pairs) {
      try {
        if (used && used !== key()) localStorage.removeItem(used);
        used = key();
        localStorage.setItem(used, JSON.stringify({ at: Date.now(), pairs }));
        return true;
      } catch {
        return false;
      }
    },

    forget() {
      try {
        if (used) localStorage.removeItem(used);
      } catch {
        // then there was nothing to forget
      }
      used = null;
    },
  };

  channel?.addEventListener("message", ({ data }) => {
    if (data?.ask && used) channel.postMessage({ mine: used });
  });

  // -- Two versions of one form ------------------------------------------------------------------

  const ROW = /^([a-z_]+)-(\d+)-(\w+)$/;
  const APART = /^(csrfmiddlewaretoken|base|page|turn|go_out_at|why|about|correction_\w+|planned_for|embargo_\w+|opened-\w+)$/;
  const OF_NO_MEANING = ["key", "id", "position", "article", "content_object", "DELETE"];

  /* What a form says, whatever its rows are numbered: name → value, "claims/7f…/says" → value. */
  function told(pairs) {
    const keys = new Map(pairs.filter(([name]) => name.endsWith("-key")));
    const gone = new Set(pairs.filter(([name]) => name.endsWith("-DELETE")).map(([name]) => name.slice(0, -6)));
    const found = new Map();
    for (const [name, value] of pairs) {
      if (APART.test(name) || name.includes("__prefix__") || /_FORMS$/.test(name)) continue;
      const [, rows, number, cell] = ROW.exec(name) ?? [];
      const start = `${rows}-${number}-`;
      if (rows && (gone.has(start) || OF_NO_MEANING.includes(cell))) continue;
      const place = rows ? `${rows}/${keys.get(`${start}key`)}/${cell}` : name;
      found.set(place, [...(found.get(place) ?? []), value]);
    }
    for (const [place, values] of found) found.set(place, plain(place, values));
    return found;
  }

  function plain(place, values) {
    if (place === "body") return outline(new DOMParser().parseFromString(values[0], "text/html").body);
    const text = values.join("\n").split(/\s+/).filter(Boolean).join(" ");
    if (place !== "topics") return text;
    return text.toLowerCase().split(",").map((topic) => topic.trim()).filter(Boolean).sort().join();
  }

  /* Text and markup without spacing, and without what the server cleans away. */
  function outline(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const inner = [...node.childNodes].map(outline).join("").trim();
    const address = node.getAttribute("href") ?? node.getAttribute("src") ?? "";
    return `<${node.localName} ${address}>${inner}</>`;
  }

  const DEFAULTS = /\/(kind|standing|date_precision)$/;

  /* What the copy says and the page does not: choices and texts, but not what is empty in it. */
  function news(copy, page) {
    return [...copy].filter(([place, value]) => {
      const isNew = place.includes("/") && ![...page.keys()].some((other) => other.startsWith(place.replace(/\w+$/, "")));
      return value && value !== page.get(place) && !(isNew && DEFAULTS.test(place));
    });
  }

  const words = (text) => text.replace(/<[^>]*>/g, " ").match(/[\p{L}\p{N}'’-]+/gu) ?? [];

  /* How many words of the one are not in the other. */
  function missing(copy, page) {
    const there = new Map();
    const TEXTS = /^(headline|standfirst|body|topics|claims\/.*\/(says|detail)|citations\/.*\/note)$/;
    const texts = (of) => [...of].filter(([place]) => TEXTS.test(place)).flatMap(([, value]) => words(value));
    for (const word of texts(page)) there.set(word, (there.get(word) ?? 0) + 1);
    return texts(copy).filter((word) => {
      const left = there.get(word) ?? 0;
      there.set(word, left - 1);
      return left <= 0;
    }).length;
  }

  // -- On the next visit ---------------------------------------------------------------------------

  /* "yesterday at 18:44", in the language of the page and on the newsroom's clock, which the bar
     goes by, too. */
  function moment(at) {
    const language = document.documentElement.lang;
    const { zone: timeZone } = formOf().dataset;
    const day = (date) => Date.parse(new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(date));
    const days = Math.round((day(at) - day(Date.now())) / 86_400_000);
    const time = new Intl.DateTimeFormat(language, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
    const date =
      days > -2
        ? new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(days, "day")
        : new Intl.DateTimeFormat(language, { timeZone, day: "numeric", month: "long" }).format(at);
    return { date, time };
  }

  /* The copies that no open window calls its own. */
  async function orphans() {
    const theirs = new Set([used]);
    const listen = ({ data }) => data?.mine && theirs.add(data.mine);
    channel?.addEventListener("message", listen);
    channel?.postMessage({ ask: true });
    await new Promise((resolve) => setTimeout(resolve, channel ? ANSWER : 0));
    channel?.removeEventListener("message", listen);
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix()) && !name.endsWith(`:${WINDOW}`) && !theirs.has(name));
    } catch {
      return []; // a browser that is told to store nothing
    }
  }

  function read(name) {
    try {
      const { at, pairs } = JSON.parse(localStorage.getItem(name));
      return Array.isArray(pairs) ? { name, at, pairs } : null;
    } catch {
      return null;
    }
  }

  /* Offer what was found, the newest first; drop what the page shows anyway. */
  async function look(form) {
    const page = told(desk.keep.pairs());
    const copies = [];
    for (const name of await orphans()) {
      const copy = read(name);
      if (copy && news(told(copy.pairs), page).length) copies.push(copy);
      else localStorage.removeItem(name);
    }
    const [newest] = copies.sort((one, other) => other.at - one.at);
    if (newest) offer(form, newest, page);
  }

  function offer(form, copy, page) {
    const count = missing(told(copy.pairs), page);
    const { date, time } = moment(copy.at);
    const line = desk.say("found", {
      count: String(count),
      one: count === 1 ? "1" : "",
      many: count > 1 ? "1" : "",
      none: count === 0 ? "1" : "",
      date,
      time,
      compare: form.dataset.compare,
    });
    if (!line) return;
    desk.on("use-found", async () => {
      if (await desk.keep.use(copy.pairs)) localStorage.removeItem(copy.name);
    });
    desk.on("compare-found", () => compare(form, copy.pairs));
    desk.on("drop-found", () => desk.say("drop", { count: String(count), words: count ? "1" : "" }));
    desk.on("drop-it", () => {
      localStorage.removeItem(copy.name);
      desk.unsay("drop", "found");
    });
  }

  /* In a new window: both versions, side by side. */
  function compare(form, pairs) {
    const sent = document.createElement("form");
    Object.assign(sent, { method: "post", action: form.dataset.compare, target: "_blank", hidden: true });
    const token = form.elements.csrfmiddlewaretoken.value;
    for (const [name, value] of [["csrfmiddlewaretoken", token], ...pairs]) {
      const input = document.createElement("textarea");
      Object.assign(input, { name, value });
      sent.append(input);
    }
    document.body.append(sent);
    sent.submit();
    sent.remove();
  }

  document.addEventListener("geekfeed:ready", ({ target }) => look(target));
})();
