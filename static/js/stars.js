// Stars on pages that are the same for everybody: kept in this browser, or in the account.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const SIGNED_IN = /(^|; )(__Host-)?cwf_in=1/.test(document.cookie);
  const PREFIX = "cwf-agenda-";

  // What this browser keeps of an edition: numbers of slots in base 36. What is no such text, or
  // cannot be read, counts as nothing and is written over.
  const stored = (edition) => {
    let text = "";
    try { text = localStorage.getItem(PREFIX + edition) || ""; } catch { /* storage is closed */ }
    return new Set(/^[0-9a-z]{1,13}(\.[0-9a-z]{1,13})*$/.test(text) ? text.split(".") : []);
  };
  const store = (edition, picks) => {
    try {
      if (picks.size) localStorage.setItem(PREFIX + edition, [...picks].join("."));
      else localStorage.removeItem(PREFIX + edition);
      return true;
    } catch { return false; }
  };
  const post = (own, csrf, fields) =>
    fetch(`${own}favourites`, {
      method: "POST",
      keepalive: true, // who leaves the page at once has it kept all the same
      headers: { Accept: "application/json", "X-CSRFToken": csrf },
      body: new URLSearchParams(fields),
    }).catch(() => null);
  const toast = (text) => {
    const said = document.createElement("div");
    said.className = "toast";
    said.setAttribute("role", "status");
    said.append(Object.assign(document.createElement("p"), { textContent: text }));
    let place = document.querySelector(".toasts");
    if (!place) document.body.append((place = Object.assign(document.createElement("div"), { className: "toasts" })));
    place.append(said);
    window.site.startToast(said);
  };
  // Stars that were set before signing in come along, once; sending them again adds nothing.
  const bring = async (edition, own, csrf) => {
    const picks = stored(edition);
    if (!picks.size) return false;
    const answer = await post(own, csrf, { picks: [...picks].join(".") });
    if (!answer?.ok) return false;
    store(edition, new Set());
    toast((await answer.json()).said);
    return true;
  };

  const base36 = (node) => Number(node.dataset.slot).toString(36);
  const complain = (node, text) => {
    node.insertAdjacentHTML("beforeend", "<p class='star-failed' role='alert'></p>");
    node.lastChild.textContent = text;
  };
  window.site.stars = { PREFIX, stored, store, post, bring, base36, complain };
  const told = document.querySelector("[data-agenda]");
  if (!told) return;
  const { agenda: edition, page, own, keep, mine: words, failed, full } = told.dataset;
  let account = null;
  const starred = (node) =>
    account ? account.starred.has(node.dataset.slot) : stored(edition).has(base36(node));

  const show = (node) => {
    const on = starred(node);
    node.querySelector("[data-star]")?.setAttribute("aria-pressed", on);
    if (!node.matches(".grid-slot")) return;
    const mine = on || Boolean(account?.held[node.dataset.slot]);
    node.classList.toggle("mine", mine);
    node.querySelector("[data-mine]")?.remove();
    if (mine) node.insertAdjacentHTML("beforeend", "<span class='quiet' data-mine></span>");
    if (mine) node.lastChild.textContent = `, ${words}`;
  };
  const showAll = () => all("[data-slot]").forEach(show);
  const turn = async (node) => {
    const { slot } = node.dataset;
    const on = !starred(node);
    const set = (to) => (account.starred[to ? "add" : "delete"](slot), showAll());
    node.querySelector(".star-failed")?.remove();
    if (!account) {
      const picks = stored(edition);
      picks[on ? "add" : "delete"](base36(node));
      const kept = picks.size <= 500 && store(edition, picks);
      if (!kept) complain(node, picks.size > 500 ? full : failed);
      return showAll();
    }
    set(on);
    const answer = await post(own, account.csrf, { slot, on: Number(on) });
    if (answer?.ok) return;
    set(!on);
    complain(node, answer?.status === 409 ? (await answer.json()).said : failed);
  };
  const addStars = () => {
    all("[data-slot]:not(.grid-slot)").forEach((node) => {
      if (node.querySelector("[data-star]")) return;
      const title = node.querySelector("h2, h3, h4, h5")?.textContent || "";
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "star" });
      button.dataset.star = "";
      button.innerHTML = told.innerHTML;
      if (node.matches(".slot-actions")) {
        button.className = "star button full";
        button.append(told.dataset.short);
        all("[data-plain]", node).forEach((link) => link.remove());
      } else button.setAttribute("aria-label", keep.replace("{title}", title.trim()));
      button.addEventListener("click", () => turn(node));
      node.append(button);
    });
    showAll();
  };

  const start = async () => {
    const answer = SIGNED_IN && (await fetch(`${own}marks`).catch(() => null));
    if (answer?.status === 200) {
      const { csrf, starred: slots, held } = await answer.json();
      account = { csrf, held, starred: new Set(slots) };
      all(`a[href="${page}"]`).forEach((link) => (link.href = own));
      if (await bring(edition, own, csrf)) return { ...(await start()), brought: true };
    }
    addStars();
    return { account, edition, page, own, failed };
  };
  document.addEventListener("cwf:rows", addStars);
  window.site.stars.ready = start();
})();
