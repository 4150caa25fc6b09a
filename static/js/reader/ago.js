/* "3 hours ago" before the exact time of a change, while it is news. The words are made here, as a page
   may come out of a cache; without them the time stands alone. */
(() => {
  const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
  const LONGEST = 7 * 86400; // seconds
  // Costly to make on a telephone, and seldom needed: most stories have not changed lately.
  let words;

  for (const time of document.querySelectorAll("time[data-ago]")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    const fitting = seconds < LONGEST && UNITS.find(([, length]) => seconds >= length);
    if (!fitting) continue;
    const [unit, length] = fitting;
    words ??= new Intl.RelativeTimeFormat(document.documentElement.lang || "en");
    time.before(`${words.format(-Math.floor(seconds / length), unit)}, `);
  }
})();
