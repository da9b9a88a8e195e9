"""The original looks like the saved page, and striking moves nothing in it.

With PAPERKNIFE_PAIRS set to a folder, all pages at hand are compared, and the pairs of pictures are left there.
"""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QColor, QImage, QPainter

TILE = 8
DIFFERENT = 28  # of 255, between the mean brightnesses of two tiles
CLOSE = 0.06  # share of tiles that differ

SAVES = Path(__file__).parents[3] / "shared" / "pages" / "saves"
PAIRS = os.environ.get("PAPERKNIFE_PAIRS", "")
# Where Chromium cannot tell what the file is: it takes these two for what their false labels say.
MISREAD = ("dom-dump/syn-sjis", "html-only/syn-wrongmeta")
# Files whose pictures we find and Chromium does not: it looks for them on the web.
BETTER = ("complete-chromium/firefox-nightly-blog", "complete-chromium/syn-frames", "complete-firefox/firefox-nightly")


def grey(image: QImage) -> list[bytes]:
    """The brightness of every tile, by rows."""
    wide, high = image.width() // TILE, image.height() // TILE
    small = image.scaled(wide, high, mode=Qt.TransformationMode.SmoothTransformation)
    small = small.convertToFormat(QImage.Format.Format_Grayscale8)
    return [bytes(small.constScanLine(y))[:wide] for y in range(high)]


def difference(one: QImage, other: QImage) -> float:
    """The share of tiles whose brightness differs clearly."""
    tiles = [b"".join(grey(image)) for image in (one, other)]
    return sum(abs(a - b) > DIFFERENT for a, b in zip(*tiles, strict=True)) / len(tiles[0])


def keep(one: QImage, other: QImage, name: str) -> None:
    """Leaves both beside each other, if that is wanted."""
    if not PAIRS:
        return
    Path(PAIRS).mkdir(parents=True, exist_ok=True)
    both = QImage(one.width() * 2 + 20, one.height(), QImage.Format.Format_RGB32)
    both.fill(QColor("magenta"))
    painter = QPainter(both)
    painter.drawImage(0, 0, one)
    painter.drawImage(one.width() + 20, 0, other)
    painter.end()
    both.save(str(Path(PAIRS) / f"{name}.png"))


def png(colour: str, width: int = 120, height: int = 80) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def saved(folder: Path, markup: str, **files: str | bytes) -> Path:
    """A "complete" page: markup and its files; "__" in a name stands for the dot of its ending."""
    (folder / "page_files").mkdir()
    for name, content in files.items():
        path = folder / "page_files" / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    page = folder / "page.html"
    page.write_text(markup, "utf-8")
    return page


FILLER = "<p>" + "Words of an article that goes on for a line or two of the page. " * 9
MODERN = f"""<!DOCTYPE html><html><head><meta charset=utf-8><title>t</title><base href="."><link rel=stylesheet
 href="page_files/main.css"><link rel="alternate stylesheet" title=other href=page_files/wrong.css><link rel=stylesheet
 media=print href=page_files/wrong.css><style type="text/template">body {{ background: red }}</style></head><body>
<h1>A heading</h1><div class=ground>{FILLER}</div>
<picture><source media="(min-width: 5000px)" srcset="page_files/red.png"><source srcset="page_files/green%20one.png 1x,
 page_files/red.png 3x"><img src="page_files/red.png" alt=a></picture>
<img srcset="page_files/blue.png 300w, page_files/red.png 9000w" sizes="300px" alt=b>
<img src="page_files/gone.png" width=200 height=90 alt="gone"><img src="page_files/gone.png" alt="words instead">
<p class=marked>Marked.<p><svg width=90 height=60 viewBox="0 0 90 60"><defs><linearGradient id=g><stop
 stop-color=navy /><stop offset=1 stop-color=teal /></linearGradient><g id=shape><circle cx=30 cy=30 r=25
 fill="url(#g)" /></g></defs><use href="#shape"/><use xlink:href="#shape" x=30 /></svg>
<details><summary>More</summary>folded</details><table border=1><tr><td>one<td>two</table>{FILLER * 3}</body></html>"""
SHEET = """@charset "windows-1252"; @import url("more.css?family=A:wght@400;700") screen; @import "print.css" print;
body { margin: 30px; font: 17px/1.5 Arial } h1 { color: #703; border-bottom: 4px solid }
.ground { background: #eef url(blue.png) right top no-repeat; padding: 20px 160px 20px 20px }"""
OLD = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><title>t</title></head>
<body bgcolor="#ffffcc" text=navy link=green background="page_files/pale.png"><font size=5 face=Arial>Old</font>
<center><table width="80%" border=2 cellpadding=6 bgcolor=white><tr><td height=120 width=160>cell<td><img
 src="page_files/blue.png"><tr><td colspan=2>{FILLER}</table></center><div style="width:200px;height:60;padding:20px;
 border:10px solid">quirks</div></body></html>"""
FRAMED = f"""<!DOCTYPE html><html><head><title>t</title><style>
p {{ color: #333 }} iframe.wide {{ width: 700px; border: 0 }}
</style></head><body>{FILLER}<p>Before <iframe src="page_files/inner.html" width=400 height=120></iframe> after.</p>
<iframe class=wide src="page_files/inner.html"></iframe>{FILLER}</body></html>"""
INNER = """<!DOCTYPE html><html><head><link rel=stylesheet href=inner.css></head><body>
<p>Inside a frame.<p class=big>Large</body></html>"""
SHADOW = f"""<!DOCTYPE html><html><head><title>t</title><style>
b {{ color: red }}</style></head><body>{FILLER}<p>In <my-box>
<template shadowrootmode=open><style>:host {{ border: 3px solid teal }} b {{ color: blue }}</style><b>shadow</b>
<slot></slot></template>light</my-box> line.</p>{FILLER}</body></html>"""
SET = """<html><head><title>t</title></head><frameset cols="25%,*"><frame src="page_files/left.html"><frameset
 rows="100,*"><frame src="page_files/top.html"><frame src="page_files/main.html"></frameset></frameset></html>"""

MADE = {
    "modern": (
        MODERN,
        {
            "main__css": SHEET,
            "more__css": ".marked::before { content: '+ '; color: green }",
            "print__css": "body { background: red !important }",
            "wrong__css": "body { background: red !important }",
            "green one__png": png("green"),
            "red__png": png("red"),
            "blue__png": png("blue"),
        },
    ),
    "old": (OLD, {"blue__png": png("blue"), "pale__png": png("#ffeebb")}),
    "framed": (FRAMED, {"inner__html": INNER, "inner__css": "body { background: #dfd } .big { font-size: 30px }"}),
    "shadow": (SHADOW, {}),
    "frameset": (
        SET,
        {
            "left__html": "<body bgcolor='#ccddff'><h3>Contents</h3><ul><li>one<li>two</ul>",
            "top__html": "<body bgcolor='#224466' text=white><h2>A site</h2>",
            "main__html": f"<body>{FILLER * 4}",
        },
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_made_pages_look_as_in_chromium(name: str, chromium, pane, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    markup, files = MADE[name]
    path = saved(tmp_path, markup, **files)
    theirs, ours = chromium.picture(path), pane.picture(path)
    keep(theirs, ours, f"made-{name}")
    assert len(set(b"".join(grey(theirs)))) > 5, "Chromium shows the page"
    assert difference(theirs, ours) <= (CLOSE if name == "frameset" else CLOSE / 3)  # these pages are short


def real() -> list[Path]:
    """Saved pages that Chromium opens: all of them, or one of each format."""
    found = []
    for folder in sorted(SAVES.iterdir()) if SAVES.is_dir() else ():
        files = sorted(folder.glob("*html"))
        if folder.name not in ("clipboard", "singlefilez"):
            found += files if PAIRS else [path for path in files if path.stem == "ars-1"]
    return found


@pytest.mark.parametrize("path", real() or [None], ids=lambda path: f"{path.parent.name}/{path.stem}" if path else "")
def test_saved_pages_look_as_in_chromium(path: Path | None, chromium, pane) -> None:  # type: ignore[no-untyped-def]
    if path is None:
        pytest.skip("the pages beside the project are not here")
    name = f"{path.parent.name}/{path.stem}"
    theirs, ours = chromium.picture(path), pane.picture(path)
    keep(theirs, ours, name.replace("/", "-"))
    if not name.startswith(MISREAD + BETTER):
        assert difference(theirs, ours) <= CLOSE


HIDDEN = {
    "opacity": "<style>body { opacity: 0; transition: opacity 1s }</style>",
    "class": "<style>.async-hide { opacity: 0 !important }</style><script>document.body.className = ''</script>",
    "display": "<style id=antiClickjack>body{display:none !important}</style>",
    "animation": "<style>body{animation:-amp-start 8s steps(1,end) 0s 1 normal both}"
    "@keyframes -amp-start{from{visibility:hidden}to{visibility:visible}}</style>",
    "undefined": "<style>my-page:not(:defined) { visibility: hidden }</style>",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_page_that_waits_for_its_scripts_is_seen(how: str, pane, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "page.html"
    path.write_text(
        f"<!DOCTYPE html><html class=async-hide><head>{HIDDEN[how]}</head><body><my-page>{FILLER * 5}</my-page></body>"
    )
    dark = sum(value < 220 for value in b"".join(grey(pane.picture(path))))
    assert dark > 100


RECTANGLES = """[...document.body.querySelectorAll("*")].map((node) => {
  const { x, y, width, height } = node.getBoundingClientRect(); return [x, y, width, height];
})"""


def pages_to_strike() -> list[Path]:
    strikes = SAVES.parent / "strikes"
    return sorted(strikes.glob("*.html"))[:10] if strikes.is_dir() else []


@pytest.mark.parametrize("path", pages_to_strike() or [None], ids=lambda path: path.stem[:30] if path else "")
def test_striking_moves_nothing(path: Path | None, pane) -> None:  # type: ignore[no-untyped-def]
    if path is None:
        pytest.skip("the pages beside the project are not here")
    judged = pane.open(path)
    before = pane.ask(RECTANGLES)
    verdicts = {v.block.id: {"label": "ad", "struck": True, "tint": "1 2 3"} for v in judged.verdicts}
    pane.view.tell("strike", verdicts)
    assert pane.ask("document.querySelectorAll('[data-struck]').length") >= len(verdicts)
    after = pane.ask(RECTANGLES)
    assert len(before) > 20
    assert before == after
