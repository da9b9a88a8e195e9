"""What may be a deck: a summary near the title.

In English a line or two stand apart from the text, elsewhere they begin it; an introduction of some length always does.
"""

import re

from paperknife.page.blocks import BlockKind
from paperknife.verdicts.survey import Survey

_REACH = 8  # blocks from the title
_LONG = 200  # characters from which on a deck is an introduction, if it has more than one sentence
_SENTENCE = re.compile(r"[.!?…][\"”’»)]?(?:\s|$)")


def see(survey: Survey) -> None:
    """Adds "deck:" signs, with whether the page is in English; a page that says no language is taken as English."""
    title = survey.title_at
    if title is None:
        return
    tongue = "english" if survey.page.metadata.language[:2].lower() in ("en", "") else "other"
    start = max(0, title - _REACH)
    for block in survey.blocks.all[start : title + _REACH + 1]:
        signs = survey.signs[block.index]
        described, named = "fact:description" in signs, "name:deck" in signs
        subheading = block.index == title + 1 and block.level in (2, 3)
        if not (described or named or subheading):
            continue
        signs.append(f"deck:{tongue}")
        if introduces(block.text):
            signs.append("deck:introduction")
        if described:
            signs.append(
                f"deck:{tongue} described {'in the text' if block.element.tag == 'p' and not named else 'apart'}"
            )
        if named:
            signs.append(f"deck:{tongue} named {block.kind}")
        if block.kind is BlockKind.HEADING:
            signs.append(f"deck:{tongue} heading")


def introduces(deck: str) -> bool:
    """Whether a deck is an introduction, which begins the text, and no line that sums it up."""
    return len(deck) >= _LONG and len(_SENTENCE.findall(deck)) > 1
