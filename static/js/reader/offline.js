/* Starts the service worker (geekfeed/offline) once the page has all that it needs. */
(() => {
  const { worker } = document.currentScript.dataset;
  if (!worker) return;
  addEventListener("load", () => {
    // Absent where the connection is not secure. A browser that will not have it reads on without.
    navigator.serviceWorker?.register(worker, { updateViaCache: "all" }).catch(() => {});
  });
})();
