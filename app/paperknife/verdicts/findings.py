"""The signs that decided about a block, looked up when somebody asks."""

from collections.abc import Sequence
from typing import overload

from paperknife.page.blocks import Block
from paperknife.verdicts.verdict import Finding, Label
from paperknife.verdicts.weights import Weights, speaking

_PLAIN = 5.0  # how much more a marker of the label counts than the fitted weights say
_MOST = 8  # how many findings a verdict carries


def _strength(spoken: tuple[str, float]) -> tuple[float, str]:
    return spoken[::-1]


class Decisive(Sequence[Finding]):
    """The findings behind one verdict, strongest first. Most are never read, so they are made on the first look."""

    __slots__ = ("_block", "_label", "_signs", "_strongest", "_weights")

    def __init__(self, block: Block, signs: Sequence[str], label: Label, weights: Weights) -> None:
        self._block = block
        self._signs = signs
        self._label = label
        self._weights = weights
        self._strongest: list[tuple[str, float]] | None = None

    def _ranked(self) -> list[tuple[str, float]]:
        if self._strongest is None:
            weights = speaking(self._weights, self._label)
            spoken = {sign: weights[sign] for sign in weights.keys() & set(self._signs)}
            plain = f"marker:{self._label}"
            if plain in self._signs:  # what the page says of itself comes first
                spoken[plain] = spoken.get(plain, 0.0) + _PLAIN
            self._strongest = sorted(spoken.items(), key=_strength, reverse=True)[:_MOST]
        return self._strongest

    def _finding(self, sign: str, weight: float) -> Finding:
        rule, _, detail = sign.partition(":")
        if rule == "marker":  # what the page says there is more than the sign's own name
            detail = self._block.text
        return Finding(self._block.id, self._label, round(weight, 2), rule, detail)

    def __len__(self) -> int:
        return len(self._ranked())

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        found = self._ranked()[index]
        return tuple(self._finding(*each) for each in found) if isinstance(found, list) else self._finding(*found)
