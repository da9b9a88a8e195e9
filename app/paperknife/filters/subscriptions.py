"""Which filter lists are in use: the program's own, files that the reader added, and known ones fetched on request.

A list is a text file in one folder, and `subscriptions.json` beside it says where it came from and whether it is on.
Nothing here opens a connection: who calls `update` brings a function that does.
"""

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from paperknife import bundled
from paperknife.errors import ListUnreachable, NotAFilterList, UnreadableFile, WriteError
from paperknife.files import write_whole
from paperknife.filters.filter_lists import FilterList, own_list

Fetch = Callable[[str], bytes]
LARGEST = 50_000_000  # bytes of a list
_RULE = re.compile(r"^(?:\|\|\S|@@\S|[^!\s<]*#@?#\S)", re.MULTILINE)
_OWN = "paperknife"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A list as it is shown to the reader.

    `name` stands for it in calls, `address` is where it is fetched from ("" for the program's own and for files),
    `date` the ISO day on which it was fetched or added ("" for one that is not here yet), `on` whether it is used.
    """

    name: str
    title: str
    address: str = ""
    licence: str = ""
    about: str = ""
    date: str = ""
    on: bool = False

    @property
    def here(self) -> bool:
        """Whether its text is on this machine."""
        return bool(self.date) or self.name == _OWN


class Subscriptions:
    """The lists in `folder`, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._record = folder / "subscriptions.json"

    def all(self) -> list[Subscription]:
        """The program's own list, then the reader's files, then known ones, fetched or not."""
        said = self._read()
        own = own_list()
        found = [Subscription(_OWN, own.title, licence=own.header.get("licence", ""), on=_flag(said, _OWN, True))]
        known = _known()
        for name, facts in said.items():
            if name not in known and name != _OWN and self._file(name).is_file():
                found.append(_told(Subscription(name, name), facts))
        for name, subscription in known.items():
            told = _told(subscription, said.get(name, {}))
            found.append(told if self._file(name).is_file() else replace(told, date=""))
        return found

    def lists(self) -> list[FilterList]:
        """The lists that are on and here. One whose file cannot be read is left out."""
        found = []
        for each in self.all():
            if each.name == _OWN and each.on:
                found.append(own_list())
            elif each.on and each.here:
                try:
                    found.append(FilterList(each.name, self._file(each.name).read_text("utf-8", "replace")))
                except OSError:
                    continue
        return found

    def add(self, path: Path) -> Subscription:
        """Copies the file `path` as a list of the reader's, and turns it on; one of the same name is replaced.

        Raises UnreadableFile, NotAFilterList or WriteError.
        """
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            raise UnreadableFile(path, (error.strerror or str(error)).lower()) from error
        text = _checked(data, path.name)
        name = re.sub(r"\W+", "-", path.stem).strip("-").lower() or "list"
        if name in _known() or name == _OWN:
            name = f"{name}-file"
        return self._keep(Subscription(name, path.stem, on=True), text)

    def update(self, name: str, fetch: Fetch) -> Subscription:
        """Fetches a list by its address, and turns it on. What was fetched before stays unless the new one is good.

        `fetch(address)` gives the bytes or raises OSError. Raises ListUnreachable, NotAFilterList or WriteError.
        """
        subscription = self._named(name)
        if not subscription.address:
            return subscription
        try:
            data = fetch(subscription.address)
        except OSError as error:
            reason = str(error.strerror or getattr(error, "reason", "") or error)
            raise ListUnreachable(subscription.title, subscription.address, reason) from error
        return self._keep(replace(subscription, on=True), _checked(data, subscription.title))

    def switch(self, name: str, on: bool) -> None:
        """Turns a list on or off; it stays where it is."""
        said = self._read()
        self._write({**said, name: {**said.get(name, {}), "on": on}})

    def remove(self, name: str) -> None:
        """Takes a list off this machine; a known one can be fetched again. The program's own is turned off."""
        if name == _OWN:
            self.switch(name, False)
            return
        said = self._read()
        said.pop(name, None)
        self._write(said)
        try:
            self._file(name).unlink(missing_ok=True)
        except OSError as error:
            raise WriteError(self._file(name), (error.strerror or str(error)).lower()) from error

    def _named(self, name: str) -> Subscription:
        return next(each for each in self.all() if each.name == name)

    def _keep(self, subscription: Subscription, text: str) -> Subscription:
        header = FilterList(subscription.name, text).header
        kept = replace(
            subscription,
            title=subscription.title if subscription.address else header.get("title", subscription.title),
            licence=header.get("licence", header.get("license", subscription.licence)),
            date=date.today().isoformat(),
        )
        write_whole(self._file(kept.name), text.encode("utf-8"))
        facts = {"title": kept.title, "licence": kept.licence, "date": kept.date, "on": kept.on}
        self._write({**self._read(), kept.name: facts})
        return kept

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.txt"

    def _read(self) -> dict[str, dict[str, Any]]:
        """What the record says; lists in the folder that it does not know of are the reader's own files."""
        try:
            said = json.loads(self._record.read_bytes())
        except (OSError, ValueError, RecursionError):
            said = {}
        entries = said if isinstance(said, dict) else {}
        known = {name: facts for name, facts in entries.items() if isinstance(facts, dict) and "/" not in name}
        for file in sorted(self.folder.glob("*.txt")):
            known.setdefault(file.stem, {"date": date.fromtimestamp(file.stat().st_mtime).isoformat(), "on": True})
        return known

    def _write(self, said: dict[str, dict[str, Any]]) -> None:
        write_whole(self._record, (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode("utf-8"))


def _known() -> dict[str, Subscription]:
    """The lists of others that the program knows of, by their names."""
    listed = tomllib.loads(bundled.text("filters/known.toml"))
    return {
        name: Subscription(name, facts["title"], facts["address"], facts["licence"], facts["about"])
        for name, facts in listed.items()
    }


def _told(subscription: Subscription, facts: dict[str, Any]) -> Subscription:
    """`subscription` with what the record says of it, as far as that makes sense."""
    words = {
        name: value for name in ("title", "licence", "date") if isinstance(value := facts.get(name), str) and value
    }
    return replace(subscription, on=facts.get("on") is True, **words)


def _flag(said: dict[str, dict[str, Any]], name: str, default: bool) -> bool:
    value = said.get(name, {}).get("on", default)
    return value if isinstance(value, bool) else default


def _checked(data: bytes, title: str) -> str:
    """The text of a list. Raises NotAFilterList for anything else, such as the log-in page of a hotel's network."""
    text = data[:LARGEST].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if len(data) > LARGEST or text.lstrip()[:1] == "<" or "\0" in text or not _RULE.search(text):
        raise NotAFilterList(title)
    return text
