/* Videos and posts of other sites in a story. Each is a link until a reader asks for more: then its
   player comes, and not a byte of that site before. What may be asked for stands in the page
   (articles/embeds.py). */
(() => {
  const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  const SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts";

  const known = JSON.parse(document.getElementById("embeds")?.textContent ?? "{}");

  document.querySelectorAll(".prose figure[data-embed]").forEach((figure, place) => {
    const { embed, id } = figure.dataset;
    const door = known[`${embed} ${id}`];
    const link = figure.querySelector("a");
    if (!door || !link) return;

    const button = document.createElement("button");
    button.type = "button";
    button.className = "embed__show";
    const from = document.createElement("small");
    from.textContent = `(${door.from})`;
    button.append(door.show, " ", from);
    link.id ||= `embed-${place}`;
    button.setAttribute("aria-describedby", link.id);
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe");
      frame.title = `${link.textContent.trim()} (${door.name})`;
      frame.allow = ALLOW;
      frame.sandbox = SANDBOX;
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      frame.src = door.frame;
      button.replaceWith(frame);
      figure.classList.add("is-open");
      frame.focus();
    });
    link.after(button);
  });
})();
