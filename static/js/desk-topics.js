/* Topics: a line of text with commas. While one is typed, those in use that fit it are offered. */
(() => {
  const PAUSE = 180; // milliseconds after a key before we ask

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("input[data-suggestions]").forEach(suggest);
  });

  function suggest(input) {
    const list = document.createElement("ul");
    list.id = `${input.id}_suggestions`;
    list.className = "suggestions";
    list.role = "listbox";
    list.hidden = true;
    list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
    input.after(list);
    input.role = "combobox";
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    let timer;
    let asked = 0;
    let active = -1;

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
        event.preventDefault();
        take(list.children[active].textContent);
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
      take(option.textContent);
    });

    /* Where the topic under the cursor begins and ends. */
    function bounds() {
      const cursor = input.selectionStart ?? input.value.length;
      const start = input.value.lastIndexOf(",", cursor - 1) + 1;
      const comma = input.value.indexOf(",", cursor);
      return [start, comma < 0 ? input.value.length : comma];
    }

    async function ask() {
      const [start, end] = bounds();
      const term = input.value.slice(start, end).trim();
      if (!term) return close();
      const turn = ++asked;
      const answer = await fetch(`${input.dataset.suggestions}?term=${encodeURIComponent(term)}`);
      if (!answer.ok || turn !== asked || document.activeElement !== input) return;
      const { topics } = await answer.json();
      const typed = new Set(input.value.split(",").map((name) => name.trim().toLowerCase()));
      show(topics.filter((name) => !typed.has(name.toLowerCase())));
    }

    /* An answer that comes late does not take away what has been chosen among the last ones. */
    function show(names) {
      const chosen = list.children[active]?.textContent;
      list.replaceChildren(
        ...names.map((name, place) => {
          const option = document.createElement("li");
          option.id = `${list.id}_${place}`;
          option.role = "option";
          option.textContent = name;
          return option;
        }),
      );
      active = -1;
      list.hidden = names.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
      if (names.includes(chosen)) activate(names.indexOf(chosen));
    }

    function move(step) {
      list.children[active]?.removeAttribute("aria-selected");
      activate((active + step + list.children.length) % list.children.length);
    }

    function activate(place) {
      active = place;
      const option = list.children[active];
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    }

    function take(name) {
      const [start, end] = bounds();
      const before = input.value.slice(0, start);
      const after = input.value.slice(end).replace(/^,\s*/, "");
      const written = name.includes(",") ? `"${name}"` : name;
      const line = `${before}${before && " "}${written}, `;
      input.value = line + after;
      input.setSelectionRange(line.length, line.length);
      close();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function close() {
      clearTimeout(timer);
      asked += 1;
      show([]);
    }
  }
})();
