from paperknife.formats.document import page_of
from paperknife.page.page import Page
from paperknife.page.resources import Resource, Stored


def page(body: str, files: dict[str, Resource] | None = None, address: str = "") -> Page:
    return page_of(f"<!DOCTYPE html><body>{body}", Stored(files), format="test", address=address)


def document(markup: str, **facts: str) -> Resource:
    return Resource(markup.encode(), "text/html", **facts)


def test_a_saved_frame_stands_in_its_place() -> None:
    files = {"https://news.test/inner.html": document("<title>t</title><p>Words <a href=next>of the frame</a>.</p>")}
    opened = page(
        '<p>a</p><iframe id=ad-1 class="box" src="/inner.html"></iframe><p>b</p>', files, "https://news.test/a"
    )
    assert opened.tree.body.text(deep=True) == "aWords of the frame.b"
    frame = opened.tree.css_first("[data-frame]")
    assert opened.tree.css_first("iframe") is None
    assert (frame.attributes["id"], frame.attributes["class"]) == ("ad-1", "box")
    assert opened.tree.css_first("a").attributes["href"] == "/next"


def test_the_frame_knows_its_address() -> None:
    files = {"cid:frame-1@mhtml.blink": document("<p>x</p><img src=i.png>", address="https://ads.test/slot")}
    opened = page('<iframe src="cid:frame-1@mhtml.blink"></iframe>', files, "https://news.test/a")
    assert opened.tree.css_first("[data-frame]").attributes["data-frame"] == "https://ads.test/slot"
    assert opened.tree.css_first("img").attributes["src"] == "https://ads.test/i.png"


def test_a_frame_of_its_own_text() -> None:
    opened = page('<iframe srcdoc="&lt;p&gt;This is &lt;b&gt;srcdoc&lt;/b&gt;.&lt;/p&gt;"></iframe>')
    assert opened.tree.css_first("[data-frame='about:srcdoc'] p").text() == "This is srcdoc."


def test_a_frame_that_was_not_saved_stays() -> None:
    opened = page('<iframe src="https://video.test/player"></iframe>')
    assert opened.tree.css_first("iframe").attributes["src"] == "https://video.test/player"


def test_hidden_frames_stay_hidden() -> None:
    files = {"x": document("<p>pixel</p>")}
    for attributes in ('width="0" height="0"', "hidden", 'height="1"'):
        opened = page(f'<iframe src="x" {attributes}></iframe>', files)
        assert "hidden" in opened.tree.css_first("[data-frame]").attributes
    styled = page('<iframe src="x" style="display:none"></iframe>', files)
    assert styled.tree.css_first("[data-frame]").attributes["style"] == "display:none"


def test_frames_within_frames_end() -> None:
    files = {"loop.html": document('<p>round</p><iframe src="loop.html"></iframe>')}
    opened = page('<iframe src="loop.html"></iframe>', files)
    assert 1 < opened.tree.body.text(deep=True).count("round") <= 10


def test_a_frameset_shows_its_frames() -> None:
    files = {"a.html": document("<p>list</p>"), "b.html": document("<p>text</p>")}
    markup = (
        '<html><head><title>T</title></head><frameset cols="1,2"><frame src="a.html"><frame src="b.html"></frameset>'
    )
    opened = page_of(markup, Stored(files), format="test")
    assert opened.tree.body.text(deep=True).split() == ["list", "text"]
    assert opened.metadata.title == "T"


def test_a_picture_in_a_frame_is_no_document() -> None:
    opened = page('<iframe src="x"></iframe>', {"x": Resource(b"\x89PNG\r\n\x1a\n" + bytes(50), "image/png")})
    assert opened.tree.css_first("[data-frame]") is None


def test_styles_of_a_frame_do_not_reach_the_page() -> None:
    opened = page('<iframe src="x"></iframe>', {"x": document("<style>p{color:red}</style><p>x</p>")})
    assert opened.tree.css_first("[data-frame] > style").text() == "@scope {p{color:red}}"


def test_what_the_container_knows_is_surer_than_the_page_but_for_its_title() -> None:
    markup = "<title>The headline of it</title><link rel=canonical href=https://news.test/b>"
    opened = page_of(
        markup, Stored(), format="test", title="Tunnel | News", address="https://news.test/a", saved="2020"
    )
    assert (opened.metadata.title, opened.metadata.address, opened.metadata.saved) == (
        "The headline of it",
        "https://news.test/a",
        "2020",
    )
    assert page_of("<p>x", Stored(), format="test", title="From outside").metadata.title == "From outside"


def test_the_page_speaks_for_itself_not_its_frames() -> None:
    opened = page(
        "<title>Page</title><iframe srcdoc=\"<meta name=author content='Frame Author'><h1>Frame</h1>\"></iframe>"
    )
    assert (opened.metadata.title, opened.metadata.byline) == ("Page", ())
