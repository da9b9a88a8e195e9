"""What the tests of the Markdown share: reading it back as its readers do."""

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin


def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": True, "maxNesting": 1000})
    renderer.enable(["table", "strikethrough"])
    renderer.use(footnote_plugin).use(tasklists_plugin)
    renderer.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    renderer.validateLink = lambda url: True
    return renderer


@pytest.fixture(scope="session")
def render():
    """Markdown to HTML, by another program than ours."""
    return _renderer().render
