"""Writes one line of text: escapes by context, line starts, breaks.

The converter's walk builds a line of plain, unescaped text and of signs that no page can hold (lone surrogates). Only
when all of the line is known does `write_line` decide what each character and each mark becomes.
"""

import re
from html import unescape
from typing import Literal

from paperknife.clipping.markdown.emphasis import BREAK, OPEN_DEL, write_marks

Place = Literal["block", "heading", "cell", "alt"]

_RAW, _END = "\ud800", "\ud801"  # around Markdown that is already written
_HIGHLIGHT = f"{_RAW}=={_END}"
_SIGNS = r"\ud800-\udfff"
_SPECIAL = re.compile(
    rf"""{_RAW}[^{_END}]*{_END}
    | [\\`*\[\]|$] | _+ | ~+ | ==+ | %%+
    | <(?=[A-Za-z/!?{_SIGNS}])
    | &(?=\#\d{{1,7}}; | \#[xX][0-9a-fA-F]{{1,6}}; | [A-Za-z][A-Za-z0-9]*;)
    | [!^](?={_RAW}!?\[)
    | (?<=\]{_END})[(:]
    | =(?={_RAW}==) | (?<==={_END})=
    | (?<![^\s{_SIGNS}])\#(?=[\w/-]*[^\W\d])
    | (?<!\S)\^(?=[A-Za-z0-9-]+\Z)
    """,
    re.VERBOSE,
)
_SUSPECT = re.compile(rf"[\\`*\[\]|$_~=%<&#^{_SIGNS}]")  # in every line that _SPECIAL finds something in
_PAIRED = {"~": re.compile("~+"), "=": re.compile("==+"), "%": re.compile("%%+"), "$": re.compile(r"\$")}
_DIGIT_BEFORE = re.compile(r"\d[\ud804-\udfff]*\Z")  # marks may stand between, but no break
_DIGIT_AFTER = re.compile(r"[\ud804-\udfff]*\d")
# What would begin another kind of block, or turn the line before into one, at the start of a line of text.
_LINE_START = re.compile(r"#{1,6}(?: |$)|>|[-+](?: |$)|~~~|\||:(?: |$)|=+ *$|(?:- *)+$|(?:_ *){3,}$|[ |:-]*-[ |:-]*$")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?= |$)")
_LAST_HASHES = re.compile(r"(^| )(#+)$")


def raw(markdown: str) -> str:
    """Markdown that stands in a line as it is."""
    return f"{_RAW}{markdown}{_END}" if markdown else ""


def write_line(text: str, place: Place = "block") -> str:
    """A line of text, as the functions above and plain characters make it, as Markdown."""
    begins_with_formula = text.lstrip("\\").startswith(f"{_RAW}$")
    if _SUSPECT.search(text):
        text = _escaped(text, place)
    if begins_with_formula and (text[-1].isdigit() or text[-1] == "\\"):
        # Some readers, markdown-it-py's among them, take the last character for the one before the first.
        text += "<!-- -->"
    text = write_marks(text)
    if place == "cell":
        return text.replace(BREAK, "<br>")
    if place == "block":
        return "\\\n".join([_started(part) for part in text.split(BREAK)])
    text = text.replace(BREAK, " ")
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
        if found == "=":
            return "\\="
        if sign == "_":
            return found if _within_words(line, match.start(), match.end()) else "\\_" * len(found)
        if sign in _PAIRED:
            if sign not in pairs:
                pairs[sign] = _last_closer(line, sign)
            paired = match.start() < pairs[sign] and _may_pair(line, match, sign)
            return f"\\{sign}" * len(found) if paired else found
        if (sign == "|" and place != "cell") or (sign == "&" and not _is_entity(line, match.start())):
            return found
        return "\\" + found

    return _SPECIAL.sub(escape, line)


def _is_entity(line: str, start: int) -> bool:
    """Whether the reference that seems to begin here has a character."""
    reference = line[start : line.index(";", start) + 1]
    return unescape(reference) != reference


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
    marks = (sign == "~" and OPEN_DEL in line) or (sign == "=" and _HIGHLIGHT in line)
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
