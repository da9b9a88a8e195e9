"""Keeps markup within bounds before it is parsed: nesting, formatting and attributes whose cost grows by squares.

Browsers bound the depth of a tree as well. Text is never taken away, and pages that people write stay as they are.
"""

import re
from collections import Counter

DEEPEST = 400
MOST_FORMATTING = 30
MOST_ATTRIBUTES = 1_000
MOST_ELEMENTS = 500_000

# Below these a page cannot be costly, and is not looked through.
_FEW_TAGS = 30_000
_FEW_FORMATTING = 30
_LONG_TAG = 20_000

_FORMATTING = frozenset("b big code em font i nobr s small strike strong tt u".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Start tags of elements that exist once: their attributes are merged.
_MERGED = frozenset(("html", "body"))
# What a start tag ends although nobody wrote the end tag.
_ENDED_BY = {
    "p": ("p",),
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
    "a": ("a",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "tbody": ("td", "th", "tr", "thead", "tbody"),
    "div": ("p",),
    "table": ("p",),
    "ul": ("p",),
}
_FORMATTING_START = re.compile(r"<[bcefinstuBCEFINSTU](?:ig|ode|m|ont|obr|mall|trike|trong|t)?[\s/]", re.IGNORECASE)
_FORMATTING_TAG = re.compile(rf"<(/?)({'|'.join(sorted(_FORMATTING))})(?=[\s/>])", re.IGNORECASE)
# An attribute as the HTML standard reads it (section 13.2.5.32 and on): quotes count only after an equals sign.
_ONE = r"(?:[^\s/>=]|=)[^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*)?)?"
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|xmp|noembed|noframes)\b[^>]*>.*?(?:</\1|\Z)"
    rf"|<(/?)([a-z][^\s/>]*)((?>[\s/]+|{_ONE})*)(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(_ONE)
_TAG = re.compile(r"<[A-Za-z]")
_GAPS = re.compile(rf"(?:[^\s/\"']*[\s/\"']){{{MOST_ATTRIBUTES}}}")


def bounded(html: str) -> str:
    """`html`, less the tags and attributes that are beyond the bounds."""
    return _cut(html) if _is_costly(html) else html


def _is_costly(html: str) -> bool:
    return (
        html.count("<") > _FEW_TAGS
        or (len(_FORMATTING_START.findall(html)) > _FEW_FORMATTING and _open_formatting(html) > MOST_FORMATTING)
        or _has_long_tag(html)
    )


def _open_formatting(html: str) -> int:
    """How many formatting elements are open at once at most."""
    opened: Counter[str] = Counter()
    now = most = 0
    for slash, name in _FORMATTING_TAG.findall(html):
        name = name.lower()
        if not slash:
            opened[name] += 1
            now += 1
            most = max(most, now)
        elif opened[name]:
            opened[name] -= 1
            now -= 1
    return most


def _has_long_tag(html: str) -> bool:
    """Whether a stretch without ">" is so long, and has so many gaps, that it may be one tag with many attributes."""
    at = 0
    while at + _LONG_TAG < len(html):
        last = html.rfind(">", at, at + _LONG_TAG)
        if last >= 0:
            at = last + 1
            continue
        end = html.find(">", at)
        end = end if end >= 0 else len(html)
        start = _TAG.search(html, at, end)
        if start and end - start.start() > _LONG_TAG and _GAPS.match(html, start.start(), end):
            return True
        at = end + 1
    return False


def _cut(html: str) -> str:
    """One pass over the tags, with what is open on a stack: start tags beyond the bounds go, and their end tags too.

    What follows the last element that is allowed is left as text.
    """
    stack: list[str] = []
    opened: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    formatting = elements = 0
    pieces: list[str] = []
    kept = 0
    for match in _TOKEN.finditer(html):
        name = (match[3] or "").lower()
        if not name:
            continue
        if match[2]:
            formatting -= name in _FORMATTING and formatting > 0
            if left_out[name]:
                left_out[name] -= 1
                pieces.append(html[kept : match.start()])
                kept = match.end()
            elif opened[name]:
                while (last := stack.pop()) != name:
                    opened[last] -= 1
                opened[name] -= 1
            continue
        while stack and stack[-1] in _ENDED_BY.get(name, ()):
            opened[stack.pop()] -= 1
        # Formatting that is still open is made anew in every paragraph (HTML, "reconstruct the active formatting").
        elements += 1 + formatting
        if elements > MOST_ELEMENTS:
            return "".join((*pieces, html[kept : match.start()], _TOKEN.sub(" ", html[match.start() :])))
        if (
            (name in _FORMATTING and formatting >= MOST_FORMATTING)
            or (name in _MERGED and opened[name] > MOST_FORMATTING)
            or (name not in _VOID and len(stack) >= DEEPEST)
        ):
            left_out[name] += name not in _VOID
            pieces.append(html[kept : match.start()])
            kept = match.end()
            continue
        formatting += name in _FORMATTING
        if name not in _VOID:
            opened[name] += 1
            stack.append(name)
        if len(match[4]) > _LONG_TAG and len(attributes := _ATTRIBUTE.findall(match[4])) > MOST_ATTRIBUTES:
            pieces += (html[kept : match.start()], f"<{match[3]} {' '.join(attributes[:MOST_ATTRIBUTES])}>")
            kept = match.end()
    return "".join(pieces) + html[kept:] if pieces else html
