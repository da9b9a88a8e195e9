"""The properties at the head of a note: YAML as Obsidian, Joplin, Zettlr and pandoc read it.

Written in the one shape that all of them take: double-quoted text, block lists, bare dates and numbers, and an empty
value as `key:`. Text is escaped as in JSON, which YAML 1.1 and 1.2 both read the same way.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

Properties = dict[str, Any]

_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>(?:.*\r?\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_MOST = 100_000  # characters of properties that are looked at
_MOST_BRACKETS = 1_000  # flow collections nested deeper than this only serve to keep a parser busy

# What YAML counts as not printable, and the byte order mark, that JSON would write as they are.
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LONE = re.compile(r"[\ud800-\udfff]")
_PLAIN_KEY = re.compile(r"[^\W\d][\w.-]*\Z")
_WORDS = frozenset("true false yes no on off null y n none nan inf".split())

_SCALAR = r'(?:"(?:[^"\\\n]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"|\d{4}-\d\d-\d\d|true|false|0|[1-9]\d{0,17})'
_LINE = re.compile(rf"(?:(?P<key>[^\W\d]\w*):(?: (?P<value>{_SCALAR}))?|  - (?P<item>{_SCALAR}))\n")


def write(properties: Mapping[str, Any]) -> str:
    """The properties between two lines of dashes. Values are text, numbers, booleans, dates, and lists of these."""
    lines = ["---"]
    for key, value in properties.items():
        name = key if _PLAIN_KEY.match(key) and key.lower() not in _WORDS else _quoted(key)
        if isinstance(value, list | tuple):
            lines.append(f"{name}:")
            lines.extend(f"  - {_scalar(item)}" for item in value if item not in (None, ""))
        elif value is None or value == "":
            lines.append(f"{name}:")
        else:
            lines.append(f"{name}: {_scalar(value)}")
    return "\n".join([*lines, "---", ""])


def read(text: str) -> tuple[Properties, str]:
    """The properties of a note, and the text after them; no properties where they are broken, in any note at all."""
    head, body = split(text)
    return _properties(head), body


def split(text: str) -> tuple[str, str]:
    """The YAML of a note without its dashes ("" if it has none), and the text after them."""
    if not text.startswith(("---", "\ufeff---")):
        return "", text
    match = _HEAD.match(text[:_MOST])
    if match is None:
        return "", text
    return match["yaml"].replace("\r\n", "\n"), text[match.end() :].lstrip("\r\n")


def parts(head: str) -> dict[str, str]:
    """The lines of each property in the YAML `head`, just as they were written; "" has those before the first one."""
    found: dict[str, str] = {}
    key = ""
    for line in head.splitlines(keepends=True):
        if not line.startswith((" ", "\t", "-", "#", "\n", "}", "]")):
            key = line.partition(":")[0].strip("\"' ")
        found[key] = found.get(key, "") + line
    return found


def others(head: str, known: Iterable[str]) -> str:
    """The lines of the properties in the YAML `head` that are none of the `known`."""
    names = {"", *known}
    return "".join(lines for key, lines in parts(head).items() if key not in names)


def _quoted(text: str) -> str:
    quoted = json.dumps(_LONE.sub("\ufffd", text), ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _scalar(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case datetime():
            return value.isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
    return _quoted(str(value))


def _properties(head: str) -> Properties:
    if not head.strip():
        return {}
    quick = _own_shape(head)
    if quick is not None:
        return quick
    if head.count("[") + head.count("{") > _MOST_BRACKETS:
        return {}
    try:
        said = YAML(typ="safe", pure=True).load(head)
    # Its own resolvers raise all kinds of errors for dates, numbers and keys that cannot be.
    except (YAMLError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return {}
    return {str(key): value for key, value in said.items()} if isinstance(said, dict) else {}


def _own_shape(head: str) -> Properties | None:
    """What `write` wrote, read some fifty times faster than any YAML can be; None if it is of another shape."""
    found: Properties = {}
    key = ""
    at = 0
    while at < len(head):
        match = _LINE.match(head, at)
        if match is None:
            return None
        at = match.end()
        try:
            if match["item"] is not None:
                if found.get(key, "") is None:
                    found[key] = []
                if not isinstance(found.get(key), list):
                    return None
                found[key].append(_value(match["item"]))
                continue
            key = match["key"]
            if key in found or key.lower() in _WORDS:
                return None
            found[key] = _value(match["value"]) if match["value"] is not None else None
        except ValueError:
            return None
    return found


def _value(text: str) -> Any:
    return date.fromisoformat(text) if text[4:5] == "-" else json.loads(text)
