"""A hit of a filter list strikes its box, never the article, never a link in a sentence."""

import json
from pathlib import Path

import pytest

from paperknife.filters import compiled
from paperknife.filters.filter_lists import FilterList, FilterLists, own_list
from paperknife.page.cutting import cut
from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.rules.filter_lists import SUSPECT, Hits, see
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Label

pytestmark = pytest.mark.skipif(not compiled.available, reason="no adblock engine for this machine")

NEWS = Path(__file__).parents[4] / "shared" / "pages" / "articles" / "news"
PROSE = "The river rose by two metres in the night, and nobody in the town slept until the water had gone again. "
ARTICLE = f"<article><h1>Flood</h1>{f'<p>{PROSE}</p>' * 8}</article>"


def survey(body: str) -> Survey:
    tree = parse(f'<link rel=canonical href="https://site.example/a"><body>{body}</body>')
    return Survey(Page(tree, metadata_of(tree)), cut(tree))


def hits(body: str, rules: str) -> tuple[dict[str, tuple[Label, bool]], Hits]:
    """(by the text of their blocks: label, and whether it is sure; all that `see` gave)."""
    seen = survey(body)
    found = see(seen, FilterLists([FilterList("Some list", rules)]))
    by_id = {block.id: block for block in seen.blocks.all}
    return {by_id[key].text: (f.label, f.weight > SUSPECT) for key, f in found.blocks.items()}, found


def test_a_box_is_hit_with_all_that_is_in_it() -> None:
    found, raw = hits(f"{ARTICLE}<div class=slot><p>Buy now</p><div><p>Only today</p></div></div>", "##.slot")
    assert found == {"Buy now": (Label.AD, True), "Only today": (Label.AD, True)}
    assert {finding.detail for finding in raw.blocks.values()} == {"##.slot (Some list)"}
    assert {finding.rule for finding in raw.blocks.values()} == {"list"}


def test_blocks_that_are_hit_carry_a_sign() -> None:
    seen = survey(f"{ARTICLE}<div class=slot>Buy now</div>")
    see(seen, FilterLists([FilterList("Some list", "##.slot")]))
    assert [signs for signs in seen.signs if signs] == [["list:ad"]]


def test_a_box_that_holds_the_article_is_passed_over() -> None:
    assert hits(f"<div class=slot>{ARTICLE}<p>Buy now</p></div>", "##.slot")[0] == {}
    assert hits(f"<div class=slot>{ARTICLE}</div><p class=slot>Buy now</p>", "##.slot")[0] == {
        "Buy now": (Label.AD, True)
    }


def test_on_a_page_without_prose_the_box_of_most_text_is_passed_over() -> None:
    items = "".join(f"<h3><a href=/{n}>A headline of some length, number {n}</a></h3>" for n in range(9))
    assert hits(f"<div class=slot>{items}</div><p>foot</p>", "##.slot")[0] == {}


def test_the_headline_is_never_hit() -> None:
    assert hits(f"<header class=slot><h1>Flood</h1><p>Buy now</p></header>{ARTICLE}", "##.slot")[0] == {
        "Buy now": (Label.AD, True)
    }


SPONSORED = '##[rel~="sponsored"]'


def test_a_link_in_a_sentence_gets_a_badge_and_no_hit() -> None:
    found, raw = hits(f'{ARTICLE}<p>{PROSE}<a rel="sponsored" href=/x>this pump</a> {PROSE}</p>', SPONSORED)
    assert found == {}
    (badge,) = raw.badges
    assert badge.finding.label is Label.SPONSORED
    assert badge.finding.detail == f"{SPONSORED} (Some list)"


def test_a_link_that_is_all_of_its_block_is_hit() -> None:
    found, raw = hits(
        f'{ARTICLE}<div><span><a rel="sponsored" href=/x>Buy <b>this</b> pump</a></span></div>', SPONSORED
    )
    assert found == {"Buy this pump": (Label.SPONSORED, True)}
    assert raw.badges == ()


def test_one_item_of_a_list_is_not_the_list() -> None:
    items = "<ul><li>Sand bags</li><li class=slot>Buy now</li><li>Boots</li></ul>"
    found, raw = hits(ARTICLE + items, "##.slot")
    assert found == {}
    assert len(raw.badges) == 1


def test_the_badge_names_a_node_of_the_tree() -> None:
    seen = survey(f'{ARTICLE}<p>{PROSE}<a class="x" href=/x>this pump</a> {PROSE}</p>')
    raw = see(seen, FilterLists([FilterList("l", "##.x")]))
    node = seen.page.tree.css_first("a.x")
    assert [badge.node for badge in raw.badges] == [node.mem_id]


SERVER = "||ads.example^"


def test_a_frame_from_an_ad_server_is_hit_and_its_small_box_suspected() -> None:
    box = '<div><p>Anzeige</p><iframe src="https://ads.example/frame"></iframe></div>'
    found, _ = hits(ARTICLE + box, SERVER)
    assert found == {"": (Label.AD, True), "Anzeige": (Label.AD, False)}


def test_a_script_makes_its_small_box_suspect_and_no_large_one() -> None:
    script = '<script src="https://ads.example/x.js"></script>'
    assert hits(f"{ARTICLE}<div>{script}<p>Anzeige</p></div>", SERVER)[0] == {"Anzeige": (Label.AD, False)}
    assert hits(f"<div>{script}{ARTICLE}</div>", SERVER)[0] == {}
    assert hits(f"{script}{ARTICLE}", SERVER)[0] == {}


PICTURE = '<figure><img src="https://ads.example/flood.jpg"><figcaption>The town</figcaption></figure>'
STORY = ARTICLE.replace("</article>", f"{PICTURE}<p>{PROSE}</p></article>")


def test_an_image_in_a_figure_needs_more_than_one_finding() -> None:
    assert hits(STORY, SERVER)[0] == {"": (Label.AD, False)}
    assert hits(STORY, f"{SERVER}\n##figure > img[src^='https://ads.']")[0] == {"": (Label.AD, True)}


def test_an_image_in_prose_gets_a_badge() -> None:
    found, raw = hits(f'{ARTICLE}<p>{PROSE}<img src="https://ads.example/x.gif">{PROSE}</p>', SERVER)
    assert found == {}
    assert len(raw.badges) == 1


def test_nested_hits_keep_the_surest() -> None:
    box = '<div class=slot><div class=slot><p>Buy now</p><img src="https://ads.example/x.gif"></div></div>'
    found, raw = hits(ARTICLE + box, f"##.slot\n{SERVER}")
    assert found == {"Buy now": (Label.AD, True), "": (Label.AD, True)}
    assert len(raw.blocks) == 2


def test_the_programs_own_list_takes_nothing_of_a_plain_page() -> None:
    seen = survey(STORY)
    assert see(seen, FilterLists([own_list()])).blocks == {}


def test_half_a_megabyte_of_ads_does_not_make_it_hang() -> None:
    for body in (
        '<div class="slot"><a rel=sponsored href=/x><img src="https://ads.example/x.gif">y</a></div>' * 5_000,
        "<p>" + '<a class=slot rel=sponsored href=/x>word</a> <img src="https://ads.example/x.gif"> ' * 5_000,
        "<div class=slot><span class=slot>" * 5_000,
    ):
        hits(body, f"##.slot\n{SPONSORED}\n{SERVER}")


@pytest.mark.skipif(not NEWS.is_dir(), reason="needs the saved pages beside the project")
def test_the_programs_own_list_hits_no_text_of_real_articles() -> None:
    lists = FilterLists([own_list()])
    struck = lost = 0
    for entry in json.loads((NEWS / "gold.json").read_text("utf-8")):
        article = " ".join(entry["text"].split())
        tree = parse((NEWS / entry["file"]).read_text("utf-8", "replace"))
        seen = Survey(Page(tree, metadata_of(tree)), cut(tree))
        found = see(seen, lists).blocks
        for block in seen.blocks.all:
            if block.id in found and found[block.id].weight > SUSPECT:
                struck += 1
                lost += len(block.text) > 40 and block.text in article
    assert struck > 100
    assert lost == 0
