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


@pytest.mark.parametrize(("deck", "introduces"), [(f"{PROSE} {PROSE}", True), (PROSE, False)])
def test_an_introduction_of_several_sentences_is_told(
    deck: str, introduces: bool, signs_of: Callable[[str], dict[str, list[str]]]
) -> None:
    head = f'<html lang="en"><meta name="description" content="{deck}">'
    signs = signs_of(f"{head}<h1>The old bridge</h1><div>{deck}</div><p>It will open in May, the mayor said.</p>")[deck]
    assert "deck:english" in signs
    assert ("deck:introduction" in signs) == introduces
