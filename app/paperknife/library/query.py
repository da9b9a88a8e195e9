"""What a person typed into the search field, understood: any text at all is a query."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_PART = re.compile(
    r'(?P<minus>-)?(?:(?P<field>tag|site|after|before):)?(?:"(?P<phrase>[^"]*)(?:"|\Z)|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\Z")

# Scripts without spaces between words, and Hangul, whose words carry endings: searched by pairs of letters.
_RUN = re.compile(
    r"[\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]+"
)
_TOKEN = re.compile(r"[^\W_]|[\u0300-\u036f\u2190-\u2bff\U0001f000-\U0001faff]")  # what the index holds
_OTHER_SYMBOL = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff]")
_NO_LETTER = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Condition:
    """A field's value, or words of the text; `exact` ones are whole, others only begin so."""

    value: str
    exact: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All conditions have to hold. `after` includes its day, `before` does not."""

    words: tuple[Condition, ...] = ()
    tags: tuple[Condition, ...] = ()
    sites: tuple[Condition, ...] = ()
    after: date | None = None
    before: date | None = None

    @property
    def match(self) -> str:
        """The words as a query for SQLite's FTS5; "" if there are none that have to be there."""
        wanted = [term for each in self.words if not each.negative and (term := _term(each))]
        return " AND ".join(wanted)

    @property
    def mismatch(self) -> str:
        """The same for the words that must not be there."""
        return " OR ".join(term for each in self.words if each.negative and (term := _term(each)))


def parse_query(text: str) -> Query:
    """Understands `tag:` `site:` `after:` `before:`, "phrases", `-` in front of any of them, and plain words.

    Dates are years, months or days: 2026, 2026-11, 2026-11-23. What cannot be understood is searched for as it stands.
    """
    words: list[Condition] = []
    tags: list[Condition] = []
    sites: list[Condition] = []
    after = before = None
    for part in _PART.finditer(_NO_LETTER.sub(" ", text)):
        field = (part["field"] or "").lower()
        phrase = part["phrase"]
        value = (phrase if phrase is not None else part["word"]).strip()
        condition = Condition(value, exact=phrase is not None, negative=bool(part["minus"]))
        if field in ("tag", "site"):
            (tags if field == "tag" else sites).append(condition)
        elif field and (day := _day(value)):
            is_after = (field == "after") != condition.negative
            after, before = (max(after or day, day), before) if is_after else (after, min(before or day, day))
        elif value and not (field and not value):
            words.append(Condition(f"{field} {value}".strip(), condition.exact, condition.negative))
    return Query(tuple(words), tuple(tags), tuple(sites), after, before)


def searchable(text: str) -> str:
    """`text` as the index holds it: one spelling of each letter, pairs of letters in scripts without spaces."""
    text = _RUN.sub(_pairs, text if text.isascii() else unicodedata.normalize("NFKC", text))
    return text if text.isascii() else _OTHER_SYMBOL.sub(r" \g<0> ", text)


def _pairs(run: re.Match[str]) -> str:
    """漢字典 becomes 漢字 字典 典: two letters are one look-up, one letter is the beginning of a pair."""
    letters = run[0]
    return f" {' '.join(letters[at : at + 2] for at in range(len(letters)))} "


def _term(condition: Condition) -> str:
    """One phrase of FTS5's query language; "" if there is nothing in it that the index holds."""
    words = [word for word in searchable(condition.value).replace('"', " ").split() if _TOKEN.search(word)]
    if not words:
        return ""
    single = len(words[-1]) == 1 and bool(_RUN.match(words[-1]))
    if single and len(words) > 1 and len(words[-2]) == 2 and _RUN.fullmatch(words[-2]):
        words.pop()  # it is the second letter of the pair before
        return f'"{" ".join(words)}"'
    beginning = single or not condition.exact
    return f'"{" ".join(words)}"{" *" if beginning else ""}'


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date(*(int(number or 1) for number in match.groups())) if match else None
    except ValueError:
        return None
