/* The search box: while somebody types it offers names and headlines, as a combobox with a list below
   it. Without this script it is a form. */
(() => {
  const box = document.querySelector(".searchbox");
  const input = box?.elements.q;
  if (!box) return;

  const list = document.createElement("div");
  let options = [];
  let chosen = -1;
  let asked = 0;

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const make = (text, attributes) => {
    const element = document.createElement("div");
    element.textContent = text;
    return set(element, attributes);
  };

  const choose = (place) => {
    chosen = place;
    options.forEach((option, n) => set(option, { "aria-selected": n === place }));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    set(input, { "aria-activedescendant": options[place].id });
    options[place].scrollIntoView({ block: "nearest" });
  };

  const show = (groups) => {
    asked++;
    list.replaceChildren(...groups.map(({ heading, items }, n) => {
      const group = make("", { role: "group", "aria-label": heading });
      group.append(make(heading, { "aria-hidden": true }));
      group.append(...items.map(({ text, url }, m) =>
        make(text, { role: "option", id: `found-${n}-${m}`, "data-url": url })));
      return group;
    }));
    options = [...list.querySelectorAll("[role=option]")];
    list.hidden = !options.length;
    set(input, { "aria-expanded": !list.hidden });
    choose(-1);
  };

  const ask = async (number) => {
    // Where no answer comes, the form finds it all the same.
    const url = `${box.dataset.suggestions}?q=${encodeURIComponent(input.value)}`;
    const answer = await fetch(url).then((response) => response.json(), () => null);
    if (answer && number === asked) show(answer.groups);
  };

  const open = (option) => option && location.assign(option.dataset.url);

  const label = input.getAttribute("aria-label");
  set(list, { role: "listbox", id: "suggestions", class: "searchbox__list", "aria-label": label });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
  show([]);
  box.append(list);

  input.addEventListener("input", () => {
    const number = ++asked;
    if (input.value.trim().length < 2) show([]);
    else setTimeout(() => number === asked && ask(number), 120);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = options.length + 1; // and that of what was typed
    if (event.isComposing || !options.length) return;
    if (step) choose(((chosen + 1 + step + places) % places) - 1);
    else if (event.key === "Enter" && chosen >= 0) open(options[chosen]);
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
  });
  // The field keeps the focus while somebody points at the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(event.target.closest("[role=option]")));
  input.addEventListener("blur", () => show([]));
})();
