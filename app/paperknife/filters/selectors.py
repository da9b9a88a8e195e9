"""Reads the selectors of filter lists so far that one knows where in a page to look for them."""

import re
from dataclasses import dataclass
from enum import IntEnum

_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{1,6}\s?|.)", re.DOTALL)
_NAME = r"(?:[-\w\u0080-\U0010ffff]|\\[0-9A-Fa-f]{1,6}\s?|\\[^\n0-9A-Fa-f])+"
_TOKEN = re.compile(
    rf"""(?P<id>\#(?P<id_name>{_NAME}))
      | (?P<class>\.(?P<class_name>{_NAME}))
      | \[\s*(?P<attribute>[\w:-]+)\s*(?:(?P<operator>[~^*$|]?=)\s*
            (?:"(?P<double>[^"\\]*(?:\\.[^"\\]*)*)"|'(?P<single>[^'\\]*(?:\\.[^'\\]*)*)'|(?P<bare>{_NAME}))
            \s*(?P<flag>[iIsS])?\s*)?\]
      | (?P<pseudo>::?[\w-]+\(?)
      | (?P<combinator>\s*[>+~]\s*|\s+)
      | (?P<tag>{_NAME}|\*)""",
    re.VERBOSE,
)
_KNOWN_PSEUDO = frozenset(
    ":not( :is( :where( :has( :first-child :last-child :only-child :first-of-type :last-of-type :nth-child( "
    ":nth-last-child( :nth-of-type( :nth-last-of-type( :empty".split()
)
# Tags of which a page has many: no place to start looking from.
_COMMON_TAGS = frozenset(
    "* html body div span p a img ul ol li section article main table tbody thead tr td th b i em strong "
    "h1 h2 h3 h4 h5 h6 input button label figure small center font br hr picture".split()
)


class Hold(IntEnum):
    """By what an element is found, from the surest to the loosest."""

    ID = 0
    CLASS = 1
    EQUALS = 2
    STARTS = 3
    OTHER = 4  # *=, $=, ~=, |=
    PRESENT = 5
    TAG = 6
    NONE = 7


@dataclass(frozen=True, slots=True)
class Key:
    """One thing an element must have: an id, a class, an attribute (`name`, `operator`, `value`), or a tag."""

    hold: Hold
    name: str
    value: str = ""
    operator: str = ""

    def fits(self, value: str) -> bool:
        """Whether an attribute's `value` is as this key asks."""
        wanted = self.value
        match self.operator:
            case "=":
                return value == wanted
            case "^=":
                return value.startswith(wanted)
            case "$=":
                return value.endswith(wanted)
            case "*=":
                return wanted in value
            case "~=":
                return wanted in value.split()
            case "|=":
                return value == wanted or value.startswith(wanted + "-")
        if self.hold is Hold.ID:
            return value == self.name
        return self.hold is not Hold.CLASS or self.name in value.split()


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector without commas.

    `anchor` is its rarest part, which a page must have somewhere; `last` the rarest part of what it points at, `keys`
    all other parts of that but the tag. `whole` tells that there is no more to it than these and `tag` ("" for any).
    """

    text: str
    anchor: Key
    last: Key
    tag: str = ""
    keys: tuple[Key, ...] = ()
    whole: bool = False

    def may_fit(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether tag and attributes of an element that has `last` are as the selector asks."""
        if self.tag and tag != self.tag:
            return False
        for key in self.keys:
            name = "id" if key.hold is Hold.ID else "class" if key.hold is Hold.CLASS else key.name
            if name not in attributes or not key.fits(attributes[name] or ""):
                return False
        return True


def read(text: str) -> list[Selector]:
    """The selectors that `text` lists between commas; those that cannot be looked for quickly are left out.

    Left out are pseudo-classes that only ad blockers know (":has-text()", ":upward()" …), and selectors made of
    nothing but common tags.
    """
    return [selector for part in _parts(text) if (selector := _read_one(part)) is not None]


def _parts(text: str) -> list[str]:
    """`text` divided at the commas that stand outside brackets and quotes."""
    if "," not in text:
        return [text.strip()]
    parts, depth, quote, start, skip = [], 0, "", 0, False
    for index, sign in enumerate(text):
        if skip:
            skip = False
        elif sign == "\\":
            skip = True
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth == 0:
            parts.append(text[start:index].strip())
            start = index + 1
    return [*parts, text[start:].strip()]


def _read_one(text: str) -> Selector | None:
    compounds: list[list[Key]] = [[]]
    extras = False
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match["combinator"] is not None:
            if not compounds[-1]:
                return None
            compounds.append([])
        elif match["pseudo"] is not None:
            if match["pseudo"] not in _KNOWN_PSEUDO:
                return None
            extras = True
            if match["pseudo"].endswith("("):
                at = _after_bracket(text, at)
                if not at:
                    return None
        else:
            compounds[-1].append(_key(match))
    if not compounds[-1] and not extras:
        return None
    last = _rarest(compounds[-1])
    anchor = min((_rarest(keys) for keys in compounds), key=lambda key: key.hold)
    if anchor.hold is Hold.NONE or (last.hold is Hold.NONE and last.name in ("", "*")):
        return None
    tags = [key.name for key in compounds[-1] if key.hold in (Hold.TAG, Hold.NONE)]
    tag = tags[0] if tags and tags[0] != "*" else ""
    keys = tuple(key for key in compounds[-1] if key is not last and key.hold < Hold.TAG)
    whole = len(compounds) == 1 and not extras and all(key.operator != "?" for key in compounds[0])
    return Selector(text, anchor, last, tag, keys, whole)


def _key(match: re.Match[str]) -> Key:
    if match["id"]:
        return Key(Hold.ID, _unescaped(match["id_name"]))
    if match["class"]:
        return Key(Hold.CLASS, _unescaped(match["class_name"]))
    if match["tag"]:
        tag = match["tag"].lower()
        return Key(Hold.NONE if tag in _COMMON_TAGS else Hold.TAG, tag)
    name, operator = match["attribute"].lower(), match["operator"]
    value = _unescaped(next((v for v in (match["double"], match["single"], match["bare"]) if v is not None), ""))
    if not operator or not value or (match["flag"] or "").lower() == "i":
        # An empty value fits as Lexbor says; case is left to it too.
        return Key(Hold.PRESENT, name, operator="?" if operator else "")
    return Key({"=": Hold.EQUALS, "^=": Hold.STARTS}.get(operator, Hold.OTHER), name, value, operator)


def _rarest(keys: list[Key]) -> Key:
    return min(keys, key=lambda key: key.hold, default=Key(Hold.NONE, ""))


def _after_bracket(text: str, at: int) -> int:
    """The place after the bracket that was opened before `at`; 0 if it is never closed."""
    depth, quote = 1, ""
    while at < len(text):
        sign = text[at]
        at += 1
        if sign == "\\":
            at += 1
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth:
                return at
    return 0


def _unescaped(name: str) -> str:
    if "\\" not in name:
        return name
    return _ESCAPED.sub(_character, name)


def _character(match: re.Match[str]) -> str:
    code = match.group(1).strip()
    if re.fullmatch(r"[0-9A-Fa-f]+", code):
        number = int(code, 16)
        return chr(number) if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
    return match.group(1)
