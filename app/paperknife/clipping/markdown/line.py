"""Writes one line of text: escapes by context, emphasis by CommonMark's flanking rules, breaks.

The converter's walk builds a line of plain, unescaped text and of signs that no page can hold (lone surrogates). Only
when all of the line is known does `write_line` decide what each character and each mark becomes.
"""

import re
import unicodedata
from typing import Literal

Place = Literal["block", "heading", "cell", "alt"]

_RAW, _END = "\ud800", "\ud801"  # around Markdown that is already written
_BREAK = "\ud802"
_OPEN = {"strong": "\ud804", "em": "\ud805", "del": "\ud806"}
_CLOSE = {"strong": "\ud814", "em": "\ud815", "del": "\ud816"}
_STARS = {"strong": "**", "em": "*", "del": "~~"}
_NAMES = {sign: name for signs in (_OPEN, _CLOSE) for name, sign in signs.items()}

_MARKS = re.compile("([\ud804-\ud806\ud814-\ud816])")
_SIGNS = r"\ud800-\udfff"
_SPECIAL = re.compile(
    rf"""{_RAW}[^{_END}]*{_END}
    | [\\`*\[\]|$] | _+ | ~+ | ==+ | %%+
    | <(?=[A-Za-z/!?{_SIGNS}])
    | &(?=\#\d{{1,7}}; | \#[xX][0-9a-fA-F]{{1,6}}; | [A-Za-z][A-Za-z0-9]*;)
    | !(?={_RAW}\[)
    | (?<=\]{_END})[(:]
    | (?<![^\s{_SIGNS}])\#(?=[\w/-]*[^\W\d])
    | (?<!\S)\^(?=[A-Za-z0-9-]+\Z)
    """,
    re.VERBOSE,
)
_SUSPECT = re.compile(rf"[\\`*\[\]|$_~=%<&#^{_SIGNS}]")  # in every line that _SPECIAL finds something in
_PAIRED = {"~": re.compile("~+"), "=": re.compile("==+"), "%": re.compile("%%+"), "$": re.compile(r"\$")}
_DIGIT_BEFORE = re.compile(rf"\d[{_SIGNS}]*\Z")
_DIGIT_AFTER = re.compile(rf"[{_SIGNS}]*\d")
# What would begin another kind of block, or turn the line before into one, at the start of a line of text.
_LINE_START = re.compile(r"#{1,6}(?: |$)|>|[-+](?: |$)|~~~|\||:(?: |$)|=+ *$|(?:- *)+$|(?:_ *){3,}$|[ |:-]*-[ |:-]*$")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?= |$)")
_LAST_HASHES = re.compile(r"(^| )(#+)$")


def raw(markdown: str) -> str:
    """Markdown that stands in a line as it is."""
    return f"{_RAW}{markdown}{_END}" if markdown else ""


def marked(name: str, text: str) -> str:
    """A line's text within strong, em or del."""
    return f"{_OPEN[name]}{text}{_CLOSE[name]}" if text else ""


def line_break() -> str:
    """A break within a line."""
    return _BREAK


def write_line(text: str, place: Place = "block") -> str:
    """A line of text, as the functions above and plain characters make it, as Markdown."""
    if _SUSPECT.search(text):
        text = _escaped(text, place)
    if _MARKS.search(text):
        text = _with_marks(text)
    if place == "cell":
        return text.replace(_BREAK, "<br>")
    if place == "block":
        return "\\\n".join([_started(part) for part in text.split(_BREAK)])
    text = text.replace(_BREAK, " ")
    return _LAST_HASHES.sub(r"\1\\\2", text) if place == "heading" else text


def _started(text: str) -> str:
    """A line of text that begins no other block."""
    if _LINE_START.match(text):
        return "\\" + text
    return _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text


# ---- escaping


def _escaped(line: str, place: Place) -> str:
    """The line with every character escaped that would be read as Markdown where it stands."""
    pairs: dict[str, int] = {}

    def escape(match: re.Match[str]) -> str:
        found = match[0]
        sign = found[0]
        if sign == _RAW:
            return _placed(match, place)
        if sign == "_":
            return found if _within_words(line, match.start(), match.end()) else "\\_" * len(found)
        if sign in _PAIRED:
            if sign not in pairs:
                pairs[sign] = _last_closer(line, sign)
            paired = match.start() < pairs[sign] and _may_pair(line, match, sign)
            return f"\\{sign}" * len(found) if paired else found
        if sign == "|" and place != "cell":
            return found
        return "\\" + found

    return _SPECIAL.sub(escape, line)


def _within_words(line: str, start: int, end: int) -> bool:
    """Whether an underscore cannot be emphasis: within a word, or alone between spaces."""
    before, after = line[start - 1 : start], line[end : end + 1]
    return (before.isalnum() and after.isalnum()) or (before in ("", " ") and after in ("", " "))


def _may_pair(line: str, match: re.Match[str], sign: str) -> bool:
    """Whether a sign that works in pairs could be a half of one, by what stands beside it."""
    if sign == "%" or _can_open(line, match.end()):
        return True
    return sign != "$" and match.start() > 0 and not line[match.start() - 1].isspace()


def _can_open(line: str, end: int) -> bool:
    return end < len(line) and not line[end].isspace()


def _last_closer(line: str, sign: str) -> int:
    """Up to where a sign that works in pairs could have its other half behind it; -1 if there is none."""
    runs = list(_PAIRED[sign].finditer(line))
    if sign == "%":
        return len(line) if len(runs) > 1 else -1
    closers = [
        run.start()
        for run in runs
        if run.start()
        and not line[run.start() - 1].isspace()
        and not (sign == "$" and line[run.end() : run.end() + 1].isdigit())
    ]
    if sign == "$":
        return closers[-1] if closers else -1
    # Both halves are escaped, and those beside marks that are written with the same sign.
    marks = sign == "~" and _OPEN["del"] in line
    openers = [run.end() for run in runs if _can_open(line, run.end())]
    return len(line) if marks or (openers and closers and openers[0] <= closers[-1]) else -1


def _placed(match: re.Match[str], place: Place) -> str:
    """Finished Markdown in its place: cells need their bars escaped, and formulas no digit beside them."""
    markdown = match[0][1:-1]
    if place == "cell":
        markdown = markdown.replace("|", "\\|")
    if markdown.startswith("$"):
        if _DIGIT_BEFORE.search(match.string, max(0, match.start() - 9), match.start()):
            markdown = "<!-- -->" + markdown
        if _DIGIT_AFTER.match(match.string, match.end()):
            markdown += "<!-- -->"
    return markdown


# ---- marks


def _with_marks(line: str) -> str:
    """Marks as stars where CommonMark reads them so (spec 0.31, section 6.2), as raw HTML where not."""
    parts = _MARKS.split(line)  # text, mark, text, mark … text
    partner = _partners(parts)
    written = dict.fromkeys(partner, True)  # whether a mark is written with stars
    while True:
        failing = _failing(parts, partner, written)
        if failing is None:
            break
        written[failing] = written[partner[failing]] = False
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


def _failing(parts: list[str], partner: dict[int, int], written: dict[int, bool]) -> int | None:
    """A mark whose stars would not be read as meant, None if all are."""
    index = 1
    while index < len(parts):
        if not written[index]:
            index += 2
            continue
        end = index  # the last mark of this run of stars
        sign = _STARS[_NAMES[parts[index]]][0]
        while (
            end + 2 < len(parts)
            and not parts[end + 1]
            and written[end + 2]
            and _STARS[_NAMES[parts[end + 2]]][0] == sign
        ):
            end += 2
        opens = [at for at in range(index, end + 1, 2) if partner[at] > at]
        closes = [at for at in range(index, end + 1, 2) if partner[at] < at]
        if opens and closes:
            return opens[0]
        before, after = _beside(parts, index, -1, written), _beside(parts, end, 1, written)
        if opens and not _flanks(after, before):
            return opens[0]
        if closes and not _flanks(before, after):
            return closes[-1]
        index = end + 2
    return None


def _beside(parts: list[str], index: int, step: int, written: dict[int, bool]) -> str:
    """The character before (-1) or after (1) a mark, as it will be written; a space at the ends of the line."""
    at = index + step
    while 0 <= at < len(parts):
        text = _written(parts[at], written[at]) if at % 2 else parts[at]
        if text:
            return text[-1] if step < 0 else text[0]
        at += step
    return " "


def _flanks(inside: str, outside: str) -> bool:
    """Whether stars between these two characters can open or close towards `inside`.

    Symbols count as punctuation since spec 0.31, older readers take them for letters: both must be right.
    """
    if _is_space(inside):
        return False
    return not _is_punctuation(inside, symbols=True) or _is_space(outside) or _is_punctuation(outside, symbols=False)


def _is_space(character: str) -> bool:
    return character in f" \t\n\f\r{_BREAK}" or unicodedata.category(character) == "Zs"


def _is_punctuation(character: str, *, symbols: bool) -> bool:
    if character.isascii():
        return not character.isalnum() and character.isprintable() and character != " "
    return unicodedata.category(character)[0] in ("PS" if symbols else "P")
