"""What a tree says, as lists that can be compared: words, links, images, table cells, code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from paperknife.clipping.markdown.flow import SKIPPED, UNSAFE
from paperknife.clipping.markdown.tables import cells_of, rows_of
from paperknife.clipping.markdown.tree import Element, Text
from paperknife.page.tree import BLOCKS

_WORD = re.compile(r"[^\W_]+")
_WORD_OR_LEVEL = re.compile(r"[^\W_]+|[\ue001-\ue004]")
AROUND = 5  # words before a difference that say where it is
_FORMULA = "\ue000"
# Where text begins to be raised, lowered, both, or neither: 10³ is not 103.
_LEVELS = {"sup": "\ue001", "sub": "\ue002", "subsup": "\ue003", "": "\ue004"}
_SHOWN = {"\ue001": "^", "\ue002": "_", "\ue003": "^_", "\ue004": ""}
_OWN_SIGNS = re.compile("[\ue000-\ue004]")
_MARK = "=="  # around a highlight, in Markdown that is read back
_APART = BLOCKS | {"br", "img", "note", "callout", "callout-title"}
_INVISIBLE = re.compile("[\u00ad\u200b]")


@dataclass
class Said:
    """What a tree says. The words of the text are in order, formulas among them; those of footnotes are kept apart.

    `before` has the words before each link and image, by its address.
    """

    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    code_in_lines: str = ""
    before: dict[str, str] = field(default_factory=dict)


def words(text: str) -> list[str]:
    """The words and numbers of a text, in order."""
    return _WORD.findall(_INVISIBLE.sub("", text))


def shown(found: list[str]) -> str:
    """Words as a person reads them."""
    return " ".join(" ".join(_SHOWN.get(word, word) for word in found).split())


def address(target: str) -> str:
    """One spelling for an address."""
    return "".join(unquote(target).split()).replace("\\", "/")


def said(root: Element) -> Said:
    """What a tree says that has been prepared by the passes, or was read back from Markdown."""
    found = Said()
    notes = [node for node in root.contents if isinstance(node, Element) and node.name == "note"]
    found.words = _words(node for node in root.contents if not any(node is note for note in notes))
    found.notes = _words(iter(notes))
    last: list[str] = []
    for node in _read(root):
        if not isinstance(node, Element):
            last = [*last, *words(node)][-AROUND:]
            continue
        if node.name in ("a", "img"):
            found.before.setdefault(address(node.get("href" if node.name == "a" else "src").strip()), " ".join(last))
        if node.name == "a":
            target = node.get("href").strip()
            if target and _shows(node) and not target.lower().startswith(UNSAFE):
                found.links.append(address(target))
        elif node.name == "img" and node.get("src"):
            found.images.append(address(node.get("src")))
        elif node.name == "table" and not _within(node, "h1", "h2", "h3", "h4", "h5", "h6"):
            found.rows += [[" ".join(_words(iter([cell]))) for cell in cells_of(row)] for row in rows_of(node)]
        elif node.name == "pre":
            if _within(node, "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
                found.code_in_lines += re.sub(r"\s+", "", node.all_text())
            else:
                found.code.append(node.all_text().rstrip("\n"))
        elif node.name == "code" and not _within(node, "pre", "code"):
            found.code_in_lines += _squeezed(node)
    return found


def _read(root: Element, closed: frozenset[str] = SKIPPED) -> Iterator[Element | Text]:
    """The nodes inside that are there to be read, in document order; nothing inside of `closed` elements is."""
    waiting = root.contents[::-1]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Element):
            yield node
        elif node.name not in closed:
            yield node
            waiting.extend(reversed(node.contents))


def _shows(link: Element) -> bool:
    """Whether there is something in a link that a reader could click, and that is not in a link of its own."""
    for node in _read(link, SKIPPED | {"a"}):
        if isinstance(node, Text):
            if node.strip():
                return True
        elif node.name == "formula" or (node.name == "img" and node.get("src")):
            return True
    return False


def _squeezed(node: Element) -> str:
    inside = _read(node, SKIPPED | {"formula", "pre"})
    return re.sub(r"\s+", "", "".join(str(text) for text in inside if isinstance(text, Text)))


def _within(node: Element | Text, *names: str) -> bool:
    around = node.parent
    while around is not None and around.name not in names:
        around = around.parent
    return around is not None


def _words(nodes: Iterator[Element | Text]) -> list[str]:
    """The words of nodes in order; those of different blocks are never one word. A formula counts as one word."""
    pieces: list[str] = []
    formulas: list[str] = []
    waiting: list[tuple[Element | Text | str, str]] = [(node, "") for node in nodes]
    waiting.reverse()
    level_before = ""
    while waiting:
        node, level = waiting.pop()
        if isinstance(node, Element):
            if node.name == "formula":
                formulas.append(" ".join(node.all_text().split()))
                pieces.append(f" {_FORMULA} ")
            elif node.name not in SKIPPED:
                apart = " " if node.name in _APART else ""
                pieces.append(f" {node.get('type')} " if node.name == "callout" else apart)
                if node.name == "pre":
                    level = ""
                elif node.name in ("sup", "sub") and node.name not in level:
                    level = "".join(sorted((level, node.name)))
                waiting.append((apart, level))
                waiting.extend((child, level) for child in reversed(node.contents))
        else:
            if level != level_before and words(node):
                pieces.append(_LEVELS[level])
                level_before = level
            pieces.append(_OWN_SIGNS.sub("", node))
    found: list[str] = []
    for number, part in enumerate("".join(pieces).replace(_MARK, "").split(_FORMULA)):
        if number:
            found.append(f"${formulas[number - 1]}$")
        found += _WORD_OR_LEVEL.findall(_INVISIBLE.sub("", part))
    return found
