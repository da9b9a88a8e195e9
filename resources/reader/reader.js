// The article's own behaviour, on top of pane.js: pointing, changing its look, and taking a new text without losing the place.

(() => {
  "use strict";

  function place() {
    for (const element of document.querySelectorAll("#article [data-block]")) {
      const rect = pane.box(element);
      if (rect && rect.bottom > 0) return [element.dataset.block, rect.top];
    }
    return null;
  }

  /** The first block in sight and how far it stands from the top, as JSON, to come back to with `goTo`. */
  pane.place = () => JSON.stringify(place());

  pane.goTo = (there) => {
    const rect = there && pane.boxes(there[0])[0];
    if (rect) pane.scrollTo(pane.scroller().scrollTop + rect.top - there[1]);
  };

  /** Says what blocks are, where that is not just text: {id: "deck"}. */
  pane.label = (labels) => {
    for (const element of document.querySelectorAll("[data-block]")) {
      const label = labels[element.dataset.block];
      if (label) element.dataset.label = label;
    }
  };

  /** Puts a new article in place of the old one; what is in sight stays where it is, and images are not loaded anew. */
  pane.update = (html, labels) => {
    const article = document.getElementById("article");
    const standing = [...article.querySelectorAll("[data-block]")]
      .map((element) => [element.dataset.block, pane.box(element)?.top])
      .filter(([, top]) => top !== undefined);
    standing.sort((one, other) => Math.abs(one[1] - innerHeight / 4) - Math.abs(other[1] - innerHeight / 4));
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const images = new Map([...article.querySelectorAll("img[src]")].map((image) => [image.getAttribute("src"), image]));
    for (const image of fresh.content.querySelectorAll("img[src]")) {
      const loaded = images.get(image.getAttribute("src"));
      if (loaded && loaded.dataset.block === image.dataset.block) {
        images.delete(image.getAttribute("src"));
        image.replaceWith(loaded);
      }
    }
    article.replaceChildren(fresh.content);
    pane.label(labels);
    const stays = standing.find(([id]) => pane.boxes(id).length);
    if (stays) pane.goTo(stays);
  };

  /** Sets the variables of the appearance. */
  pane.look = (variables) => {
    const here = place();
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    if (here && pane.scroller().scrollTop > 0) pane.goTo(here);
  };

  addEventListener("click", (event) => {
    if (event.target.closest?.("a[href], summary, video, audio") || !getSelection().isCollapsed) return;
    const id = pane.blockOf(event.target);
    if (id) pane.bridge?.clicked(id);
  }, true);
})();
