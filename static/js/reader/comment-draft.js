/* What somebody types under a story and does not send is there again when they come back: the words alone,
   in this browser, for 30 days. */
(() => {
  const LONGEST = 30 * 24 * 3600 * 1000; // milliseconds
  const NAME = "comment draft ";
  const unstored = new Map(); // where the browser keeps nothing

  const name = (form) => `${NAME}${new URL(form.action).pathname} ${form.elements.answers?.value ?? ""}`;

  const read = (form) => {
    try {
      return JSON.parse(localStorage.getItem(name(form)))?.text;
    } catch {
      return unstored.get(name(form));
    }
  };

  const keep = (form, text) => {
    try {
      if (text.trim()) localStorage.setItem(name(form), JSON.stringify({ text, at: Date.now() }));
      else localStorage.removeItem(name(form));
    } catch {
      unstored.set(name(form), text);
    }
  };

  const sweep = () => {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(NAME)) continue;
      const { at } = JSON.parse(localStorage.getItem(key)) ?? {};
      if (!(Date.now() - at < LONGEST)) localStorage.removeItem(key);
    }
  };

  const restore = (form) => {
    form.elements.text.value ||= read(form) ?? "";
  };

  document.addEventListener("input", ({ target }) => {
    if (target.matches(".say[data-new] [name=text]")) keep(target.form, target.value);
  });
  document.addEventListener("say:moved", ({ target }) => restore(target));
  document.addEventListener("say:sent", ({ target }) => keep(target, ""));

  try {
    sweep();
  } catch {
    // Nothing may be stored here, or what is stored is not ours.
  }
  const form = document.querySelector(".say[data-new]");
  if (form) restore(form);
})();
