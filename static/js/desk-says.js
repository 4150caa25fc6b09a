/* What the desk has to say while a page stays open: lines of the template messages.html, each with
   its name, shown and hidden again. The words are the template's; only names and times are put in. */
(() => {
  window.desk ??= {};

  const line = (name) => document.querySelector(`#says > [data-say="${name}"]`);

  /* Show the line `name`. `words` fill its <… data-fill="who">; <… data-if="message"> is left out
     where there is no such word. */
  window.desk.say = (name, words = {}) => {
    const found = line(name);
    if (!found) return null;
    for (const place of found.querySelectorAll("[data-fill]")) {
      place.textContent = words[place.dataset.fill] ?? "";
    }
    for (const part of found.querySelectorAll("[data-if]")) part.hidden = !words[part.dataset.if];
    for (const part of found.querySelectorAll("[data-unless]")) {
      part.hidden = Boolean(words[part.dataset.unless]);
    }
    found.hidden = false;
    return found;
  };

  window.desk.unsay = (...names) => {
    for (const name of names) {
      const found = line(name);
      if (!found || found.hidden) continue;
      const hadFocus = found.contains(document.activeElement);
      found.hidden = true;
      if (hadFocus) window.desk.toCursor?.();
    }
  };

  window.desk.says = (name) => line(name)?.hidden === false;

  /* A button of such a line: <button data-do="sign-in">. */
  window.desk.on = (what, act) => {
    document.getElementById("says")?.addEventListener("click", (event) => {
      if (!event.target.closest(`[data-do="${what}"]`)) return;
      event.preventDefault();
      act(event);
    });
  };

  window.desk.on("close", ({ target }) => window.desk.unsay(target.closest("[data-say]").dataset.say));
})();
