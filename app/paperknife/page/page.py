"""A saved page once it is open: its tree, what was saved with it, and what it says of itself."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from paperknife.page.metadata import Metadata
from paperknife.page.resources import Resource, Resources, Stored, find

_VARIABLE = re.compile(r"""(--sf-img-\d+)\s*:\s*url\(["']?(data:[^"')]+)""")


@dataclass(frozen=True)
class Page:
    """One page of one file. After `formats` made it, nobody changes its tree.

    `path` is the file it came from ("" for the clipboard), `format` the name of the module that read it,
    `number` its place among the pages of the file (0 for the first), `notes` what was odd about it, in words.
    `plain` is true for pages without any markup of their own: plain text. `doctype` is the page's own, which tells
    a browser by what rules of which year it is to be laid out; "" if it has none.
    """

    tree: LexborHTMLParser
    metadata: Metadata
    resources: Resources = field(default_factory=Stored)
    path: str = ""
    format: str = "html"
    number: int = 0
    plain: bool = False
    doctype: str = "<!DOCTYPE html>"
    notes: tuple[str, ...] = ()

    @cached_property
    def base(self) -> str:
        """The address that relative addresses are joined with: <base href> on top of the page's own; "" if unknown."""
        element = self.tree.css_first("base[href]")
        own = (element.attributes.get("href") or "").strip() if element else ""
        if own in ("", ".", "./"):
            return self.metadata.address
        return self.absolute(own, self.metadata.address)

    @cached_property
    def images_in_sheets(self) -> dict[str, str]:
        """The data: addresses of images that SingleFile keeps once, as variables of a style sheet, by their names."""
        sheets = [style.text(deep=True) for style in self.tree.css("style")]
        return dict(pair for css in sheets if "--sf-img-" in css for pair in _VARIABLE.findall(css))

    def absolute(self, reference: str, base: str | None = None) -> str:
        """`reference` as an absolute address where that is possible, else as it is."""
        reference = reference.strip()
        base = self.base if base is None else base
        if not base or reference.startswith(("https://", "http://")):
            return reference
        try:
            return urljoin(base, reference)
        except ValueError:
            return reference

    def resource(self, reference: str, base: str | None = None) -> Resource | None:
        """The saved file that `reference` stands for, seen from the page or from a style sheet at `base`."""
        return find(self.resources, reference, self.base if base is None else base)
