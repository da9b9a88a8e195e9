"""What single rules see, one file each, in the order in which they look."""

from collections.abc import Callable

from paperknife.verdicts.rules import (
    facts,
    landmarks,
    links,
    markers,
    names,
    phrases,
    place,
    repetition,
    sections,
    wording,
)
from paperknife.verdicts.survey import Survey

RULES: tuple[Callable[[Survey], None], ...] = (
    wording.see,
    phrases.see,
    links.see,
    landmarks.see,
    facts.see,
    names.see,
    markers.see,
    sections.see,
    repetition.see,
    place.see,
)
