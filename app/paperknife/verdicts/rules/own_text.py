"""Whether the text that the page's own data gives for the article (JSON-LD's articleBody) holds what a block says.

That text may be cut short, or go on where the page stops: so a block's place among those that are found in it counts
too, and how much of it the page shows.
"""

import html
import re

from paperknife.verdicts.survey import Survey

_BETWEEN = re.compile(r"[\W_]+")  # what texts differ in: spaces, punctuation
_TAG = re.compile(r"<[^<>]{1,200}>")
_LEAST = 300  # letters of a text that can be the article's
_MOST = 300_000_000  # letters, times blocks that are looked for among them
_SURE = 30  # letters of a block that is not found there by chance
_SHARES = ((0.85, "full"), (0.5, "most"), (0.1, "some"))


def see(survey: Survey) -> None:
    """Adds "data:" signs to blocks with words, if the data have the article's text and the page shows some of it."""
    body = survey.page.metadata.body
    if not _LEAST <= len(body) <= _MOST // max(1, len(survey.blocks.all)):
        return
    whole = _letters(_TAG.sub(" ", html.unescape(html.unescape(body))))
    said = [_letters(block.text) for block in survey.blocks.all]
    held = [letters in whole for letters in said]
    found = [index for index, letters in enumerate(said) if held[index] and len(letters) >= _SURE]
    shown = sum(len(said[index]) for index in found) / max(_LEAST, len(whole))
    share = next((name for least, name in _SHARES if shown > least), "")
    if not share:
        return
    for index, (letters, signs) in enumerate(zip(said, survey.signs, strict=True)):
        if letters:
            side = "in" if held[index] else "out"
            length = "long" if len(letters) >= 2 * _SURE else "line" if len(letters) >= 20 else "short"
            place = "before" if index < found[0] else "past" if index > found[-1] else "between"
            signs += (f"data:{side} {length} {place}", f"data {share}:{side} {length}")


def _letters(text: str) -> str:
    return _BETWEEN.sub("", text.casefold())
