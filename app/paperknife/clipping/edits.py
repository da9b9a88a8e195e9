"""A note that the reader wrote on in by hand, and what of it still follows the fields of the clipping."""

from dataclasses import dataclass

from paperknife.clipping import front_matter
from paperknife.clipping.images import Picture


@dataclass(frozen=True, slots=True)
class Edit:
    """`written` is the note as the template wrote it, `text` as the reader left it; both with images in `FOLDER`.

    What the reader changed stays as it is: the text below the properties as a whole, properties one by one. The rest
    follows the clipping. `images` are those that the text may show.
    """

    written: str
    text: str
    images: tuple[Picture, ...] = ()

    @property
    def body(self) -> str:
        """The text below the properties."""
        return front_matter.split(self.text)[1]

    @property
    def keeps_body(self) -> bool:
        """Whether the reader changed the text below the properties."""
        return self.body != front_matter.split(self.written)[1]

    def onto(self, written: str) -> str:
        """The whole note, where the template would write `written` by now."""
        if written == self.written:
            return self.text
        before, _ = front_matter.split(self.written)
        edited, own_body = front_matter.split(self.text)
        head, body = front_matter.split(written)
        if edited != before:
            head = _merged(front_matter.parts(before), front_matter.parts(edited), front_matter.parts(head))
        if self.keeps_body:
            body = own_body
        if not head:
            return body
        gap = _gap(self.text) if edited else _gap(written)
        return f"---\n{head}---\n{gap}{body}"


def _merged(before: dict[str, str], edited: dict[str, str], now: dict[str, str]) -> str:
    """The properties as the reader left them, in that order; those left alone as they are now, new ones at the end."""
    left = [now.get(key, "") if lines == before.get(key) else lines for key, lines in edited.items()]
    new = [lines for key, lines in now.items() if key not in before and key not in edited]
    return "".join([*left, *new])


def _gap(text: str) -> str:
    """The empty lines between the properties of a note and its text."""
    above = text[: len(text) - len(front_matter.split(text)[1])].replace("\r\n", "\n")
    return above[len(above.rstrip("\n")) + 1 :]
