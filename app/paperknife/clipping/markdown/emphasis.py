"""Emphasis in a line: stars where CommonMark (0.31, section 6.2) reads them as they are meant, raw HTML where not."""

import re
import unicodedata
from dataclasses import dataclass

BREAK = "\ud802"  # a break in the line, which is white space to the marks beside it
_OPEN = {"strong": "\ud804", "em": "\ud805", "del": "\ud806"}
_CLOSE = {"strong": "\ud814", "em": "\ud815", "del": "\ud816"}
_STARS = {"strong": "**", "em": "*", "del": "~~"}
_NAMES = {sign: name for signs in (_OPEN, _CLOSE) for name, sign in signs.items()}
OPEN_DEL = _OPEN["del"]
# Whether symbols count as punctuation: so since spec 0.31, older readers take them for letters. Both must be right.
_KINDS = (True, False)
_ROUNDS = 20  # of correcting a line; what then still is not right is raw HTML altogether
_MARKS = re.compile("([\ud804-\ud806\ud814-\ud816])")


def marked(name: str, text: str) -> str:
    """A line's text within strong, em or del, for `write_marks`."""
    return f"{_OPEN[name]}{text}{_CLOSE[name]}" if text else ""


def write_marks(line: str) -> str:
    """The line, otherwise finished, with its marks written."""
    if not _MARKS.search(line):
        return line
    parts = _MARKS.split(line)  # text, mark, text, mark … text
    partner = _partners(parts)
    written = dict.fromkeys(partner, True)  # whether a mark is written with stars
    failing = set(partner)
    for _ in range(_ROUNDS):
        runs = _runs(parts, partner, written)
        failing = _not_flanking(runs)
        for symbols in _KINDS if not failing else ():
            failing |= _not_paired(parts, runs, partner, symbols)
        if not failing:
            break
        for index in failing:
            written[index] = written[partner[index]] = False
    if failing:
        written = dict.fromkeys(partner, False)
    for index in partner:
        parts[index] = _written(parts[index], written[index])
    return "".join(parts)


def _written(sign: str, with_stars: bool) -> str:
    name = _NAMES[sign]
    if with_stars:
        return _STARS[name]
    return f"<{name}>" if sign == _OPEN[name] else f"</{name}>"


def _partners(parts: list[str]) -> dict[int, int]:
    """For the place of every mark the place of its other end."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for index in range(1, len(parts), 2):
        if parts[index] == _OPEN[_NAMES[parts[index]]]:
            opened.append(index)
        else:
            start = opened.pop()
            partner[start], partner[index] = index, start
    return partner


@dataclass
class _Run:
    """Stars that stand side by side: the places of their marks, and the characters before and after them."""

    sign: str
    opens: list[int]
    closes: list[int]
    before: str
    after: str

    def can_open(self, symbols: bool) -> bool:
        return _flanks(self.after, self.before, symbols)

    def can_close(self, symbols: bool) -> bool:
        return _flanks(self.before, self.after, symbols)


def _runs(parts: list[str], partner: dict[int, int], written: dict[int, bool]) -> list[_Run]:
    """The runs of stars in a line, those of one sign that touch each other being one."""
    runs: list[_Run] = []
    index = 1
    while index < len(parts):
        start, end = index, index
        index += 2
        if not written[start]:
            continue
        sign = _STARS[_NAMES[parts[start]]][0]
        while index < len(parts) and not parts[index - 1] and written[index] and _sign(parts[index]) == sign:
            end = index
            index += 2
        marks = range(start, end + 1, 2)
        opens, closes = [at for at in marks if partner[at] > at], [at for at in marks if partner[at] < at]
        before, after = _beside(parts, start, -1, written), _beside(parts, end, 1, written)
        runs.append(_Run(sign, opens, closes, before, after))
    return runs


def _sign(mark: str) -> str:
    return _STARS[_NAMES[mark]][0]


def _not_flanking(runs: list[_Run]) -> set[int]:
    """The marks whose stars cannot open or close where they stand, the outermost of each run."""
    failing = set()
    for run in runs:
        if run.opens and (run.closes or not all(map(run.can_open, _KINDS))):
            failing.add(run.opens[0])
        elif run.closes and not all(map(run.can_close, _KINDS)):
            failing.add(run.closes[-1])
    return failing


def _not_paired(parts: list[str], runs: list[_Run], partner: dict[int, int], symbols: bool) -> set[int]:
    """The marks whose stars CommonMark would not pair with their own ("process emphasis")."""
    stars = [run for run in runs if run.sign == "*"]
    if len(stars) < 3:
        return set()
    failing = set()
    width = {at: len(_STARS[_NAMES[parts[at]]]) for at in partner}
    left = [[*run.opens, *run.closes] for run in stars]
    lengths = [sum(width[at] for at in marks) for marks in left]
    flanks = [(run.can_open(symbols), run.can_close(symbols)) for run in stars]
    open_runs: list[int] = []
    for closer, marks in enumerate(left):
        while flanks[closer][1] and marks:
            opener = next((at for at in reversed(open_runs) if _may_meet(lengths, flanks, at, closer)), None)
            if opener is None:
                break
            used = min(2, sum(width[at] for at in left[opener]), sum(width[at] for at in marks))
            mark = next((at for at in left[opener] if width[at] == used and partner[at] in marks), None)
            if mark is None:
                failing.add(marks.pop(0))
                continue
            left[opener].remove(mark)
            marks.remove(partner[mark])
            del open_runs[open_runs.index(opener) + bool(left[opener]) :]
        if marks and flanks[closer][0]:
            open_runs.append(closer)
    return failing or {at for marks in left for at in marks}


def _may_meet(lengths: list[int], flanks: list[tuple[bool, bool]], opener: int, closer: int) -> bool:
    """Two runs do not meet if one could both open and close and their lengths sum up to a multiple of three."""
    if not (all(flanks[opener]) or all(flanks[closer])):
        return True
    return (lengths[opener] + lengths[closer]) % 3 != 0 or (lengths[opener] % 3 == 0 and lengths[closer] % 3 == 0)


def _beside(parts: list[str], index: int, step: int, written: dict[int, bool]) -> str:
    """The character before (-1) or after (1) a mark, as it will be written; a space at the ends of the line."""
    at = index + step
    while 0 <= at < len(parts):
        text = _written(parts[at], written[at]) if at % 2 else parts[at]
        if text:
            return text[-1] if step < 0 else text[0]
        at += step
    return " "


def _flanks(inside: str, outside: str, symbols: bool) -> bool:
    """Whether stars between these two characters can open or close towards `inside`."""
    if _is_space(inside):
        return False
    return not _is_punctuation(inside, symbols) or _is_space(outside) or _is_punctuation(outside, symbols)


def _is_space(character: str) -> bool:
    return character in f" \t\n\f\r{BREAK}" or unicodedata.category(character) == "Zs"


def _is_punctuation(character: str, symbols: bool) -> bool:
    if character.isascii():
        return not character.isalnum() and character.isprintable() and character != " "
    return unicodedata.category(character)[0] in ("PS" if symbols else "P")
