"""The pipeline: open, judge, render, clip, in a few lines."""

import re
from dataclasses import replace
from pathlib import Path

from paperknife import bundled, pipeline
from paperknife.clipping.markdown.check import losses
from paperknife.highlights.anchoring import quote_of
from paperknife.highlights.highlight import Highlight
from paperknife.highlights.marked_page import marked_page
from paperknife.highlights.page_text import PageText
from paperknife.library.highlights import Highlights
from paperknife.page.letters import letters
from paperknife.settings import Settings
from paperknife.verdicts.verdict import JudgedPage


def sample() -> JudgedPage:
    return pipeline.judge(next(pipeline.open_pages(bundled.path("sample/pulse-kerry-lavrov.html"))))


def test_a_page_becomes_a_clipping_with_its_images() -> None:
    clipping = pipeline.clip(sample(), Settings(), tags=["syria"], note="for later")
    assert clipping.title == "No breakthrough in Kerry-Lavrov talks on Aleppo"
    assert clipping.tags == ("clippings", "syria")
    assert clipping.note == "for later"
    assert len(clipping.images) == 1
    assert "ADVERTISEMENT" not in clipping.markdown


def test_images_can_be_left_out() -> None:
    assert not pipeline.clip(sample(), replace(Settings(), images="none")).images


def test_a_selection_is_clipped_alone_and_clean() -> None:
    selected = '<span data-block="x">one <b onclick="y()">two</b></span><script>three</script>'
    clipping = pipeline.clip(sample(), Settings(), selected, title="A part")
    assert clipping.markdown == "one **two**\n"
    assert clipping.title == "A part"
    assert clipping.selection


def test_keeping_all_and_taking_it_back() -> None:
    judged = sample()
    whole = pipeline.keep_all(judged)
    assert len(whole.kept) == len(whole.verdicts)
    assert whole.overrule(dict.fromkeys(whole.overruled)).kept == judged.kept


def test_the_readers_choice_shows_in_article_markdown_and_struck_page() -> None:
    judged = sample()
    advert = next(v.block.id for v in judged.verdicts if v.block.text == "ADVERTISEMENT")
    kept = judged.overrule({advert: True})
    assert "ADVERTISEMENT" in pipeline.article(kept).text
    assert "ADVERTISEMENT" in pipeline.markdown(kept)
    assert f'data-block="{advert}" data-struck' in pipeline.mark(judged)
    assert f'data-block="{advert}" data-struck' not in pipeline.mark(kept)


def test_what_was_copied_opens_too() -> None:
    (page,) = pipeline.open_clipboard("<p>copied <b>words</b></p>", "copied words", "https://a.example/")
    assert page.metadata.address == "https://a.example/"
    assert "copied words" in pipeline.article(pipeline.keep_all(pipeline.judge(page))).text


def highlight(judged: JudgedPage, words: str, note: str = "") -> Highlight:
    """A highlight of the first place where the page says `words`."""
    text = PageText(judged.blocks, judged.kept)
    said = letters(words)
    at = text.everything.letters.index(said)
    return Highlight(quote_of(text, text.everything.passage(at, at + len(said))), note=note)


def test_highlights_are_found_again_and_stand_in_the_clipping_and_in_the_struck_page(tmp_path: Path) -> None:
    judged = sample()
    made = highlight(judged, "a farewell tour in Europe", "How long?")
    advert = highlight(judged, "ADVERTISEMENT")
    highlights = Highlights(tmp_path)
    highlights.change(marked_page(judged.page, judged.blocks), {made.id: made, advert.id: advert})
    found = pipeline.find_highlights(sample(), Highlights(tmp_path))
    assert {one.highlight for one in found} == {made, advert}
    assert all(one.passage and not one.changed for one in found)
    clipping = pipeline.clip(judged, Settings(), found=found)
    assert "==a farewell tour in Europe==[^note-1]" in clipping.markdown
    assert clipping.markdown.endswith("[^note-1]: How long?\n")
    assert losses(clipping.html, clipping.markdown) == []
    assert pipeline.clip(judged, Settings()).markdown == re.sub(
        r"==|\[\^note-1\]|\n\[\^note-1\]: How long\?\n", "", clipping.markdown
    )
    file = pipeline.mark(judged, found)
    assert '<mark class="highlight" data-highlight="yellow" title="How long?">a farewell tour in Europe</mark>' in file
    assert '<mark class="highlight" data-highlight="yellow">ADVERTISEMENT</mark>' in file
