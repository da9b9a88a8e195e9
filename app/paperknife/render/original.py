"""The page as it was saved, with every block marked, so that what is not the article can be struck through.

Nothing in it runs and nothing is fetched: scripts, handlers, refreshes and hints to the network are left out, and every
address leads to a saved file or to nothing.
"""

import base64
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from paperknife import bundled
from paperknife.page.blocks import Element
from paperknife.page.marks import Marks, marked_texts
from paperknife.page.page import Page
from paperknife.page.resources import Resource
from paperknife.page.tree import attribute
from paperknife.page.writing import Instead, escape_value, start_tag, write
from paperknife.render import frames, pictures
from paperknife.render.safety import safe_link
from paperknife.render.stylesheets import StyleSheets
from paperknife.verdicts.verdict import JudgedPage, Verdict

AddressOf = Callable[[Resource], str]
Attributes = Callable[[Verdict], list[tuple[str, str | None]]]

_GONE = frozenset(("script", "noscript", "template", "base", "noembed", "noframes"))
_MOVING = frozenset(("set", "animate"))  # SVG that can change where a link leads
_LEADING = frozenset(("href", "xlink:href", "poster", "background"))
_METAS = frozenset(("viewport", "color-scheme", "theme-color"))
_DROPPED = frozenset(
    "src srcset sizes data action formaction ping target autofocus autoplay background poster href srcdoc integrity "
    "nonce loading manifest cite longdesc code codebase archive classid data-block data-struck data-missing "
    "data-paperknife data-highlight data-unread http-equiv v-cloak ng-cloak x-cloak".split()
)
_LOCKED = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; media-src data:; "
    "form-action 'none'; base-uri 'none'"
)


def document(judged: JudgedPage, address_of: AddressOf) -> str:
    """The whole page as HTML; each block's elements carry `data-block` with its id, and no strike marks.

    `address_of(resource)` gives the address at which a saved file will be served.
    """
    return _Original(judged, address_of, _marked_only).html("")


def struck_file(judged: JudgedPage, marks: Marks | None = None) -> str:
    """The whole page as one HTML file, its strikes and `marks` drawn in and its files inside.

    It asks nothing of the network.
    """

    def attributes(verdict: Verdict) -> list[tuple[str, str | None]]:
        if not judged.is_struck(verdict):
            return _marked_only(verdict)
        label = verdict.label if verdict.label.struck else "struck"
        return [*_marked_only(verdict), ("data-struck", str(label)), ("title", _reason(verdict))]

    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape_value(_LOCKED)}">'
    style = f"<style>{bundled.text('original/struck.css')}</style>"
    return _Original(judged, data_address, attributes, marks).html(policy + style)


def data_address(resource: Resource) -> str:
    """The file itself as a data: address (RFC 2397)."""
    return f"data:{pictures.media_type(resource)};base64,{base64.b64encode(resource.data).decode('ascii')}"


def _marked_only(verdict: Verdict) -> list[tuple[str, str | None]]:
    return [("data-block", verdict.block.id)]


def _reason(verdict: Verdict) -> str:
    finding = verdict.reason
    return f"{verdict.label}: {finding.detail or finding.rule}" if finding else str(verdict.label)


class _Original:
    def __init__(
        self, judged: JudgedPage, address_of: AddressOf, attributes: Attributes, marks: Marks | None = None
    ) -> None:
        self.page: Page = judged.page
        self.address_of = address_of
        self.hidden = judged.blocks.hidden
        self.sheets = StyleSheets(judged.page, address_of)
        self.loosened = frames.loosened(judged.page.tree)
        self.boxes: dict[int, list[tuple[str, str | None]]] = {}
        self.before: dict[int, str] = {}
        self.after: dict[int, str] = {}
        self.marked: dict[int, str] = {}
        for verdict in judged.verdicts:
            marked = attributes(verdict)
            if marks and verdict.block.id in marks:
                self.marked.update(marked_texts(verdict.block, marks[verdict.block.id]))
            for box in verdict.block.boxes():
                if isinstance(box, Element):
                    self.boxes[box.node.mem_id] = marked
                elif box[0].mem_id == box[1].mem_id and box[0].is_element_node:
                    self.boxes[box[0].mem_id] = marked
                else:
                    self.before[box[0].mem_id] = start_tag("span", marked)
                    self.after[box[1].mem_id] = "</span>"

    def html(self, head: str) -> str:
        root = self.page.tree.root
        if root is None:
            return ""
        self.head = f'<meta charset="utf-8">{head}'
        return self.page.doctype + write(root, self.choose, self.before, self.after)

    def choose(self, node: LexborNode, tag: str) -> str | Instead | None:
        """See `writing.write`."""
        if tag == "-text":
            return Instead(self.marked[node.mem_id]) if node.mem_id in self.marked else ""
        if tag in _GONE or (tag in _MOVING and "href" in attribute(node, "attributeName")):
            return None
        if tag == "style":
            return self._style(node, self.sheets.inline(node.text(deep=True)))
        if tag == "link":
            return self._link(node)
        if tag == "meta":
            return start_tag(tag, list(node.attributes.items())) if attribute(node, "name").lower() in _METAS else None
        if node.mem_id in self.loosened:
            return start_tag("div", [*self._attributes(node, tag), ("data-paragraph", "")])
        start = start_tag(tag, self._attributes(node, tag))
        return start + self.head if tag == "head" else start

    def _link(self, node: LexborNode) -> Instead | None:
        """The style sheet itself, where it is one; also one that waits for a script to put it into effect."""
        kinds = attribute(node, "rel").lower().split()
        waiting = attribute(node, "onload").replace(" ", "").lower()
        applied = "stylesheet" in kinds or ("preload" in kinds and "rel='stylesheet'" in waiting.replace('"', "'"))
        if not applied or "alternate" in kinds or "disabled" in node.attributes:
            return None
        css = self.sheets.linked(attribute(node, "href"))
        return self._style(node, frames.scoped(node, css), "all" if "media=" in waiting else "") if css else None

    def _style(self, node: LexborNode, css: str, media: str = "") -> Instead | None:
        """A <style> element; what would end it early is taken out."""
        kind = attribute(node, "type").strip().lower()
        if kind not in ("", "text/css"):
            return None
        kept = {"media": media or attribute(node, "media"), "title": attribute(node, "title")}
        safe = css.replace("</", "<\\/")
        return Instead(f"{start_tag('style', [pair for pair in kept.items() if pair[1]])}{safe}</style>")

    def _attributes(self, node: LexborNode, tag: str) -> list[tuple[str, str | None]]:
        kept: list[tuple[str, str | None]] = []
        found = node.attributes
        for name, value in found.items():
            if name in _DROPPED or name.startswith("on") or name.endswith(":href"):
                continue
            if value and "url(" in value and not name.startswith(("data-", "aria-", "alt", "title", "class")):
                value = self.sheets.with_addresses(value)
            kept.append((name, value))
        if tag in pictures.TAGS:
            kept += pictures.attributes(self.page, node, tag, self.address_of)
        if not _LEADING.isdisjoint(found):
            kept += self._addresses(tag, {name: value or "" for name, value in found.items()})
        if "data-frame" in found or "data-frameset" in found:
            kept = frames.dressed(kept)
        if node.mem_id in self.hidden:
            kept.append(("data-unread", ""))
        kept += self.boxes.get(node.mem_id, [])
        return kept

    def _addresses(self, tag: str, said: dict[str, str]) -> list[tuple[str, str | None]]:
        """Where an element's addresses lead now."""
        found: list[tuple[str, str | None]] = []
        href = said.get("href") or said.get("xlink:href") or ""
        if href and tag in ("a", "area"):
            absolute = href if href.startswith("#") else self.page.absolute(href)
            found.append(("href", absolute if safe_link(absolute) else "#"))
        elif href.startswith("#"):
            found.append(("href", href))
        elif href and tag in ("image", "feImage") and (resource := self.page.resource(href)):
            found.append(("href", self.address_of(resource)))
        for name in ("poster", "background"):
            if said.get(name) and (resource := self.page.resource(said[name])):
                found.append((name, self.address_of(resource)))
        return found
