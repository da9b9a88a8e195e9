"""The fitted weights of the signs: from signs to chances. The file they live in is readable and made by a command.

A chance is that of a linear model: the logistic function of the sum of the weights of a block's signs (two stages,
kept or struck), the softmax of such sums for the labels.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from paperknife import bundled
from paperknife.verdicts.verdict import Label

BIAS = "always"  # the sign that every block has


@dataclass(frozen=True)
class Weights:
    """Weights of one kind of page: for the first look, the second look (with surroundings), and the labels."""

    first: dict[str, float]
    second: dict[str, float]
    labels: dict[str, dict[Label, float]]

    def label_sums(self, signs: Iterable[str]) -> dict[Label, float]:
        """For every label the sum of the weights of `signs`."""
        sums = dict(self.labels[BIAS])
        for sign in signs:
            for label, weight in self.labels.get(sign, {}).items():
                sums[label] += weight
        return sums


def total(weights: dict[str, float], signs: Iterable[str]) -> float:
    """Sum of the weights of `signs`."""
    return weights[BIAS] + sum(weights.get(sign, 0.0) for sign in signs)


def logistic(value: float) -> float:
    """1 / (1 + exp(-value)), for any value."""
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


def softmax(sums: dict[Label, float]) -> dict[Label, float]:
    """The chances that belong to `sums`; they add up to 1."""
    highest = max(sums.values())
    powers = {label: math.exp(value - highest) for label, value in sums.items()}
    whole = sum(powers.values())
    return {label: power / whole for label, power in powers.items()}


@cache
def fitted(plain: bool) -> Weights:
    """The weights for pages with markup, or for plain text."""
    stored = json.loads(bundled.text("judging/weights.json"))["text" if plain else "page"]
    labels = {sign: {Label(name): w for name, w in row.items()} for sign, row in stored["labels"].items()}
    return Weights(stored["first"], stored["second"], labels)
