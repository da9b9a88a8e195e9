"""What single rules see, one file each, in the order in which they look."""

from collections.abc import Callable

from paperknife.verdicts.rules import (
    decks,
    facts,
    landmarks,
    links,
    markers,
    names,
    own_text,
    phrases,
    place,
    repetition,
    sections,
    shape,
    style_sheets,
    wording,
)
from paperknife.verdicts.survey import Survey

RULES: tuple[Callable[[Survey], None], ...] = (
    wording.see,
    phrases.see,
    links.see,
    landmarks.see,
    facts.see,
    own_text.see,
    names.see,
    markers.see,
    sections.see,
    repetition.see,
    place.see,
    shape.see,
    decks.see,
    style_sheets.see,
)
