/* The calendar: a slip is carried to another day by the mouse, or by the keyboard: M lifts it, the
   arrows carry it, Enter drops it, Escape puts it back. The server says what is asked, done or
   refused, and the page is then read anew, so that it shows what others did meanwhile as well. */
(() => {
  // Where words run from right to left, the days of a week do, too.
  const ahead = document.documentElement.dir === "rtl" ? -1 : 1;
  const STEPS = { ArrowLeft: -ahead, ArrowRight: ahead, ArrowUp: -7, ArrowDown: 7 };
  const MOVABLE = ".slip[data-story]";

  document.addEventListener("DOMContentLoaded", () => {
    const board = document.getElementById("board");
    if (!board) return;
    const mover = document.getElementById("mover");
    const line = document.getElementById("calendar-says");
    const words = line.dataset;
    let lifted = null; // the slip under way, and the day that it would be dropped on
    let asking = null; // what is sent again once the question is answered

    for (const hint of document.querySelectorAll(".by-keyboard, kbd[hidden]")) hint.hidden = false;
    ready();

    function ready() {
      for (const slip of board.querySelectorAll("a.slip")) {
        slip.draggable = slip.matches(MOVABLE); // a link can be dragged unless one says no
      }
    }

    // In a narrow window the neighbours' days are not shown.
    const days = () => [...board.querySelectorAll(".day")].filter((day) => day.offsetParent);
    const filled = (template, values) =>
      template.replace(/%\((\w+)\)s/g, (_match, name) => values[name] ?? "");

    function say(text, isRefusal = false) {
      line.textContent = text;
      line.classList.toggle("refused", isRefusal);
    }

    /* By keyboard ------------------------------------------------------------------------- */

    document.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (key === "Escape" && closeOpened()) return;
      if (target.closest("input, select, textarea, [contenteditable]")) return;
      if (lifted && (key in STEPS || key === "Enter" || key === "Escape")) {
        event.preventDefault();
        if (key in STEPS) carry(STEPS[key]);
        else if (key === "Enter") drop();
        else putBack();
      } else if (key.toLowerCase() === "m" && !event.repeat && target.matches?.(MOVABLE)) {
        event.preventDefault();
        if (lifted) putBack();
        else lift(target);
      } else if (key === "Escape" && !mover.hidden) {
        event.preventDefault();
        leave();
      } else if (key.toLowerCase() === "t") {
        document.querySelector('[data-key="t"]')?.click();
      }
    });

    // Who leaves a slip without dropping it has changed their mind.
    board.addEventListener("focusout", ({ target }) => {
      if (lifted?.slip === target && !lifted.isDragged) putBack();
    });

    function lift(slip, isDragged = false) {
      leave();
      lifted = { slip, from: slip.closest(".day"), over: null, isDragged };
      slip.classList.add("held");
      if (isDragged) return;
      const { headline: story } = slip.dataset;
      const day = lifted.from?.dataset.name;
      say(filled(day ? words.lifted : words.unplaced, { story, day }));
    }

    function carry(step) {
      const all = days();
      const today = all.findIndex((day) => day.matches(".today"));
      const start = all.indexOf(lifted.over ?? lifted.from);
      // What has no day yet comes in on today's, or on the first one shown.
      const next = start < 0 ? Math.max(today, 0) : start + step;
      if (!all[next]) return say(words.edge);
      hover(all[next]);
      lifted.over.scrollIntoView({ block: "nearest" });
      say(filled(words.over, { day: lifted.over.dataset.name, time: lifted.slip.dataset.time }));
    }

    function hover(day) {
      lifted.over?.classList.remove("over");
      lifted.over = day;
      if (!day) return;
      day.classList.add("over");
      day.dataset.drop = filled(words.drop, { time: lifted.slip.dataset.time });
    }

    function putDown() {
      const { slip, from, over } = lifted;
      hover(null);
      slip.classList.remove("held");
      lifted = null;
      return { slip, day: over === from ? null : over };
    }

    function putBack() {
      const { slip } = putDown();
      say(filled(words.back, { story: slip.dataset.headline }));
    }

    function drop() {
      if (!lifted.over || lifted.over === lifted.from) return putBack();
      const { slip, day } = putDown();
      fill(mover, { ...slip.dataset, day: day.dataset.day });
      send(new FormData(mover), slip.closest("li").id);
    }

    /* By mouse ---------------------------------------------------------------------------- */

    board.addEventListener("dragstart", (event) => {
      const slip = event.target.closest?.(MOVABLE);
      if (!slip) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", slip.dataset.headline);
      if (lifted) putDown();
      lift(slip, true);
    });

    board.addEventListener("dragover", (event) => {
      const day = event.target.closest?.(".day");
      if (!lifted?.isDragged) return;
      if (day !== lifted.over) hover(day === lifted.from ? null : day);
      if (lifted.over) event.preventDefault(); // "it can be dropped here"
    });

    board.addEventListener("drop", (event) => {
      if (!lifted?.isDragged) return;
      event.preventDefault();
      drop();
    });

    board.addEventListener("dragend", () => {
      if (lifted?.isDragged) putDown();
    });

    /* By form, and the question ----------------------------------------------------------- */

    board.addEventListener("submit", (event) => {
      if (!event.target.matches(".move form")) return;
      event.preventDefault();
      const data = new FormData(event.target);
      fill(mover, { ...Object.fromEntries(data), day: "" });
      send(data, event.target.closest("li").id);
    });

    mover.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!mover.elements.story.value) return;
      mover.elements.sure.value = "on";
      send(new FormData(mover), asking);
    });

    mover.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });

    /* What was opened over the page closes again: by Escape, or by a click beside it. */
    const opened = () => document.querySelector(".feed[open], .move[open]");

    function closeOpened() {
      const details = opened();
      if (!details) return false;
      const had = details.contains(document.activeElement);
      details.open = false;
      if (had) details.querySelector("summary").focus();
      return true;
    }

    document.addEventListener("pointerdown", ({ target }) => {
      if (!opened()?.contains(target)) closeOpened();
    });

    function fill(form, told) {
      for (const name of ["story", "kind", "seen", "day", "at"]) {
        form.elements[name].value = told[name] ?? "";
      }
      form.elements.sure.value = "";
    }

    function ask(question, name) {
      asking = name;
      mover.querySelector("#question").textContent = question;
      mover.hidden = false;
      mover.querySelector("button").focus();
      say("");
    }

    function leave() {
      if (mover.hidden) return;
      const name = asking;
      close();
      say(words.left);
      focus(name);
    }

    function close() {
      mover.hidden = true;
      asking = null;
    }

    async function send(data, name) {
      mover.querySelector("button").disabled = true;
      say(words.moving);
      const answer = await answered(data);
      mover.querySelector("button").disabled = false;
      if (answer.ask) return ask(answer.ask, name);
      close();
      await refresh();
      say(answer.said ?? answer.refused, !answer.said);
      focus(answer.slip ?? name);
    }

    async function answered(body) {
      const headers = { Accept: "application/json" };
      let answer;
      try {
        answer = await fetch(mover.action, { method: "POST", body, headers });
      } catch {
        return { refused: words.offline };
      }
      if (answer.redirected) return { refused: words.signedOut };
      const isOurs = answer.headers.get("content-type")?.startsWith("application/json");
      if (isOurs) return answer.json();
      return { refused: answer.status === 404 ? words.gone : words.failed };
    }

    /* What is on the page now. If it cannot be had, the old one stays. */
    async function refresh() {
      let answer;
      try {
        answer = await fetch(board.dataset.address);
      } catch {
        return;
      }
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ["board", "counts"]) {
        const [now, then] = [page.getElementById(id), document.getElementById(id)];
        if (now && then) then.replaceChildren(...now.childNodes);
      }
      for (const hint of board.querySelectorAll(".by-keyboard")) hint.hidden = false;
      ready();
    }

    function focus(name) {
      document.getElementById(name)?.querySelector("a.slip")?.focus();
    }
  });
})();
