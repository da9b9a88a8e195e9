"""Small things within a line: what is said twice for screen readers, fractions, ruby, quotation marks."""

import re

from paperknife.clipping.markdown.tree import Document, Element, Text

_FOR_READERS = frozenset(
    "sr-only screen-reader-text screen-reader-only visually-hidden visuallyhidden sr-text a11y-text show- "
    "for-sr u-visually-hidden element-invisible".split()
)
_UPPER = frozenset("num numer numerator frac-num frac-top fraction-top fraction-numerator top upper".split())
_LOWER = frozenset(
    "den denom denominator frac-den frac-bottom fraction-bottom fraction-denominator bottom lower".split()
)


def said_once(document: Document) -> None:
    """What is written for eyes and again for screen readers is said once, as the second says it: 4/3, not 4/343."""
    for spoken in document.with_class():
        if _FOR_READERS.isdisjoint(spoken.classes) or not spoken.all_text().strip():
            continue
        for shown in (spoken.after(), spoken.before()):
            if isinstance(shown, Element) and shown.get("aria-hidden") == "true" and _says_the_same(shown, spoken):
                shown.remove()
                break


def _says_the_same(shown: Element, spoken: Element) -> bool:
    """Whether one is a rendering of the other: no pictures or links of its own, and no longer than its description."""
    if shown.inside("img", "a", "formula", "pre", "table"):
        return False
    return len(shown.all_text()) <= 3 * len(spoken.all_text()) + 12


def spelt_out(document: Document) -> None:
    """Write out what only the style sheet shows: fraction bars, readings over characters, quotation marks."""
    for upper in document.with_class():
        if not _UPPER.isdisjoint(upper.classes):
            _fraction(upper)
    for ruby in document.all("ruby"):
        _ruby(ruby)
    for quotation in document.all("q"):
        depth = 0
        around = quotation.find_parent("q")
        while around is not None:
            depth += 1
            around = around.find_parent("q") if depth < 9 else None
        marks = "‘’" if depth % 2 else "“”"
        quotation.hold([Text(marks[0]), *quotation.contents, Text(marks[1])])


def _fraction(upper: Element) -> None:
    lower = upper.after()
    if not isinstance(lower, Element) or _LOWER.isdisjoint(lower.classes) or upper.parent is None:
        return
    if (
        re.search(r"\w", upper.all_text())
        and re.search(r"\w", lower.all_text())
        and upper.name in ("span", "sup", "i", "em", "b")
    ):
        upper.replace(upper, Text("/"))


def _ruby(ruby: Element) -> None:
    """Readings in parentheses behind their characters: 漢(kan)."""
    for parenthesis in ruby.inside("rp"):
        parenthesis.remove()
    for reading in ruby.inside("rt"):
        if reading.all_text().strip():
            reading.hold([Text("("), *_trimmed(reading), Text(")")])
        else:
            reading.remove()


def _trimmed(reading: Element) -> list[Element | Text]:
    return [Text(node.strip()) if isinstance(node, Text) else node for node in reading.contents]
