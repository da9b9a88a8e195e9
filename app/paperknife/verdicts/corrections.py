"""What the reader corrected: choices for single pages, and rules for sites; both in one folder, as files to be read.

`site-rules.txt` holds one rule a line in the syntax that ad blockers share; lines that are not understood stay as they
are. `pages.json` holds what was kept and struck on single pages, by a fingerprint of address and text, so that a page
is known again wherever its file lies. Corrections are applied after everything else, rules first, choices last.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from paperknife.errors import NotAFilterList, UnreadableFile
from paperknife.files import set_aside, write_whole
from paperknife.filters.looking import Contents, Selectors
from paperknife.filters.site_rules import SiteRule, host_of, rule_in
from paperknife.verdicts import teaching
from paperknife.verdicts.covering import Covering
from paperknife.verdicts.verdict import JudgedPage

_HEADER = """! Title: Corrections made in Paperknife
! Below, "site.example##.box" strikes what ".box" fits on that site, and "site.example#@#.box" keeps it.
"""
_LARGEST = 50_000_000  # bytes of a file that is imported


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rules and pages came in that were not there before."""

    rules: int
    pages: int


class Corrections:
    """The corrections in `folder`, which need not exist yet. Files changed by others meanwhile are read again."""

    def __init__(self, folder: Path) -> None:
        self.rules_file = folder / "site-rules.txt"
        self.pages_file = folder / "pages.json"
        self._read: dict[Path, tuple[tuple[int, int], Any]] = {}

    # ---- applying ----

    def apply(self, judged: JudgedPage) -> JudgedPage:
        """The page with the reader's corrections: site rules first, choices for this page last."""
        by_rule = {block: rule.keep for block, rule in self.reasons(judged).items()}
        choices = {**by_rule, **self.for_page(judged)}
        return judged.overrule(choices) if choices else judged

    def reasons(self, judged: JudgedPage) -> dict[str, SiteRule]:
        """The site rule that decides over each block that one fits; one that keeps wins over one that strikes."""
        host = host_of(judged.page.metadata.address)
        rules = [rule for rule in self.site_rules() if rule.is_for(host)] if host else []
        if not rules:
            return {}
        contents, covering = Contents(judged.page, judged.blocks), Covering(judged.blocks)
        found: dict[str, SiteRule] = {}
        for rule in sorted(rules, key=lambda rule: rule.keep):
            for thing, _ in Selectors([rule.selector]).found_in(contents):
                for index in covering.whole(thing):
                    found[judged.blocks.all[index].id] = rule
        return found

    # ---- one page ----

    def for_page(self, judged: JudgedPage) -> dict[str, bool]:
        """The choices made on this page: ids of blocks, True for kept and False for struck."""
        entry = self._pages().get(_fingerprint(judged))
        if not isinstance(entry, dict):
            return {}
        return {**_ids(entry.get("struck"), False), **_ids(entry.get("kept"), True)}

    def remember(self, judged: JudgedPage, choices: Mapping[str, bool | None]) -> dict[str, bool | None]:
        """Adds choices for this page, None takes one back; gives the choices that undo this. Raises WriteError."""
        before = self.for_page(judged)
        after = {block: kept for block, kept in {**before, **choices}.items() if kept is not None}
        undo = {block: before.get(block) for block in choices}
        if after != before:
            pages, mark = dict(self._pages()), _fingerprint(judged)
            if after:
                metadata = judged.page.metadata
                pages[mark] = {
                    "address": metadata.address,
                    "title": metadata.title,
                    "date": date.today().isoformat(),
                    "kept": [block for block, kept in after.items() if kept],
                    "struck": [block for block, kept in after.items() if not kept],
                }
            else:
                pages.pop(mark, None)
            self._write_pages(pages)
        return undo

    # ---- sites ----

    def rule_for(self, judged: JudgedPage, block_id: str, keep: bool) -> str:
        """A rule that would keep or strike this block and its like on the whole site; "" where none can be made."""
        rule = teaching.rule_for(judged, block_id, keep)
        return rule.text if rule else ""

    def site_rules(self) -> tuple[SiteRule, ...]:
        """The rules that are understood, in the order of the file."""
        return tuple(rule for line in self._lines() if (rule := rule_in(line)))

    def add_site_rule(self, rule: str) -> bool:
        """Adds a rule at the end, and takes away its opposite. False if it was there. Raises WriteError, ValueError."""
        parsed = rule_in(rule)
        if parsed is None:
            raise ValueError(f"not a rule: {rule}")
        return bool(self._add([parsed]))

    def remove_site_rule(self, rule: str) -> bool:
        """Takes a rule away, wherever it stands. False if it is not there. Raises WriteError."""
        lines = self._lines()
        rest = [line for line in lines if line.strip() != rule.strip()]
        if len(rest) == len(lines):
            return False
        self._write_lines(rest)
        return True

    # ---- taking along ----

    def export(self, file: Path) -> None:
        """Writes everything into one file for another machine; only the rules if its name ends in ".txt"."""
        if file.suffix.lower() == ".txt":
            write_whole(file, self._as_text(self._lines()))
            return
        rules = [rule.text for rule in self.site_rules()]
        write_whole(file, _json({"corrections": 1, "rules": rules, "pages": self._pages()}))

    def import_from(self, file: Path) -> Imported:
        """Adds what such a file, or any list with rules for sites, says; its choices for a page replace those here.

        Raises UnreadableFile, NotAFilterList (nothing in it is understood) or WriteError.
        """
        try:
            with file.open("rb") as opened:
                data = opened.read(_LARGEST)
        except OSError as error:
            raise UnreadableFile(file, (error.strerror or str(error)).lower()) from error
        text = data.decode("utf-8-sig", "replace")
        said = _object(text)
        lines = said.get("rules", []) if said is not None else text.splitlines()
        rules = [rule for line in lines if isinstance(line, str) and (rule := rule_in(line)) and rule.hosts]
        pages = {mark: entry for mark, entry in _map((said or {}).get("pages")).items() if isinstance(entry, dict)}
        if not rules and not pages and (said is None or "corrections" not in said):
            raise NotAFilterList(file.name)
        before = self._pages()
        fresh = sum(before.get(mark) != entry for mark, entry in pages.items())
        if fresh:
            self._write_pages({**before, **pages})
        return Imported(self._add(rules), fresh)

    # ---- the files ----

    def _add(self, rules: Iterable[SiteRule]) -> int:
        lines = self._lines()
        there = {rule for line in lines if (rule := rule_in(line))}
        fresh = [rule for rule in dict.fromkeys(rules) if rule not in there]
        if fresh:
            opposite = {SiteRule(rule.hosts, rule.selector, not rule.keep) for rule in fresh}
            rest = [line for line in lines if rule_in(line) not in opposite]
            self._write_lines([*(rest or _HEADER.splitlines()), *(rule.text for rule in fresh)])
        return len(fresh)

    def _lines(self) -> list[str]:
        data = self._fresh(self.rules_file)
        return [] if data is None else data.decode("utf-8", "surrogateescape").splitlines()

    def _write_lines(self, lines: list[str]) -> None:
        write_whole(self.rules_file, self._as_text(lines))

    @staticmethod
    def _as_text(lines: list[str]) -> bytes:
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")

    def _pages(self) -> dict[str, Any]:
        """What is stored of pages; nothing if the file cannot be understood."""
        data = self._fresh(self.pages_file)
        said = _object(data.decode("utf-8", "replace")) if data is not None else None
        return _map((said or {}).get("pages"))

    def _write_pages(self, pages: dict[str, Any]) -> None:
        data = self._fresh(self.pages_file)
        said = _object(data.decode("utf-8", "replace")) if data is not None else {}
        if said is None or not isinstance(said.get("pages", {}), dict):
            set_aside(self.pages_file)
            said = {}
        write_whole(self.pages_file, _json({**said, "pages": pages}))

    def _fresh(self, file: Path) -> bytes | None:
        """The file's bytes, read again when it has changed; None if there is none."""
        try:
            stat = file.stat()
            stamp = stat.st_mtime_ns, stat.st_size
            known = self._read.get(file)
            if known is None or known[0] != stamp:
                known = self._read[file] = stamp, file.read_bytes()
        except OSError:
            return None
        return bytes(known[1])


def _fingerprint(judged: JudgedPage) -> str:
    """The same for the same page, however its file is called and wherever it lies."""
    said = "\n".join((judged.page.metadata.address, *(block.id for block in judged.blocks.all)))
    return blake2b(said.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _ids(listed: Any, kept: bool) -> dict[str, bool]:
    return {block: kept for block in listed if isinstance(block, str)} if isinstance(listed, list) else {}


def _object(text: str) -> dict[str, Any] | None:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _json(said: Any) -> bytes:
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")
