"""Images by the address that they have, and embeds as links."""

import pytest

from paperknife.clipping.markdown import to_markdown

BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<img src="a.png" alt="A">', "![A](a.png)"),
        (f'<img src="{BLANK}" alt="A">', f"![A]({BLANK})"),
        ('<img src="data:image/png;base64,iVBORw0KGgo=">', "![](data:image/png;base64,iVBORw0KGgo=)"),
        ('<button>Enlarge<img src="a.png"></button><button>Menu<img src="menu.svg"></button>', "![](a.png)"),
        ('<img srcset="s.png 300w, l.png 900w, m.png 600w" src="own.png">', "![](own.png)"),
        ('<picture><source srcset="p.webp"><img src="p.png" alt="P"></picture>', "![P](p.png)"),
        ('<img src="a.png"><noscript><img src="a.png"></noscript>', "![](a.png)"),
        ("<p>a</p><noscript>Please enable scripts.</noscript>", "a"),
        ('<p>a<img class="emoji" alt="😀" src="1f600.png">b</p>', "a😀b"),
        ('<img alt="only words">', "only words"),
        ("<img>x", "x"),
        (
            '<img src="a b(1).png" alt="al_t [x] &quot;q&quot;" title="T &quot;q&quot;">',
            '![al_t \\[x\\] "q"](a%20b(1).png "T \\"q\\"")',
        ),
        ('<a href="u"><img src="a.png"></a>', "[![](a.png)](u)"),
        ('<figure><img src="a.png"><figcaption>Cap</figcaption></figure>', "![](a.png)\n\nCap"),
    ],
)
def test_images(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown + "\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<iframe src="https://www.e.com/v" title="A film"></iframe>', "[A film](https://www.e.com/v)"),
        ('<iframe src="https://www.e.com/v"></iframe>', "[e.com](https://www.e.com/v)"),
        ('<video><source src="v.mp4"><source src="v.webm">No video.</video>', "[Video](v.mp4)"),
        ('<audio src="a.mp3"></audio>', "[Audio](a.mp3)"),
        ('<object data="https://e.com/d.pdf"></object>', "[e.com](https://e.com/d.pdf)"),
        ('<p>a<iframe src="https://e.com/v"></iframe>b</p>', "a\n\n[e.com](https://e.com/v)\n\nb"),
        ('<p>a</p><iframe src="about:blank"></iframe>', "a"),
        ('<p>a</p><iframe src="javascript:x()"></iframe>', "a"),
    ],
)
def test_embeds(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown + "\n"
