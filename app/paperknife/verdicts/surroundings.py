"""What stands around a block once each has a first estimate: neighbours, the best above and below, kin in the box."""

from bisect import bisect_right
from collections.abc import Sequence

from paperknife.page.blocks import Element
from paperknife.verdicts.survey import Survey

_LIMITS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)  # between bands of estimates
_BANDS = ("0", ".05", ".2", ".4", ".6", ".8", ".95")
_FULL = 80  # characters from which on a block counts in full as the best one so far
_REACH = 6  # blocks below a heading that it can be kept for
_HEAVY = 300  # characters beyond which a block counts no more for its box


def signs(survey: Survey, first: Sequence[float]) -> list[list[str]]:
    """Signs of every block, from the `first` estimates (0 to 1) of the blocks around it."""
    sizes, blocks = survey.sizes, survey.blocks.all
    count = len(first)
    bands = [band(p) for p in first]
    weighed = [p * min(1.0, size / _FULL) for p, size in zip(first, sizes, strict=True)]
    above, below = _best_before(weighed), _best_before(weighed[::-1])[::-1]
    sums = [0.0]
    for p in first:
        sums.append(sums[-1] + p)
    kin = _kin(survey, first)
    makes = _makes(survey, first)
    heads = _heads(survey, first)
    found = []
    for i in range(count):
        own = bands[i]
        before, after = (first[i - 1] if i else 0.0), (first[i + 1] if i + 1 < count else 0.0)
        found.append(
            [
                f"itself:{own}",
                f"1 before:{bands[i - 1] if i else 'none'}",
                f"2 before:{bands[i - 2] if i > 1 else 'none'}",
                f"3 before:{bands[i - 3] if i > 2 else 'none'}",
                f"1 after:{bands[i + 1] if i + 1 < count else 'none'}",
                f"2 after:{bands[i + 2] if i + 2 < count else 'none'}",
                f"3 after:{bands[i + 3] if i + 3 < count else 'none'}",
                f"10 before:{min(8, round(sums[i] - sums[max(0, i - 10)]))}",
                f"10 after:{min(8, round(sums[min(count, i + 11)] - sums[i + 1]))}",
                f"best before:{band(above[i])}",
                f"best after:{band(below[i])}",
                f"best around:{band(min(above[i], below[i]))}",
                f"kin:{kin[i]}",
                f"make:{makes[i]}",
                f"heads:{heads[i]}",
                f"heads {heads[i]} {'linked' if blocks[i].links else 'plain'} {bands[i]}"
                if heads[i]
                else "heads:nothing",
                f"itself {own} near:{band((before + after) / 2)}",
            ]
        )
    return found


def _best_before(values: Sequence[float]) -> list[float]:
    best, highest = [], 0.0
    for value in values:
        best.append(highest)
        highest = max(highest, value)
    return best


def _kin(survey: Survey, first: Sequence[float]) -> list[str]:
    """The mean estimate of the other blocks in the box around each block."""
    totals: dict[Element | None, list[float]] = {}
    weights = [min(size, _HEAVY) + 1 for size in survey.sizes]
    for block, p, weight in zip(survey.blocks.all, first, weights, strict=True):
        total = totals.setdefault(block.element.parent, [0.0, 0.0])
        total[0] += p * weight
        total[1] += weight
    found = []
    for block, p, weight in zip(survey.blocks.all, first, weights, strict=True):
        total = totals[block.element.parent]
        rest = total[1] - weight
        found.append(band((total[0] - p * weight) / rest) if rest > 0.5 else "none")
    return found


def _makes(survey: Survey, first: Sequence[float]) -> list[str]:
    """The mean estimate of the other blocks of the same make."""
    totals: dict[str, list[float]] = {}
    makes = survey.makes
    for make, p in zip(makes, first, strict=True):
        total = totals.setdefault(make, [0.0, 0.0])
        total[0] += p
        total[1] += 1
    found = []
    for make, p in zip(makes, first, strict=True):
        total = totals[make]
        found.append(band((total[0] - p) / (total[1] - 1)) if total[1] > 1 else "none")
    return found


def _heads(survey: Survey, first: Sequence[float]) -> list[str]:
    """For headings, the best estimate among the blocks up to the next heading of the level or above; "" for others."""
    found = [""] * len(first)
    open_headings: list[tuple[int, int, float]] = []  # place, level, best so far

    def close(least: int) -> None:
        while open_headings and open_headings[-1][1] >= least:
            place, _, best = open_headings.pop()
            found[place] = band(best)
            if open_headings and open_headings[-1][2] < best:
                open_headings[-1] = (*open_headings[-1][:2], best)

    for block, p, size in zip(survey.blocks.all, first, survey.sizes, strict=True):
        if block.level:
            close(block.level)
            open_headings.append((block.index, block.level, 0.0))
        elif open_headings:
            value = p * min(1.0, size / _FULL)
            if block.index - open_headings[-1][0] <= _REACH and value > open_headings[-1][2]:
                open_headings[-1] = (*open_headings[-1][:2], value)
    close(0)
    return found


def band(estimate: float) -> str:
    """The name of the band that `estimate` lies in."""
    return _BANDS[bisect_right(_LIMITS, estimate)]
