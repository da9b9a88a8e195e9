"""One filter list in the form that answers at once: compiled by Brave's engine, kept in a cache between runs."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from paperknife.errors import WriteError
from paperknife.files import write_whole
from paperknife.filters.looking import Selectors

try:
    import adblock
except ImportError:  # there is no build for every machine; pages are judged without filter lists then
    available = False
else:
    available = True

_NOWHERE = "https://nowhere.invalid/"  # an address that no rule is made for
_STAMP = 16  # bytes in front of a cached list that say what it was compiled from; as many that it is whole


class Compiled:
    """A compiled list. `cache` is the file in which it is kept; it is written anew when `text` is another.

    Use only where `available` is true.
    """

    def __init__(self, text: str, cache: Path | None = None) -> None:
        self._engine = _engine(text, cache)
        self.everywhere = frozenset(self._engine.url_cosmetic_resources(_NOWHERE).hide_selectors)
        self.selectors = Selectors(self.everywhere)

    def on(self, address: str) -> tuple[frozenset[str], frozenset[str], bool]:
        """(selectors for a page at `address`, selectors that do not count there, whether only its own count)."""
        found = self._engine.url_cosmetic_resources(address)
        return frozenset(found.hide_selectors), frozenset(found.exceptions), found.generichide

    def named(self, classes: list[str], ids: list[str], except_for: Iterable[str]) -> list[str]:
        """The selectors for any page that begin with one of these classes or ids."""
        return list(self._engine.hidden_class_id_selectors(classes, ids, set(except_for)))

    def blocks(self, address: str, page_address: str, kind: str) -> tuple[str, bool]:
        """(the rule against a request or "", whether another one allows it). `kind` is "image", "script" …."""
        found = self._engine.check_network_urls(address, page_address, kind)
        return (found.filter or address) if found.matched else "", bool(found.exception)

    def allows(self, address: str, host: str, page_host: str, kind: str) -> bool:
        """Whether an exception of this list is made for a request that another list blocks."""
        found = self._engine.check_network_urls_with_hostnames_subset(
            address, host, page_host, kind, host != page_host, True, True
        )
        return bool(found.exception)


def _engine(text: str, cache: Path | None) -> Any:
    stamp = _digest(f"{getattr(adblock, '__version__', '')}\n{text}".encode("utf-8", "replace"))
    if cache is not None:
        engine = _from_cache(cache, stamp)
        if engine is not None:
            return engine
    rules = adblock.FilterSet(debug=True)  # so that it can name the rule that decided
    rules.add_filter_list(text)
    engine = adblock.Engine(rules, optimize=False)
    if cache is not None:
        try:
            data = bytes(engine.serialize())
            write_whole(cache, stamp + _digest(data) + data)
        except WriteError:
            pass  # it is compiled again the next time
    return engine


def _from_cache(cache: Path, stamp: bytes) -> Any | None:
    try:
        kept = cache.read_bytes()
    except OSError:
        return None
    data = kept[2 * _STAMP :]
    # The engine does not survive every damaged file, so none is shown to it.
    if kept[: 2 * _STAMP] != stamp + _digest(data):
        return None
    engine = adblock.Engine(adblock.FilterSet(debug=True), optimize=False)
    try:
        engine.deserialize(data)
    except adblock.AdblockException:
        return None
    return engine


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_STAMP).digest()
