"""Pages for rules: what they see in a piece of HTML."""

from collections.abc import Callable

import pytest

from paperknife.page.cutting import cut
from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.judge import look


@pytest.fixture
def signs_of() -> Callable[[str], dict[str, list[str]]]:
    """Gives for a page the signs of its blocks, by their texts."""

    def signs_of(html: str) -> dict[str, list[str]]:
        tree = parse(html)
        survey = look(Page(tree, metadata_of(tree)), cut(tree))
        return {block.text: signs for block, signs in zip(survey.blocks.all, survey.signs, strict=True)}

    return signs_of
