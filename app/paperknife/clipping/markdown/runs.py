"""A line of text as runs with marks: tidies white space, joins equal neighbours, and nests the marks as elements."""

import re
from typing import NamedTuple

from paperknife.clipping.markdown.tree import Element, Text


class Mark(NamedTuple):
    """Something that a run of text is inside of: an emphasis, code, a link."""

    name: str
    target: str = ""
    title: str = ""


# Text or an object within the line (img, br, formula, ref, verbatim), and the marks around it, outermost first.
Run = tuple[str | Element, tuple[Mark, ...]]

CODE = Mark("code")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def line(runs: list[Run]) -> list[Text | Element]:
    """The nodes of a line, ready to be put into a paragraph; none if it says nothing."""
    tidied = _share_marks(_tidy(runs))
    return _nested(tidied) if tidied else []


def _tidy(runs: list[Run]) -> list[Run]:
    """White space as browsers show it: one space, none beside a break or at the ends, and each a run of its own."""
    found: list[Run] = []
    space = ""
    for item, marks in runs:
        if isinstance(item, Element):
            if item.name == "br":
                space = ""
                _add_break(found, item)
                continue
            core, after = None, ""
        else:
            text = _SPACES.sub(" ", item)
            core = text.strip()
            if not core:
                space = _SPACES.sub(" ", space + text)
                continue
            before, _, after = text.partition(core)
            space = _SPACES.sub(" ", space + before)
        if space and found and not _is_break(found[-1]):
            found.append((space, ()))
        found.append((core or item, marks))
        space = after
    while found and _is_break(found[-1]):
        found.pop()
    return found


def _is_break(run: Run) -> bool:
    return isinstance(run[0], Element) and run[0].name == "br"


def _add_break(found: list[Run], item: Element) -> None:
    """Add a break. A soft one stands between blocks in a table cell, so it never stands beside another."""
    if not found:
        return
    last = found[-1][0]
    if isinstance(last, Element) and last.name == "br":
        if item.get("soft"):
            return
        if last.get("soft"):
            found.pop()
    found.append((item, ()))


def _is_plain(run: Run) -> bool:
    """Whether a run has only the marks that stand on both sides of it: white space and breaks."""
    return _is_break(run) or (isinstance(run[0], str) and not run[0].strip())


def _share_marks(runs: list[Run]) -> list[Run]:
    """Give white space, breaks and images the marks on both of their sides, and join runs with equal marks."""
    found: list[Run] = []
    for index, run in enumerate(runs):
        item, marks = run
        plain = _is_plain(run)
        if plain or (isinstance(item, Element) and item.name == "img"):
            before = found[-1][1] if found else ()
            after = _marks_after(runs, index)
            shared = tuple(mark for mark in (before if plain else marks) if mark in before and mark in after)
            marks = shared if plain else tuple(mark for mark in marks if mark.name == "a" or mark in shared)
            if plain and CODE in marks and _is_break(run):
                marks = tuple(mark for mark in marks if mark != CODE)
        if found and isinstance(item, str) and isinstance(found[-1][0], str) and found[-1][1] == marks:
            found[-1] = (found[-1][0] + item, marks)
        else:
            found.append((item, marks))
    return found


def _marks_after(runs: list[Run], index: int) -> tuple[Mark, ...]:
    for run in runs[index + 1 : index + 4]:
        if not _is_plain(run):
            return run[1]
    return ()


def _nested(runs: list[Run]) -> list[Text | Element]:
    """Runs as a tree: marks that go on longer lie further out, code lies innermost."""
    line = Element("line")
    opened: list[Mark] = []
    inmost = [line]
    for index, (item, marks) in enumerate(runs):
        kept = 0
        while kept < len(opened) and opened[kept] in marks:
            kept += 1
        missing = [mark for mark in marks if mark not in opened[:kept]]
        if missing and CODE in opened[:kept]:
            kept = opened.index(CODE)
            missing = [mark for mark in marks if mark not in opened[:kept]]
        del opened[kept:], inmost[kept + 1 :]
        if len(missing) > 1:
            missing.sort(key=lambda mark: (mark == CODE, -_length(runs, index, mark)))
        for mark in missing:
            attributes = {"href": mark.target, "title": mark.title} if mark.name == "a" else None
            element = Element(mark.name, attributes)
            inmost[-1].append(element)
            inmost.append(element)
            opened.append(mark)
        inmost[-1].append(Text(item) if isinstance(item, str) else item)
    return line.contents


def _length(runs: list[Run], start: int, mark: Mark) -> int:
    """How many runs from `start` on have the mark."""
    end = start
    while end < len(runs) and mark in runs[end][1]:
        end += 1
    return end - start
