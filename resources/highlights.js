// The reader's highlights in either pane: drawn without any element, so that nothing of the page moves, and chosen by
// selecting. Places are letters of blocks: characters that are no white space, as in page/letters.py.

(() => {
  "use strict";

  const COLOURS = ["yellow", "green", "blue", "pink"];
  // What the program does not read as text: see page/tree.py, page/cutting.py and `data-unread` in render.
  const UNREAD = "[data-unread], [data-missing], script, style, template, noscript, title, datalist, option, optgroup, select, input, " +
    "svg, math, iframe, frame, object, embed, video, audio, canvas, applet, noframes, noembed";
  const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const LETTER = new RegExp(`[^${SPACE}]`, "gu");

  let shown = [];          // as the program gave them: [{id, colour, noted, parts: [[block, start, stop]]}]
  let ranges = new Map();  // their ranges by id
  let marked = new Map();  // texts that have highlights in them: [[start, end, id]]

  const count = (text) => text.match(LETTER)?.length ?? 0;

  /** The texts of a block, in order, each with the number of its first letter. */
  function texts(id) {
    const found = [];
    let first = 0;
    for (const element of pane.blocks(id)) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
        node.nodeType === Node.ELEMENT_NODE
          ? node.matches(UNREAD) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
          : NodeFilter.FILTER_ACCEPT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const size = count(node.data);
        if (size) found.push([node, first, first + size]);
        first += size;
      }
    }
    return found;
  }

  /** How many letters each block has, as JSON. */
  pane.letters = () => JSON.stringify(Object.fromEntries(
    [...document.querySelectorAll("[data-block]")].map(({ dataset: { block } }) => [block, texts(block).at(-1)?.[2] ?? 0])));

  /** Where the letter `at` of a text begins, and where it ends. */
  function place(text, at) {
    for (const match of text.matchAll(LETTER)) if (!at--) return [match.index, match.index + match[0].length];
    return [text.length, text.length];
  }

  // Drawing

  /** Takes the highlights of the page, in place of those before. */
  pane.highlight = (fresh) => {
    shown = fresh;
    pane.highlightAnew();
  };

  /** Draws the same highlights again, after the document has changed. */
  pane.highlightAnew = () => {
    ranges = new Map();
    marked = new Map();
    const known = new Map();
    for (const { id, parts } of shown) {
      const found = [];
      for (const [block, start, stop] of parts) {
        if (!known.has(block)) known.set(block, texts(block));
        for (const [node, first, last] of known.get(block)) {
          if (start >= last || stop <= first) continue;
          const range = new StaticRange({
            startContainer: node, startOffset: place(node.data, Math.max(start - first, 0))[0],
            endContainer: node, endOffset: place(node.data, Math.min(stop, last) - first - 1)[1],
          });
          found.push(range);
          if (!marked.has(node)) marked.set(node, []);
          marked.get(node).push([range.startOffset, range.endOffset, id]);
        }
      }
      ranges.set(id, joined(found));
    }
    const of = (wanted) => new Highlight(...shown.filter(wanted).flatMap(({ id }) => ranges.get(id)));
    for (const colour of COLOURS) CSS.highlights.set(`paperknife-${colour}`, of((one) => one.colour === colour));
    const noted = of((one) => one.noted);
    noted.priority = 1;
    CSS.highlights.set("paperknife-noted", noted);
  };

  /** Ranges that stand side by side as one, so that the space between two words of different elements is marked too. */
  function joined(found) {
    const result = [];
    for (const range of found) {
      const last = result.at(-1);
      const block = pane.blockOf(range.startContainer);
      if (last && last.block === block) last.setEnd(range.endContainer, range.endOffset);
      else {
        const whole = new Range();
        whole.setStart(range.startContainer, range.startOffset);
        whole.setEnd(range.endContainer, range.endOffset);
        whole.block = block;
        result.push(whole);
      }
    }
    return result;
  }

  // Pointing

  const within = (rect, x, y) => x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
  const rects = (id) => (ranges.get(id) ?? []).flatMap((range) => [...range.getClientRects()]).filter((r) => r.width && r.height);

  /** The highlight at a point; of several the smallest. */
  pane.highlightAt = (x, y) => {
    const block = shown.length ? pane.blockOf(document.elementFromPoint(x, y)) : "";
    const here = shown.filter(({ parts }) => parts.some(([of]) => of === block));
    const found = here.filter(({ id }) => rects(id).some((rect) => within(rect, x, y)));
    const size = ({ parts }) => parts.reduce((sum, [, start, stop]) => sum + stop - start, 0);
    return found.sort((one, other) => size(one) - size(other))[0]?.id ?? "";
  };

  function around(boxes) {
    const left = Math.min(...boxes.map((r) => r.left)), top = Math.min(...boxes.map((r) => r.top));
    const right = Math.max(...boxes.map((r) => r.right)), bottom = Math.max(...boxes.map((r) => r.bottom));
    return [left, top, right - left, bottom - top];
  }

  /** Brings a highlight into view and gives its box there as JSON: [left, top, width, height]; "" if it is not here. */
  pane.showHighlight = (id, ring) => {
    if (!rects(id).length) return "";
    const [, top, , height] = around(rects(id));
    if (top < 0 || top + height > innerHeight) {
      const root = pane.scroller();
      if (root === (document.scrollingElement ?? document.documentElement)) pane.scrollTo(root.scrollTop + top - Math.max(48, (innerHeight - height) / 3));
      else ranges.get(id)[0].startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    }
    const boxes = rects(id);
    if (ring) pane.circle(boxes);
    return JSON.stringify(around(boxes));
  };

  // Choosing

  let told = "";
  let pressed = false;
  let soon = 0;

  /** What is selected, as parts of blocks: [[block, start, stop]]. */
  function chosen() {
    const found = new Map();
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return [];
    for (let number = 0; number < selection.rangeCount; number++) {
      const range = selection.getRangeAt(number);
      const seen = new Set();
      for (const element of document.querySelectorAll("[data-block]")) {
        const id = element.dataset.block;
        if (seen.has(id) || !range.intersectsNode(element)) continue;
        seen.add(id);
        const inside = texts(id).filter(([node]) => range.intersectsNode(node));
        if (!inside.length) continue;
        const [one, start] = inside[0], [other, last, end] = inside.at(-1);
        const low = one === range.startContainer ? start + count(one.data.slice(0, range.startOffset)) : start;
        const high = other === range.endContainer ? last + count(other.data.slice(0, range.endOffset)) : end;
        if (low < high) found.set(id, [id, low, high]);
      }
    }
    return [...found.values()];
  }

  /** The box of the selection's last line in sight. */
  function corner() {
    const range = getSelection().getRangeAt(getSelection().rangeCount - 1);
    const seen = [...range.getClientRects()].filter((r) => r.width && r.height && r.bottom > 0 && r.top < innerHeight);
    return seen.length ? around(seen) : null;
  }

  function tell() {
    const parts = pressed ? [] : chosen();
    const box = parts.length ? corner() : null;
    const news = box ? JSON.stringify([parts, box]) : "";
    if (news === told) return;
    told = news;
    pane.bridge?.selected(news);
  }

  /** What is selected now, as JSON. */
  pane.chosen = () => JSON.stringify(chosen());

  pane.dropSelection = () => getSelection()?.removeAllRanges();

  /** Tells after so many ms, unless it is asked again meanwhile. Where pages may not run scripts no timer does; frames do. */
  function tellSoon(after) {
    const due = performance.now() + after;
    const wait = (now) => { soon = now < due ? requestAnimationFrame(wait) : (tell(), 0); };
    cancelAnimationFrame(soon);
    soon = requestAnimationFrame(wait);
  }

  document.addEventListener("selectionchange", () => {
    if (getSelection().isCollapsed) tellSoon(0);
    else if (!pressed) tellSoon(250);
  });
  addEventListener("mousedown", (event) => { if (!event.button) pressed = true; }, true);
  function released() {
    pressed = false;
    tellSoon(10);
  }

  addEventListener("mouseup", released, true);
  // A button may be let go where nobody sees it.
  addEventListener("mousemove", (event) => { if (pressed && !event.buttons) released(); }, true);
  addEventListener("scroll", () => {
    if (!told) return;
    told = "";
    pane.bridge?.selected("");
    tellSoon(300);
  }, { capture: true, passive: true });

  addEventListener("click", (event) => {
    if (event.button || !getSelection().isCollapsed || event.target.localName === "paperknife-overlay") return;
    if (document.getElementById("article")?.contains(event.target.closest?.("a[href], summary, img"))) return;
    const id = pane.highlightAt(event.clientX, event.clientY);
    if (!id) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pane.bridge?.highlightClicked(id, JSON.stringify(around(rects(id))));
  }, true);

  // Taking along

  const plain = pane.cloned;

  /** A copy of what a range holds, with <mark data-highlight=id> around what is highlighted. */
  pane.cloned = (range) => {
    const fragment = plain(range);
    const from = textsIn(range.commonAncestorContainer).filter((node) => range.intersectsNode(node));
    const copies = textsIn(fragment);
    if (from.length !== copies.length) return fragment;
    from.forEach((node, at) => {
      const shift = node === range.startContainer ? range.startOffset : 0;
      const copy = copies[at];
      for (const [start, end, id] of [...(marked.get(node) ?? [])].sort((one, other) => other[0] - one[0])) {
        const low = Math.max(start - shift, 0), high = Math.min(end - shift, copy.data.length);
        if (low >= high) continue;
        copy.splitText(high);
        const mark = document.createElement("mark");
        mark.className = "highlight";
        mark.dataset.highlight = id;
        const inside = copy.splitText(low);
        inside.replaceWith(mark);
        mark.append(inside);
      }
    });
    return fragment;
  };

  function textsIn(root) {
    if (root.nodeType === Node.TEXT_NODE) return [root];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node);
    return found;
  }
})();
