"""A note changed by hand: what the reader wrote stays, what he left alone follows the clipping."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.clipping import front_matter
from paperknife.clipping.clipping import make_clipping
from paperknife.clipping.edits import Edit
from paperknife.clipping.images import FOLDER, in_folder, out_of_folder
from paperknife.clipping.templates import note_text, template_text
from paperknife.page.metadata import Metadata
from paperknife.page.resources import Resource

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
HTML = '<p>The tunnel opened on Monday.</p><p><img src="https://a.example/a.png" alt="A"></p><p>Trains ran.</p>'
CLIPPING = make_clipping(
    HTML,
    Metadata(title="Harbour", address="https://news.example/harbour", byline=("Ada Example",)),
    lambda _address: Resource(PNG),
    tags=("clippings",),
    created=date(2026, 11, 23),
)
IMAGE = CLIPPING.images[0].name
OBSIDIAN = template_text("obsidian")


def written(template: str = OBSIDIAN, **changed: str) -> str:
    return note_text(replace(CLIPPING, metadata=replace(CLIPPING.metadata, **changed)), template)


def edit(old: str, new: str, template: str = OBSIDIAN) -> Edit:
    text = written(template)
    assert old in text
    return Edit(text, text.replace(old, new), CLIPPING.images)


def test_a_changed_text_stays_and_properties_follow() -> None:
    changed = edit("opened on Monday", "opened").onto(written(title="Another title"))
    assert 'title: "Another title"' in changed
    assert "The tunnel opened." in changed
    assert changed.replace("The tunnel opened.", "The tunnel opened on Monday.") == written(title="Another title")


def test_changed_properties_stay_and_the_text_follows() -> None:
    mine = edit('title: "Harbour"', 'title: "Mine"\nrating: 5')
    changed = mine.onto(written(title="Another", address="https://b.example/").replace("Trains", "Ships"))
    properties, body = front_matter.read(changed)
    assert properties["title"] == "Mine"
    assert properties["rating"] == 5
    assert properties["source"] == "https://b.example/"
    assert list(properties)[:3] == ["title", "rating", "source"]
    assert "Ships ran." in body
    assert not mine.keeps_body


def test_a_property_that_was_taken_out_stays_out() -> None:
    changed = edit('author:\n  - "[[Ada Example]]"\n', "").onto(written(title="Another"))
    assert "author" not in front_matter.read(changed)[0]


def test_another_template_gives_other_properties_alone() -> None:
    mine = edit("Trains ran.", "Trains ran late.")
    assert mine.onto(written(template_text("plain"))) == mine.body
    assert '  - "Ada Example"\n' in mine.onto(written(template_text("joplin")))
    plain = edit("Trains ran.", "Trains ran late.", template_text("plain"))
    assert plain.onto(written()).startswith('---\ntitle: "Harbour"')
    assert plain.onto(written()).endswith(plain.body)


def test_taking_all_properties_out_is_respected() -> None:
    text = written()
    body = front_matter.split(text)[1]
    assert Edit(text, body).onto(written(title="Another")) == body


NOTES = st.builds(
    lambda head, body: (front_matter.write(head) if head else "") + body,
    st.dictionaries(st.sampled_from("abcdef"), st.text("xy: -#\n", max_size=9) | st.lists(st.just("i")), max_size=4),
    st.text("ab\n# é", min_size=1, max_size=30).map(lambda text: "." + text),
)


@given(before=NOTES, now=NOTES, text=NOTES)
def test_what_the_reader_wrote_is_never_thrown_away(before: str, now: str, text: str) -> None:
    mine = Edit(before, text)
    result = mine.onto(now)
    assert Edit(before, before).onto(now) == now
    assert mine.onto(before) == text
    assert front_matter.split(result)[1] == (mine.body if mine.keeps_body else front_matter.split(now)[1])
    said = front_matter.parts(front_matter.split(result)[0])
    old = front_matter.parts(front_matter.split(before)[0])
    own = front_matter.parts(front_matter.split(text)[0])
    assert {key: lines for key, lines in own.items() if old.get(key) != lines}.items() <= said.items()


def test_an_edited_clipping_is_saved_with_the_images_that_it_shows() -> None:
    mine = CLIPPING.edited(edit("Trains ran.", "Nothing ran."))
    assert mine.images == CLIPPING.images
    assert f"![A](Harbour.assets/{IMAGE})" in note_text(mine, OBSIDIAN, folder="Harbour.assets")
    assert "Nothing ran." in note_text(mine, OBSIDIAN)
    without = CLIPPING.edited(edit(f"![A]({FOLDER}/{IMAGE})", ""))
    assert without.images == ()
    gone = replace(CLIPPING, images=()).edited(edit("Trains ran.", "Nothing ran."))
    assert gone.images == CLIPPING.images


def test_words_are_counted_in_the_edited_text() -> None:
    assert CLIPPING.edited(edit("Trains ran.", "Trains ran very late.")).words == CLIPPING.words + 2


@pytest.mark.parametrize("folder", ["Note.assets", "a b (1).assets", "../assets/é", "x"])
def test_image_links_move_from_folder_to_folder(folder: str) -> None:
    placed = in_folder(CLIPPING.markdown, folder)
    assert FOLDER not in placed
    assert out_of_folder(placed, folder) == CLIPPING.markdown
    assert out_of_folder("[p](https://e.example/x/0123456789abcdef.png)", "x").startswith("[p](https")
