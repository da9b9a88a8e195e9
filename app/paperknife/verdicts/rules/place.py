"""Where a block stands in the page: beside its title, between its paragraphs, inside the article's box, at the end."""

from bisect import bisect_right

from paperknife.page.blocks import Element
from paperknife.verdicts.survey import Survey

_SHARES = ((0.02, "0"), (0.1, ".02"), (0.3, ".1"), (0.6, ".3"), (0.9, ".6"))
_STEPS = (1, 2, 3, 5, 9, 17)  # blocks, from which on a distance has the next name
_STEP_NAMES = ("0", "1", "2", "3", "5", "9", "17")


def see(survey: Survey) -> None:
    """Adds "place:", "box:" and "next to:" signs."""
    blocks = survey.blocks.all
    first, last = survey.span
    core = survey.core
    heading = survey.title_at
    sums = survey.size_sums
    shares: dict[Element, str] = {}
    for index, (block, signs) in enumerate(zip(blocks, survey.signs, strict=True)):
        signs.append(f"page:{int(10 * sums[index] / survey.total)}")
        if index < first:
            signs.append(f"place:{_step(first - index)} before the prose")
        elif index > last:
            signs.append(f"place:{_step(index - last)} after the prose")
        else:
            signs.append("place:between the prose")
        signs.append(f"{block.kind} {signs[-1]}")
        if heading is not None:
            steps = index - heading
            signs.append(
                "title:here" if not steps else f"title:{_step(abs(steps))} {'after' if steps > 0 else 'before'}"
            )
        _boxes(survey, block.element, core, signs, shares)
    _neighbours(survey)


def _boxes(
    survey: Survey, element: Element, core: Element | None, signs: list[str], shares: dict[Element, str]
) -> None:
    """How much of the page's prose the boxes around a block hold, and where the article's box is."""
    holder = element if element.count > 1 else element.parent
    level = above = 0
    current: Element | None = element
    while current is not None and current is not core:
        above += current.count > 1 or current is not element
        current = current.parent
    signs.append("box:outside the core" if current is None else f"box:{min(above, 4)} inside the core")
    while holder is not None and level < 4:
        share = shares.get(holder)
        if share is None:
            share = shares[holder] = _share(survey, holder)
        signs.append(f"box{level}:{share}")
        previous = holder
        holder = holder.parent
        while holder is not None and holder.count == previous.count:
            holder = holder.parent
        level += 1


def _share(survey: Survey, element: Element) -> str:
    """Prose held and link density of a box, in words."""
    prose = survey.good_share(element)
    links = element.link_chars / max(1, element.chars)
    band = "none" if not prose else next((name for limit, name in _SHARES if prose < limit), ".9")
    return f"prose {band} links {'few' if links < 0.2 else 'some' if links < 0.5 else 'many'}"


def _neighbours(survey: Survey) -> None:
    """What stands before and after each block."""
    looks, good = survey.looks, survey.good
    count = len(looks)
    for index, signs in enumerate(survey.signs):
        signs.append(f"before:{looks[index - 1] if index else 'nothing'}")
        signs.append(f"after:{looks[index + 1] if index + 1 < count else 'nothing'}")
        if index > 1:
            signs.append(f"before2:{looks[index - 2]}")
        if index + 2 < count:
            signs.append(f"after2:{looks[index + 2]}")
        around = sum(good[max(0, index - 4) : index]), sum(good[index + 1 : index + 5])
        signs.append(f"prose before:{min(around[0], 3)}")
        signs.append(f"prose after:{min(around[1], 3)}")
        if around[0] and around[1]:
            signs.append("prose:on both sides")


def _step(distance: int) -> str:
    return _STEP_NAMES[bisect_right(_STEPS, distance)]
