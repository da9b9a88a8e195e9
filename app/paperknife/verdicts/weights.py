"""The fitted weights of the signs: from signs to chances. The file they live in is readable and made by a command.

A chance is that of a linear model: the logistic function of the sum of the weights of a block's signs (two stages,
text of the article or not), the softmax of such sums for the labels. Labels have odds, their chances up to a factor.
"""

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import exp

from paperknife import bundled
from paperknife.verdicts.verdict import Label

BIAS = "always"  # the sign that every block has
_LABELS = tuple(Label)
_FINE = 100  # weights are stored in hundredths
_ROW = struct.Struct(f"<{2 + len(_LABELS)}I")  # of a packed sum: first look, second look, the labels
_BITS = 32  # of a packed sum that one of these takes
_ZERO = 1 << (_BITS - 1)  # stands for 0 there, so that no sum is negative


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights of one kind of page: for the first look, the second look (with surroundings), and the labels.

    `packed` holds all weights of each sign side by side in one whole number, so that seventeen sums cost one.
    """

    first: dict[str, float]
    second: dict[str, float]
    labels: dict[str, dict[Label, float]]
    packed: dict[str, int]

    def total(self, signs: Iterable[str]) -> int:
        """The packed sum of the weights of `signs`; such sums may be added up, and one of them is that of BIAS."""
        return sum(map(self.packed.get, signs, repeat(0)))


@cache
def speaking(weights: Weights, label: Label) -> Mapping[str, float]:
    """The signs that speak for `label`, with how much: those for (or against) the text, and those for the label."""
    towards = 1 if label is Label.ARTICLE else -1
    sums = {
        sign: towards * weights.second.get(sign, 0.0) + weights.labels.get(sign, {}).get(label, 0.0)
        for sign in weights.packed
    }
    return {sign: weight for sign, weight in sums.items() if weight > 0}


def first_look(total: int) -> float:
    """How likely a block with this packed sum is text of the article, before its surroundings are known."""
    return _chance(total & (1 << _BITS) - 1)


def second_look(total: int) -> tuple[float, list[float]]:
    """How likely a block with this packed sum is text of the article, and the odds of the labels, in their order."""
    _, text, *values = _ROW.unpack(total.to_bytes(_ROW.size, "little"))
    highest = max(values)
    return _chance(text), [exp((value - highest) / _FINE) for value in values]


def _chance(packed: int) -> float:
    value = (packed - _ZERO) / _FINE
    return 1 / (1 + exp(-value)) if value > -700 else 0.0


@cache
def fitted(plain: bool) -> Weights:
    """The weights for pages with markup, or for plain text."""
    stored = json.loads(bundled.text("judging/weights.json"))["text" if plain else "page"]
    first, second = stored["first"], stored["second"]
    labels = {sign: {Label(name): w for name, w in row.items()} for sign, row in stored["labels"].items()}
    packed = {
        sign: _pack((first.get(sign, 0), second.get(sign, 0), *map(labels.get(sign, {}).get, _LABELS, repeat(0))))
        for sign in {**first, **second, **labels}
    }
    packed[BIAS] += _pack([_ZERO / _FINE] * (2 + len(_LABELS)))
    return Weights(first, second, labels, packed)


def _pack(row: Iterable[float]) -> int:
    return sum(round(_FINE * weight) << (_BITS * place) for place, weight in enumerate(row))
