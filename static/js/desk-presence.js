/* Who else is at the story, and whose turn it is to write. Who types first holds it; for the others
   the page is there to be read until they take over. */
(() => {
  const desk = (window.desk ??= {});
  const EVERY = 20_000;
  let form;
  let holds = false; // as far as this page knows
  let writes = false; // somebody has typed here since we last told
  let telling = false;
  let stamp;

  document.addEventListener("DOMContentLoaded", () => {
    form = document.getElementById("article_form");
    if (!form) return;
    ({ stamp } = form.dataset);
    form.addEventListener("geekfeed:typed", typed);
    form.addEventListener("geekfeed:begun", () => tell());
    form.addEventListener("geekfeed:kept", ({ detail }) => detail.stamp && (stamp = detail.stamp));
    window.addEventListener("focus", () => tell());
    setInterval(() => document.hidden || tell(), EVERY);
    desk.on("take-over", () => take(document.getElementById("take-over-line").value));
    desk.on("take-back", () => take(""));
    // Enter in that line must not press a button of the form around it.
    document.getElementById("take-over-line")?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      take(event.target.value);
    });
    tell();
  });

  /* The first key says that we write; after that once in a while is enough. */
  function typed() {
    const isFirst = !writes;
    writes = true;
    if (isFirst && !holds) tell();
  }

  async function ask(address, sent) {
    const body = new URLSearchParams({ ...sent, stamp, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
    const response = await fetch(address, { method: "POST", body, headers, redirect: "manual" }).catch(() => null);
    // Signed in again elsewhere, with another token: the next time it is the right one.
    if (response?.status === 403) await desk.keep?.askWhoIsHere();
    return response?.ok ? response.json().catch(() => null) : null;
  }

  async function tell() {
    // A new story has no others yet.
    if (!form.dataset.presence || telling || desk.keep?.isAway()) return;
    telling = true;
    const sent = writes ? { typing: "1" } : {};
    writes = false;
    const answer = await ask(form.dataset.presence, sent);
    telling = false;
    if (answer) await heard(answer);
    if (writes && !holds && answer?.holder === null) tell();
  }

  async function take(message) {
    const answer = await ask(form.dataset.takeover, { message });
    if (!answer) return;
    const { changed } = answer;
    await heard(answer);
    document.getElementById("take-over-line").value = "";
    // What the other wrote last is what we go on from.
    if (answer.holder?.is_me && changed) await desk.keep.reload();
    else if (answer.holder?.is_me) desk.toCursor?.();
  }

  async function heard(answer) {
    const { holder, others } = answer;
    stamp = answer.stamp;
    people(others, holder);
    const isTheirs = Boolean(holder) && !holder.is_me;
    if (isTheirs && (holds || desk.keep?.isDirty())) {
      // Our last words first: they were typed while the story was ours.
      const isKept = await desk.keep.now();
      desk.unsay("writing");
      lock(true);
      const kept = isKept ? "1" : "";
      if (holder.took_over) desk.say("taken", { who: holder.name, at: holder.since, message: holder.message, kept });
      else desk.say("writing", { who: holder.name, at: holder.since });
    } else if (isTheirs) {
      lock(true);
      if (!desk.says("taken") || !holder.took_over) {
        desk.unsay("taken");
        desk.say("writing", { who: holder.name, at: holder.since });
      }
    } else {
      desk.unsay("writing", "taken");
      lock(false);
    }
    holds = Boolean(holder?.is_me);
    if (answer.changed && !desk.says("joined")) desk.say("changed");
  }

  /* To be read, and not to be typed in. The bar stays alive. */
  function lock(isLocked) {
    for (const part of document.querySelectorAll("#column, #rail, #steps, details.asking")) part.inert = isLocked;
    document.body.classList.toggle("read-only", isLocked);
  }

  function people(others, holder) {
    const line = document.getElementById("presence");
    if (!line) return;
    const words = line.dataset;
    const names = others.map(({ name }) => name);
    const key = JSON.stringify([others, holder?.name, holder?.is_me]);
    line.hidden = others.length === 0;
    if (line.dataset.key === key) return;
    line.dataset.key = key;
    const marks = others.map(({ initials }) => {
      const mark = document.createElement("span");
      mark.className = "who away";
      mark.setAttribute("aria-hidden", "true");
      mark.textContent = initials;
      return mark;
    });
    const listed = new Intl.ListFormat(document.documentElement.lang).format(names);
    const isWriting = others.length === 1 && holder && !holder.is_me;
    const says = isWriting ? words.writes : others.length === 1 ? words.reads : words.read;
    line.replaceChildren(...marks, ` ${says.replace("%s", listed)}`);
  }
})();
