// The agenda page: what this browser keeps is shown, and what an address brings is offered to it.
(() => {
  const { PREFIX, stored, store, post, bring, base36, complain } = window.site.stars;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The account home brings along the stars of every edition.
  all("[data-agendas]").forEach(async ({ dataset: { agendas, csrf } }) => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of keys) await bring(key.slice(PREFIX.length), `${agendas}${key.slice(PREFIX.length)}/`, csrf);
  });

  // The number of the release that this browser was shown last, and everything new of it known.
  const SEEN = "cwf-seen-";
  const looked = (edition) => {
    let text = "";
    try { text = localStorage.getItem(SEEN + edition) || ""; } catch { /* storage is closed */ }
    return /^[0-9]{1,5}$/.test(text) ? text : "";
  };
  const look = (edition, release) => {
    try { localStorage.setItem(SEEN + edition, release); } catch { /* storage is closed */ }
  };
  const showKept = async ({ account, brought, edition, page, own }) => {
    const here = document.querySelector("[data-kept]");
    if (!here || location.search.includes("picks=")) return;
    const mine = location.pathname === own;
    if (account && !mine) return location.replace(own);
    const picks = stored(edition);
    if (mine ? !brought : !picks.size) return;
    const known = looked(edition);
    const since = known ? `&since=${known}` : "";
    const address = mine ? own : `${page}?picks=${[...picks].join(".")}${since}`;
    const answer = await fetch(address).catch(() => null);
    const there = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-kept]");
    if (!there) return;
    here.replaceWith(there);
    document.dispatchEvent(new Event("cwf:rows"));
    if (mine) return;
    const seen = there.querySelector("[data-seen]");
    if (!seen) return look(edition, there.dataset.release);
    seen.hidden = false;
    seen.addEventListener("click", () => {
      look(edition, seen.dataset.seen);
      seen.closest("[data-news]").remove();
    });
  };
  const offer = ({ account, edition, page, own, failed }) => {
    const button = document.querySelector("[data-bring]");
    const brought = new URLSearchParams(location.search).get("picks");
    if (!button || !brought) return;
    const rows = all("[data-kept] [data-slot]");
    const has = (row) => (account ? account.starred.has(row.dataset.slot) : stored(edition).has(base36(row)));
    const missing = rows.filter((row) => !has(row));
    button.closest("[hidden]").hidden = !missing.length;
    button.addEventListener("click", async () => {
      const picks = account ? new Set() : stored(edition);
      missing.forEach((row) => picks.add(base36(row)));
      const kept = account
        ? (await post(own, account.csrf, { picks: [...picks].join(".") }))?.ok
        : picks.size <= 500 && store(edition, picks);
      if (kept) location.assign(account ? own : page);
      else complain(button.parentNode, failed);
    });
  };

  window.site.stars.ready?.then(async (found) => {
    await showKept(found);
    offer(found);
  });
})();
