"""Style sheets of a saved page with every address in them led to a saved file, or to nothing."""

import re
from collections.abc import Callable

from paperknife.formats.charset import codec_of
from paperknife.page.page import Page
from paperknife.page.resources import Resource

_QUOTED = r"""(?:"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"|'([^'\\\n]*+(?:\\.[^'\\\n]*+)*+)'"""
_URL = re.compile(rf"""url\(\s*+{_QUOTED}|([^\s"'()](?:[^"'()]*[^\s"'()])?))\s*\)""", re.IGNORECASE)
_IMPORT = re.compile(
    rf"""@import\s++(?:url\(\s*+)?{_QUOTED}|([^"'()\s;]++))\s*+\)?\s*+([^;{{}}]{{0,400}}+);""", re.IGNORECASE
)
_LAYER = re.compile(r"layer(?:\(\s*([\w.-]+)\s*\))?(?![\w-])\s*", re.IGNORECASE)
_SUPPORTS = re.compile(r"supports(\((?:[^()]|\([^()]*\))*\))\s*", re.IGNORECASE)
_CHARSET = re.compile(rb'@charset "([\w:.-]+)"')
_DEEPEST = 5  # style sheets that import style sheets that import …
_MOST_IMPORTS = 500
_LARGEST = 8_000_000  # bytes of one style sheet

# What keeps a whole page from view until a script has run: here none will.
_SAME = r"""[\w.#:\[\]="'()-]*+"""
_HIDDEN_PAGE = re.compile(
    rf"((?:^|[{{}},;/>])\s*+(?:html|body){_SAME}(?:\s++(?:html|body){_SAME})*+\s*+\{{[^{{}}]*?)display\s*+:\s*+none[^;}}]*",
    re.IGNORECASE,
)
_FRAME = re.compile(r"(?<![\w./#:-])iframe(?![\w/-]|\.(?:png|gif|jpe?g|svg|webp|css|html?|php|js)\b)")

AddressOf = Callable[[Resource], str]


class StyleSheets:
    """The style sheets of one page, on their way into one document."""

    def __init__(self, page: Page, address_of: AddressOf) -> None:
        """`address_of(resource)` gives the address at which a saved file will be served."""
        self._page = page
        self._address_of = address_of
        self._imports = 0

    def inline(self, css: str) -> str:
        """The text of a <style> element, imports put in place.

        Rules for frames hold for saved frames too, which are elements of the page here, and a page that waits
        for a script before it shows itself is shown.
        """
        return _shown(self._with_imports(css, self._page.base, 0))

    def linked(self, reference: str) -> str:
        """The text of the style sheet that `reference` names, ready to stand in the page; "" if it was not saved."""
        return _shown(self._saved(reference, self._page.base, 0))

    def with_addresses(self, css: str, base: str | None = None) -> str:
        """Every url(…) of `css`, found at `base`, led to a saved file; one not saved becomes an empty address."""
        if "url(" not in css.lower():
            return css

        def replaced(match: re.Match[str]) -> str:
            reference = _first(match).strip()
            if reference.startswith("#") or reference[:5].lower() == "data:":
                return match.group()
            resource = self._page.resource(reference, base)
            return f'url("{self._address_of(resource)}")' if resource is not None else 'url("data:,")'

        return _URL.sub(replaced, css)

    def _saved(self, reference: str, base: str, depth: int) -> str:
        resource = self._page.resource(reference, base)
        if resource is None or len(resource.data) > _LARGEST:
            return ""
        where = self._page.absolute(reference, base) if ":" in reference or reference[:1] != "." else reference
        return self._with_imports(_decoded(resource), where, depth)

    def _with_imports(self, css: str, base: str, depth: int) -> str:
        if "@import" not in css.lower():
            return self.with_addresses(css, base)
        parts, end = [], 0
        for match in _IMPORT.finditer(css):
            parts.append(self.with_addresses(css[end : match.start()], base))
            end = match.end()
            self._imports += 1
            if depth < _DEEPEST and self._imports <= _MOST_IMPORTS:
                parts.append(_under(match.group(4).strip(), self._saved(_first(match), base, depth + 1)))
        return "".join([*parts, self.with_addresses(css[end:], base)])


def _decoded(resource: Resource) -> str:
    """The sheet's text, by its own encoding (CSS Syntax, section 3.2)."""
    said = _CHARSET.match(resource.data)
    label = resource.charset or (said[1].decode("ascii") if said else "")
    if resource.data.startswith(b"\xef\xbb\xbf"):
        label = ""
    return resource.data.decode(codec_of(label) or "utf-8", "replace").removeprefix("\ufeff")


def _under(conditions: str, css: str) -> str:
    """An imported sheet inside the conditions under which it was imported (CSS Cascade, section 2)."""
    blocks = []
    if layer := _LAYER.match(conditions):
        blocks.append(f"@layer {layer[1] or ''}")
        conditions = conditions[layer.end() :]
    if supports := _SUPPORTS.match(conditions):
        blocks.append(f"@supports {supports[1]}")
        conditions = conditions[supports.end() :]
    if conditions:
        blocks.append(f"@media {conditions}")
    return "".join(f"{block} {{ " for block in blocks) + css + " }" * len(blocks) if css else ""


def _shown(css: str) -> str:
    if "iframe" in css:
        css = _FRAME.sub(":is(iframe, :where([data-frame]))", css)
    return _HIDDEN_PAGE.sub(r"\1", css.replace(":not(:defined)", ":not(*)"))


def _first(match: re.Match[str]) -> str:
    """The address, however it was quoted."""
    return next((group for group in match.groups()[:3] if group is not None), "")
