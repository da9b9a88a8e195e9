"""The readings say what their README says, and fit the pages beside the project."""

import json
from collections import Counter

import pytest
from pages import LABELS, PAGES, READINGS, available, by_reading, samples

from paperknife.page.cutting import cut

NAMES = frozenset(
    "ad sponsored related newsletter social comments cookie promo navigation footer title deck byline caption article "
    "author kicker contents embed unsure".split()
)
READ = json.loads(READINGS.read_text("utf-8"))
LABELLED = json.loads(LABELS.read_text("utf-8"))


def test_every_page_is_read_once_and_every_run_has_a_known_name() -> None:
    assert max(Counter(page["file"] for page in READ).values()) == 1
    assert [page["file"] for page in READ] == sorted(page["file"] for page in READ)
    runs = [run.split() for page in READ for run in page["blocks"]]
    assert {run[0] for run in runs} <= NAMES
    assert all(len(mark) == 6 and int(mark, 16) >= 0 for run in runs for mark in run[1:])


def test_pages_with_labels_of_their_own_are_not_among_them() -> None:
    assert not {page["file"] for page in READ} & {page["file"] for page in LABELLED}


@pytest.mark.skipif(not available(), reason="the pages are not beside the project at ../shared")
def test_the_marks_are_found_in_the_pages() -> None:
    """Some may be lost when pages are cut anew, but not many."""
    assert all((PAGES / "articles" / page["file"]).is_file() for page in READ)
    for sample in samples("news"):
        if sample.reading:
            blocks = [block for block in cut(sample.page.tree).all if block.text]
            named = [name for name in by_reading(sample, blocks) if name is not None]
            assert len(named) > 0.95 * len(blocks), sample.file
