"""Code blocks: every highlighter's way of setting code becomes one <pre> with its text and its language."""

import re

from paperknife.clipping.markdown.languages import language
from paperknife.clipping.markdown.tables import cells_of, rows_of
from paperknife.clipping.markdown.tree import Document, Element, Text

_GUTTERS = frozenset(
    "gutter gutter-number linenos lineno linenums linenodiv line-number line-numbers line-numbers-rows "
    "linenumber linenumbers ln lnt lnos rouge-gutter gl hljs-ln-numbers hljs-ln-n react-syntax-highlighter- "
    "line-number blob-num line-num code-line-number crayon-nums cm-gutters codemirror-linenumber "
    "codemirror-gutter-wrapper linenr lines nums rownumber token-line-number".split()
)
_CODE_CELLS = frozenset(
    "code rouge-code blob-code blob-code-inner hljs-ln-code crayon-code line-content lntd code-cell js- "
    "file-line".split()
)
_LINES = frozenset(
    "line code-line token-line view-line cm-line codeline highlight-line react-code-line code__line hljs- "
    "ln-line ec-line crayon-line row".split()
)
_EDITORS = frozenset(("codemirror-code", "cm-content", "view-lines", "ace_text-layer"))
_EDITOR_LINES = frozenset(("codemirror-line", "cm-line", "view-line", "ace_line"))
_COPY = re.compile(r"\b(?:copy|clipboard|btn|toolbar|code-header)", re.IGNORECASE)
_HEAD_WORDS = 6
_NUMBERS = re.compile(r"[\s\d.:|]*\Z")
_OWN_LINE = frozenset(("div", "p", "li", "tr", "dd"))
_LAST_BLANK = re.compile(r"\n[ \t]*\Z")


def code_blocks(document: Document) -> None:
    """Replace every code block of the fragment by <pre language>, which holds one text."""
    for element in document.with_class():
        if not _EDITORS.isdisjoint(element.classes) and document.holds(element):
            lines = _editor_lines(element)
            if lines:
                _put(element, element, "\n".join(_text(line).strip("\n\u200b") for line in lines))
    for table in document.all("table"):
        if document.holds(table):
            _table(table)
    for block in document.all("pre", "listing", "xmp", "plaintext"):
        if document.holds(block):
            _put(block, block, _text(_code_of(block)))


def _code_of(block: Element) -> Element:
    """The element of a block that holds its code: some have a line in front, with the language or a button."""
    codes = block.inside("code", "samp")
    inner = codes[0] if len(codes) == 1 else None
    if inner is None:
        contents = [
            node for node in block.walk() if isinstance(node, Element) and not _EDITORS.isdisjoint(node.classes)
        ]
        inner = contents[0] if len(contents) == 1 else None
    if inner is None or not inner.all_text().strip():
        return block
    head: list[str] = []
    node = inner
    while node is not block and node.parent is not None:
        for beside in node.parent.contents:
            said = "" if beside is node else beside if isinstance(beside, Text) else beside.all_text()
            if said.strip() and (isinstance(beside, Text) or beside.name not in ("button", "div", "header")):
                return block
            head += said.split()
        node = node.parent
    return inner if 0 < len(head) < _HEAD_WORDS else block


def _put(element: Element, source: Element, text: str) -> None:
    """Put a finished block in the place of an element; `source` is where its language stands."""
    text = _LAST_BLANK.sub("", re.sub(r"\r\n?", "\n", text).strip("\n")).rstrip("\n")
    if not text.strip():
        element.remove()
        return
    name = language(source) or language(element)
    wrapper = _wrapper(element)
    wrapper.replace(Element("pre", {"language": name} if name else {}, [Text(text)]))


def _wrapper(element: Element) -> Element:
    """The outermost element that holds the block, its copy button and nothing else."""
    outer = element
    for _ in range(4):
        around = outer.parent
        if around is None or around.name not in ("div", "figure", "code", "span", "section"):
            break
        if not all(node is outer or _says_nothing(node) for node in around.contents):
            break
        outer = around
    return outer


def _says_nothing(node: Element | Text) -> bool:
    if isinstance(node, Text):
        return not node.strip()
    return node.name in ("button", "svg") or (_is_copy(node) and len(node.all_text().split()) < 6)


def _is_copy(node: Element) -> bool:
    return bool(_COPY.search(node.get("class"))) and not node.inside("pre", "code", "table")


def _editor_lines(editor: Element) -> list[Element]:
    """The lines of an editor; none if the class name is that of something else."""
    return [node for node in editor.walk() if isinstance(node, Element) and not _EDITOR_LINES.isdisjoint(node.classes)]


# ---- highlighters that set lines in a table


def _table(table: Element) -> None:
    cells = [cells_of(row) for row in rows_of(table)]
    lines: list[str] = []
    source: Element | None = None
    for row in cells:
        code = [cell for cell in row if not _is_gutter(cell)]
        if len(code) != 1 or not (
            _is_code_cell(code[0]) or (len(row) == 2 and code[0].inside("pre") and _is_gutter(row[0], by_text=True))
        ):
            return
        source = source or code[0]
        text = _text(code[0])
        lines.append(text[:-1] if text.endswith("\n") and len(cells) > 1 else text)
    if source is not None:
        block = table.find_parent("pre") or table
        _put(block, (source.inside("code") or source.inside("pre") or [source])[0], "\n".join(lines))


def _is_gutter(cell: Element, *, by_text: bool = False) -> bool:
    named = by_text or not _GUTTERS.isdisjoint(cell.classes) or "lntd" in cell.classes
    return (named or "data-line-number" in cell.attrs) and bool(_NUMBERS.match(cell.all_text()))


def _is_code_cell(cell: Element) -> bool:
    return not _CODE_CELLS.isdisjoint(cell.classes)


# ---- the text of a block


def _text(block: Element) -> str:
    """The code in an element, a line each for what stands on a line of its own; gutters and buttons are left out."""
    pieces: list[str] = []
    waiting: list[Element | Text | int] = [block]
    while waiting:
        node = waiting.pop()
        if isinstance(node, int):  # the end of a line that began when so many pieces were there
            if len(pieces) == node or not _ends_line(pieces):
                pieces.append("\n")
        elif isinstance(node, Text):
            if node:
                pieces.append(str(node))
        elif node.name == "br":
            pieces.append("\n")
        elif node is block or not _is_beside_code(node):
            own_line = node.name in _OWN_LINE and node is not block
            if own_line and not _ends_line(pieces):
                pieces.append("\n")
            if own_line or node.name == "line":
                waiting.append(len(pieces))
            waiting.extend(reversed(_with_lines(node)))
    return "".join(pieces)


def _ends_line(pieces: list[str]) -> bool:
    return not pieces or pieces[-1].endswith("\n")


def _with_lines(node: Element) -> list[Element | Text]:
    """The children of a node; spans that are lines without saying so in the text become <line>."""
    lines = [child for child in node.elements() if _is_line(child)]
    if len(lines) < 2 or any("\n" in child for child in node.contents if isinstance(child, Text)):
        return node.contents
    if any(_holds_break(line) for line in lines):
        return node.contents
    for line in lines:
        line.name = "line"
    return node.contents


def _is_line(child: Element) -> bool:
    if child.name == "span":
        return (
            not _LINES.isdisjoint(child.classes)
            or "data-line" in child.attrs
            or "display:block" in child.get("style").replace(" ", "")
        )
    return child.name == "code"


def _holds_break(line: Element) -> bool:
    """Whether a line ends with its own newline, or is followed by <br>."""
    following = line.after()
    return (
        line.all_text().endswith("\n")
        or bool(line.inside("br", "div"))
        or (isinstance(following, Element) and following.name == "br")
    )


def _is_beside_code(node: Element) -> bool:
    """Whether a node inside a block is not code: a button, a line number."""
    if node.name in ("button", "svg", "script", "noscript", "title"):
        return True
    if not node.attrs:
        return False
    if node.name in ("div", "header") and node.inside("button"):
        return len(node.all_text().split()) < _HEAD_WORDS
    if not _GUTTERS.isdisjoint(node.classes) or "data-line-number" in node.attrs or "data-linenumber" in node.attrs:
        return bool(_NUMBERS.match(node.all_text()))
    if node.get("aria-hidden") == "true" or "user-select" in node.get("style"):
        text = node.all_text()
        return bool(_NUMBERS.match(text)) and bool(text.strip())
    return "copy" in node.get("class").lower() and node.name in ("div", "a", "span") and len(node.all_text()) < 30
