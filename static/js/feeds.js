// Addresses of calendars are copied by a button, and stars of this browser reach its own feed.
(() => {
  const [FEED, SENT, STARS, MAKING] = ["cwf-feed-", "cwf-fed-", "cwf-agenda-", "cwf-feed-making"];

  document.addEventListener(
    "toggle",
    ({ target }) => target.querySelectorAll?.("[data-copy]").forEach((one) => (one.hidden = !navigator.clipboard)),
    true,
  );
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("[data-copy]");
    if (!button) return;
    const field = button.previousElementSibling;
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.lastChild.textContent = button.dataset.copy;
    button.setAttribute("role", "status");
  });

  // Only a feed that was made here follows the stars: who opens another's page hands nothing over.
  const sync = () => {
    if (/(^|; )(__Host-)?cwf_in=1/.test(document.cookie)) return;
    Object.keys(localStorage).filter((key) => key.startsWith(FEED)).forEach(async (key) => {
      const edition = key.slice(FEED.length);
      const picks = localStorage.getItem(STARS + edition);
      if (!picks || localStorage.getItem(SENT + edition) === picks) return;
      const address = localStorage.getItem(key);
      const answer = await fetch(`${address}/picks`, {
        method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams({ picks }), keepalive: true,
      }).catch(() => null);
      if (answer?.ok) localStorage.setItem(SENT + edition, picks);
      else if (answer && [404, 410].includes(answer.status)) localStorage.removeItem(key);
    });
  };
  const start = () => {
    document.addEventListener("submit", ({ target: { dataset } }) =>
      dataset.feedMaking && sessionStorage.setItem(MAKING, dataset.feedMaking));
    const page = document.querySelector("[data-feed]");
    if (page) {
      const { feed, edition } = page.dataset;
      if (sessionStorage.getItem(MAKING) === edition) localStorage.setItem(FEED + edition, feed);
      sessionStorage.removeItem(MAKING);
      const picks = localStorage.getItem(STARS + edition);
      page.querySelectorAll("[data-feed-stars]").forEach((form) => {
        form.hidden = !picks;
        form.elements.picks.value = picks;
      });
    }
    sync();
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && sync());
  };
  try { start(); } catch { /* storage is closed */ }
})();
