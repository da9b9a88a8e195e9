"""Which section of the page a block belongs to: under which heading, after which marker, how far from the title."""

from bisect import bisect_right

from paperknife.page.blocks import BlockKind, Element
from paperknife.verdicts.rules.markers import marked
from paperknife.verdicts.survey import Survey

_STEPS = (1, 2, 4, 8, 16, 40)  # blocks, from which on a distance has the next name
_STEP_NAMES = ("0", "1", "2", "4", "8", "16", "40")


def see(survey: Survey) -> None:
    """Adds "under:", "past:" and "apart:" signs."""
    blocks = survey.blocks.all
    heading = survey.title_at
    last: dict[str, int] = {}
    under, under_at = "", 0
    headings = 0
    for index, (block, signs) in enumerate(zip(blocks, survey.signs, strict=True)):
        text = block.text
        label = marked(text)[0] if text and len(text) < 70 else ""
        if block.kind is BlockKind.HEADING or (text and len(text) < 80 and block.bold_chars > 0.9 * len(text)):
            under, under_at = label or ("about" if text.lower().startswith(_ABOUT) else "text"), index
            if heading is not None and index > heading and 0 < block.level <= 2:
                headings += 1
        elif under:
            signs.append(f"under:{under}")
            if under != "text":
                signs.append(f"under:{under} {_step(index - under_at)}")
        if heading is not None and index > heading:
            if headings:
                signs.append(f"headings since:{min(headings, 6)}")
            for seen, at in last.items():
                signs.append(f"past:{seen} {_step(index - at)}")
        if label in _ENDS:
            last[label] = index
    if heading is not None:
        _apart(survey, blocks[heading].element)


_ABOUT = ("about ", "über ", "à propos", "sobre ", "om ", "o nás", "über", "acerca de", "chi siamo", "informazioni su")
_ENDS = frozenset(("related", "comments", "newsletter", "social", "sponsored", "footer"))


def _apart(survey: Survey, title: Element) -> None:
    """How far up from the title one has to go to find a box that holds the block, too."""
    level: dict[Element, int] = {}
    steps = 0
    previous = 0
    for box in title.lineage():
        if box.count > previous:
            previous = box.count
            level[box] = steps
            steps += 1
        else:
            level[box] = max(0, steps - 1)
    known: dict[Element, str] = {}
    highest = max(1, steps - 1)
    for block, signs in zip(survey.blocks.all, survey.signs, strict=True):
        element: Element | None = block.element
        path = []
        sign = None
        while element is not None:
            sign = known.get(element)
            if sign is None and element in level:
                sign = f"apart:{min(level[element], 5)}" + (" whole page" if level[element] == highest else "")
            if sign is not None:
                break
            path.append(element)
            element = element.parent
        if sign is None:
            continue
        for passed in path:
            known[passed] = sign
        signs.append(sign)


def _step(distance: int) -> str:
    return _STEP_NAMES[bisect_right(_STEPS, distance)]
