"""Lines that say what they are, or what stands below them: "ADVERTISEMENT", "Read also:", "Ähnliche Artikel"."""

import re
import tomllib
from functools import cache

from paperknife import bundled
from paperknife.page.blocks import BlockKind, Element
from paperknife.verdicts.survey import GOOD_CHARS, Survey

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LONGEST = 70  # characters of a line that can be a marker
_REACH = 12  # blocks below a marker that can still be under it


@cache
def markers() -> dict[str, str]:
    """Every marker in its plain form, with its label."""
    listed = tomllib.loads(bundled.text("judging/markers.toml"))
    return {plain(phrase): label for label, phrases in reversed(listed.items()) for phrase in phrases}


def plain(text: str) -> str:
    """A line without case, and without digits and punctuation at its ends."""
    line = " ".join(text.casefold().split())
    return line if line[:1].isalpha() and line[-1].isalpha() else _EDGES.sub("", line)


def marked(text: str) -> tuple[str, str]:
    """(label, "whole" or "lead") of a line that is a marker, or begins with one and a colon; ("", "") of any other."""
    listed = markers()
    if len(text) <= _LONGEST and (label := listed.get(plain(text))):
        return label, "whole"
    for sign in (":", "：", "|", "–", "»", ">"):
        head, found, rest = text.partition(sign)
        if found and rest and len(head) <= _LONGEST and (label := listed.get(plain(head))):
            return label, "lead"
    return "", ""


def see(survey: Survey) -> None:
    """Adds "marker:" signs to lines that are markers, and "below:" to the blocks that a marker heads."""
    blocks = survey.blocks.all
    for index, (block, signs) in enumerate(zip(blocks, survey.signs, strict=True)):
        text = block.text
        if not text:
            continue
        first, _, rest = text.partition("\n")
        label, how = marked(text if not rest else first)
        if not label:
            if rest and len(text) < 2_000:
                known = [found for line in text.split("\n") if (found := marked(line)[0])]
                if len(known) >= 2 and 2 * len(known) > text.count("\n"):
                    signs.append(f"marker:lines of {max(known, key=known.count)}")
            continue
        if how == "whole" and not rest:
            signs.append(f"marker:{label}")
            signs.append("marker:any")
            if block.link_chars < len(text) or block.kind is BlockKind.HEADING:
                _head(survey, index, label)
        else:
            signs.append(f"marker:{label} leads")
            signs.append("marker:any leads")


def _head(survey: Survey, index: int, label: str) -> None:
    """Marks the blocks that share a box with the marker at `index` and stand below it.

    The box is the smallest one that holds more than the marker, and no great part of the page's prose.
    """
    blocks = survey.blocks.all
    box = blocks[index].element
    while box.parent is not None and box.stop - index <= 1:
        box = box.parent
    if survey.good_share(box) > 0.3 and not _begins_apart(survey, index, box):
        _head_run(survey, index, label)
        return
    stop = min(box.stop, index + 1 + 4 * _REACH)
    level = blocks[index].level
    for below in range(index + 1, stop):
        if level and blocks[below].level and blocks[below].level <= level:
            break
        survey.signs[below].append(f"below:{label}")
        survey.signs[below].append("below:any")


def _begins_apart(survey: Survey, index: int, box: Element) -> bool:
    """Whether a box begins with its marker and text stands between the page's title and it."""
    title = survey.title_at
    if title is None or not title < box.first or index - box.first > 1:
        return False
    return survey.size_sums[box.first] - survey.size_sums[title + 1] >= GOOD_CHARS


def _head_run(survey: Survey, index: int, label: str) -> None:
    """Where no box tells, a marker heads the run of short texts below it, up to the next prose or the next marker."""
    blocks = survey.blocks.all
    for below in range(index + 1, min(len(blocks), index + 1 + 4 * _REACH)):
        if survey.good[below] or blocks[below].level or (blocks[below].text and marked(blocks[below].text)[0]):
            return
        survey.signs[below].append(f"run:{label}")
        survey.signs[below].append("run:any")
