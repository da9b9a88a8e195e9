"""Looking selectors up finds what the parser finds, and cannot be made slow."""

from tests.conftest import CountWork

from paperknife.filters.looking import Contents, Selectors, Thing
from paperknife.page.cutting import cut
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse

PAGE = """<body><main id=top>
<div class="box ad" data-x=1><p class=label>Ad</p><img src="https://ads.example/x.gif" alt=buy></div>
<section class=wrap><a href="https://go.example/click?id=1" rel=sponsored>one</a> <a href="https://other.example/">two</a></section>
<p>text <em class=ad>word</em> text</p><amp-ad>slot</amp-ad>
<div hidden class=ad>unseen</div><iframe id=f src="about:blank"></iframe>
</main>"""


def contents(html: str) -> Contents:
    tree = parse(html)
    return Contents(Page(tree, Metadata()), cut(tree))


def found(html: str, *texts: str) -> list[tuple[str, str]]:
    return sorted((thing.tag, text) for thing, text in Selectors(texts).found_in(contents(html)))


def test_every_kind_of_selector_finds_its_elements() -> None:
    selectors = {
        ".ad": ["div", "em"],
        "div.ad": ["div"],
        ".box.ad[data-x]": ["div"],
        "#top": ["main"],
        "#top > .wrap": ["section"],
        "#top .label": ["p"],
        ".ad > img": ["img"],
        'img[alt="buy"]': ["img"],
        'a[href^="https://go.example/click"]': ["a"],
        'a[href^="https"]': ["a", "a"],
        '[href*="click?"]': ["a"],
        '[src$=".gif"]': ["img"],
        '[rel~="sponsored"]': ["a"],
        "amp-ad": ["amp-ad"],
        "#f": ["iframe"],
        "p:not(.label) .ad": ["em"],
        ".box + .wrap": ["section"],
        "main:has(> .wrap) .label": ["p"],
        ".wrap > .label": [],
        ".none, .label": ["p"],
    }
    for text, tags in selectors.items():
        assert [tag for tag, _ in found(PAGE, text)] == tags, text


def test_many_selectors_at_once_find_the_same_as_one_by_one() -> None:
    texts = [
        ".ad",
        "#top",
        "[data-x]",
        'a[href^="https://go.example/"]',
        '[src*="ads."]',
        ".ad > img",
        "amp-ad",
        ".zzz",
    ]
    assert found(PAGE, *texts) == sorted(hit for text in texts for hit in found(PAGE, text))


def test_what_is_hidden_is_not_looked_at() -> None:
    assert all(thing.node.text() != "unseen" for thing, _ in Selectors([".ad"]).found_in(contents(PAGE)))


def test_a_selector_that_the_parser_refuses_fits_nothing() -> None:
    assert found(PAGE, ".ad:nth-child(x)", ".ad::before") == []


def test_a_page_full_of_candidates_takes_no_more_work_than_its_size(work: CountWork) -> None:
    selectors = Selectors([".z .c", ".a .b .c:not(.d)", '[class^="c"] > i', ".b"])
    costs = []
    for count in (5_000, 10_000):
        page = contents("<div class=a>" * 300 + "<p class=b><i class=c>x</i></p>" * count)
        hits: list[tuple[Thing, str]] = []
        costs.append(work(lambda page=page, hits=hits: hits.extend(selectors.found_in(page))))
        assert len([text for _, text in hits if text == ".b"]) == count
    assert costs[1] < 2.1 * costs[0]


def test_the_tree_is_left_as_it_is() -> None:
    tree = parse(PAGE)
    before = tree.html
    list(Selectors([".ad", "#top > .wrap"]).found_in(Contents(Page(tree, Metadata()), cut(tree))))
    assert tree.html == before
