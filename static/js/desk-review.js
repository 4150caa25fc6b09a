/* Reading changes by keyboard: J and K lead from one to the next, B to the note that sends the story
   back, Ctrl Enter asks once more and presses the filled button. */
(() => {
  let asked = null; // the button that waits for a yes, and where the focus was

  document.addEventListener("DOMContentLoaded", () => {
    for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
    elsewhere();
    window.desk.on("confirmed", confirmed);
    window.desk.on("not-now", notNow);
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === "Escape" && window.desk.says("confirm")) return notNow();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return carryOut(event);
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const done = { j: () => step(1), k: () => step(-1), b: sendBack }[event.key.toLowerCase()]?.();
      if (done) event.preventDefault();
    });
  });

  function isTyping(element) {
    return element.isContentEditable || element.matches("input, select, textarea");
  }

  /* The next change below what is at the top of the window, or the one before it. */
  function step(by) {
    const all = [...document.querySelectorAll(".change")];
    if (!all.length) return false;
    const here = document.activeElement.closest?.(".change");
    let at = all.indexOf(here) + by;
    if (!here) {
      const top = all.findIndex((one) => one.getBoundingClientRect().bottom > bar());
      at = by > 0 ? Math.max(top, 0) : top - 1;
    }
    const next = all[Math.min(Math.max(at, 0), all.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start", behavior: isStill() ? "auto" : "smooth" });
    return true;
  }

  const bar = () => document.querySelector(".storybar")?.getBoundingClientRect().bottom ?? 0;
  const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function sendBack() {
    const field = document.querySelector("#send-back textarea");
    if (!field) return false;
    field.focus();
    field.scrollIntoView({ block: "center" });
    return true;
  }

  /* In a field of a card it is that card's verb, which has been told all it wants. */
  function carryOut(event) {
    const card = event.target.closest?.(".rail form");
    const button = (card ?? document).querySelector(card ? "button[type=submit]" : ".storybar .default");
    const form = button?.form;
    if (!form) return;
    event.preventDefault();
    asked = { button, from: document.activeElement };
    const line = window.desk.say("confirm", { label: button.firstChild.textContent.trim() });
    line.querySelector("[data-do=confirmed]").focus();
  }

  function confirmed() {
    window.desk.unsay("confirm");
    asked?.button.form.requestSubmit(asked.button);
  }

  /* Back to where somebody was reading or typing. */
  function notNow() {
    window.desk.unsay("confirm");
    asked?.from?.focus({ preventScroll: true });
  }

  /* What the checklist speaks of and this page does not show is on the writing page. */
  function elsewhere() {
    const list = document.querySelector("#checklist[data-elsewhere]");
    for (const link of list?.querySelectorAll("a[href^='#']") ?? []) {
      const spot = link.getAttribute("href");
      if (!document.getElementById(spot.slice(1))) link.href = list.dataset.elsewhere + spot;
    }
  }
})();
