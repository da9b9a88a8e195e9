"""A clipping: what a reader keeps of a page, before it is a file."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from paperknife.clipping.edits import Edit
from paperknife.clipping.front_matter import Properties
from paperknife.clipping.images import FindImage, Picture, take_images
from paperknife.clipping.markdown import to_markdown
from paperknife.clipping.plain_text import excerpt, plain_text, word_count
from paperknife.page.metadata import Metadata, iso_date

_IN_LINKS = str.maketrans("[]|#^", "()/  ")


@dataclass(frozen=True)
class Clipping:
    """An article or a selection of it as Markdown.

    `markdown` links its images in `images.FOLDER`, a place holder until the clipping is saved; `html` is what it was
    made from, so that both can be compared. `note` is the reader's own text. With an `edit`, the note is the reader's
    to begin with, and `markdown` all that stands in it below the properties.
    """

    metadata: Metadata
    markdown: str
    html: str = ""
    images: tuple[Picture, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    created: date = field(default_factory=date.today)
    excerpt: str = ""
    selection: bool = False
    edit: Edit | None = None

    @property
    def title(self) -> str:
        """The page's title, else the first words."""
        return self.metadata.title or excerpt(self.excerpt, 80)

    @cached_property
    def words(self) -> int:
        """How many words the Markdown has."""
        return word_count(plain_text(self.markdown))

    @property
    def images_size(self) -> int:
        """Of all images, in bytes."""
        return sum(image.size for image in self.images)

    def edited(self, edit: Edit) -> "Clipping":
        """The clipping with the reader's own text, and of all images those that it shows."""
        if not edit.keeps_body:
            return replace(self, edit=edit)
        known = {image.name: image for image in (*edit.images, *self.images)}
        shown = tuple(image for name, image in known.items() if name in edit.text)
        return replace(self, markdown=edit.body, images=shown, edit=edit)

    def properties(self, *, wikilinks: bool = True, more: bool = False) -> Properties:
        """The front matter in the order and the types of Obsidian Web Clipper; `more` adds its optional ones.

        `published` is a date without a time; authors are `[[linked]]` or plain names.
        """
        about = self.metadata
        published = iso_date(about.published)
        found: Properties = {
            "title": self.title,
            "source": about.address,
            "author": [wikilink(name) if wikilinks else name for name in about.byline],
            "published": date.fromisoformat(published[:10]) if published else None,
            "created": self.created,
            "description": about.description,
            "tags": list(self.tags),
        }
        if more:
            optional = {"site": about.site, "language": about.language, "word_count": self.words}
            found.update((name, value) for name, value in optional.items() if value)
        return found


def make_clipping(
    fragment: str,
    metadata: Metadata,
    find_image: FindImage,
    *,
    tags: Iterable[str] = (),
    note: str = "",
    created: date | None = None,
    selection: bool = False,
    with_images: bool = True,
) -> Clipping:
    """The clipping of an HTML `fragment` whose links and image addresses are absolute.

    `find_image` gives the saved file of an image's address, None if it was not saved (it stays a link then).
    `created` is today without one.
    """
    html, images = take_images(fragment, find_image, leave_out=not with_images)
    markdown = to_markdown(html)
    return Clipping(
        metadata=metadata,
        markdown=markdown,
        html=html,
        images=images,
        tags=tidy_tags(tags),
        note=note.strip(),
        created=created or date.today(),
        excerpt=excerpt(plain_text(markdown)),
        selection=selection,
    )


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as Obsidian allows them: without "#" and with "-" for spaces, each once."""
    tidy = ("-".join(tag.replace("#", " ").replace(",", " ").split()) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in tidy if tag))


def wikilink(name: str) -> str:
    """`[[name]]`, less the characters that would end or redirect the link."""
    return f"[[{' '.join(name.translate(_IN_LINKS).split())}]]"


def domain(address: str) -> str:
    """The host of an address without "www.", "" if it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
