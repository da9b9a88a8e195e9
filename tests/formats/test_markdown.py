from pathlib import Path

import pytest
from tests.formats.conftest import PNG, Opened

from paperknife.formats import markdown
from paperknife.formats.opening import open_path
from paperknife.formats.source import Source

NOTE = """\
---
title: "Harbour tunnel: what changes"
source: "https://news.test/harbour"
author:
  - "[[Ada Example]]"
published: 2026-10-02
created: 2026-11-23
description:
tags:
  - "clippings"
---

# Harbour tunnel

The *first* cars, see [the map](map.html).

![Tunnel](tunnel.png)

| a | b |
|---|---|
| 1 | 2 |
"""


def test_front_matter_is_metadata_and_the_rest_the_page(opened: Opened) -> None:
    (page,) = opened(NOTE.encode())
    about = page.metadata
    assert (about.title, about.address, about.byline, about.published, about.saved, about.description) == (
        "Harbour tunnel: what changes",
        "https://news.test/harbour",
        ("Ada Example",),
        "2026-10-02",
        "2026-11-23",
        "",
    )
    assert page.tree.css_first("h1").text() == "Harbour tunnel"
    assert len(page.tree.css("table td")) == 2
    assert "title:" not in page.tree.body.text(deep=True)
    assert not page.plain


def test_pictures_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    (tmp_path / "tunnel.png").write_bytes(PNG)
    (page,) = open_path(tmp_path / "note.md", lambda _share: None)
    assert page.resource("tunnel.png").data == PNG


def test_without_front_matter_the_first_heading_is_the_title(opened: Opened) -> None:
    (page,) = opened(b"# A heading\n\nSome **strong** words and [a link](https://x.test).\n")
    assert (page.format, page.metadata.title) == ("markdown", "A heading")


@pytest.mark.parametrize(
    "front", ["- a list\n", "just words\n", "a: [1, 2\n", "a: &a [*a, *a]\nb: !!python/object:os.system x\n"]
)
def test_dashes_that_are_no_front_matter_belong_to_the_text(front: str, opened: Opened) -> None:
    (page,) = opened(f"---\n{front}---\n\n# Heading\n\n- one\n- two\n\n`code`\n".encode())
    assert front.split()[-1] in page.tree.body.text(deep=True)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ada,\n\nthe tunnel is open. - Bob\n",
        "1. Buy bread\n2. Buy milk\n",
        "<!DOCTYPE html><html># not a heading **at all** `x` [a](b)\n# x\n",
        "* a list of one\n",
    ],
)
def test_other_texts_are_not_markdown(text: str) -> None:
    assert not markdown.looks_like(Source.memory(text.encode(), "x.md"))


def test_scripts_in_markdown_are_markup_like_any_other(opened: Opened) -> None:
    (page,) = opened(b"# Heading\n\n**strong** `code`\n\n<div onclick=x>raw</div>\n")
    assert page.tree.css_first("div").text() == "raw"
