"""A page that is open in the window: its verdicts, what the reader overruled, and undo for that."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QMimeDatabase, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from paperknife.clipping.edits import Edit
from paperknife.desktop.drafts import Draft
from paperknife.desktop.scheme import Shelf
from paperknife.filters.site_rules import SiteRule
from paperknife.highlights.highlight import Found
from paperknife.page.metadata import is_web_address
from paperknife.page.resources import Resource
from paperknife.page.writing import escape_value
from paperknife.render import original, reader
from paperknife.render.themes import Appearance
from paperknife.verdicts.verdict import JudgedPage

_SHOWN = re.compile(r"paper://page-\d+/files/[0-9a-f]+")


@dataclass(frozen=True)
class Standing:
    """How a page stands: as it was judged, the site rules that its blocks meet, and the choices for it alone."""

    judged: JudgedPage
    rules: Mapping[str, SiteRule] = field(default_factory=dict)
    choices: Mapping[str, bool] = field(default_factory=dict)

    def overruled(self) -> JudgedPage:
        """The page after both; a choice for it alone wins over a rule for its site."""
        ruled = {block: rule.keep for block, rule in self.telling_rules().items()}
        return self.judged.overrule({**ruled, **self.choices})

    def telling_rules(self) -> dict[str, SiteRule]:
        """The rules that make a difference, by block."""
        verdicts = self.judged.by_id
        return {block: rule for block, rule in self.rules.items() if verdicts[block].struck == rule.keep}


class OpenPage(QObject):
    """One judged page, its documents on the shelf, and its own undo stack.

    `overruled` names blocks that may look different now, `chosen` those that the reader chose something for;
    `highlighted` tells that its highlights are others now.
    """

    changed = Signal()
    overruled = Signal(list)
    chosen = Signal(list)
    highlighted = Signal()

    def __init__(self, standing: Standing, name: str, shelf: Shelf, parent: QObject | None = None) -> None:
        """`name` is the file's name, or what else the page came from."""
        super().__init__(parent)
        self._standing = standing
        self.judged = standing.overruled()
        self.rules = self._deciding()
        self.name = name
        self.undo = QUndoStack(self)
        self.place = ""
        # How far it stands from some blocks, where it was read up to, [[id, distance in px]].
        self.near: Sequence[tuple[str, float]] = ()
        self.article_offered = False
        # In the order of the page; those that are not found on it come last.
        self.highlights: Sequence[Found] = ()
        # What the clip panel held for it when another page was turned to.
        self.draft: Draft | None = None
        # The reader's own text as it was last saved.
        self.saved_edit: Edit | None = None
        self._shelf = shelf
        self._host = shelf.new_host()
        self._drawn_original = ""
        self._mimes = QMimeDatabase()
        self._own_addresses: dict[str, str] = {}
        self._files: dict[str, Resource] = {}

    @property
    def title(self) -> str:
        """What a list calls the page."""
        return self.judged.page.metadata.title or self.name

    @property
    def mark(self) -> str:
        """A short name of the page for the next time that it is opened, wherever its file lies then."""
        facts = self.alone.page.metadata
        said = "\n".join((facts.address or self.name, facts.title, str(len(self.alone.verdicts))))
        return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=9).hexdigest()

    @property
    def struck(self) -> int:
        """How many blocks are struck."""
        return len(self.judged.verdicts) - len(self.judged.kept)

    def keep(self, blocks: Iterable[str], words: str) -> None:
        """Keeps blocks, as one step that can be undone; `words` name it."""
        self._overrule({block: True for block in blocks}, words)

    def strike(self, blocks: Iterable[str], words: str) -> None:
        """Strikes blocks, as one step that can be undone; `words` name it."""
        self._overrule({block: False for block in blocks}, words)

    def forget_choices(self, words: str) -> None:
        """Takes every choice of the reader back, as one step that can be undone."""
        self._push({block: None for block in self.choices}, words)

    @property
    def choices(self) -> Mapping[str, bool]:
        """What the reader chose for this page alone."""
        return self._standing.choices

    @property
    def alone(self) -> JudgedPage:
        """The page as it was judged, before the reader's rules and choices."""
        return self._standing.judged

    def draw(self, appearance: Appearance) -> tuple[str, str]:
        """Renders both documents onto the shelf and gives their addresses: reader, original. Takes long."""
        judged = self.judged
        article = reader.document(judged, appearance, self.address_of)
        first = self._shelf.put(self._host, "reader", article.encode("utf-8", "replace"), "text/html; charset=utf-8")
        if not self._drawn_original:
            page = original.document(judged, self.address_of).encode("utf-8", "replace")
            self._drawn_original = self._shelf.put(self._host, "original", page, "text/html; charset=utf-8")
        return first, self._drawn_original

    def article(self) -> str:
        """The article's HTML after the last choice. Takes long."""
        return reader.article(self.judged, self.address_of)

    def address_of(self, resource: Resource) -> str:
        """Keeps a saved file on the shelf, under an address that is the same for the same bytes."""
        digest = hashlib.blake2b(resource.data, digest_size=12).hexdigest()
        mime = resource.mime or self._mimes.mimeTypeForData(resource.data).name()
        shown = self._shelf.put(self._host, f"files/{digest}", resource.data, mime)
        own = resource.address if is_web_address(resource.address) else f"files/{digest}"
        self._own_addresses[shown] = own
        self._files[own] = resource
        return shown

    def selected(self, html: str) -> str:
        """HTML out of a pane as it is outside of it: files with their addresses, which `find_image` knows, and
        highlights with their colours and notes."""
        html = _SHOWN.sub(lambda match: self._own_addresses.get(match[0], match[0]), html)
        for highlight in (found.highlight for found in self.highlights):
            head, mark, tail = html.rpartition(f'data-highlight="{highlight.id}"')
            if mark:
                note = f' title="{escape_value(highlight.note)}"' if highlight.note else ""
                html = f'{head}data-highlight="{highlight.colour}"{note}{tail}'
                html = html.replace(mark, f'data-highlight="{highlight.colour}"')
        return html

    def find_image(self, address: str) -> Resource | None:
        """The saved file of an image's address, as the page or a selection of it names it."""
        return self._files.get(address) or self.judged.page.resource(address)

    def highlight(self, name: str) -> Found | None:
        """The highlight with this id."""
        return next((found for found in self.highlights if found.highlight.id == name), None)

    def take_highlights(self, highlights: Iterable[Found]) -> None:
        """Shows other highlights than before."""
        verdicts = self.judged.by_id

        def place(found: Found) -> tuple[int, int]:
            first = next((part for part in found.passage if part.block in verdicts), None)
            return (verdicts[first.block].block.index, first.start) if first else (len(verdicts), 0)

        self.highlights = sorted(highlights, key=place)
        self.highlighted.emit()

    def close(self) -> None:
        """Lets go of the page's documents."""
        self._shelf.clear(self._host)

    def take(self, choices: Mapping[str, bool | None]) -> None:
        """Applies choices without a step for undo; for the steps themselves."""
        merged = {**self.choices, **choices}
        kept = {block: choice for block, choice in merged.items() if choice is not None}
        self._stand(Standing(self.alone, self._standing.rules, kept), list(choices))
        self.chosen.emit(list(choices))

    def follow_rules(self, rules: Mapping[str, SiteRule]) -> None:
        """Takes the rules of its site as they are now."""
        blocks = [
            block for block in {**self._standing.rules, **rules} if self._standing.rules.get(block) != rules.get(block)
        ]
        if blocks:
            self._stand(Standing(self.alone, rules, self.choices), blocks)

    def judge_anew(self, judged: JudgedPage, rules: Mapping[str, SiteRule]) -> None:
        """Takes another judgement of the same page; what the reader chose for it stays."""
        self._stand(Standing(judged, rules, self.choices), list(judged.by_id))

    def _stand(self, standing: Standing, blocks: list[str]) -> None:
        self._standing = standing
        self.judged = standing.overruled()
        self.rules = self._deciding()
        self.overruled.emit(blocks)
        self.changed.emit()

    def _deciding(self) -> Mapping[str, SiteRule]:
        """The rules that have the last word, by block."""
        rules = self._standing.telling_rules()
        return {block: rule for block, rule in rules.items() if block not in self.choices}

    def _overrule(self, wanted: Mapping[str, bool], words: str) -> None:
        """A choice that agrees with verdict and rules is no choice: it only takes an earlier one back."""
        verdicts, rules = self.judged.by_id, self._standing.rules
        self._push(
            {
                block: None if kept == (rules[block].keep if block in rules else not verdicts[block].struck) else kept
                for block, kept in wanted.items()
                if block in verdicts
            },
            words,
        )

    def _push(self, choices: Mapping[str, bool | None], words: str) -> None:
        before = {block: self.choices.get(block) for block in choices}
        if before != dict(choices):
            self.undo.push(_Choice(self, before, choices, words))


class _Choice(QUndoCommand):
    def __init__(
        self, page: OpenPage, before: Mapping[str, bool | None], after: Mapping[str, bool | None], words: str
    ) -> None:
        super().__init__(words)
        self._page = page
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._page.take(self._after)

    def undo(self) -> None:
        self._page.take(self._before)
