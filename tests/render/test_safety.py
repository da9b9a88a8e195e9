"""Safety: whatever a page holds, nothing in what is shown can act."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.page.cutting import cut
from paperknife.page.metadata import Metadata
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.render import original, reader
from paperknife.render.safety import cleaned, safe_link
from paperknife.verdicts.verdict import JudgedPage, Label, Verdict

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<svg onload=alert(1)><script>alert(1)</script><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math href='javascript:alert(1)'><mi>x</mi></math>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
    "<object data='javascript:alert(1)'>x</object>",
    "<embed src='javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=preconnect href=https://evil.example>",
    "<base href=https://evil.example>",
    "<style>@import url(https://evil.example/x.css); p { background: url(https://evil.example/y) }</style>",
    "<p style='background: url(https://evil.example/z)'>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<template><script>alert(1)</script></template>",
    "<details ontoggle=alert(1) open>x</details>",
    "<video poster='javascript:alert(1)' onloadstart=alert(1)><source src=x onerror=alert(1)></video>",
    "<style>p { background: url(javascript:alert(1)); width: expression(alert(1)); -moz-binding: url(//evil.example) }",
    "<style>@import '//evil.example/a;b.css'; @import url(\"//evil.example/c\") layer(x) supports(a:b) print;</style>",
    "<style>p { background: URL( '//evil.example/\\'q' ) } q { cursor: url(//evil.example/c), auto }</style>",
    "<style>p::after { content: '</style><script>alert(1)</script>' }</style>",
    "<svg><use href='https://evil.example/x.svg#a'/><image xlink:href='https://evil.example/y' /></svg>",
    "<svg><rect fill='url(//evil.example/x.svg#a)' /><a><set attributeName=href to='javascript:alert(1)' /></a></svg>",
    "<svg><feImage href='https://evil.example/f'/><animate attributeName=href values='javascript:alert(1)'/></svg>",
    "<link rel=preload as=style href=https://evil.example/x.css onload=\"this.rel='stylesheet'\">",
    "<link rel='prefetch modulepreload dns-prefetch' href=https://evil.example><link rel=icon href=//evil.example/i>",
    "<img srcset='https://evil.example/a 1x, https://evil.example/b 2x' loading=lazy data-x>",
    "<picture><source srcset='//evil.example/a 2x'><img style='background:url(//evil.example/--sf-img-1)'></picture>",
    "<applet code=evil.example archive=//evil.example/a.jar>x</applet><embed src=//evil.example/e>",
    "<object data=//evil.example/o type=image/png><param name=movie value=x>x</object>",
    "<iframe src=x loading=lazy data-frame style='--a: url(//evil.example/x)' width='1;x' rows='1) }'></iframe>",
    "<body background=//evil.example/b><table background=//evil.example/t><td background=//evil.example/d>x</table>",
    "<div data-frameset rows='*;background:url(//evil.example/r)' cols='</style><script>alert(1)</script>'>x</div>",
    "<input type=image src=//evil.example/i><video src=//evil.example/v autoplay></video><track src=//evil.example/t>",
]
ACTING = re.compile(
    r"<script|\son\w+\s*=|javascript:|srcdoc|http-equiv=\"?refresh|<base|preconnect|formaction", re.IGNORECASE
)


def judged(html: str) -> JudgedPage:
    page = Page(parse(f"<body><p>words</p>{html}<p>words</p>"), Metadata(address="https://a.example/"))
    blocks = cut(page.tree)
    return JudgedPage(page, blocks, tuple(Verdict(block, Label.ARTICLE, 1.0) for block in blocks.all))


def acts(html: str) -> bool:
    """Whether parsed markup holds an element or an attribute that could act."""
    for node in parse(html).root.traverse():  # type: ignore[union-attr]  # a parsed page has both
        if node.tag in ("script", "base") or (
            node.tag in ("object", "embed") and {"src", "data"} & set(node.attributes)
        ):
            return True
        for name, value in node.attributes.items():
            folded = re.sub(r"[\s\x00-\x1f]", "", value or "").lower()
            if name.startswith("on") or name in ("srcdoc", "formaction", "action", "ping"):
                return True
            if name in ("href", "src", "xlink:href", "data", "to", "values") and folded.startswith(
                ("javascript:", "data:text", "vbscript:")
            ):
                return True
        if node.tag == "meta" and (node.attributes.get("http-equiv") or "").lower() == "refresh":
            return True
        if node.tag == "link":
            return True
    return False


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_acts_in_the_reader(html: str) -> None:
    shown = reader.article(judged(html))
    assert not acts(shown)
    assert "words" in shown


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_acts_and_nothing_is_fetched_in_the_original(html: str) -> None:
    shown = original.document(judged(html), original.data_address)
    assert not acts(shown)
    assert "evil.example" not in re.sub(r' data-missing="[^"]*"', "", shown)
    assert not acts(original.struck_file(judged(html)))


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_acts_in_a_selection(html: str) -> None:
    assert not acts(cleaned(html))


@given(st.lists(st.sampled_from(HOSTILE) | st.text(alphabet="<>/'\"= abcsriptonx:", max_size=30), max_size=6))
def test_no_mixture_acts(parts: list[str]) -> None:
    page = judged("".join(parts))
    assert not acts(reader.article(page))
    assert not acts(original.document(page, original.data_address))


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example", True),
        ("mailto:a@b.example", True),
        ("page.html#x", True),
        ("#note", True),
        ("/a:b", True),
        ("javascript:x", False),
        ("JAVA\tSCRIPT:x", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("paper://page-1/", False),
    ],
)
def test_links(address: str, safe: bool) -> None:
    assert safe_link(address) is safe
