"""The nothing-lost check: reads Markdown back and compares it with the HTML that it was written from.

It has two halves. What the passes took out of the tree must be explained by what it was (a line number, a link back, a
rendered copy of a formula). And what they left must be in the Markdown as another program reads it.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, TypeVar

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from paperknife.clipping.markdown.flow import SKIPPED
from paperknife.clipping.markdown.passes import prepare
from paperknife.clipping.markdown.said import AROUND, Said, said, shown, words
from paperknife.clipping.markdown.tree import Document, Element, Text

_Item = TypeVar("_Item", bound=Hashable)
Kind = Literal["words", "number", "link", "image", "cell", "code"]

_HEAD_WORDS = 6  # of a line above code that names its language and has buttons
_SHORT_LINK = 24  # characters of a footnote's mark or of the link back to it
# Elements whose text the Markdown says in another way, or that is not read.
_SAID_OTHERWISE = SKIPPED | frozenset(
    "math mjx-container math-renderer tex-math iframe video audio object embed".split()
)
_SAID_OTHERWISE_CLASSES = re.compile(
    r"katex|mathjax|mwe-math|\bmath\b|arithmatex|copy|clipboard|toolbar|code-header|cite-backlink|margin-toggle|backref",
    re.IGNORECASE,
)
_NOTES = re.compile(r"foot-?note|end-?note", re.IGNORECASE)
_NUMBERS = re.compile(r"[\s\d.:|]*\Z")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the page that the Markdown does not say: what was wanted, what stands there instead, and where."""

    kind: Kind
    wanted: str
    got: str = ""
    where: str = ""


def losses(html: str, markdown: str, written: str = "") -> list[Loss]:
    """What `markdown`, without front matter, lost or changed of the fragment `html`; empty if nothing.

    Where the reader changed a note by hand, `markdown` is his text and `written` the one that the template had made:
    what that says before and after the page is no difference.
    """
    document = Document(html)
    before = _texts(document)
    numbers = _numbers_of_formulas(document)
    prepare(document)
    wanted, got = said(document.root), said(_read_back(markdown))
    if written:
        got.words = _without_frame(got.words, wanted.words, said(_read_back(written)).words)
    return [
        *_dropped(document, before),
        *(Loss("number", number) for number in (numbers - _numbers_in(document)).elements()),
        *_compared_words(wanted.words, got.words),
        *_compared_words(sorted(wanted.notes), sorted(got.notes)),
        *_compared_sets(wanted, got),
        *_compared_rows(wanted.rows, got.rows),
        *_compared_code(wanted, got),
    ]


# ---- reading back


class _Reader(MarkdownIt):
    """Takes every address, and as it is written."""

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url


@cache
def _renderer() -> MarkdownIt:
    renderer = _Reader("commonmark", {"html": True, "maxNesting": 1_000}).enable(["table", "strikethrough"])
    renderer.use(footnote_plugin)
    renderer.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    return renderer


def _read_back(markdown: str) -> Element:
    """The tree of what a Markdown reader shows, with formulas and footnotes named as the passes name them."""
    document = Document(_renderer().render(markdown))
    for element in document.with_class():
        classes = element.classes
        if "math" in classes:
            element.replace(Element("formula", None, [Text(element.all_text())]))
        elif "footnote-ref" in classes or "footnote-backref" in classes or "footnotes-sep" in classes:
            element.remove()
        elif "footnotes" in classes:
            document.root.append(Element("note", None, element.contents))
            element.remove()
    return document.root


# ---- what the passes took away


def _texts(document: Document) -> list[tuple[Text, bool, bool]]:
    """Every text of the fragment, whether the Markdown may leave it out, and whether it may be code."""
    found: list[tuple[Text, bool, bool]] = []
    waiting: list[tuple[Element | Text, bool]] = [(node, False) for node in reversed(document.root.contents)]
    while waiting:
        node, excused = waiting.pop()
        if isinstance(node, Text):
            if node.strip():
                in_code = _is_in_code(node)
                found.append((node, excused or (in_code and bool(_NUMBERS.match(node))), in_code))
        else:
            inside = excused or _is_said_otherwise(node)
            waiting.extend((child, inside) for child in reversed(node.contents))
    return found


def _is_said_otherwise(node: Element) -> bool:
    if node.name in _SAID_OTHERWISE or node.get("aria-hidden") == "true":
        return True
    if node.name == "a" and "#" in node.get("href"):
        return len(" ".join(node.all_text().split())) <= _SHORT_LINK
    if node.name in ("div", "header") and node.find_parent("pre") is not None and node.inside("button", "svg"):
        return len(node.all_text().split()) <= _HEAD_WORDS
    if re.fullmatch("h[1-6]", node.name) and node.parent is not None:
        around = node.parent
        return bool(_NOTES.search(f"{around.get('class')} {around.get('role')}")) or "data-footnotes" in around.attrs
    return bool(node.get("class")) and bool(_SAID_OTHERWISE_CLASSES.search(node.get("class")))


def _is_in_code(text: Text) -> bool:
    """Whether a text could be a line number: those stand in code and in the tables that highlighters make."""
    around = text.parent
    while around is not None and around.name not in ("pre", "table"):
        around = around.parent
    return around is not None


def _dropped(document: Document, before: list[tuple[Text, bool, bool]]) -> Iterator[Loss]:
    """Words of the fragment that a pass left out although they are neither excused nor written anew elsewhere."""
    left = [node for node in document.root.walk() if isinstance(node, Text)]
    kept = {id(text) for text in left}
    known = {id(text) for text, *_ in before}
    new = [text for text in left if id(text) not in known]
    rewritten = _squeezed("".join(new))
    anew = Counter(word.lower() for text in new for word in words(text))
    anew.update(callout.get("type") for callout in document.root.inside("callout"))
    has_notes = any(isinstance(node, Element) and node.name == "note" for node in document.root.contents)
    for text, excused, in_code in before:
        if excused or id(text) in kept or (in_code and _squeezed(text) in rewritten):
            continue
        missing = []
        for word in words(text):
            if anew[word.lower()]:
                anew[word.lower()] -= 1
            else:
                missing.append(word)
        if has_notes and len(missing) == 1 and len(missing[0]) <= 4:
            continue  # the label in front of a footnote's text
        for word in missing:
            yield Loss("number" if any(map(str.isdigit, word)) else "words", word, "", " ".join(text.split())[:80])


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _numbers_of_formulas(document: Document) -> Counter[str]:
    """The numbers in MathML that brings no TeX."""
    bare = [
        math
        for math in document.all("math")
        if not math.get("alttext") and not math.inside("annotation") and math.find_parent("math") is None
    ]
    return Counter(number for math in bare for token in math.inside("mn") for number in words(token.all_text()))


def _numbers_in(document: Document) -> Counter[str]:
    """All numbers that the prepared tree holds."""
    return Counter(
        number
        for node in document.root.walk()
        if isinstance(node, Text)
        for number in words(node) + re.findall(r"\d+", node)
    )


# ---- what the Markdown says


def _compared_words(wanted: list[str], got: list[str]) -> Iterator[Loss]:
    """The words that are missing or others; what stands in the Markdown besides is no loss."""
    if wanted == got:
        return
    start = 0
    while start < min(len(wanted), len(got)) and wanted[start] == got[start]:
        start += 1
    end = 0
    while end < min(len(wanted), len(got)) - start and wanted[-1 - end] == got[-1 - end]:
        end += 1
    one, other = wanted[start : len(wanted) - end], got[start : len(got) - end]
    for tag, low, high, from_, to in _steps(one, other):
        if tag != "equal" and (low < high or tag == "insert"):
            lost = one[low:high]
            instead = other[from_:to]
            number = any(map(str.isdigit, "".join(lost or instead)))
            before = wanted[max(0, start + low - AROUND) : start + low]
            yield Loss("number" if number else "words", shown(lost), shown(instead), shown(before))


def _compared_sets(wanted: Said, got: Said) -> Iterator[Loss]:
    links = set(got.links)
    for target in dict.fromkeys(wanted.links):
        if target not in links:
            yield Loss("link", target, "", wanted.before.get(target, ""))
    for source in (Counter(wanted.images) - Counter(got.images)).elements():
        yield Loss("image", source, "", wanted.before.get(source, ""))


def _steps(one: Sequence[_Item], other: Sequence[_Item]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one list becomes the other, as `difflib` says it."""
    return SequenceMatcher(None, one, other, autojunk=len(one) > 5_000).get_opcodes()


def _without_frame(got: list[str], wanted: list[str], written: list[str]) -> list[str]:
    """`got` less the words that `written` has before and after the `wanted` ones, as far as they still stand there."""
    steps = _steps(wanted, written)
    before = written[: steps[0][4]] if steps and steps[0][0] == "insert" else []
    after = written[steps[-1][3] :] if len(steps) > 1 and steps[-1][0] == "insert" else []
    low, high = 0, len(got)
    while low < min(len(before), high) and got[low] == before[low]:
        low += 1
    while high > max(low, len(got) - len(after)) and got[high - 1] == after[high - len(got) - 1]:
        high -= 1
    return got[low:high]


def _pairs(wanted: Sequence[_Item], got: Sequence[_Item]) -> Iterator[tuple[int, int | None]]:
    """What differs of two lists: places of items that are wanted, and of what stands there instead, if anything."""
    for tag, low, high, from_, to in _steps(wanted, got):
        if tag != "equal":
            for number in range(low, high):
                yield number, from_ + number - low if from_ + number - low < to else None


def _compared_rows(wanted: list[list[str]], got: list[list[str]]) -> Iterator[Loss]:
    """Rows cell by cell; a row too few is a loss of its cells."""
    for number, instead in _pairs([*map(tuple, wanted)], [*map(tuple, got)]):
        other = got[instead] if instead is not None else []
        for column, cell in enumerate(wanted[number]):
            found = other[column] if column < len(other) else ""
            if cell != found:
                before = wanted[number][:column] or (wanted[number - 1] if number else [])
                yield Loss("cell", cell, found, shown(words(" ".join(before))[-AROUND:]))


def _compared_code(wanted: Said, got: Said) -> Iterator[Loss]:
    for number, instead in _pairs(wanted.code, got.code):
        yield Loss("code", wanted.code[number], got.code[instead] if instead is not None else "")
    if wanted.code_in_lines != got.code_in_lines:
        yield Loss("code", wanted.code_in_lines, got.code_in_lines)
