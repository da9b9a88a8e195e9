"""The language behind a fence, from where highlighters write it."""

import pytest

from paperknife.clipping.markdown import to_markdown


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre><code class="language-python">x</code></pre>', "python"),
        ('<pre><code class="lang-md">x</code></pre>', "md"),
        ('<pre class="lang-C++"><code>x</code></pre>', "c++"),
        ('<div class="highlight highlight-source-js"><pre>x</pre></div>', "js"),
        ('<div class="highlight-rst notranslate"><div class="highlight"><pre>x</pre></div></div>', "rst"),
        ('<pre class="brush: php; toolbar: false">x</pre>', "php"),
        ('<figure class="highlight java"><pre>x</pre></figure>', "java"),
        ('<pre class="sourceCode bash"><code class="sourceCode bash">x</code></pre>', "bash"),
        ('<pre class="src src-lisp">x</pre>', "lisp"),
        ('<pre data-lang="go">x</pre>', "go"),
        ('<pre class="EnlighterJSRAW" data-enlighter-language="css">x</pre>', "css"),
        ('<pre><code class="hljs javascript">x</code></pre>', "javascript"),
        (
            '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre><code>x</code></pre></div></div>',
            "ruby",
        ),
        ('<pre class="wide highlight"><code class="nohighlight">x</code></pre>', ""),
        ('<div class="text"><pre>x</pre></div>', ""),
        ("<pre>x</pre>", ""),
    ],
)
def test_language(html: str, language: str) -> None:
    assert to_markdown(html) == f"```{language}\nx\n```\n"
