// How long a place is still held: <span data-ticks="2026-03-10T21:00+02:00" data-over="…">(52 minutes left)</span>.
// The text without a script says the same, as of when the page was made.
(() => {
  "use strict";
  const bars = document.querySelectorAll("[data-ticks]");
  const two = (number) => String(number).padStart(2, "0");
  const tick = () => {
    for (const bar of bars) {
      const left = Math.max(0, Math.floor((Date.parse(bar.dataset.ticks) - Date.now()) / 1000));
      const minutes = Math.floor(left / 60);
      bar.textContent = left ? `(${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(left % 60)})` : bar.dataset.over;
    }
  };
  if (bars.length) {
    tick();
    window.setInterval(tick, 1000);
  }
})();
