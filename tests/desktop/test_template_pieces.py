"""What a click puts into a template makes a template of it that can be used."""

import pytest

from paperknife.clipping.clipping import Clipping
from paperknife.clipping.templates import note_text, variables
from paperknife.desktop.template_pieces import FILTERS, PARTS, VARIABLES, Piece, put
from paperknife.page.metadata import Metadata

CLIPPING = Clipping(Metadata(title="Tunnel", byline=("Ada",)), "Text.\n", tags=("a", "b"), note="Mine")


def after(template: str, piece: Piece) -> str:
    """The template after a click while the cursor is at "|>"."""
    at = template.index("^")
    template = template.replace("^", "")
    place, code = put(template, at, piece)
    return template[:place] + code + template[place:]


@pytest.mark.parametrize("piece", [*VARIABLES, *PARTS], ids=lambda piece: piece.name)
@pytest.mark.parametrize("template", ["^", "a\n^\nb", "{{ title }} ^"])
def test_every_piece_can_be_put_anywhere(piece: Piece, template: str) -> None:
    assert note_text(CLIPPING, after(template, piece))


@pytest.mark.parametrize("piece", FILTERS, ids=lambda piece: piece.name)
def test_every_filter_is_known(piece: Piece) -> None:
    kind = "properties" if piece.name == "front_matter" else "tags" if piece.name in ("join", "first") else "title"
    assert note_text(CLIPPING, after(f"{{{{ {kind} }}}}^", piece))


def test_every_variable_is_offered() -> None:
    assert {piece.code for piece in VARIABLES} == {*variables(CLIPPING), "content"}


@pytest.mark.parametrize(
    ("template", "piece", "result"),
    [
        ("a ^", VARIABLES[1], "a {{ title }}"),
        ("{{ ^ }}", VARIABLES[1], "{{ title }}"),
        ("{% if ^ %}", VARIABLES[3], "{% if note %}"),
        ("{{ title }}^", FILTERS[1], "{{ title | quote }}"),
        ("{{ ti^tle }}", FILTERS[1], "{{ title | quote }}"),
        ("{{ title }} ^", FILTERS[1], "{{ title }} {{ content | quote }}"),
        ("{{ title ^", FILTERS[1], "{{ title | quote "),
        ("^{{ title }}", FILTERS[1], "{{ content | quote }}{{ title }}"),
        ("{% if a %}^", VARIABLES[1], "{% if a %}{{ title }}"),
    ],
)
def test_a_piece_goes_where_it_belongs(template: str, piece: Piece, result: str) -> None:
    assert after(template, piece) == result
