"""What the clip panel holds, and what would become of it: drafts of clippings and their previews."""

from dataclasses import dataclass

from paperknife.clipping.clipping import Clipping
from paperknife.clipping.edits import Edit
from paperknife.clipping.images import FindImage
from paperknife.clipping.markdown.check import Loss
from paperknife.clipping.markdown.places import Place
from paperknife.errors import TemplateError
from paperknife.highlights.highlight import Found
from paperknife.library.entry import Entry
from paperknife.verdicts.verdict import JudgedPage


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a clipping is made of.

    `address` is the page's own, as far as anybody knows it; `folder` lies within the library; `template` is one by
    name or path; `edit` is there if the reader changed the Markdown by hand; `highlights` are those of
    the whole page, a selection brings its own.
    """

    judged: JudgedPage
    find_image: FindImage
    selection: str | None
    title: str
    address: str
    tags: tuple[str, ...]
    note: str
    folder: str
    template: str
    with_images: bool
    edit: Edit | None = None
    highlights: tuple[Found, ...] = ()

    @property
    def beside(self) -> bool:
        """Whether an older clipping of the page stays if nothing else is said: a part does not replace the whole."""
        return self.selection is not None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would become.

    `clipping` is what would be saved, `text` the note's whole text; `written` is that text without the reader's edit.
    `note` and `images` are where they would go within the library, `folder` is how the text calls that of the images.
    `before` has the clippings of the same page that are there already, newest first; unless the draft stays `beside`
    it, the first one is written over.
    """

    clipping: Clipping
    text: str
    written: str
    note: str
    images: str
    folder: str
    before: tuple[Entry, ...]
    beside: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """What templates for a note and for its name would make of a draft, or what is wrong with them."""

    text: str
    mistake: TemplateError | None
    name: str
    name_mistake: TemplateError | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the text says otherwise than the page, and its place in that text if it has one."""

    loss: Loss
    place: Place | None
