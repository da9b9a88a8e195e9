"""What can be put into a template by a click, and how it is put there."""

import re
from dataclasses import dataclass

_BRACKETS = re.compile(r"\{\{|\}\}|\{%|%\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """`code` is what stands in the template, `about` says what it is for."""

    code: str
    about: str

    @property
    def name(self) -> str:
        """What a list calls it."""
        return self.code.split("\n")[0].split("(")[0] if not self.code.startswith("{") else self.code.split("\n")[0]


VARIABLES = (
    Piece("content", "The clipping itself"),
    Piece("title", "Its title"),
    Piece("properties", "All properties"),
    Piece("note", "Your note"),
    Piece("tags", "Its tags, a list"),
    Piece("source", "Address of the page"),
    Piece("site", "Name of the site"),
    Piece("domain", "The site's domain"),
    Piece("authors", "Who wrote it, a list"),
    Piece("published", "Day of publication"),
    Piece("date", "Day of clipping"),
    Piece("language", "Its language, as a code"),
    Piece("description", "What the page says of itself"),
    Piece("excerpt", "Its first words"),
    Piece("words", "How many words it has"),
)
FILTERS = (
    Piece("front_matter", "Properties between dashes"),
    Piece("quote", "As a block quote"),
    Piece("as_text", "In one line, no Markdown"),
    Piece("wikilink", "As [[a link]]"),
    Piece("safe_name", "As the name of a file"),
    Piece('join(", ")', "A list in one line"),
    Piece('default("none", true)', "Instead of nothing"),
    Piece('replace("old", "new")', "Words for others"),
    Piece("truncate(80)", "Cut short"),
    Piece("upper", "CAPITAL LETTERS"),
    Piece("lower", "small letters"),
    Piece("first", "The first of a list"),
    Piece("length", "How many there are"),
)
PARTS = (
    Piece("{% if note %}\n{{ note }}\n{% endif %}\n", "Only if there is one"),
    Piece("{% for tag in tags %}\n- {{ tag }}\n{% endfor %}\n", "Once for each of a list"),
    Piece('{{ dict(properties, rating="") | front_matter }}\n', "Properties and one more"),
    Piece("{# a remark #}", "A remark, not written"),
)


def put(template: str, at: int, piece: Piece) -> tuple[int, str]:
    """Where in `template` the piece goes if the cursor is at `at`, and what goes there."""
    if piece in PARTS:
        return at, piece.code
    place = _expression(template, at)
    if piece in VARIABLES:
        return (at, piece.code) if place is not None else (at, f"{{{{ {piece.code} }}}}")
    if place is None:
        return at, f"{{{{ content | {piece.code} }}}}"
    end = len(template[:place].rstrip())
    return end, f" | {piece.code}"


def _expression(template: str, at: int) -> int | None:
    """Where the brackets around `at`, or those that end just there, close; None outside of brackets."""
    before = list(_BRACKETS.finditer(template, 0, at))
    if not before:
        return None
    last = before[-1]
    if last[0] in ("}}", "%}"):
        return last.start() if last.end() == at and last[0] == "}}" else None
    after = _BRACKETS.search(template, at)
    return after.start() if after is not None and after[0] in ("}}", "%}") else at
