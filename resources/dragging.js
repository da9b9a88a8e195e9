// Dragging out of a pane. The browser's own drag would carry the page's addresses and looks; the program drags instead,
// with what it makes of the piece, and is told only that something is dragged.

(() => {
  "use strict";

  let piece = "";
  let dragging = false; // until the next press: the release that ends a drag is no click

  /** What is dragged from `target`, as HTML: the selection around it, else the link or the image that it is in. */
  function held(target) {
    const chosen = getSelection();
    if (chosen && !chosen.isCollapsed && chosen.containsNode(target, target instanceof Text)) return pane.selection();
    const element = target instanceof Element ? target : target.parentElement;
    const whole = element?.closest("a[href]:not([href^='#'])") ?? element?.closest("img[src]");
    if (!whole) return "";
    const range = document.createRange();
    range.selectNode(whole);
    const holder = document.createElement("div");
    holder.append(pane.cloned(range));
    return holder.innerHTML;
  }

  addEventListener("dragstart", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    piece = held(event.target);
    dragging = Boolean(piece);
    if (dragging) pane.bridge?.dragged();
  }, true);

  addEventListener("mousedown", () => { dragging = false; }, true);

  for (const kind of ["mouseup", "click"]) {
    addEventListener(kind, (event) => {
      if (!dragging) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
  }

  /** What is being dragged, as HTML. */
  pane.dragged = () => piece;
})();
