"""Decks, which stand apart from the text in English and begin it elsewhere."""

from collections.abc import Callable

import pytest

PROSE = "The council met on Tuesday evening, and after a long debate its members agreed to mend the old bridge."
DECK = "What the council decided"


@pytest.mark.parametrize(("language", "tongue"), [("en-GB", "english"), ("", "english"), ("de", "other")])
def test_the_language_of_the_page_is_told(
    language: str, tongue: str, signs_of: Callable[[str], dict[str, list[str]]]
) -> None:
    html = f'<html lang="{language}"><h1>The old bridge is mended</h1><h2>{DECK}</h2><p>{PROSE}</p>'
    signs = signs_of(html)
    assert f"deck:{tongue}" in signs[DECK]
    assert not any(sign.startswith("deck:") for sign in signs[PROSE])
