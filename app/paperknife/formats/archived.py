"""Files kept inside a container: found by the address they were saved from, unpacked when they are asked for."""

from collections.abc import Callable, Mapping
from urllib.parse import unquote

from paperknife.page.resources import Resource, joined

Unpack = Callable[[], Resource | None]


class Archived:
    """Resources by address, or by name in the container, each with the way to unpack it.

    `base` is the address, or the name, that the page itself has in the container: references are joined with it,
    because the container may use names that are no web addresses ("file:///C:/index.htm", "folder/index.html").
    """

    def __init__(self, by_address: Mapping[str, Unpack], base: str = "") -> None:
        self._by_address = by_address
        self._base = base
        self._by_decoded = {unquote(address): address for address in reversed(list(by_address))}

    def get(self, address: str) -> Resource | None:
        for spelling in (address, joined(self._base, address)):
            for known in (spelling, self._by_decoded.get(unquote(spelling.partition("#")[0]), "")):
                unpack = self._by_address.get(known)
                if unpack is not None:
                    return unpack()
        return None

    def at(self, base: str) -> "Archived":
        """The same files, seen from another page of the container."""
        return Archived(self._by_address, base)
