"""What single rules see, one file each, in the order in which they look."""

from collections.abc import Callable

from paperknife.verdicts.rules import facts, landmarks, markers, names, phrases, place, repetition, wording
from paperknife.verdicts.survey import Survey

RULES: tuple[Callable[[Survey], None], ...] = (
    wording.see,
    phrases.see,
    landmarks.see,
    facts.see,
    names.see,
    markers.see,
    repetition.see,
    place.see,
)
