// Places left, in rows and on the page of a session; and rows in the order of what one can still
// have: mine, places left, no sign-up, full, cancelled.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const ORDER = { free: 1, filling: 1, soon: 1, closed: 3, full: 3 };
  let told = null;
  let held = {};
  let own = "";

  const lineOf = (name) => told.querySelector(`[data-live-for="${name}"]`);
  const tagOf = (node) => {
    const words = lineOf("words")?.dataset[held[node.dataset.slot]];
    const line = lineOf(node.dataset.slot);
    if (!words) return line?.firstElementChild?.cloneNode(true);
    const tag = document.createElement("span");
    tag.className = "tag ok";
    tag.textContent = words;
    return tag;
  };
  const showRow = (node) => {
    const place = node.querySelector(".session-meta, [data-fullness]");
    if (node.closest(".agenda-day") && held[node.dataset.slot]) return; // it says so itself
    const tag = place && tagOf(node);
    place?.querySelector("[data-places]")?.remove();
    if (!tag || place.querySelector("[data-ended]")) return;
    tag.dataset.places = "";
    place.append(tag);
  };

  // In the grid there is little room: what is mine, filling or full is told, in words alone.
  const showCell = (node) => {
    const level = lineOf(node.dataset.slot)?.dataset.level;
    const said = held[node.dataset.slot] || level === "filling" || level === "full" ? tagOf(node)?.textContent.trim() : "";
    node.querySelector("[data-places]")?.remove();
    if (!said || node.matches(".cancelled")) return;
    const words = Object.assign(document.createElement("span"), { textContent: `, ${said}` });
    words.dataset.places = "";
    node.querySelector("small").append(words);
  };

  // The page that can do it stands behind a link; who is signed in gets its box put in here.
  const showBox = async (box) => {
    const line = lineOf(box.dataset.slot);
    const at = `${own}sign-ups/${box.dataset.uuid}`;
    if (!line || box.querySelector("[data-sign-up]")) return;
    const made = document.createElement("div");
    made.className = "sign-up";
    made.dataset.signUp = "";
    const { dataset } = lineOf("words");
    const kind = line.dataset.level === "full" ? "" : "primary "; // of two placings the free one
    const link = Object.assign(document.createElement("a"), { href: at, className: `button ${kind}full` });
    link.textContent = dataset[line.dataset.level] || dataset.other;
    const state = Object.assign(document.createElement("p"), { className: "state", textContent: line.textContent.trim() });
    made.append(state, link);
    const legend = box.querySelector(".legend");
    if (legend) legend.after(made);
    else box.prepend(made);
    all(".action > .button.primary").forEach((other) => other.classList.replace("primary", "edge"));
    if (!/(^|; )(__Host-)?cwf_in=1/.test(document.cookie)) return;
    const answer = await fetch(at).catch(() => null);
    const there = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-sign-up]");
    if (there) made.replaceWith(there);
  };

  const rank = (row) => {
    if (row.querySelector(".cancelled")) return 4;
    if (held[row.dataset.slot] || row.querySelector("[data-star][aria-pressed=true]")) return 0;
    return ORDER[lineOf(row.dataset.slot)?.dataset.level] ?? 2;
  };
  const sort = (body) => {
    const others = body.querySelector(":scope > details.others");
    const rows = all(":scope > .session", body);
    const first = rows.length;
    if (others) rows.push(...all(":scope > .session", others));
    const sorted = rows.map((row) => [rank(row), row]).sort(([one], [other]) => one - other).map(([, row]) => row);
    if (sorted.every((row, place) => row === rows[place])) return;
    sorted.forEach((row, place) => (place < first ? body.insertBefore(row, others) : others.append(row)));
  };
  const show = () => {
    all(".session[data-slot]").forEach(showRow);
    all(".grid-slot[data-slot]").forEach(showCell);
    all(".slot-actions[data-slot]").forEach(showBox);
    all("[data-rows] .moment-body").forEach(sort);
  };

  const start = async () => {
    const [live, stars] = await Promise.all([window.site.live, window.site.stars?.ready]);
    if (!live?.querySelector("[data-live-for=words]")) return;
    told = live;
    held = stars?.account?.held || {};
    own = document.querySelector("[data-agenda]")?.dataset.own || "";
    show();
    document.addEventListener("cwf:rows", show);
  };
  start();
})();
