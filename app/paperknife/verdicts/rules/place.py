"""Where a block stands in the page: beside its title, between its paragraphs, inside the article's box, at the end."""

from bisect import bisect_right
from itertools import accumulate

from paperknife.page.blocks import Block, Element
from paperknife.verdicts.survey import Survey

_SHARES = ((0.02, "0"), (0.1, ".02"), (0.3, ".1"), (0.6, ".3"), (0.9, ".6"))
_STEPS = (1, 2, 3, 5, 9, 17)  # blocks, from which on a distance has the next name
_STEP_NAMES = ("0", "1", "2", "3", "5", "9", "17")
_LEVELS = 4  # boxes around a block that are described
_REACH = 4  # blocks before and after one in which prose is counted


def see(survey: Survey) -> None:
    """Adds "place:", "box:" and "next to:" signs."""
    _order(survey)
    _boxes(survey)
    _neighbours(survey)


def _order(survey: Survey) -> None:
    """How far down the page a block stands, and how far from its prose and its title."""
    first, last = survey.span
    heading = survey.title_at
    sums, total = survey.size_sums, survey.total
    for index, (block, signs) in enumerate(zip(survey.blocks.all, survey.signs, strict=True)):
        if index < first:
            place = f"place:{_step(first - index)} before the prose"
        elif index > last:
            place = f"place:{_step(index - last)} after the prose"
        else:
            place = "place:between the prose"
        signs += (f"page:{int(10 * sums[index] / total)}", place, f"{block.kind} {place}")
        if heading is not None:
            steps = index - heading
            signs.append(
                "title:here" if not steps else f"title:{_step(abs(steps))} {'after' if steps > 0 else 'before'}"
            )


def _boxes(survey: Survey) -> None:
    """How much of the page's prose the boxes around a block hold, and where the article's box is."""
    core = survey.core
    known: dict[Element | None, list[str]] = {}
    for block, signs in zip(survey.blocks.all, survey.signs, strict=True):
        element = block.element
        holder = element if element.count > 1 else element.parent
        boxes = known.get(holder)
        if boxes is None:
            boxes = known[holder] = _described(survey, holder)
        signs.append(_depth(block, core))
        signs += boxes


def _depth(block: Block, core: Element | None) -> str:
    """How many boxes of more than the block lie between it and the article's box."""
    element = block.element
    if core is None or not core.first <= block.index < core.stop or element.depth < core.depth:
        return "box:outside the core"
    above = element.depth - core.depth
    return f"box:{min(above if element.count > 1 or not above else above - 1, 4)} inside the core"


def _described(survey: Survey, holder: Element | None) -> list[str]:
    """Signs for a box and those around it that hold more blocks."""
    signs: list[str] = []
    while holder is not None and len(signs) < _LEVELS:
        signs.append(f"box{len(signs)}:{_share(survey, holder)}")
        count = holder.count
        holder = holder.parent
        while holder is not None and holder.count == count:
            holder = holder.parent
    return signs


def _share(survey: Survey, element: Element) -> str:
    """Prose held and link density of a box, in words."""
    prose = survey.good_share(element)
    links = element.link_chars / max(1, element.chars)
    band = "none" if not prose else next((name for limit, name in _SHARES if prose < limit), ".9")
    return f"prose {band} links {'few' if links < 0.2 else 'some' if links < 0.5 else 'many'}"


def _neighbours(survey: Survey) -> None:
    """What stands before and after each block."""
    looks = ["nothing", *survey.looks, "nothing"]
    count = len(survey.looks)
    prose = [*accumulate(survey.good, initial=0)]
    for index, signs in enumerate(survey.signs):
        signs += (f"before:{looks[index]}", f"after:{looks[index + 2]}")
        if index > 1:
            signs.append(f"before2:{looks[index - 1]}")
        if index + 2 < count:
            signs.append(f"after2:{looks[index + 3]}")
        before = prose[index] - prose[max(0, index - _REACH)]
        after = prose[min(count, index + 1 + _REACH)] - prose[index + 1]
        signs += (f"prose before:{min(before, 3)}", f"prose after:{min(after, 3)}")
        if before and after:
            signs.append("prose:on both sides")


def _step(distance: int) -> str:
    return _STEP_NAMES[bisect_right(_STEPS, distance)]
