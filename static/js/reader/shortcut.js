/* "/" leads to the search, or into its box. Whoever speaks to their machine, or hits keys by accident,
   turns it off at the foot of any page. */
(() => {
  const { search } = document.currentScript.dataset;
  const TYPED = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])";
  const wanted = document.querySelector("input[name=shortcut]");

  const follow = () => {
    try { wanted.checked = localStorage.getItem("shortcut") !== "off"; } catch {}
  };
  if (wanted) {
    follow();
    addEventListener("pageshow", follow);
    addEventListener("storage", follow);
    wanted.addEventListener("change", () => {
      try {
        if (wanted.checked) localStorage.removeItem("shortcut");
        else localStorage.setItem("shortcut", "off");
      } catch {}
    });
  }

  // Where it cannot be turned off, there is none: whoever has no pointer sees no switch (shortcut.css).
  if (matchMedia("(hover: none)").matches) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (wanted?.checked === false || event.target.closest(TYPED)) return;
    event.preventDefault();
    const input = document.querySelector(".searchbox")?.elements.q;
    if (input) input.select();
    else location.assign(search);
  });
})();
