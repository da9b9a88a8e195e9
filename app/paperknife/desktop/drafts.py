"""What the clip panel holds, and what would become of it: drafts of clippings and their previews."""

from dataclasses import dataclass

from paperknife.clipping.clipping import Clipping
from paperknife.clipping.images import FindImage
from paperknife.library.entry import Entry
from paperknife.verdicts.verdict import JudgedPage


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a clipping is made of.

    `address` is the page's own, as far as anybody knows it; `folder` lies within the library; `template` is one by
    name or path.
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


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would become: the clipping, the note's whole text, where it and its images would go within the
    library, and clippings of the same page that are there already, newest first."""

    clipping: Clipping
    text: str
    note: str
    images: str
    before: tuple[Entry, ...]
