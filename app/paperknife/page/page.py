"""A saved page once it is open: its tree, what was saved with it, and what it says of itself."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from paperknife.page.metadata import Metadata
from paperknife.page.resources import Resource, Resources, Stored, find


@dataclass(frozen=True)
class Page:
    """One page of one file. After `formats` made it, nobody changes its tree.

    `path` is the file it came from ("" for the clipboard), `format` the name of the module that read it,
    `number` its place among the pages of the file (0 for the first), `notes` what was odd about it, in words.
    `plain` is true for pages without any markup of their own: plain text.
    """

    tree: LexborHTMLParser
    metadata: Metadata
    resources: Resources = field(default_factory=Stored)
    path: str = ""
    format: str = "html"
    number: int = 0
    plain: bool = False
    notes: tuple[str, ...] = ()

    @cached_property
    def base(self) -> str:
        """The address that relative addresses are joined with: <base href> on top of the page's own; "" if unknown."""
        element = self.tree.css_first("base[href]")
        own = (element.attributes.get("href") or "").strip() if element else ""
        if own in ("", ".", "./"):
            return self.metadata.address
        return self.absolute(own, self.metadata.address)

    def absolute(self, reference: str, base: str | None = None) -> str:
        """`reference` as an absolute address where that is possible, else as it is."""
        base = self.base if base is None else base
        try:
            return urljoin(base, reference.strip()) if base else reference.strip()
        except ValueError:
            return reference.strip()

    def resource(self, reference: str, base: str | None = None) -> Resource | None:
        """The saved file that `reference` stands for, seen from the page or from a style sheet at `base`."""
        return find(self.resources, reference, self.base if base is None else base)
