"""Addresses and titles as the inside of `[…](…)`, meaning what they meant on the page."""

import re
from urllib.parse import quote

_UNSAFE = re.compile(r"[\s<>`\\\x00-\x1f\x7f]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_PARENTHESIS = re.compile(r"[()]")
_IN_TITLE = re.compile(r'["\\]')


def write_target(address: str) -> str:
    """The address of a link or image: nothing in it ends the destination or is read as an escape."""
    address = re.sub(r"[\t\r\n]", "", address.strip())
    address = _UNSAFE.sub(lambda found: quote(found[0]), address)
    if not _is_balanced(address):
        address = _PARENTHESIS.sub(r"\\\g<0>", address)
    return _ENTITY.sub("&amp;", address)


def _is_balanced(address: str) -> bool:
    """Whether CommonMark would take the address's parentheses as they are: balanced, and not more than 32 deep."""
    depth = 0
    for found in _PARENTHESIS.findall(address):
        depth += 1 if found == "(" else -1
        if not 0 <= depth <= 32:
            return False
    return depth == 0


def write_title(title: str) -> str:
    """A title with the space before it, "" without one."""
    if not title.strip():
        return ""
    text = _ENTITY.sub("&amp;", _IN_TITLE.sub(r"\\\g<0>", re.sub(r"\s*\n\s*", " ", title)))
    return f' "{text}"'
