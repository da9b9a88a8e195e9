"""The pipeline: open, judge, render, clip, in a few lines."""

from dataclasses import replace

from paperknife import bundled, pipeline
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
