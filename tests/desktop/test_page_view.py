"""One pane: strikes move nothing, clicks and scrolling are told by ids, links lead nowhere."""
# ruff: noqa: E501 - a piece of a page is easier to read in one line

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from pytestqt.qtbot import QtBot

from paperknife.desktop.page_view import PageView

Ask = Callable[..., object]
MakePane = Callable[..., PageView]

PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='300' height='120'/%3E"
PAGE = f"""<!doctype html><meta charset=utf-8><style>
body {{ margin: 0; font: 16px/1.5 sans-serif }} .float {{ float: right; width: 200px }} .row {{ display: flex; gap: 8px }}
.clip {{ overflow: hidden; height: 60px }} .stuck {{ position: fixed; right: 0; bottom: 0; width: 300px }}
td {{ border: 1px solid }} span.badge {{ display: inline-block; padding: 2px; border: 1px solid }} </style>
<nav data-block="nav"><ul class=row><li><a href="https://news.example/">News</a><li><a href=#end>End</a></ul></nav>
<aside class=float data-block="side"><h3>More</h3><p>Side <span class=badge>text</span></p></aside>
<h1 data-block="title">A headline</h1>
<p data-block="one">{"The first paragraph. " * 30}</p>
<figure data-block="pic"><img src="{PICTURE}"><figcaption>A caption</figcaption></figure>
<div class=clip data-block="clipped"><img src="{PICTURE}" height=300></div>
<table><tr data-block="row"><td>a<td>b</table>
<iframe data-block="frame" width=300 height=100 srcdoc="<body>an ad"></iframe>
{"".join(f'<p data-block="p{n}">{"Words and words. " * 40}</p>' for n in range(30))}
<div class=stuck data-block="stuck">Cookies? <img src="{PICTURE}" width=40></div><p id=end data-block="end">The end</p>"""
BLOCKS = [
    "nav",
    "side",
    "title",
    "one",
    "pic",
    "clipped",
    "row",
    "frame",
    *(f"p{n}" for n in range(30)),
    "stuck",
    "end",
]


def verdicts(*struck: str) -> dict[str, dict[str, object]]:
    return {
        block: {
            "label": "ad",
            "struck": block in struck,
            "tint": "193 18 31",
            "name": "Ad",
            "reason": "why",
            "hint": "h",
        }
        for block in BLOCKS
    }


@pytest.fixture
def struck(pane: MakePane) -> Callable[..., PageView]:
    """The page as an original, with some blocks struck."""

    def make(*blocks: str) -> PageView:
        view = pane(PAGE, sheet="original/struck.css")
        view.tell("strike", verdicts(*blocks))
        return view

    return make


def rectangles(ask: Ask, view: PageView) -> list[object]:
    return ask(view, f"{json.dumps(BLOCKS)}.map(id => pane.boxes(id).map(box => box.toJSON()))")


def test_strikes_move_nothing(qtbot: QtBot, struck: MakePane, ask: Ask) -> None:
    view = struck()
    before = rectangles(ask, view)
    whole = ask(view, "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert all(before)
    view.tell("strike", verdicts(*BLOCKS))
    qtbot.wait(200)
    assert rectangles(ask, view) == before
    assert ask(view, "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == whole


def test_struck_text_and_pictures_turn_red(qtbot: QtBot, struck: MakePane, ask: Ask) -> None:
    view = struck()

    def red() -> int:
        image = view.grab().toImage()
        colours = (image.pixelColor(x, y) for x in range(0, 890, 2) for y in range(image.height()))
        return sum(c.red() > 150 and c.green() < 70 and c.blue() < 80 for c in colours)

    qtbot.wait(300)
    assert red() == 0
    view.tell("strike", verdicts("title"))
    qtbot.waitUntil(lambda: red() > 40, timeout=5_000)
    view.tell("strike", verdicts("pic"))
    qtbot.waitUntil(lambda: red() > 300, timeout=5_000)
    view.tell("strike", verdicts())
    qtbot.waitUntil(lambda: red() == 0, timeout=5_000)


def middle(ask: Ask, view: PageView, block: str) -> QPoint:
    box = ask(view, f"pane.boxes('{block}')[0].toJSON()")
    return QPoint(round(box["left"] + min(box["width"] / 2, 60)), round(box["top"] + box["height"] / 2))


def press(qtbot: QtBot, view: PageView, where: QPoint) -> None:
    qtbot.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=where)


def test_a_click_says_which_block(qtbot: QtBot, struck: MakePane, ask: Ask) -> None:
    view = struck("frame")
    qtbot.wait(300)
    for block in ("title", "one", "frame", "stuck"):
        with qtbot.waitSignal(view.clicked, timeout=5_000) as heard:
            press(qtbot, view, middle(ask, view, block))
        assert heard.args == [block]


def test_a_link_leads_nowhere(qtbot: QtBot, pane: MakePane, ask: Ask) -> None:
    article = f'<main id="article"><p data-block="1"><a href="https://news.example/x">{"link " * 40}</a></main>'
    view = pane(article, "reader/reader.js")
    qtbot.wait(200)
    own = view.url()
    with qtbot.waitSignal(view.link_clicked, timeout=5_000) as heard:
        press(qtbot, view, middle(ask, view, "1"))
    assert heard.args == [QUrl("https://news.example/x")]
    assert view.url() == own


def test_a_new_article_keeps_the_place(qtbot: QtBot, pane: MakePane, ask: Ask) -> None:
    def article(*left_out: int) -> str:
        return "".join(f'<p data-block="p{n}">{"Words. " * 60}</p>' for n in range(40) if n not in left_out)

    view = pane(f'<main id="article">{article()}</main>', "reader/reader.js")
    qtbot.wait(200)
    view.tell("scrollTo", 900)
    before = ask(view, "pane.boxes('p25')[0].top")
    sight = ask(view, "pane.place()")
    view.tell("update", article(0, 1, 2), {})
    assert ask(view, "pane.place()") == sight
    view.tell("update", article(), {"p25": "deck"})
    assert ask(view, "pane.boxes('p25')[0].top") == before


ON_LINE = """(() => { const line = innerHeight / 4;
  return [...document.querySelectorAll("[data-block^=p]")].find((e) => e.getBoundingClientRect().bottom > line).dataset.block })()"""


def test_panes_stand_on_the_same_block_and_do_not_answer_back(
    qtbot: QtBot, pane: MakePane, struck: MakePane, ask: Ask
) -> None:
    kept = [block for block in BLOCKS if block.startswith("p") and block != "pic"]
    reader = pane(
        '<main id="article">' + "".join(f'<p data-block="{b}">{"Words. " * 90}</p>' for b in kept) + "</main>",
        "reader/reader.js",
    )
    original = struck(*set(BLOCKS) - set(kept))
    heard: dict[str, int] = {"reader": 0, "original": 0}

    def follow(name: str, other: PageView) -> Callable[[list], None]:
        def on(near: list) -> None:
            heard[name] += 1
            other.tell("follow", near)

        return on

    reader.scrolled.connect(follow("reader", original))
    original.scrolled.connect(follow("original", reader))
    for target in (700, 1500, 2600):
        ask(reader, f"window.scrollTo(0, {target}) ?? 0")
        qtbot.wait(250)
        places = [ask(view, ON_LINE) for view in (reader, original)]
        assert places[0]
        assert places[0] == places[1]
    assert heard["reader"] >= 3
    assert heard["original"] == 0
