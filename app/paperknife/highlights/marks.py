"""What found highlights are for renderings: marks in the texts of blocks."""

from collections import defaultdict
from collections.abc import Iterable

from paperknife.highlights.highlight import Found
from paperknife.page.marks import Mark


def marks_of(found: Iterable[Found]) -> dict[str, list[Mark]]:
    """Marks by the ids of blocks, in order and beside each other; a note stands at the end of its highlight."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for one in found:
        for part in one.passage:
            note = one.highlight.note if part is one.passage[-1] else ""
            marks[part.block].append(Mark(part.start, part.stop, str(one.highlight.colour), note))
    return {block: _apart(sorted(marked)) for block, marked in marks.items()}


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks of which none begins within another: what is marked twice belongs to the first."""
    found: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        if last is not None and mark.stop <= last.stop:
            found[-1] = last._replace(note="\n\n".join(filter(None, (last.note, mark.note))))
        else:
            start = max(mark.start, last.stop) if last is not None else mark.start
            found.append(mark._replace(start=start))
    return found
