/* On the page that is shown without a network: what the browser has kept, the latest first. */
(async () => {
  const box = document.querySelector(".kept-pages");
  if (!box) return;
  const items = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("pages-")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (page.querySelector(".kept-pages")) continue;
      const link = document.createElement("a");
      link.href = request.url;
      // Its title says more than its headline ("Track record") once it stands among others.
      link.textContent = page.title.replace(/ · [^·]*$/, "");
      const item = document.createElement("li");
      item.append(link);
      items.unshift(item);
    }
  }
  box.querySelector("ul").append(...items);
  box.hidden = !items.length;
})();
