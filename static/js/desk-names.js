/* Linked names: a chip goes by its ×, and one box looks for names of every kind. The rows behind the
   chips are Django's. */
(() => {
  const desk = window.desk;
  const PAUSE = 180; // milliseconds after a key before we ask

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("article_form");
    const group = document.getElementById("mentions-group");
    const box = document.getElementById("name-box");
    if (!form?.dataset.names || !group || !box) return;
    box.parentElement.hidden = false;
    lookUp(form, box);
    for (const button of group.querySelectorAll("[data-unlink]")) button.hidden = false;
    // Before the row is gone: what it was called is told.
    group.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-unlink]");
      if (button) unlink(button.closest(".inline-related"), box);
    });
  });

  /* A new row goes; one that the story has is marked, and goes when the story is kept. */
  function unlink(row, box) {
    const { label } = row.dataset;
    const added = row.querySelector(".inline-deletelink");
    if (added) added.click();
    else {
      const mark = row.querySelector('[name$="-DELETE"]');
      mark.checked = true;
      for (const name of ["input", "change"]) mark.dispatchEvent(new Event(name, { bubbles: true }));
    }
    box.focus();
    desk.tellFound("removed", label);
  }

  function lookUp(form, box) {
    const list = document.getElementById("name-box-list");
    let timer;
    let turn = 0;
    let active = -1;
    let found = [];

    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    box.addEventListener("blur", close);
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      // Nothing is sent by Enter here, also where nothing is found.
      if (event.key === "Enter") event.preventDefault();
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        activate(active < 0 && step < 0 ? found.length - 1 : (active + step + found.length) % found.length);
      } else if (event.key === "Enter") {
        take(found[Math.max(active, 0)]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    // Before the blur that a click brings.
    list.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("li");
      if (!option) return;
      event.preventDefault();
      take(found[Number(option.dataset.place)]);
    });

    async function ask() {
      const typed = box.value.trim();
      if (!typed) return close();
      const mine = ++turn;
      const answer = await fetch(`${form.dataset.names}?q=${encodeURIComponent(typed)}`, { redirect: "manual" }).catch(() => null);
      const told = answer?.ok ? await answer.json().catch(() => null) : null;
      if (told && mine === turn && document.activeElement === box) show(told.found);
    }

    function show(names) {
      found = names;
      active = -1;
      list.replaceChildren(...names.map(option));
      list.hidden = names.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
      box.removeAttribute("aria-activedescendant");
    }

    function option({ name, about }, place) {
      const line = document.createElement("li");
      line.id = `name-box-${place}`;
      line.role = "option";
      line.dataset.place = place;
      const small = document.createElement("small");
      small.textContent = about;
      line.append(name, " ", small);
      return line;
    }

    function activate(place) {
      list.children[active]?.removeAttribute("aria-selected");
      active = place;
      const line = list.children[active];
      line.setAttribute("aria-selected", "true");
      line.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", line.id);
    }

    function take({ kind, id, name }) {
      const row = desk.addRow("mentions", { [kind]: [{ value: id, label: name }] });
      box.value = "";
      close();
      desk.tellFound(row ? "added" : "failed", name);
    }

    function close() {
      clearTimeout(timer);
      turn += 1;
      show([]);
    }
  }
})();
