"""What the tests of highlights share: the text of a small page, and the words of a passage."""

from collections.abc import Callable, Collection

import pytest

from paperknife.highlights.page_text import PageText, readable
from paperknife.page.cutting import cut
from paperknife.page.letters import Passage
from paperknife.page.tree import parse

MakeText = Callable[..., PageText]


@pytest.fixture(scope="session")
def text_of() -> MakeText:
    """The text of a page with this body, less the blocks that say one of `struck`."""

    def make(body: str, struck: Collection[str] = ()) -> PageText:
        blocks = cut(parse(f"<body>{body}"))
        return PageText(blocks, {block.id for block in blocks.all if block.text not in struck})

    return make


@pytest.fixture(scope="session")
def said() -> Callable[[PageText, Passage], str]:
    """What a passage says, blocks parted by line breaks."""

    def say(text: PageText, passage: Passage) -> str:
        return "\n".join(readable(block.text, start, stop) for block, start, stop in text.places(passage))

    return say
