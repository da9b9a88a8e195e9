"""Rules for single sites in the common syntax: `site.example##.box` strikes, `site.example#@#.box` keeps."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from paperknife.filters.selectors import read

_RULE = re.compile(r"^(?P<hosts>[^#!\s/$|@*]*)(?P<mark>#@?#)(?P<selector>[^+^\s].*)$")


@dataclass(frozen=True, slots=True)
class SiteRule:
    """`hosts` are those of the sites, with those below them; one that begins with "~" is left out; none means all."""

    hosts: tuple[str, ...]
    selector: str
    keep: bool

    @property
    def text(self) -> str:
        """The rule as it stands in a list."""
        return f"{','.join(self.hosts)}{'#@#' if self.keep else '##'}{self.selector}"

    def is_for(self, host: str) -> bool:
        """Whether it counts for pages of `host`."""
        within = [name for name in self.hosts if _below(host, name.removeprefix("~"))]
        if not within:
            return not any(not name.startswith("~") for name in self.hosts)
        return not max(within, key=lambda name: len(name.removeprefix("~"))).startswith("~")


def rule_in(line: str) -> SiteRule | None:
    """The rule that a line of a list says; None for comments, and for rules that cannot be followed here."""
    match = _RULE.match(line.strip())
    if match is None or not read(match["selector"]):
        return None
    hosts = tuple(name.strip().lower() for name in match["hosts"].split(",") if name.strip())
    return SiteRule(hosts, match["selector"].strip(), match["mark"] == "#@#")


def host_of(address: str) -> str:
    """The host of an address in lower case, without "www."; "" if it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _below(host: str, site: str) -> bool:
    site = site.removeprefix("www.")
    return host == site or host.endswith(f".{site}")
