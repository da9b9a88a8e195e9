"""Style sheets of a saved page with every address in them led to a saved file, or to nothing."""

import re
from collections.abc import Callable

from paperknife.page.page import Page
from paperknife.page.resources import Resource

_URL = re.compile(
    r"""url\(\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([^\s"'()][^"'()]*?))\s*\)""", re.IGNORECASE
)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"'()\s;]+)["']?\s*\)?\s*([^;{}]*);""", re.IGNORECASE)
_DEEPEST = 5  # style sheets that import style sheets that import …
_LARGEST = 8_000_000  # characters of one page's style sheets

AddressOf = Callable[[Resource], str]


def stylesheet(page: Page, css: str, base: str, address_of: AddressOf, depth: int = 0) -> str:
    """`css`, found at `base`, with imports put in place and addresses replaced by those of `address_of`."""
    if "@import" in css.lower():

        def imported(match: re.Match[str]) -> str:
            return _imported(page, match, base, address_of, depth) if depth < _DEEPEST else ""

        css = _IMPORT.sub(imported, css)
    return with_addresses(page, css, base, address_of)


def with_addresses(page: Page, css: str, base: str, address_of: AddressOf) -> str:
    """Every url(…) of `css` led to a saved file; one that was not saved becomes an empty address."""
    if "url(" not in css.lower():
        return css

    def replaced(match: re.Match[str]) -> str:
        reference = next((group for group in match.groups() if group is not None), "").strip()
        if reference.startswith("#") or reference[:5].lower() == "data:" or reference.startswith("paper:"):
            return match.group()
        resource = page.resource(reference, base)
        return f'url("{address_of(resource)}")' if resource is not None else 'url("data:,")'

    return _URL.sub(replaced, css)


def linked(page: Page, reference: str, address_of: AddressOf, base: str | None = None, depth: int = 0) -> str:
    """The text of the style sheet that `reference` names, ready to stand in the page; "" if it was not saved."""
    resource = page.resource(reference, base)
    if resource is None or len(resource.data) > _LARGEST:
        return ""
    css = resource.data.decode("utf-8-sig", "replace")
    where = page.absolute(reference, base) if ":" in reference or not reference.startswith(".") else reference
    return stylesheet(page, css, where, address_of, depth)


def _imported(page: Page, match: re.Match[str], base: str, address_of: AddressOf, depth: int) -> str:
    css = linked(page, match.group(1), address_of, base, depth + 1)
    media = match.group(2).strip()
    return f"@media {media} {{ {css} }}" if media and css else css
