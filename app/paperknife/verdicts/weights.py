"""The fitted weights of the signs: from signs to chances. The file they live in is readable and made by a command.

A chance is that of a linear model: the logistic function of the sum of the weights of a block's signs (two stages,
text of the article or not), the softmax of such sums for the labels.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat

from paperknife import bundled
from paperknife.verdicts.verdict import Label

BIAS = "always"  # the sign that every block has
_LABELS = tuple(Label)
_FINE = 100  # weights are stored in hundredths
_BITS = 24  # of a packed sum that one label takes: enough for ±80,000
_FIELD, _SIGN = (1 << _BITS) - 1, 1 << (_BITS - 1)


@dataclass(frozen=True)
class Weights:
    """Weights of one kind of page: for the first look, the second look (with surroundings), and the labels.

    `packed` holds the label weights of each sign side by side in one whole number, so that fifteen sums cost one.
    """

    first: dict[str, float]
    second: dict[str, float]
    labels: dict[str, dict[Label, float]]
    packed: dict[str, int]

    def chances(self, signs: Iterable[str]) -> dict[Label, float]:
        """How likely each label is for a block with `signs`, if it has one; they add up to 1."""
        packed = self.packed[BIAS] + sum(map(self.packed.get, signs, repeat(0)))
        values = []
        for _ in _LABELS:
            value = packed & _FIELD
            if value & _SIGN:
                value -= _FIELD + 1
            packed = (packed - value) >> _BITS
            values.append(value)
        highest = max(values)
        powers = [math.exp((value - highest) / _FINE) for value in values]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(_LABELS, powers, strict=True)}


def chance(weights: dict[str, float], signs: Iterable[str]) -> float:
    """The logistic function of the sum of the weights of `signs`."""
    value = weights[BIAS] + sum(map(weights.get, signs, repeat(0.0)))
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


@cache
def fitted(plain: bool) -> Weights:
    """The weights for pages with markup, or for plain text."""
    stored = json.loads(bundled.text("judging/weights.json"))["text" if plain else "page"]
    labels = {sign: {Label(name): w for name, w in row.items()} for sign, row in stored["labels"].items()}
    packed = {sign: _pack(row) for sign, row in labels.items()}
    return Weights(stored["first"], stored["second"], labels, packed)


def _pack(row: Mapping[Label, float]) -> int:
    return sum(round(_FINE * row[label]) << (_BITS * place) for place, label in enumerate(_LABELS) if label in row)
