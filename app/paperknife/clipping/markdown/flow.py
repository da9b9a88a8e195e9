"""Lays a fragment out as what Markdown has: blocks that hold blocks or one line, and lines with marks.

The converter's walk then meets nothing else: marks and links around blocks have been pushed inside them, elements
without a meaning of their own are gone, and nothing is nested deeper than Markdown readers go.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Literal

from paperknife.clipping.markdown import lists
from paperknife.clipping.markdown.runs import CODE, Mark, Run, line
from paperknife.clipping.markdown.tree import Element, Text
from paperknife.page.tree import BLOCKS, HEADINGS

Leave = Callable[[], None] | None

_MARKS = {
    **dict.fromkeys(("b", "strong"), Mark("strong")),
    **dict.fromkeys(("i", "em"), Mark("em")),
    **dict.fromkeys(("s", "strike", "del"), Mark("del")),
    "sub": Mark("sub"),
    "sup": Mark("sup"),
    "code": CODE,
}
_BESIDE_CODE = frozenset(("a", "sub", "sup", "del"))
# What is in a page for other reasons than to be read.
SKIPPED = frozenset("script noscript button canvas title desc metadata defs rp".split())
_MOST_NESTED = 24  # lists and quotes inside each other; what lies deeper becomes their paragraphs
UNSAFE = ("javascript:", "vbscript:")
# A soft hyphen and a zero-width space only say where a line may end.
_INVISIBLE = {0xAD: None, 0x200B: None}


def lay_out(root: Element) -> Element:
    """A new tree of `root`'s content.

    Its blocks: p, h1–h6, ul, ol, li, blockquote, pre, table, tr, td, hr, formula, note. In its lines: strong, em, del,
    sub, sup, code, mark, a, img, br, formula, ref, verbatim.
    """
    flow = _Flow()
    flow.read(root)
    lists.finish(flow.lists)
    return flow.root


class _Flow:
    """The blocks so far, and the line being read."""

    def __init__(self) -> None:
        self.root = self.holder = Element("[document]")
        self.lists: list[Element] = []
        self.runs: list[Run] = []
        self.marks: tuple[Mark, ...] = ()
        self.one_line = ""  # "heading" or "cell" while blocks cannot begin
        self.nested = 0
        self.enter: dict[str, Callable[[Element], Leave | Literal[False]]] = {
            **dict.fromkeys(BLOCKS, self._block),
            **dict.fromkeys(_MARKS, self._mark),
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(SKIPPED, lambda _: False),
            **dict.fromkeys(("ul", "ol", "menu", "dir"), self._list),
            **dict.fromkeys(("img", "ref", "verbatim"), self._object),
            **dict.fromkeys(("dt", "summary"), self._term),
            "li": self._item,
            "blockquote": self._quote,
            "callout": self._callout,
            "callout-title": self._callout_title,
            "note": self._container,
            "pre": self._pre,
            "hr": self._rule,
            "formula": self._formula,
            "table": self._table,
            "br": self._break,
            "a": self._link,
            "mark": self._highlight,
        }

    def read(self, root: Element) -> None:
        waiting: list[tuple[Iterator[Any], Leave]] = [(iter(root.contents), None)]
        while waiting:
            nodes, leave = waiting[-1]
            for node in nodes:
                if node.__class__ is Text:
                    self._text(node)
                    continue
                enter = self.enter.get(node.name)
                on_leaving = enter(node) if enter is not None else None
                if on_leaving is not False:
                    waiting.append((iter(node.contents), on_leaving))
                    break
            else:
                waiting.pop()
                if leave is not None:
                    leave()
        self._end_line()

    # ---- lines

    def _text(self, text: str) -> None:
        if ("\u200b" in text or "\xad" in text) and CODE not in self.marks:
            text = text.translate(_INVISIBLE)
        self.runs.append((text, self.marks))

    def _end_line(self) -> None:
        """A paragraph of what was read since the last block, if it says anything."""
        if self.runs:
            nodes = line(self.runs)
            self.runs = []
            if nodes:
                self._add(Element("p", None, nodes))

    def _edge(self) -> None:
        """The beginning or end of a block."""
        if not self.one_line:
            self._end_line()
        elif self.one_line == "cell":
            self.runs.append((Element("br", {"soft": "yes"}), ()))
        else:
            self.runs.append((" ", ()))

    def _add(self, block: Element) -> None:
        holder = self.holder
        if holder.name in ("ul", "ol") and block.name != "li":
            if block.name in ("ul", "ol") and holder.contents:
                holder = holder.contents[-1]
            else:
                item = Element("li")
                holder.append(item)
                holder = item
        elif block.get("stray") and holder.contents and holder.contents[-1].get("stray"):
            for item in block.contents:
                holder.contents[-1].append(item)
            return
        holder.append(block)

    # ---- inside a line

    def _mark(self, node: Element) -> Leave:
        mark = _MARKS[node.name]
        if CODE in self.marks and mark.name not in _BESIDE_CODE:
            return None
        return self._with(mark)

    def _with(self, mark: Mark) -> Leave:
        before = self.marks
        if mark in before:
            return None
        self.marks = (*before, mark)
        return partial(self._back_to, before)

    def _back_to(self, marks: tuple[Mark, ...]) -> None:
        self.marks = marks

    def _highlight(self, node: Element) -> Leave:
        ours = any(name.startswith("highlight") for name in node.classes)
        return self._with(Mark("mark")) if ours and CODE not in self.marks else None

    def _link(self, node: Element) -> Leave:
        target = "".join(node.get("href").split("\n")).strip()
        if not target or target.lower().startswith(UNSAFE):
            return None
        before = self.marks
        kept = tuple(mark for mark in before if mark.name != "a")
        self.marks = (*kept, Mark("a", target, node.get("title")))
        return partial(self._back_to, before)

    def _object(self, node: Element) -> Literal[False]:
        marks = self.marks
        if node.name == "ref":
            marks = tuple(mark for mark in marks if mark.name not in ("a", "sup"))
        if node.name != "img" or node.get("src"):
            self.runs.append((node, tuple(mark for mark in marks if mark != CODE)))
        return False

    def _break(self, node: Element) -> Literal[False]:
        self.runs.append((" ", ()) if self.one_line == "heading" else (Element("br"), ()))
        return False

    def _formula(self, node: Element) -> Literal[False]:
        if node.get("display") and not self.one_line and not any(mark.name == "a" for mark in self.marks):
            self._end_line()
            self._add(node)
            return False
        node.attrs.pop("display", None)
        return self._object(node)

    # ---- blocks

    def _block(self, node: Element) -> Leave:
        self._edge()
        return self._edge

    def _heading(self, node: Element) -> Leave:
        if self.one_line:
            return self._block(node)
        self._end_line()
        self.one_line = "heading"
        return partial(self._end_heading, node.name)

    def _end_heading(self, name: str) -> None:
        self.one_line = ""
        nodes, self.runs = line(self.runs), []
        if nodes:
            self._add(Element(name, None, nodes))

    def _term(self, node: Element) -> Leave:
        self._edge()
        before = self.marks
        self._with(Mark("strong"))
        return partial(self._end_term, before)

    def _end_term(self, before: tuple[Mark, ...]) -> None:
        self._edge()
        self.marks = before

    def _container(self, node: Element, name: str = "", attributes: dict[str, str] | None = None) -> Leave:
        """Begin a block that holds blocks: a new element like `node`."""
        if self.one_line or self.nested >= _MOST_NESTED:
            return self._block(node)
        self._end_line()
        before, self.holder = self.holder, Element(name or node.name, node.attrs if attributes is None else attributes)
        self.nested += 1
        return partial(self._end_container, before)

    def _end_container(self, before: Element) -> None:
        self._end_line()
        self.nested -= 1
        finished, self.holder = self.holder, before
        if finished.contents or finished.name == "li":
            self._add(finished)

    def _quote(self, node: Element) -> Leave:
        return self._container(node, attributes={})

    def _callout(self, node: Element) -> Leave:
        leave = self._container(node, "blockquote", {})
        self.runs.append((Element("verbatim", None, [Text(f"[!{node.get('type')}]")]), ()))
        self.runs.append((" ", ()))
        if not (node.contents and isinstance(node.contents[0], Element) and node.contents[0].name == "callout-title"):
            self._edge()
        return leave

    def _callout_title(self, node: Element) -> Leave:
        before, self.one_line = self.one_line, self.one_line or "heading"
        return partial(self._end_callout_title, before)

    def _end_callout_title(self, before: str) -> None:
        self.one_line = before
        self._edge()

    def _list(self, node: Element) -> Leave:
        if self.one_line or self.nested >= _MOST_NESTED:
            return self._block(node)
        leave = self._container(node, "ol" if node.name == "ol" else "ul")
        self.lists.append(self.holder)
        return leave

    def _item(self, node: Element) -> Leave:
        if self.holder.name in ("ul", "ol") or self.one_line or self.nested >= _MOST_NESTED:
            return self._container(node)
        leave_list = self._list(Element("ul", {"stray": "yes"}))
        leave_item = self._container(node)

        def leave() -> None:
            for end in (leave_item, leave_list):
                if end is not None:
                    end()

        return leave

    def _pre(self, node: Element) -> Literal[False]:
        if self.one_line:
            self._edge()
            self.runs.append((node.all_text(), (CODE,)))
            self._edge()
        else:
            self._end_line()
            self._add(node)
        return False

    def _rule(self, node: Element) -> Literal[False]:
        self._edge()
        if not self.one_line:
            self._add(Element("hr"))
        return False

    # ---- tables, which the table pass has made table > tr > td

    def _table(self, node: Element) -> Leave | Literal[False]:
        if self.one_line:
            return self._block(node)
        self._end_line()
        marks, before = self.marks, self.holder
        self.marks = ()
        table = Element("table", node.attrs)
        for row in node.elements():
            table.append(Element("tr", None, [self._cell(cell) for cell in row.elements()]))
        self.marks, self.holder = marks, before
        self._add(table)
        return False

    def _cell(self, cell: Element) -> Element:
        inner = _Flow()
        inner.one_line, inner.marks = "cell", self.marks
        inner.read(cell)
        return Element("td", None, inner.root.contents[0].contents if inner.root.contents else ())
