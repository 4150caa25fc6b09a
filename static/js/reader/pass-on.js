/* Passing a story on: its address into the clipboard, or to the system's share sheet. */
(() => {
  const row = document.querySelector(".pass-on");
  if (!row) return;
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const status = row.querySelector("[role=status]");

  const [copy, share] = row.querySelectorAll("button");

  copy.addEventListener("click", async () => {
    status.textContent = "";
    try {
      // Absent where the connection is not secure.
      await navigator.clipboard.writeText(url);
      status.textContent = row.dataset.copied;
    } catch {
      status.textContent = row.dataset.failed;
    }
  });
  share.addEventListener("click", () => {
    const title = document.querySelector("h1").textContent;
    // Whoever closes the sheet has thought better of it: nothing is said.
    navigator.share({ title, url }).catch(() => {});
  });
})();
