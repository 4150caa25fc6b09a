/* Autosave. What is typed is kept on the server a moment after the last key, and in this browser
   until the server has said that it has it. Nobody has to think of saving; nothing is lost.

   One request is on its way at a time. It names the state that the page was made from (base), so
   that the server can join it with what others typed, and the page that it comes from: where an
   answer was lost on its way, the server knows its own words again. */
(() => {
  const desk = (window.desk ??= {});

  const PAUSE = 2_000; // milliseconds after the last key
  const LONGEST = 10_000; // and at most while somebody types on
  const COPY = 500; // between two copies in the browser
  const SLOW = 1_000; // a save that takes longer is mentioned
  const STAYS = 8_000; // a page that is still here that long after a button was pressed was not left
  const PATIENCE = 30_000; // a request that takes longer has failed
  const AGAIN = [2_000, 4_000, 8_000, 15_000, 30_000];
  const ASK = 15_000; // whether somebody has signed in again
  const GOES_ON = 60_000; // bytes that a browser still sends for a page that has been left

  let form;
  let acknowledged; // what the server has, as `told` has it
  let inFlight = null;
  let failures = 0;
  let away = null; // "signed out" or "another": nothing is sent until the same person is back
  let leaving = false;
  let firstTouch = 0;
  let timer;
  let copier;
  let asking;
  const leftOut = new Set(["csrfmiddlewaretoken", "base", "page", "turn"]);

  document.addEventListener("DOMContentLoaded", () => {
    form = document.getElementById("article_form");
    if (!form?.dataset.keep) return;
    acknowledged = told(pairs());
    listen();
    whenEditorsAreReady(() => form.dispatchEvent(new CustomEvent("geekfeed:ready", { bubbles: true })));
  });

  // -- What there is to keep ---------------------------------------------------------------------

  const editors = () => Object.values(window.CKEDITOR?.instances ?? {});

  function pairs() {
    for (const editor of editors()) if (editor.status === "ready") editor.updateElement();
    const all = [...new FormData(form)];
    return all.filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  }

  const told = (sent) => JSON.stringify(sent.filter(([name]) => !leftOut.has(name)));

  const isDirty = () => told(pairs()) !== acknowledged;

  /* The card When is planned by a button, not kept with the words: whether something waits there. */
  const isUnplanned = () =>
    [...form.querySelectorAll('input[name^="opened-"]')].some(({ name, value }) => {
      const field = form.elements[name.slice("opened-".length)];
      return field && field.value !== value;
    });

  /* The editor writes the text in its own way as soon as it opens it; that is no change. */
  function whenEditorsAreReady(act) {
    const areas = form.querySelectorAll("textarea[data-type=ckeditortype]");
    let left = areas.length;
    const settle = () => {
      left -= 1;
      if (left === 0) act();
    };
    if (!left) act();
    for (const area of areas) {
      const adopt = (editor) => {
        const untouched = area.value === area.defaultValue;
        editor.updateElement();
        if (untouched) {
          const before = JSON.parse(acknowledged);
          const text = new FormData(form).get(area.name);
          acknowledged = JSON.stringify(before.map(([name, value]) => [name, name === area.name ? text : value]));
        }
        editor.on("change", touched);
        settle();
      };
      const editor = window.CKEDITOR?.instances[area.id];
      if (editor?.status === "ready") adopt(editor);
      else window.CKEDITOR?.on("instanceReady", (event) => event.editor.name === area.id && adopt(event.editor));
    }
  }

  // -- When --------------------------------------------------------------------------------------

  function listen() {
    const $ = window.django?.jQuery;
    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    // Select2 and Django's scripts announce changes by jQuery alone, also where nothing has changed:
    // each empty list does while the page loads.
    $?.(form).on("change", "select, input", (event) => isDirty() && touched(event));
    document.addEventListener("formset:added", touched);
    document.addEventListener("formset:removed", touched);
    form.addEventListener("focusout", () => firstTouch && keep());
    window.addEventListener("blur", () => firstTouch && keep());
    document.addEventListener("visibilitychange", () => document.hidden && leave());
    window.addEventListener("pagehide", leave);
    // A page that comes back as it was left does not know what happened meanwhile.
    window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
    window.addEventListener("online", again);
    window.addEventListener("focus", () => (away ? askWhoIsHere() : failures && again()));
    window.addEventListener("beforeunload", warn);
    form.addEventListener("submit", submitted);
    desk.on?.("sign-in", signIn);
  }

  function touched(event) {
    if (leaving || event?.target?.closest?.("#says")) return;
    firstTouch ||= Date.now();
    if (!failures) plan(Math.min(PAUSE, firstTouch + LONGEST - Date.now()));
    copier ??= setTimeout(copy, COPY);
    form.dispatchEvent(new CustomEvent("geekfeed:typed"));
  }

  function plan(pause) {
    clearTimeout(timer);
    if (!away) timer = setTimeout(keep, Math.max(pause, 0));
  }

  function copy() {
    clearTimeout(copier);
    copier = null;
    const now = pairs();
    if (told(now) === acknowledged) return true;
    const isKept = desk.found?.write(now) ?? false;
    if (failures || away) show(isKept ? "kept" : "unkept");
    return isKept;
  }

  /* The tab is hidden or left. What is on its way goes on; what is newer stays in the browser. */
  function leave() {
    if (leaving || !isDirty()) return;
    copy();
    if (!inFlight) keep();
  }

  function warn(event) {
    if (leaving) return;
    if ((isDirty() && !copy()) || isUnplanned()) event.preventDefault();
  }

  // -- Sending -----------------------------------------------------------------------------------

  /* Send what is new. Resolves to whether the server has everything that is on the page. */
  function keep() {
    if (inFlight) return inFlight;
    if (away || leaving) return Promise.resolve(false);
    clearTimeout(timer);
    form.elements.turn.value = Number(form.elements.turn.value) + 1;
    const sent = pairs();
    if (told(sent) === acknowledged) {
      firstTouch = 0;
      desk.found?.forget();
      return Promise.resolve(true);
    }
    inFlight = send(sent).finally(() => (inFlight = null));
    return inFlight;
  }

  /* The same, also with what is typed while that is on its way. */
  async function keepAll() {
    for (let turn = 0; turn < 3; turn += 1) {
      const isKept = await keep();
      if (isKept || failures || away || leaving) return isKept;
    }
    return false;
  }

  async function send(sent, isSecondTry = false) {
    const slow = setTimeout(() => show("saving"), SLOW);
    let response = null;
    try {
      response = await post(form.dataset.keep, sent);
    } catch {
      return lost();
    } finally {
      clearTimeout(slow);
    }
    const answer = await response.json().catch(() => null);
    if (response.ok && answer?.saved) return acknowledge(sent, answer);
    if (response.type === "opaqueredirect" || response.status === 401) return signedOut(answer?.login);
    if (response.status >= 500) return lost();
    // A refusal without words is the token's: somebody has signed in since the page was made.
    if (response.status === 403 && !answer && !isSecondTry) {
      if (await askWhoIsHere()) return send(sent, true);
      if (away) return false;
    }
    firstTouch = 0;
    copy();
    show("refused", answer?.error ?? form.dataset.gone);
    return false;
  }

  function post(address, sent) {
    const body = new URLSearchParams([["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ...sent]);
    const text = body.toString();
    return fetch(address, {
      method: "POST",
      body: text,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        "X-Requested-With": "fetch",
      },
      redirect: "manual",
      keepalive: text.length < GOES_ON,
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  function acknowledge(sent, answer) {
    failures = 0;
    acknowledged = told(sent);
    clearTimeout(timer);
    form.elements.base.value = answer.base;
    desk.unsay?.("offline", "signedout", "another");
    if (answer.urls) adopt(answer);
    const isAll = !isDirty();
    if (isAll) {
      firstTouch = 0;
      desk.found?.forget();
    } else {
      copy();
      firstTouch = Date.now();
      plan(PAUSE);
    }
    said(answer.at);
    form.dispatchEvent(new CustomEvent("geekfeed:kept", { bubbles: true, detail: answer }));
    // What the answer brought along, a card with fields of its own, is no word of ours.
    if (isAll) acknowledged = told(pairs());
    return isAll;
  }

  /* From its first words on a new story has addresses of its own. */
  function adopt({ id, urls }) {
    if (form.dataset.story !== "new") return;
    form.dataset.story = id;
    for (const [name, address] of Object.entries(urls)) form.dataset[name.replaceAll("_", "")] = address;
    form.action = urls.change;
    history.replaceState(null, "", urls.change);
    form.dispatchEvent(new CustomEvent("geekfeed:begun", { bubbles: true, detail: urls }));
  }

  function lost() {
    const isKept = copy();
    show(isKept ? "kept" : "unkept");
    desk.say?.("offline", { kept: isKept ? "1" : "" });
    plan(AGAIN[Math.min(failures, AGAIN.length - 1)]);
    failures += 1;
    return false;
  }

  function again() {
    if (failures) keepAll();
  }

  // -- Signed out, and in again --------------------------------------------------------------------

  function signedOut(login) {
    away = "signed out";
    if (login) form.dataset.login = login;
    show(copy() ? "kept" : "unkept");
    desk.say?.("signedout");
    asking ??= setInterval(askWhoIsHere, ASK);
    return false;
  }

  function signIn() {
    const address = new URL(form.dataset.login, location.href);
    address.searchParams.set("next", form.dataset.signedin);
    window.open(address, "geekfeed-sign-in", "width=520,height=680");
  }

  /* Whether the same person is signed in; then the page has a token that works, and goes on. */
  async function askWhoIsHere() {
    const headers = { Accept: "application/json" };
    const response = await fetch(form.dataset.signedin, { headers, cache: "no-store" }).catch(() => null);
    const answer = response?.ok ? await response.json().catch(() => null) : null;
    if (!answer) {
      if (response?.status === 401 && away !== "signed out") signedOut();
      return false;
    }
    if (String(answer.user) !== form.dataset.user) {
      away = "another";
      desk.unsay?.("signedout");
      show(copy() ? "kept" : "unkept");
      desk.say?.("another");
      asking ??= setInterval(askWhoIsHere, ASK);
      return false;
    }
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = answer.csrf;
    clearInterval(asking);
    asking = null;
    const wasAway = away;
    away = null;
    if (wasAway) {
      desk.unsay?.("signedout", "another");
      if (!inFlight) keepAll();
    }
    return true;
  }

  // -- Pressing a button of the form ---------------------------------------------------------------

  /* A verb sends the whole form, after what is on its way: otherwise the server would take our own
     words for somebody else's. Enter in a line, and the button that only saves, save. */
  function submitted(event) {
    if (event.defaultPrevented) return;
    const { submitter } = event;
    if (submitter?.name !== "_verb") {
      event.preventDefault();
      keepAll();
      return;
    }
    if (inFlight || failures || away) {
      event.preventDefault();
      keepAll().then(() => failures || away || press(submitter));
      return;
    }
    copy();
    leaving = true;
    clearTimeout(timer);
    // The page may stay after all: somebody stops it from loading.
    setTimeout(() => (leaving = false), STAYS);
  }

  /* The buttons may be other ones since the last save; what is no longer offered is not pressed. */
  function press({ name, value }) {
    const button = form.querySelector(`button[name="${name}"][value="${CSS.escape(value)}"]`);
    if (button) form.requestSubmit(button);
  }

  // -- What the bar says -----------------------------------------------------------------------------

  function said(at) {
    show(isUnplanned() ? "unplanned" : "saved", at);
  }

  function show(which, words = "") {
    const bar = document.getElementById("saved");
    if (!bar) return;
    bar.dataset.is = which;
    const line = (bar.dataset[which] ?? "").replace("%s", words);
    if (bar.textContent !== line) bar.textContent = line;
  }

  desk.keep = {
    now: keepAll,
    pairs,
    isDirty,
    isAway: () => Boolean(away),
    askWhoIsHere,
    /* Send what was found in the browser, on the base that it was typed on; then show the outcome. */
    async use(found) {
      await keepAll();
      const response = await post(form.dataset.keep, found).catch(() => null);
      const answer = await response?.json().catch(() => null);
      if (!answer?.saved) {
        if (answer?.error) show("refused", answer.error);
        else desk.say?.("offline", { kept: "1" });
        return false;
      }
      leaving = true;
      location.assign(answer.urls?.change ?? location.href);
      return true;
    },
    /* Open the story anew, with what is typed here kept before. */
    async reload() {
      if (isDirty() && !(await keepAll())) return;
      leaving = !isUnplanned();
      location.reload();
    },
  };
})();
