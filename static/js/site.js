// Small comforts on pages that work without them.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The current tab comes into view where tabs scroll.
  const showTabs = () =>
    all("[data-tabs]").forEach((tabs) => {
      const here = tabs.querySelector("[aria-current]");
      if (here) tabs.scrollLeft = here.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
    });

  // Who is signed in sees their own corner; strangers are never asked about.
  const fillCorners = async () => {
    const corners = all("[data-corner]");
    if (!corners.length || !/(^|; )(__Host-)?cwf_in=1/.test(document.cookie)) return;
    const answer = await fetch(corners[0].dataset.corner, { credentials: "same-origin" }).catch(() => null);
    if (!answer || answer.status !== 200) return;
    const html = await answer.text();
    corners.forEach((corner) => (corner.innerHTML = html));
  };

  // What changes between releases, such as the size of the book, is asked for once a page.
  const fillLive = async () => {
    const at = document.body.dataset.liveAt;
    if (!at || !document.querySelector("[data-live], [data-slot]")) return null;
    const answer = await fetch(at, { credentials: "omit" }).catch(() => null);
    if (!answer || answer.status !== 200) return null;
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    all("[data-live]").forEach((place) => {
      const line = told.querySelector(`[data-live-for="${place.dataset.live}"]`);
      if (line) place.textContent = line.textContent.trim();
    });
    return told;
  };

  // A menu closes on Esc and when one clicks elsewhere.
  const closeMenus = (event) => {
    if (event.type === "keydown" && event.key !== "Escape") return;
    all("[data-menu][open]").forEach((menu) => {
      if (event.type === "click" && menu.contains(event.target)) return;
      menu.open = false;
      if (event.type === "keydown") menu.querySelector("summary").focus();
    });
  };

  // A toast stands for eight seconds, longer while something in it has focus.
  const startToast = (toast) => {
    const leave = () => {
      if (toast.matches(":focus-within, :hover")) setTimeout(leave, 2000);
      else toast.remove();
    };
    setTimeout(leave, 8000);
    toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
  };

  // "Ended" on what is over, and a line with the hour between past and coming rows.
  let ownZone = "";
  const speak = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const put = (at, zone, options) =>
    new Intl.DateTimeFormat(speak, { timeZone: zone, ...options }).format(new Date(at));
  const hour = (at, zone) => put(at, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const date = (at, zone) => put(at, zone, { weekday: "short", day: "numeric", month: "short" });

  const markNow = () =>
    all("[data-rows]").forEach((root) => {
      all(".now", root).forEach((line) => line.remove());
      const now = Date.now();
      const rows = all("[data-start]", root);
      // of a forum that is over every row has ended, which needs no saying
      if (rows.every((row) => Date.parse(row.dataset.end || row.dataset.start) <= now)) return;
      rows.forEach((row) => {
        const over = Date.parse(row.dataset.end || "") <= now;
        const place = row.querySelector(".session-meta");
        if (over && place && !place.querySelector("[data-ended]")) {
          place.insertAdjacentHTML("beforeend", "<span class='tag' data-ended></span>");
          place.lastChild.textContent = root.dataset.ended;
        }
      });
      const starts = rows.map((row) => Date.parse(row.dataset.start));
      const next = rows[starts.findIndex((start) => start > now)];
      if (!next || starts[0] > now) return;
      const line = document.createElement("div");
      line.className = "now";
      line.innerHTML = "<span></span>";
      line.firstChild.textContent = `${root.dataset.now} ${hour(Date.now(), ownZone || root.dataset.zone)}`;
      next.closest(".moment").before(line);
    });

  const markGrid = () =>
    all("[data-grid-start]").forEach((grid) => {
      const at = (Date.now() - Date.parse(grid.dataset.gridStart)) / 6e4;
      all(".grid-now", grid).forEach((line) => line.remove());
      if (at < 0 || at > getComputedStyle(grid).getPropertyValue("--hours") * 60) return;
      all(".grid-lane", grid).forEach((lane) => {
        const line = document.createElement("span");
        line.className = "grid-now";
        line.style.left = `calc(${at} * var(--hour) / 60)`;
        lane.prepend(line);
      });
    });

  // The reader's own clock, where it differs from the edition's: one click away, kept in this
  // browser. Days stay the edition's; a time that falls on another date says so.
  const CLOCK = /\d\d[:.]\d\d/g;
  let changed = [];
  const added = [];
  const change = (node) => changed.push([node, node.innerHTML]);
  const swap = (node, instants) => {
    const text = [...(node?.childNodes || [])].find((one) => one.nodeType === 3 && one.data.match(CLOCK));
    if (!text || !instants[0]) return;
    change(node);
    text.data = text.data.replace(CLOCK, (was) => (instants.length ? hour(instants.shift(), ownZone) : was));
  };
  const add = (node, words) => {
    const small = document.createElement("small");
    small.className = "own";
    small.textContent = words;
    node.append(" ", small);
    return small;
  };
  const otherDate = (at, zone) => (date(at, zone) === date(at, ownZone) ? "" : date(at, ownZone));

  const swapMoment = (moment, { zone, there }) => {
    const head = moment.querySelector(".moment-time");
    const time = head?.querySelector("time");
    if (!time) return;
    const before = `${head.textContent.trim().replace(/\s+/g, " ")} ${there}`;
    change(head);
    swap(time, [time.dateTime]);
    swap(time.nextElementSibling, [moment.querySelector("[data-end]")?.dataset.end]);
    if (otherDate(time.dateTime, zone)) add(head, otherDate(time.dateTime, zone));
    add(head, before);
  };
  const swapGrid = (grid, { zone }) => {
    all(".grid-axis time", grid).forEach((time) => {
      swap(time, [time.dateTime]);
      if (otherDate(time.dateTime, zone)) add(time, otherDate(time.dateTime, zone));
    });
    all(".grid-slot", grid).forEach((slot) => {
      const minutes = (name) => getComputedStyle(slot).getPropertyValue(name) * 6e4;
      const starts = Date.parse(grid.dataset.gridStart) + minutes("--at");
      swap(slot.querySelector("small"), [starts, starts + minutes("--for")]);
    });
  };
  const swapRow = (row) => {
    const hours = row.querySelector(".session-where > b:first-child");
    const { start, end } = row.dataset;
    swap(hours, hours?.textContent.match(CLOCK)?.length > 1 ? [start, end] : [end || start]);
  };
  const nameOf = (zone, at) => {
    const parts = new Intl.DateTimeFormat(speak, { timeZone: zone, timeZoneName: "long" }).formatToParts(new Date(at));
    return parts.find((part) => part.type === "timeZoneName").value;
  };
  const showTimes = (said, zone) => {
    changed.reverse().forEach(([node, html]) => (node.innerHTML = html));
    changed = [];
    added.splice(0).forEach((one) => one.remove());
    ownZone = zone;
    const spans = all("time[data-span]");
    if (zone && said.dataset.own) {
      all("[data-rows] .moment").forEach((moment) => swapMoment(moment, said.dataset));
      all("[data-grid-start]").forEach((grid) => swapGrid(grid, said.dataset));
      all(".session[data-start]").forEach(swapRow);
    } else if (zone) {
      spans.forEach((time) => {
        const [place, end] = [time.closest("dd, p"), time.dataset.span];
        const hours = [time.dateTime, end].filter(Boolean).map((at) => hour(at, zone)).join("–");
        const yours = said.dataset.yours.replace("{zone}", nameOf(zone, time.dateTime));
        added.push(add(place, `${yours} ${date(time.dateTime, zone)}, ${hours}`));
      });
    }
  };
  const tellTimes = () => {
    const said = document.querySelector("[data-times]");
    const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const instants = all("main time[datetime*=T]").map((time) => time.dateTime);
    changed = [];
    ownZone = "";
    const differs = (at) => hour(at, mine) !== hour(at, said.dataset.zone) || date(at, mine) !== date(at, said.dataset.zone);
    if (!said || !mine || !instants.some(differs)) return;
    const words = said.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "as-link";
    const show = (on) => {
      showTimes(said, on ? mine : "");
      const { own, back, mine: offer } = said.dataset;
      said.textContent = on && own ? own.replace("{zone}", nameOf(mine, instants[0])) : words;
      button.textContent = on ? back : offer;
    };
    let on = kept() === "1";
    show(on);
    said.after(" ", button);
    button.addEventListener("click", () => {
      on = !on;
      keep(on ? "1" : "");
      show(on);
      markNow();
    });
  };
  const kept = () => {
    try { return localStorage.getItem("cwf-own-times"); } catch { return ""; }
  };
  const keep = (value) => {
    try { localStorage.setItem("cwf-own-times", value); } catch { return; }
  };

  // A filter answers at once: the rows of the answer take the place of those here, and the
  // address follows. Without scripts, or where there are no rows, the form is sent as ever.
  const showAnswer = async (form) => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const url = `${form.action.split("?")[0]}?${query}`;
    const rows = document.querySelector("[data-rows]");
    rows.setAttribute("aria-busy", "true");
    const answer = await fetch(url).catch(() => null);
    rows.removeAttribute("aria-busy");
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page || !page.querySelector("[data-rows]")) return form.submit();
    ["[data-rows]", ".bar", ".days", ".downloads", ".page-head"].forEach((part) => {
      const [here, there] = [document.querySelector(part), page.querySelector(part)];
      if (here && there) here.replaceWith(there);
    });
    history.replaceState(null, "", url);
    tellTimes();
    markNow();
    document.dispatchEvent(new Event("cwf:rows"));
  };

  const answerAtOnce = (form) => {
    if (!document.querySelector("[data-rows]")) return;
    form.classList.add("auto");
    form.addEventListener("change", () => form.matches(":target") || showAnswer(form));
    form.addEventListener("submit", (event) => {
      if (form.matches(":target")) return;
      event.preventDefault();
      showAnswer(form);
    });
  };

  // A page that waits for something looks again, and goes on as soon as the answer is another one.
  const waitFor = ({ dataset: { again } }, looks = 1) =>
    setTimeout(async () => {
      const answer = await fetch(`${again}&looks=${looks}`, { redirect: "manual" }).catch(() => null);
      const waits = !answer || (answer.ok && (await answer.text()).includes("data-again="));
      if (!waits) return location.assign(`${again}&looks=${looks}`);
      waitFor({ dataset: { again } }, looks + 1);
    }, 4000);

  document.addEventListener("keydown", closeMenus);
  document.addEventListener("click", closeMenus);
  const start = () => {
    showTabs();
    fillCorners();
    all("[data-toast]").forEach(startToast);
    all("form[data-auto]").forEach(answerAtOnce);
    tellTimes();
    all("[data-again]").forEach((page) => waitFor(page));
    const tick = () => (markNow(), markGrid());
    tick();
    setInterval(tick, 30000);
  };
  window.site = { startToast, live: fillLive() };
  start();
})();
