"""Saved frames and shadow trees keep their measures, their arrangement and their own style sheets."""

import pytest

from paperknife.formats.document import page_of
from paperknife.page.resources import Resource, Stored
from paperknife.page.tree import attribute, parse
from paperknife.pipeline import judge
from paperknife.render import frames, original

FILES = Stored(
    {
        "https://a.example/in.html": Resource(
            b"<body bgcolor=#123456 text=white><link rel=stylesheet href=in.css><p>In."
        ),
        "https://a.example/in.css": Resource(b"body { margin: 9px } :root { --a: b } p { color: red }"),
    }
)


def shown(markup: str) -> str:
    page = page_of(markup, FILES, format="html", address="https://a.example/")
    return original.document(judge(page), lambda _: "paper:")


def test_a_frame_has_its_measures_colours_and_sheet() -> None:
    html = shown("<p>Before <iframe src=in.html width=70% height=90 frameborder=no></iframe> after.</p>")
    frame = parse(html).css_first("[data-frame]")
    assert frame is not None
    style = attribute(frame, "style")
    for part in ("width: 70%", "height: 90px", "edge: 0px", "background-color: #123456; color: white"):
        assert part in style
    assert "@scope {:scope { margin: 9px } :scope { --a: b } p { color: red }}" in html


def test_a_paragraph_with_a_frame_stays_whole() -> None:
    tree = parse(shown("<p id=x>Before <iframe src=in.html></iframe> after.</p>"))
    paragraph = tree.css_first("#x")
    assert paragraph is not None
    assert " ".join(paragraph.text(deep=True).split()).endswith("In. after.")


def test_a_set_of_frames_keeps_its_arrangement() -> None:
    tree = parse(
        shown("<frameset cols='20%,*'><frame src=in.html><frameset rows='80, 2*,bad'><frame src=in.html></frameset>")
    )
    outer, inner = tree.css("[data-frameset]")
    assert "cols: 20% minmax(0, 1fr)" in attribute(outer, "style")
    assert "rows: 80px minmax(0, 2fr) minmax(0, 1fr)" in attribute(inner, "style")
    assert len(tree.css("[data-frame]")) == 2


@pytest.mark.parametrize(
    ("css", "confined"),
    [
        (":host { a: b } :host(.x) p {}", "@scope {:scope { a: b } :scope.x p {}}"),
        ("slot[name=a]::slotted(b) {}", "@scope {slot[name=a] > :is(b) {}}"),
        ("html body.x, html {} .body, tbody {}", "@scope {:scope.x, :scope {} .body, tbody {}}"),
    ],
)
def test_a_confined_sheet(css: str, confined: str) -> None:
    node = parse("<link data-scoped>").css_first("link")
    assert node is not None
    assert frames.scoped(node, css) == confined
    plain = parse("<link>").css_first("link")
    assert plain is not None
    assert frames.scoped(plain, css) == css


def test_a_shadow_sheet_holds_for_its_host() -> None:
    html = shown(
        "<my-box><template shadowrootmode=open><style>:host{color:red}</style><div><p>In</div></template></my-box>"
    )
    style = parse(html).css_first("my-box > style")
    assert style is not None
    assert style.text(deep=True) == "@scope {:scope{color:red}}"
