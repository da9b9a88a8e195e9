// The original's own behaviour, on top of pane.js: striking, drawing over images and frames, saying why, taking clicks.

(() => {
  "use strict";

  const PICTURES = "img, video, iframe, frame, object, embed, canvas, svg";
  const FRAMES = "iframe, frame, object, embed, video, audio";
  // Slots that were never filled: they have a place and a ground of their own, and nothing that a line could go through.
  const EMPTY = ":is(div, ins, span, a, section, aside, figure):empty";
  const SMALLEST = 24;

  const verdicts = {};

  const root = pane.overlay();
  root.append(...new DOMParser().parseFromString(`
    <style>
      #lines, #fixed { position: absolute; left: 0; top: 0; overflow: hidden; }
      #fixed { position: fixed; }
      svg { position: absolute; overflow: hidden; }
      .shield { position: absolute; pointer-events: auto; }
      #why { position: fixed; display: none; max-width: 320px; padding: 8px 12px 9px; border-radius: 8px; box-sizing: border-box;
             font: 13px/1.42 system-ui, "Noto Sans", sans-serif; color: #f4f5f7; background: #22262c;
             box-shadow: 0 4px 18px rgb(0 0 0 / .28), 0 0 0 1px rgb(255 255 255 / .12); }
      #why.kept { animation: appear 0s .8s both; }
      @keyframes appear { from { visibility: hidden } to { visibility: visible } }
      #why b { display: flex; align-items: center; gap: 7px; font-weight: 600; }
      #why b::before { content: ""; width: 9px; height: 9px; border-radius: 50%; background: rgb(var(--tint)); box-shadow: 0 0 0 1.5px #ffffffb0; }
      #why small { display: block; font-size: 12px; color: #aeb6c0; margin-top: 3px; }
    </style>
    <div id="lines"></div><div id="fixed"></div><div id="why" role="tooltip" dir="auto"><b></b><span></span><small></small></div>
  `, "text/html").querySelectorAll("style, div"));

  const part = (id) => root.getElementById(id);

  // Striking

  /** Takes {id: {label, struck, tint, name, reason, hint}} and strikes, or frees, these blocks. */
  pane.strike = (fresh) => {
    Object.assign(verdicts, fresh);
    under = "";
    const few = Object.keys(fresh).length < 50;
    for (const element of few ? Object.keys(fresh).flatMap(pane.blocks) : document.querySelectorAll("[data-block]")) {
      const verdict = verdicts[element.dataset.block];
      if (verdict?.struck) element.dataset.struck = verdict.label;
      else delete element.dataset.struck;
    }
    draw();
  };

  /** The part of a box that its ancestors do not hide; null if none is. */
  function visible(element) {
    let rect = pane.box(element);
    if (!rect || !element.checkVisibility({ visibilityProperty: true })) return null;
    let { left, top, right, bottom } = rect;
    for (let node = element.parentElement; node && node !== document.body; node = node.parentElement) {
      const style = getComputedStyle(node);
      if (style.overflow === "visible" || style.display === "contents") continue;
      const edge = node.getBoundingClientRect();
      left = Math.max(left, edge.left); right = Math.min(right, edge.right);
      top = Math.max(top, edge.top); bottom = Math.min(bottom, edge.bottom);
    }
    return right - left >= 1 && bottom - top >= 1 ? { whole: rect, seen: new DOMRect(left, top, right - left, bottom - top) } : null;
  }

  function isFixed(element) {
    for (let node = element; node && node !== document.documentElement; node = node.parentElement) {
      if (getComputedStyle(node).position === "fixed") return true;
    }
    return false;
  }

  let drawing = false;

  /** Draws again, once, with the next frame. */
  function draw() {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      place();
    });
  }

  /** Diagonals over struck images and frames, and shields over frames, which would keep clicks to themselves. */
  function place() {
    const lines = part("lines"), fixed = part("fixed");
    lines.style.width = lines.style.height = "0";
    const size = document.scrollingElement ?? document.documentElement;
    // A page that runs from right to left begins at 0 and goes on into negative numbers.
    const start = getComputedStyle(size).direction === "rtl" ? size.clientWidth - size.scrollWidth : 0;
    const made = { lines: [], fixed: [] };
    for (const element of document.querySelectorAll(`:is(${PICTURES}, ${FRAMES}), [data-struck] ${EMPTY}, [data-struck]${EMPTY}`)) {
      const id = pane.blockOf(element);
      const struck = Boolean(verdicts[id]?.struck);
      const frame = element.matches(FRAMES);
      if (!id || (!struck && !frame) || element.parentElement?.closest("svg")) continue;
      const shown = visible(element);
      if (!shown) continue;
      const layer = isFixed(element) ? "fixed" : "lines";
      const by = layer === "lines" ? [scrollX - start, scrollY] : [0, 0];
      if (struck && Math.min(shown.seen.width, shown.seen.height) >= SMALLEST) made[layer].push(diagonal(shown, by));
      if (frame) made[layer].push(shield(shown.seen, by, id));
    }
    lines.replaceChildren(...made.lines);
    fixed.replaceChildren(...made.fixed);
    lines.style.left = `${start}px`;
    lines.style.width = `${size.scrollWidth}px`;
    lines.style.height = `${size.scrollHeight}px`;
    fixed.style.width = `${innerWidth}px`;
    fixed.style.height = `${innerHeight}px`;
  }

  const at = (rect, [x, y]) => `left:${rect.left + x}px;top:${rect.top + y}px;width:${rect.width}px;height:${rect.height}px`;

  function diagonal({ whole, seen }, by) {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawn.style.cssText = at(seen, by);
    for (const [colour, width] of [["#ffffff", 7], ["#c1121f", 3]]) {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
      const ends = { x1: whole.left - seen.left, y1: whole.bottom - seen.top, x2: whole.right - seen.left, y2: whole.top - seen.top };
      for (const [name, value] of Object.entries({ ...ends, stroke: colour, "stroke-width": width })) line.setAttribute(name, value);
      drawn.append(line);
    }
    return drawn;
  }

  function shield(rect, by, id) {
    const made = document.createElement("div");
    made.className = "shield";
    made.style.cssText = at(rect, by);
    made.dataset.for = id;
    return made;
  }

  // Pointing

  let under = "";
  const shielded = (x, y) => root.elementFromPoint(x, y)?.dataset?.for ?? "";

  pane.blockAt = (x, y) => shielded(x, y) || pane.blockOf(document.elementFromPoint(x, y));

  /** Says what is under the pointer, as long as a click there would keep or strike it. */
  function hover(event) {
    const free = event && !event.buttons && getSelection().isCollapsed && !pane.highlightAt(event.clientX, event.clientY);
    tell(free ? pane.blockAt(event.clientX, event.clientY) : "", event?.clientX, event?.clientY);
  }

  /** Rings a block and says beside a point what it is and why; "" ends that. */
  function tell(id, x, y) {
    const why = part("why");
    if (id !== under) {
      under = id;
      const verdict = verdicts[id];
      pane.ring(verdict ? id : "", false);
      why.style.display = verdict ? "block" : "none";
      if (verdict) {
        why.className = verdict.struck ? "" : "kept";
        why.style.setProperty("--tint", verdict.tint);
        const [name, reason, hint] = why.children;
        name.textContent = verdict.name;
        reason.textContent = verdict.reason;
        hint.textContent = verdict.hint;
      }
    }
    if (id && why.style.display === "block") {
      const { width, height } = why.getBoundingClientRect();
      const below = y + 20 + height < innerHeight;
      why.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`;
      why.style.top = `${below ? y + 20 : Math.max(8, y - height - 12)}px`;
    }
  }

  // By key: Alt with an arrow goes from block to block, Enter keeps or strikes the one that it stands on.

  let stop = "";

  function step(by) {
    const ids = [...new Set([...document.querySelectorAll("[data-block]")].filter((e) => pane.box(e)).map((e) => e.dataset.block))];
    const line = innerHeight / 4;
    const first = ids.findIndex((id) => pane.boxes(id)[0].bottom > line);
    stop = ids[stop ? ids.indexOf(stop) + by : first] ?? stop;
    pane.show(stop, false);
    const box = pane.boxes(stop)[0];
    hover(null);
    tell(stop, box.left + 20, Math.min(box.bottom, innerHeight - 40));
  }

  addEventListener("keydown", (event) => {
    if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && stop) pane.bridge?.clicked(stop);
    else return;
    event.preventDefault();
  }, true);

  addEventListener("mousemove", (event) => {
    stop = "";
    hover(event);
  }, true);
  document.documentElement.addEventListener("mouseleave", () => hover(null));
  addEventListener("scroll", () => stop || hover(null), { capture: true, passive: true });

  addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (!getSelection().isCollapsed) return;
    const id = pane.blockAt(event.clientX, event.clientY);
    if (id) pane.bridge?.clicked(id);
  }, true);
  addEventListener("auxclick", (event) => event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);
  addEventListener("dragstart", (event) => event.preventDefault(), true);

  // Staying in place

  function unlock() {
    const tall = Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight ?? 0) > innerHeight + 1;
    const hides = (node) => node && /hidden|clip/.test(getComputedStyle(node).overflowY);
    if (tall && (hides(document.documentElement) || hides(document.body)) && pane.scroller() === document.scrollingElement) {
      document.documentElement.dataset.paperknife = "unlocked";
    }
  }

  document.documentElement.dataset.paperknife = "";
  unlock();
  const changes = new ResizeObserver(draw);
  changes.observe(document.documentElement);
  if (document.body) changes.observe(document.body);
  addEventListener("load", draw, true);
  addEventListener("resize", () => {
    hover(null);
    draw();
  });
  addEventListener("scroll", (event) => { if (event.target !== document) draw(); }, { capture: true, passive: true });
})();
