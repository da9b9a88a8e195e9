import pytest

from paperknife.page.heading import Heading, is_seen, names_site, read_heading
from paperknife.page.tree import parse


def heading(inside: str) -> Heading:
    node = parse(f"<h1>{inside}</h1>").css_first("h1")
    assert node is not None
    return read_heading(node)


@pytest.mark.parametrize(
    ("inside", "whole"),
    [
        ("The <i>tunnel</i> opens", "The tunnel opens"),
        ("The tunnel<br>opens", "The tunnel opens"),
        ("<div>The tunnel</div><div>opens</div>", "The tunnel opens"),
        ("<style>.a { color: red }</style>The tunnel<script>opens()</script>", "The tunnel"),
        ('<span class="visuallyhidden">Headline:</span> The tunnel opens', "The tunnel opens"),
        ('The tunnel opens<span class="element-invisible"> | The Harbour</span>', "The tunnel opens"),
        ("<span hidden>Old</span><b style='display: none'>Older</b>The tunnel", "The tunnel"),
        ('The tunnel opens<a class="headerlink" href="#tunnel">¶</a>', "The tunnel opens"),
        ("Learn C#", "Learn C#"),
        ("", ""),
    ],
)
def test_the_whole_is_what_eyes_see(inside: str, whole: str) -> None:
    assert heading(inside).whole == whole


@pytest.mark.parametrize(
    ("inside", "proper"),
    [
        ('<span class="article__kicker">Traffic</span> The tunnel opens', "The tunnel opens"),
        ('<span class="headline headline--topline">Traffic</span><span>: </span><span>The tunnel opens</span>', None),
        ('<span class="ts-overline">Traffic</span>: The tunnel opens', None),
        ('<div class="entry-section"><a href="/traffic">Traffic | </a></div>The tunnel opens', None),
        ('<span class="supertitle"><time>1 May</time></span> <span class="title">The tunnel opens</span>', None),
        ("<small>Traffic</small><br>The tunnel opens", None),
        ('<span class="label label--blue">Traffic</span>The tunnel opens', None),
        ('The tunnel opens <small class="subtitle">A long way for all</small>', None),
        ('<span class="kicker">Traffic</span> «The tunnel» opens', "«The tunnel» opens"),
        ('<span class="kicker">快讯</span>海底隧道今日通车', "海底隧道今日通车"),
        # Too little would be left, or nothing stands aside.
        ('<span class="kicker">Traffic in town</span> Tunnel', ""),
        ('<span class="subtitle">The tunnel opens</span>', ""),
        ("The <em>tunnel</em> opens", ""),
        ('A <small>very</small> long tunnel <span class="headline">opens</span>', ""),
        ('<span class="cover-title">The tunnel</span> opens at last', ""),
    ],
)
def test_kickers_and_subtitles_stand_aside(inside: str, proper: str | None) -> None:
    assert heading(inside).proper == ("The tunnel opens" if proper is None else proper)


def test_splits_are_ends_and_beginnings_with_the_rest() -> None:
    assert list(heading("<b>One</b> two <i>three</i>").splits()) == [
        ("two three", "One"),
        ("One", "two three"),
        ("three", "One two"),
        ("One two", "three"),
    ]
    assert not list(heading("<p>word</p>" * 500).splits()), "a page in an unclosed heading"


@pytest.mark.parametrize(
    "page",
    [
        '<h1><a href="/">The Harbour</a></h1>',
        '<h1><a href="https://harbour.test"><img src="logo.png">The Harbour</a></h1>',
        '<h1><a href="https://archive.test/web/2011/http://harbour.test/">The Harbour</a></h1>',
        '<h1><a href="/de/index.php">The Harbour</a></h1>',
        '<h1><a rel="home" href="/blog">The Harbour</a></h1>',
        '<a href="/"><h1>The Harbour</h1></a>',
        '<h1 id="site-title">The Harbour</h1>',
        '<div class="site-branding"><h1>The Harbour</h1></div>',
    ],
)
def test_a_heading_that_names_the_site(page: str) -> None:
    assert [names_site(node) for node in parse(page).css("h1")] == [True]


@pytest.mark.parametrize(
    "page",
    [
        "<h1>The tunnel opens</h1>",
        '<h1><a href="/2020/the-tunnel-opens/" rel="bookmark">The tunnel opens</a></h1>',
        '<h1><a href="https://harbour.test/?p=12">The tunnel opens</a></h1>',
        '<h1><a href="#top">The tunnel opens</a></h1>',
        '<h1><a name="top"></a>The tunnel opens</h1>',
        '<h1><a href="/">Harbour</a>: the tunnel opens</h1>',
        '<h1 class="blog-title">The tunnel opens</h1>',
        '<h1><a href="http://[/a">The tunnel opens</a></h1>',
    ],
)
def test_a_heading_that_names_the_article(page: str) -> None:
    assert [names_site(node) for node in parse(page).css("h1")] == [False]


def test_what_is_seen() -> None:
    nodes = parse('<h1>a</h1><h1 hidden>b</h1><h1 class="sr-only">c</h1><h1 style="display:none">d</h1>').css("h1")
    assert [is_seen(node) for node in nodes] == [True, False, False, False]
