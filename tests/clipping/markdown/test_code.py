"""Code: text byte for byte, whatever sets it; lines, gutters and buttons of every highlighter."""

# ruff: noqa: E501 - a piece of a page is easier to read in one line

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperknife.clipping.markdown import to_markdown
from paperknife.page.tree import parse

FRAMES = (
    "<pre><code>\n{}</code></pre>",
    "<ul><li>x<pre>\n{}</pre></li></ul>",
    "<blockquote><pre>\n{}</pre></blockquote>",
    "<ol start=10><li><blockquote><pre>\n{}</pre></blockquote></li></ol>",
)
CODE = st.one_of(
    st.text(alphabet="`~\\*_<&>|$ \t\nab:#-", max_size=24),
    st.text(max_size=24).map(lambda text: text.replace("\x00", "").replace("\r", "\n")),
)


@pytest.mark.parametrize("frame", FRAMES)
@settings(max_examples=150, deadline=None)
@given(text=CODE)
def test_any_code_comes_back_byte_for_byte(render, frame: str, text: str) -> None:
    wanted = re.sub(r"\n[ \t]*\Z", "", text.strip("\n")).rstrip("\n")
    code = parse(render(to_markdown(frame.format(html.escape(text))))).body.css_first("pre code")
    if wanted.strip():
        assert code.text(deep=True).rstrip("\n") == wanted


@settings(max_examples=300, deadline=None)
@given(text=CODE)
def test_any_code_within_a_line_comes_back(render, text: str) -> None:
    wanted = re.sub(r"[ \t\n\f]+", " ", text).strip()
    code = parse(render(to_markdown(f"<p>a <code>{html.escape(text)}</code> b</p>"))).body.css_first("code")
    assert (code.text(deep=True).strip() if code else "") == wanted


def block(code: str, language: str = "") -> str:
    return f"```{language}\n{code}\n```\n"


@pytest.mark.parametrize(
    ("name", "source", "markdown"),
    [
        ("plain", "<pre>a\n\n\tb  \n</pre>", block("a\n\n\tb  ")),
        ("fence inside", "<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````\n"),
        ("hljs", '<pre><code class="hljs js">a</code></pre>', block("a", "js")),
        (
            "prism",
            '<div class="code-toolbar"><pre class="language-css line-numbers"><code class="language-css">a\nb'
            '<span aria-hidden="true" class="line-numbers-rows"><span></span></span></code></pre>'
            '<div class="toolbar"><button>Copy</button></div></div>',
            block("a\nb", "css"),
        ),
        (
            "rouge",
            '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
            '<table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td>'
            '<td class="rouge-code"><pre><span class="k">def</span> a\nend\n</pre></td></tr></tbody></table>'
            "</code></pre></div></div>",
            block("def a\nend", "ruby"),
        ),
        (
            "pygments",
            '<div class="highlight-python notranslate"><table class="highlighttable"><tr><td class="linenos">'
            '<div class="linenodiv"><pre>1\n2</pre></div></td><td class="code"><div class="highlight">'
            "<pre><span></span>a = 1\n  b\n</pre></div></td></tr></table></div>",
            block("a = 1\n  b", "python"),
        ),
        (
            "chroma",
            '<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre><code>'
            '<span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd"><pre><code '
            'class="language-go" data-lang="go"><span class="line"><span class="cl">a\n</span></span>'
            '<span class="line"><span class="cl">b</span></span></code></pre></td></tr></table></div></div>',
            block("a\nb", "go"),
        ),
        (
            "chroma inline numbers",
            '<pre class="chroma"><code class="language-go"><span class="line"><span class="ln">1</span>'
            '<span class="cl">a\n</span></span><span class="line"><span class="ln">2</span><span class="cl">22\n</span>'
            "</span></code></pre>",
            block("a\n22", "go"),
        ),
        (
            "hexo",
            '<figure class="highlight java"><table><tr><td class="gutter"><pre><span class="line">1</span><br>'
            '<span class="line">2</span><br></pre></td><td class="code"><pre><span class="line">int a;</span><br>'
            '<span class="line">b</span><br></pre></td></tr></table></figure>',
            block("int a;\nb", "java"),
        ),
        (
            "row per line",
            '<table class="highlight"><tr><td class="blob-num" data-line-number="1"></td><td class="blob-code">a</td></tr>'
            '<tr><td class="blob-num" data-line-number="2"></td><td class="blob-code">\n</td></tr>'
            '<tr><td class="blob-num" data-line-number="3"></td><td class="blob-code">  b</td></tr></table>',
            block("a\n\n  b"),
        ),
        (
            "hljs line numbers",
            '<pre><code class="hljs python"><table class="hljs-ln"><tr><td class="hljs-ln-numbers">1</td>'
            '<td class="hljs-ln-code">a</td></tr><tr><td class="hljs-ln-numbers">2</td><td class="hljs-ln-code"></td></tr>'
            "</table></code></pre>",
            block("a", "python"),
        ),
        (
            "header inside",
            '<pre><div class="header"><span>bash</span><button>Copy</button></div><code class="hljs language-bash">a\nb</code></pre>',
            block("a\nb", "bash"),
        ),
        ("a theme's class names", '<div class="cm-content">no code</div>', "no code\n"),
        ("div per line", "<pre><div>a</div><div></div><div>  b</div></pre>", block("a\n\n  b")),
        ("item per line", '<pre data-lang="go"><ol><li>a</li><li>b</li></ol></pre>', block("a\nb", "go")),
        (
            "span per line",
            '<pre><code><span class="code-line">a</span><span class="code-line"></span><span class="code-line">b</span>'
            "</code></pre>",
            block("a\n\nb"),
        ),
        (
            "shiki",
            '<pre class="shiki"><code><span class="line">a</span>\n<span class="line"></span>\n'
            '<span class="line">b</span></code></pre>',
            block("a\n\nb"),
        ),
        ("code per line", "<pre><code>a</code><code>b</code></pre>", block("a\nb")),
        ("breaks", "<pre>a<br>b<br><br>c</pre>", block("a\nb\n\nc")),
        ("copy button", '<pre>a<button class="copy">Copy</button></pre>', block("a")),
        ("numbers that are code", "<pre>1\n<span>2</span></pre>", block("1\n2")),
        (
            "editor",
            '<div class="cm-content"><div class="cm-line">a</div><div class="cm-line">b</div></div>',
            block("a\nb"),
        ),
    ],
)
def test_highlighters(name: str, source: str, markdown: str) -> None:
    assert to_markdown(source) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<code>a`b</code>", "``a`b``"),
        ("<code>`a</code>", "`` `a ``"),
        ("<code>a</code><code>b</code>", "`ab`"),
        ("<code>a<br>b</code>", "`a`\\\n`b`"),
        ("<code>10<sup>3</sup></code>", "`10`<sup>`3`</sup>"),
        ('<code><a href="u">f</a>()</code>', "[`f`](u)`()`"),
        ("<code>a <b>b</b></code>", "`a b`"),
        ("<code></code>x", "x"),
    ],
)
def test_code_within_a_line(html: str, markdown: str) -> None:
    assert to_markdown(f"<p>{html}</p>") == markdown + "\n"


def test_a_table_with_code_is_still_a_table() -> None:
    source = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td><pre>x</pre></td></tr></table>"
    assert "`x`" in to_markdown(source)
