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
    fillContents();
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
    pane.highlightAnew();
    reach();
    const stays = standing.find(([id]) => pane.boxes(id).length);
    if (stays) pane.goTo(stays);
  };

  /** Sets the variables of the appearance. */
  pane.look = (variables) => {
    const here = place();
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    if (here && pane.scroller().scrollTop > 0) pane.goTo(here);
  };

  // Images, enlarged

  const SMALLEST = 64;
  const LARGEST = 3;
  const PICTURE = /\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|$)/i;

  const overlay = pane.overlay();
  overlay.append(...new DOMParser().parseFromString(`
    <style>
      dialog { pointer-events: auto; position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none;
               margin: 0; padding: 0; border: 0; box-sizing: border-box; overflow: auto; background: rgb(16 18 21 / .97);
               cursor: zoom-out; outline: none; }
      dialog[open] { display: grid; place-items: center; grid-template-rows: 1fr auto; }
      dialog::backdrop { background: none; }
      dialog img { max-width: calc(100% - 32px); max-height: calc(100vh - 72px); object-fit: contain; background: #fff; }
      dialog p { margin: 0; padding: 8px 16px 12px; color: #d6dbe1; text-align: center; max-width: 60em;
                 font: 13px/1.4 system-ui, "Noto Sans", sans-serif; }
      #contents { position: fixed; inset-block-start: 10px; inset-inline-end: 12px; pointer-events: auto; display: none;
                  font: 14px/1.35 system-ui, "Noto Sans", sans-serif; color: var(--ink); text-align: end; }
      #contents > button { width: 32px; height: 30px; border-radius: 7px; border: 1px solid var(--rule); padding: 0;
                           background: var(--page); color: inherit; opacity: .6; }
      #contents > button:is(:hover, :focus-visible, [aria-expanded="true"]) { opacity: 1; }
      #contents svg { display: block; margin: auto; }
      button:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
      ol { display: none; list-style: none; margin: 6px 0 0; padding: 6px; max-height: calc(100vh - 70px); overflow: auto;
           width: max-content; max-width: min(340px, 80vw); box-sizing: border-box; text-align: start; border-radius: 9px;
           background: var(--page); border: 1px solid var(--rule); box-shadow: 0 6px 24px rgb(0 0 0 / .16); }
      [aria-expanded="true"] + ol { display: block; }
      li button { all: unset; display: block; box-sizing: border-box; width: 100%; padding: 4px 10px; border-radius: 6px; cursor: default;
                  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      li button:is(:hover, :focus-visible) { background: var(--raised); }
      li button[aria-current] { color: var(--link); font-weight: 600; }
      @media print { #contents { display: none !important } }
    </style>
    <nav id="contents" aria-label="Contents"><button type="button" aria-expanded="false" title="Contents" aria-label="Contents">
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round">
      <path d="M2 3.5h12M4.5 8h9.5M4.5 12.5h9.5"/></svg></button><ol></ol></nav>
    <dialog aria-label="Image, enlarged"><img alt=""><p></p></dialog>
  `, "text/html").querySelectorAll("style, nav, dialog"));
  const enlarged = overlay.querySelector("dialog");

  /** Whether an image can be enlarged: it is there, it is no mere sign, and no link but one to itself is around it. */
  function canEnlarge(image) {
    const link = image.closest("a[href]");
    return image.matches("#article img") && image.naturalWidth >= SMALLEST && (!link || PICTURE.test(link.href));
  }

  function enlarge(image) {
    const [shown, words] = enlarged.children;
    const scale = Math.min((document.documentElement.clientWidth - 32) / image.naturalWidth, (innerHeight - 72) / image.naturalHeight, LARGEST);
    shown.width = image.naturalWidth * scale;
    shown.height = image.naturalHeight * scale;
    shown.src = image.currentSrc || image.src;
    shown.alt = image.alt;
    words.textContent = image.closest("figure")?.querySelector("figcaption")?.innerText ?? image.alt;
    enlarged.showModal();
  }

  enlarged.addEventListener("click", () => enlarged.close());

  /** Images are reached by key where they can be enlarged. */
  function reach() {
    for (const image of document.querySelectorAll("#article img")) {
      if (canEnlarge(image)) {
        image.tabIndex = 0;
        image.dataset.enlarges = "";
      }
    }
  }

  addEventListener("load", reach, true);
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("img[data-enlarges]")) enlarge(event.target);
  }, true);

  // Contents

  const FEWEST = 3;
  const contents = overlay.getElementById("contents");
  const [opener, list] = contents.children;

  const headings = () => [...document.querySelectorAll("#article :is(h1, h2, h3, h4, h5, h6)")]
    .filter((heading) => heading.innerText.trim() && !heading.closest('[data-label="title"]') && pane.box(heading));

  function fillContents() {
    const found = headings();
    contents.style.display = found.length >= FEWEST ? "block" : "none";
    if (found.length < FEWEST) return openContents(false);
    contents.dir = document.documentElement.dir;
    const highest = Math.min(...found.map((heading) => Number(heading.tagName[1])));
    list.replaceChildren(...found.map((heading) => {
      const entry = document.createElement("button");
      entry.textContent = entry.title = heading.innerText.trim();
      entry.style.paddingInlineStart = `${10 + 14 * (Number(heading.tagName[1]) - highest)}px`;
      entry.addEventListener("click", () => {
        const root = pane.scroller();
        root.scrollTo({ top: root.scrollTop + heading.getBoundingClientRect().top - 24, behavior: "instant" });
        openContents(false);
      });
      const item = document.createElement("li");
      item.append(entry);
      return item;
    }));
  }

  function openContents(open) {
    opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const entries = [...list.querySelectorAll("button")];
    const here = headings().findLastIndex((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
    entries.forEach((entry, at) => entry.toggleAttribute("aria-current", at === here));
    (entries[Math.max(here, 0)])?.focus();
  }

  /** Opens or closes the contents; whether there are any. */
  pane.contents = () => {
    if (contents.style.display !== "block") return false;
    openContents(opener.ariaExpanded !== "true");
    return true;
  };

  opener.addEventListener("click", () => pane.contents());
  contents.addEventListener("keydown", (event) => {
    const entries = [...list.querySelectorAll("button")];
    const at = entries.indexOf(overlay.activeElement);
    if (event.key === "Escape") {
      openContents(false);
      opener.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      entries.at((at + (event.key === "ArrowDown" ? 1 : -1)) % entries.length)?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  addEventListener("click", (event) => {
    // What stands in the overlay is seen from outside as the overlay itself.
    if (event.target.localName === "paperknife-overlay") return;
    openContents(false);
    if (event.target.localName === "img" && getSelection().isCollapsed && canEnlarge(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      enlarge(event.target);
      return;
    }
    if (event.target.closest?.("a[href], summary, video, audio") || !getSelection().isCollapsed) return;
    const id = pane.blockOf(event.target);
    if (id) pane.bridge?.clicked(id);
  }, true);

  reach();
  fillContents();
})();
