/* Already covered? Asks while the headline is typed, and forgets what is put aside as different for
   as long as the window is open. Without it the line is as it was when the page came. */
(() => {
  const PAUSE = 600; // milliseconds after a key before we ask
  const ASKS_ABOUT = /^(headline|(coverage|citations|claims)-.+)$/;

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("article_form");
    const line = document.getElementById("covered");
    if (form?.dataset.covered && line) watch(form, line);
  });

  function watch(form, line) {
    let timer;
    let asked;
    let last = what(form);
    line.role = "status";

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    };

    async function ask() {
      const now = what(form);
      if (now === last) return;
      asked?.abort();
      asked = new AbortController();
      const { signal } = asked;
      const headers = { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
      const body = `${now}&story=${form.dataset.story}`;
      // Somebody who has been signed out is led to another page; that is no answer.
      const told = { method: "POST", body, headers, signal, redirect: "manual" };
      const answer = await fetch(form.dataset.covered, told).catch(() => null);
      if (!answer?.ok) return;
      const html = await answer.text().catch(() => null);
      if (html === null || signal.aborted) return;
      last = now;
      line.innerHTML = html;
      show(form, line);
    }

    form.addEventListener("input", ({ target }) => ASKS_ABOUT.test(target.name) && later());
    // The choosers tell of a choice through jQuery alone.
    window.django?.jQuery(form).on("change", "select", later);
    document.addEventListener("formset:removed", later);
    line.addEventListener("click", ({ target }) => {
      if (!target.closest("[data-ours-is-different]")) return;
      const names = [...line.querySelectorAll("[data-match]")].map(({ dataset }) => dataset.match);
      putAside(form, names);
      show(form, line);
      form.elements.headline?.focus();
    });
    show(form, line);
  }

  /* What is asked: the headline and the rows that say what the story is about and from. */
  function what(form) {
    const pairs = [...new FormData(form)];
    return new URLSearchParams(pairs.filter(([name]) => ASKS_ABOUT.test(name))).toString();
  }

  const key = (form) => `geekfeed covered ${form.dataset.story}`;

  function aside(form) {
    try {
      return JSON.parse(sessionStorage.getItem(key(form))) ?? [];
    } catch {
      return [];
    }
  }

  function putAside(form, names) {
    try {
      sessionStorage.setItem(key(form), JSON.stringify([...new Set([...aside(form), ...names])]));
    } catch {
      // A browser that keeps nothing shows them again after the next pause.
    }
  }

  function show(form, line) {
    const covered = line.querySelector(".covered");
    if (!covered) return;
    const dismissed = aside(form);
    const matches = [...covered.querySelectorAll("[data-match]")];
    for (const match of matches) match.hidden = dismissed.includes(match.dataset.match);
    covered.hidden = matches.every((match) => match.hidden);
    covered.querySelector("[data-ours-is-different]").hidden = false;
  }
})();
