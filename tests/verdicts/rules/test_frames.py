"""Frames of other hosts: widgets go, prose and the page's own frames stay."""

import pytest

from paperknife.page.cutting import cut
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.rules import frames
from paperknife.verdicts.survey import Survey

PROSE = "<p>A post that somebody wrote elsewhere, quoted here in its own frame, long enough to be read as a text.</p>"


@pytest.mark.parametrize(
    ("frame", "found"),
    [
        ('<div data-frame="https://player.example/v/1">Watch later</div>', ["player.example"]),
        (f'<div data-frame="https://post.example/1">{PROSE}</div>', []),
        ('<div data-frame="https://www.site.example/menu">Inner words</div>', []),
        ('<div data-frame="">Inner words</div>', []),
    ],
)
def test_what_is_found(frame: str, found: list[str]) -> None:
    page = Page(parse(f"<p>Story.</p>{frame}<p>More.</p>"), Metadata(address="https://site.example/story"))
    survey = Survey(page, cut(page.tree))
    assert [finding.detail for finding in frames.see(survey).values()] == found
