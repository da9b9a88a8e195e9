"""Labels from chances: what stays, and what a struck block is called among others."""

import pytest

from paperknife.page.cutting import cut
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.labelling import Look, label_of, labels_of, stays
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Label


def look(text: float, **odds: float) -> Look:
    return text, [odds.get(str(label), 0.001) for label in Label]


def labels(html: str, *looks: Look) -> list[Label]:
    tree = parse(html)
    return labels_of(Survey(Page(tree, Metadata()), cut(tree)), looks, 0.4)


@pytest.mark.parametrize(
    ("seen", "label"),
    [
        (look(0.9, article=1), Label.ARTICLE),
        (look(0.9, related=1), Label.ARTICLE),
        (look(0.9, deck=9, article=1), Label.DECK),
        (look(0.9, deck=1, article=1), Label.ARTICLE),
        (look(0.1, related=1, article=5), Label.RELATED),
        (look(0.1, caption=2, related=1), Label.CAPTION),
    ],
)
def test_a_block_alone(seen: Look, label: Label) -> None:
    assert label_of(*seen, least=0.4) is label


def test_it_stays_as_text_or_for_its_role() -> None:
    assert stays(look(1, related=1)) == pytest.approx(1)
    assert stays(look(0, caption=3, related=1)) == pytest.approx(0.75, abs=0.01)
    assert stays(look(0, related=1)) == pytest.approx(0, abs=0.01)


SURE, WAVERING = look(0.1, related=1), look(0.1, related=2, promo=3)


def test_what_wavers_is_of_the_kind_of_the_others_in_its_box() -> None:
    box = "<div><p>one<p>two<p>three</div>"
    assert labels(box, SURE, WAVERING, SURE) == [Label.RELATED] * 3
    assert labels(box, SURE, look(0.1, promo=1), SURE)[1] is Label.PROMO
    assert labels(box, SURE, look(0.9, article=1), WAVERING) == [Label.RELATED, Label.ARTICLE, Label.RELATED]


def test_what_stands_elsewhere_does_not_count() -> None:
    boxes = "<section>" + "<p>text" * 12 + "</section><section><p>one</section>"
    assert labels(boxes, *[SURE] * 12, WAVERING)[-1] is Label.PROMO


def test_a_line_that_says_what_it_is_needs_no_company() -> None:
    html = "<div><p>Advertisement<p>two<p>three</div>"
    tree = parse(html)
    survey = Survey(Page(tree, Metadata()), cut(tree))
    survey.signs[0].append("marker:ad")
    assert labels_of(survey, [SURE] * 3, 0.4) == [Label.AD, Label.RELATED, Label.RELATED]
