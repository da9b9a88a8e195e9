// What the reader and the original have in common: blocks and their places, keeping in step, pointing at a block.
// Runs in a world of its own, which pages cannot see. The program is told ids of blocks and places, nothing else.

globalThis.pane = (() => {
  "use strict";

  // Both panes put the same block on a line this far down their window.
  const LINE = 0.25;
  const NEIGHBOURS = 4;

  const blocks = (id) => [...document.querySelectorAll(`[data-block="${CSS.escape(id)}"]`)];
  const blockOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest("[data-block]")?.dataset.block ?? "";

  /** The box of an element; of its content, where the element itself has none (display: contents). */
  function box(element) {
    let rect = element.getBoundingClientRect();
    if (!rect.width && !rect.height) {
      const range = document.createRange();
      range.selectNodeContents(element);
      rect = range.getBoundingClientRect();
    }
    return rect.width || rect.height ? rect : null;
  }

  const boxes = (id) => blocks(id).map(box).filter(Boolean);

  /** What scrolls: the document, or the one large box inside it that holds the blocks. */
  function scroller() {
    const root = document.scrollingElement ?? document.documentElement;
    if (root.scrollHeight > root.clientHeight + 1) return root;
    let best = root;
    for (let node = document.querySelector("[data-block]:not([data-struck])"); node; node = node.parentElement) {
      if (node.scrollHeight > node.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(node).overflowY)) best = node;
    }
    return best;
  }

  // Keeping in step

  let told = null;      // where the program put this pane; scrolling to there is no news
  let waiting = false;

  /** Scroll positions at which each block of both panes stands on the line, from top to bottom: [[id, position]]. */
  function places(root) {
    const shift = root.scrollTop - innerHeight * LINE;
    const seen = new Set();
    const found = [];
    for (const element of document.querySelectorAll("[data-block]:not([data-struck])")) {
      const id = element.dataset.block;
      if (seen.has(id)) continue;
      const rect = box(element);
      if (!rect) continue;
      seen.add(id);
      const at = rect.top + shift;
      if (!found.length || at >= found.at(-1)[1]) found.push([id, at]);
    }
    return found;
  }

  /** Where this pane stands as long as no block has been reached: its top, unless the article begins far below. */
  function start(first) {
    return first && first[1] > innerHeight * 0.6 ? first[1] : 0;
  }

  /** Says where this pane stands, unless that is where the program put it; always if it is `asked`. */
  function tell(asked = false) {
    waiting = false;
    const root = scroller();
    const here = root.scrollTop;
    if (!asked && told !== null && Math.abs(here - told) < 2) return;
    told = null;
    const all = places(root);
    if (!all.length) return;
    const origin = start(all[0]);
    let after = all.findIndex(([, at]) => at > here && at > origin);
    if (after < 0) after = all.length;
    const before = all.slice(Math.max(0, after - NEIGHBOURS), after).filter(([, at]) => at > origin);
    const near = [...before, ...all.slice(after, after + NEIGHBOURS)].map(([id, at]) => [id, at - here]);
    if (before.length < NEIGHBOURS) near.unshift(["", Math.min(0, origin - here)]);
    pane.bridge?.scrolled(JSON.stringify(near));
  }

  function scrollTo(top) {
    const root = scroller();
    root.scrollTo({ top, behavior: "instant" });
    told = root.scrollTop;
  }

  /** Goes to where another pane stands, which says how far it is from some blocks: [[id, distance]]. */
  function follow(near) {
    const root = scroller();
    const all = new Map(places(root));
    all.set("", start(all.entries().next().value));
    const known = near.filter(([id]) => all.has(id)).map(([id, distance]) => [all.get(id), distance]);
    if (!known.length) return;
    const before = known.filter(([, distance]) => distance <= 0).at(-1);
    const after = known.find(([, distance]) => distance > 0);
    if (before && after && after[0] >= before[0]) {
      scrollTo(before[0] + (after[0] - before[0]) * (before[1] / (before[1] - after[1])));
    } else {
      const [at, distance] = before ?? after;
      scrollTo(at - distance);
    }
  }

  addEventListener("scroll", () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => tell());
    }
  }, { capture: true, passive: true });

  // Drawing over the page, where it cannot be disturbed and cannot disturb

  let layer = null;

  function overlay() {
    if (layer) return layer;
    const host = document.createElement("paperknife-overlay");
    host.style.cssText = "all: initial !important; position: absolute !important; left: 0 !important; top: 0 !important;" +
      "width: 0 !important; height: 0 !important; z-index: 2147483647 !important; pointer-events: none !important;" +
      "display: block !important;";
    const root = host.attachShadow({ mode: "closed" });
    root.innerHTML = `<style>
      .ring { position: absolute; border: 2px solid #2f6fed; border-radius: 5px; background: rgb(47 111 237 / .13);
              box-shadow: 0 0 0 2px rgb(255 255 255 / .75); box-sizing: border-box; }
      .ring.fading { animation: fade 1.8s ease-in forwards; }
      @keyframes fade { 45% { opacity: 1 } to { opacity: 0 } }
      @media (prefers-reduced-motion: reduce) { .ring.fading { animation-timing-function: step-end } }
    </style><div id="rings"></div>`;
    document.documentElement.append(host);
    layer = root;
    return root;
  }

  /** Draws a ring around a block; "" takes it away. `fading` rings leave by themselves. */
  function ring(id, fading) {
    circle(id ? merged(boxes(id)) : [], fading);
  }

  /** Draws rings around boxes, in place of those before. */
  function circle(rects, fading = true) {
    const rings = overlay().getElementById("rings");
    rings.replaceChildren();
    for (const rect of rects) {
      const drawn = document.createElement("div");
      drawn.className = fading ? "ring fading" : "ring";
      drawn.style.cssText = `left:${rect.left + scrollX - 5}px;top:${rect.top + scrollY - 4}px;` +
        `width:${rect.width + 10}px;height:${rect.height + 8}px`;
      rings.append(drawn);
    }
  }

  /** One box around boxes that overlap or nearly touch. */
  function merged(rects) {
    if (rects.length < 2) return rects;
    const left = Math.min(...rects.map((r) => r.left)), top = Math.min(...rects.map((r) => r.top));
    const right = Math.max(...rects.map((r) => r.right)), bottom = Math.max(...rects.map((r) => r.bottom));
    const area = rects.reduce((sum, r) => sum + r.width * r.height, 0);
    const whole = new DOMRect(left, top, right - left, bottom - top);
    return area > whole.width * whole.height * 0.4 ? [whole] : rects;
  }

  /** Brings a block into view, if it is not, without the other pane following; and rings it. */
  function show(id, fading = true) {
    const first = boxes(id)[0];
    if (first && (first.top < 0 || first.bottom > innerHeight)) {
      const room = Math.max(innerHeight * LINE, (innerHeight - first.height) / 2);
      const root = scroller();
      if (first.height > innerHeight || root !== (document.scrollingElement ?? document.documentElement)) {
        blocks(id)[0].scrollIntoView({ block: "center", behavior: "instant" });
        told = root.scrollTop;
      } else {
        scrollTo(root.scrollTop + first.top - room);
      }
    }
    ring(id, fading);
  }

  /** Adds a style sheet of the program's own. */
  function wear(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }

  function blockAt(x, y) {
    return blockOf(document.elementFromPoint(x, y));
  }

  /** A copy of what a range holds. */
  const cloned = (range) => range.cloneContents();

  /** What is selected, as HTML; "" for nothing. */
  function selection() {
    const chosen = getSelection();
    const holder = document.createElement("div");
    for (let at = 0; chosen && at < chosen.rangeCount; at++) holder.append(pane.cloned(chosen.getRangeAt(at)));
    return holder.textContent.trim() || holder.querySelector("img") ? holder.innerHTML : "";
  }

  new QWebChannel(qt.webChannelTransport, (channel) => {
    pane.bridge = channel.objects.bridge;
    pane.bridge.ready(location.href.split("#")[0]);
  });

  return { bridge: null, blocks, blockOf, box, boxes, merged, scroller, scrollTo, tell, follow, overlay, ring, circle, show, wear, blockAt, cloned, selection };
})();
