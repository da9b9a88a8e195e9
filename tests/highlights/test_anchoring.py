"""A highlight is found where it was made, follows its words when the page changes, and never takes others."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.formats.opening import open_path
from paperknife.highlights.anchoring import find, quote_of
from paperknife.highlights.highlight import Found, Highlight, Quote
from paperknife.highlights.page_text import PageText, readable
from paperknife.page.cutting import cut
from paperknife.page.letters import Passage
from paperknife.page.tree import parse
from paperknife.page.writing import escape

Said = Callable[[PageText, Passage], str]
MakeText = Callable[..., PageText]
PAGES = Path(__file__).parents[2].parent / "shared" / "pages"

STORY = [
    "The harbour tunnel opened on Monday after nine years of work.",
    "The first trains ran on time, said the mayor, who had waited for “this day” since 2014.",
    "Critics — among them two engineers — still doubt the figures of the company.",
    "A second tube is planned for 2031, if the city finds the money.",
]


def page(*paragraphs: str) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in paragraphs)


def marked(text: PageText, words: str) -> Highlight:
    """A highlight of the first place where the page says `words`."""
    whole = "".join(words.split())
    at = text.everything.letters.index(whole)
    return Highlight(quote_of(text, text.everything.passage(at, at + len(whole))))


def refound(text: PageText, highlight: Highlight) -> Found:
    return find(text, [highlight])[0]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda story: story, "ran on time, said the mayor"),
        (lambda story: ["A new beginning.", *story], "ran on time, said the mayor"),
        (lambda story: [*story[:1], "ADVERTISEMENT", *story[1:]], "ran on time, said the mayor"),
        (lambda story: [story[1]], "ran on time, said the mayor"),
        (lambda story: [story[0] + " " + story[1], *story[2:]], "ran on time, said the mayor"),
        (
            lambda story: [text.replace("ran on time,", "ran  on\u00a0time –") for text in story],
            "ran on time – said the mayor",
        ),
        (
            lambda story: [text.replace("first trains", "very first train") for text in story],
            "ran on time, said the mayor",
        ),
        (
            lambda story: [text.replace("said the mayor", "said the lord mayor") for text in story],
            "ran on time, said the lord mayor",
        ),
        (lambda story: [text.replace("on time", "in time") for text in story], "ran in time, said the mayor"),
        (lambda story: [story[0], *story[2:]], ""),
        (lambda story: [story[0], "The mayor ran, and said it was time.", *story[2:]], ""),
    ],
)
def test_it_follows_its_words(
    change: Callable[[list[str]], list[str]], found: str, text_of: MakeText, said: Said
) -> None:
    highlight = marked(text_of(page(*STORY)), "ran on time, said the mayor")
    text = text_of(page(*change(STORY)))
    again = refound(text, highlight)
    assert said(text, again.passage) == found
    assert again.changed == (re.findall(r"\w+", found) not in ([], "ran on time said the mayor".split()))


def test_signs_at_its_ends_belong_to_it(text_of: MakeText, said: Said) -> None:
    text = text_of(page(*STORY))
    for words in ("“this day”", "— among them two engineers —", "2014.", "“"):
        assert said(text, refound(text, marked(text, words)).passage) == words
    plain = text_of(page(*(line.replace("“", '"').replace("”", '"') for line in STORY)))
    assert said(plain, refound(plain, marked(text, "“this day”")).passage) == '"this day"'


def test_what_is_said_twice_is_told_apart_by_what_stands_around_it(text_of: MakeText) -> None:
    lines = ["Answer one.", "Read more", "Answer two.", "Read more", "Answer three.", "Read more"]
    text = text_of(page(*lines))
    at = text.everything.letters.index("Readmore", 20)
    highlight = Highlight(quote_of(text, text.everything.passage(at, at + 8)))
    (part,) = refound(text, highlight).passage
    assert part == text.everything.passage(at, at + 8)[0]
    longer = text_of(page("Answer none.", "Read more", *lines[:4], "Something else.", *lines[4:]))
    (part,) = refound(longer, highlight).passage
    assert [block.text for block in longer.everything.blocks].index("Answer two.") == longer.key(part) - 1


def test_the_same_all_around_is_told_apart_by_the_place(text_of: MakeText) -> None:
    text = text_of(page(*["Read more"] * 40))
    highlights = [Highlight(quote_of(text, text.everything.passage(at * 8, at * 8 + 8))) for at in range(40)]
    assert [text.key(found.passage[0]) for found in find(text, highlights)] == list(range(40))


def test_short_words_elsewhere_are_not_taken(text_of: MakeText) -> None:
    highlight = marked(text_of(page(*STORY)), "work")
    other = text_of(page("They went to work by train.", "Nobody knows what they were doing there all day."))
    assert refound(other, highlight).passage == ()


def test_one_word_that_is_spelled_otherwise(text_of: MakeText, said: Said) -> None:
    highlight = marked(text_of(page(*STORY)), "harbour")
    spelled = [line.replace("harbour", "harbor").replace("opened on", "was opened on") for line in STORY]
    text = text_of(page("Now here it is: on that day", *spelled))
    found = refound(text_of(page(*(line.replace("harbour", "harbor") for line in STORY))), highlight)
    assert found.changed or not found.passage
    assert said(text, refound(text, highlight).passage) in ("", "harbor")
    inside = marked(text_of(page(*STORY)), "engineers")
    text = text_of(page(*(line.replace("engineers", "engineer’s") for line in STORY)))
    assert said(text, refound(text, inside).passage) in ("engineer’s", "engineer")
    another = text_of(page(*(line.replace("engineers", "politicians") for line in STORY)))
    assert refound(another, inside).passage == ()


def test_several_blocks_with_another_between(text_of: MakeText, said: Said) -> None:
    body = page(STORY[0], STORY[1], "Sign up for our newsletter", STORY[2], STORY[3])
    reader = text_of(body, struck=["Sign up for our newsletter"])
    start = reader.kept.letters.index("saidthemayor")
    stop = reader.kept.letters.index("stilldoubt")
    highlight = Highlight(quote_of(reader, reader.kept.passage(start, stop)))
    assert "newsletter" not in highlight.quote.exact
    for text in (reader, text_of(body), text_of(page(*STORY))):
        found = refound(text, highlight)
        assert said(text, found.passage) == highlight.quote.exact
        assert not found.changed
    # One of its own blocks is struck now: the rest of the page still has it.
    assert said(reader, refound(text_of(body, struck=[STORY[2]]), highlight).passage) == highlight.quote.exact


def test_a_quote_of_another_program(text_of: MakeText, said: Said) -> None:
    text = text_of(page(*STORY))
    assert said(text, refound(text, Highlight(Quote("Critics - among them two engineers"))).passage) == (
        "Critics — among them two engineers"
    )
    assert refound(text, Highlight(Quote(""))).passage == ()
    assert refound(text, Highlight(Quote(" \n"))).passage == ()
    assert refound(text, Highlight(Quote("tube", "no such", "words here"))).passage == ()


def test_an_empty_page(text_of: MakeText) -> None:
    text = text_of("<img src=a.png>")
    assert refound(text, Highlight(Quote("words", "some", "more"))).passage == ()
    assert text.tidied([("none", 0, 4)]) == ()


def test_they_come_in_the_order_of_the_page(text_of: MakeText) -> None:
    text = text_of(page(*STORY))
    made = [marked(text, words) for words in ("second tube", "harbour", "the mayor", "doubt")]
    lost = Highlight(Quote("something that was never said here"))
    assert [found.highlight.quote.exact for found in find(text, [lost, *made])] == [
        "harbour",
        "the mayor",
        "doubt",
        "second tube",
        lost.quote.exact,
    ]


# ---- laws

words = st.text(st.sampled_from("ab cd.,“”—1é漢字🙂\u00a0"), min_size=1, max_size=30)
pages = st.lists(words, min_size=1, max_size=8)


@given(pages, st.data())
def test_a_highlight_is_found_exactly_where_it_was_made(paragraphs: list[str], data: st.DataObject) -> None:
    blocks = cut(parse(f"<body>{page(*paragraphs)}"))
    text = PageText(blocks, {block.id for block in blocks.all})
    size = len(text.everything.letters)
    if not size:
        return
    start = data.draw(st.integers(0, size - 1))
    passage = text.everything.passage(start, data.draw(st.integers(start + 1, size)))
    found = refound(text, Highlight(quote_of(text, passage)))
    assert found.passage == passage
    assert not found.changed


sentence = st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=8, max_size=14, unique=True).map(" ".join)


@given(st.lists(sentence, min_size=3, max_size=6, unique=True), st.lists(sentence, max_size=4), st.data())
def test_it_is_found_again_when_other_blocks_come_go_and_are_struck(
    paragraphs: list[str], others: list[str], data: st.DataObject
) -> None:
    blocks = cut(parse(f"<body>{page(*paragraphs)}"))
    text = PageText(blocks, {block.id for block in blocks.all})
    start = data.draw(st.integers(0, len(text.everything.letters) - 1))
    length = data.draw(st.integers(24, 120))
    passage = text.everything.passage(start, min(start + length, len(text.everything.letters)))
    quote = quote_of(text, passage)
    if len("".join(quote.exact.split())) < 24:
        return
    inside = {part.block for part in passage}
    changed = [block.text for block in blocks.all if block.id in inside or data.draw(st.booleans())]
    for other in others:
        changed.insert(data.draw(st.integers(0, len(changed))), other)
    again = cut(parse(f"<body>{page(*changed)}"))
    wanted = {block.text for block in blocks.all if block.id in inside}
    kept = {block.id for block in again.all if block.text in wanted or data.draw(st.booleans())}
    after = PageText(again, kept)
    found = refound(after, Highlight(quote))
    assert "\n".join(readable(block.text, *at) for block, *at in after.places(found.passage)) == quote.exact
    assert not found.changed


@pytest.mark.parametrize("pattern", ["saves/complete-firefox/*.html", "articles/web/*.html"])
def test_on_real_pages(pattern: str) -> None:
    if not PAGES.is_dir():
        pytest.skip("the saved pages (../shared/pages) are not here")
    tried = 0
    for path in sorted(PAGES.glob(pattern))[:12]:
        for opened in open_path(path, lambda _share: None):
            blocks = cut(opened.tree)
            text = PageText(blocks, {block.id for block in blocks.all[::2]})
            for stream in (text.kept, text.everything):
                size = len(stream.letters)
                made = {}
                for at in range(0, max(size - 200, 0), max(size // 25, 1)):
                    passage = stream.passage(at, at + 1 + (at * 7) % 190)
                    if passage:
                        made[Highlight(quote_of(text, passage))] = passage
                assert {found.highlight: found.passage for found in find(text, made)} == made
                tried += len(made)
    assert tried > 200


def test_a_hundred_highlights_on_a_long_page_are_found(text_of: MakeText) -> None:
    lines = [f"{number}. {STORY[number % 4]} {number * 7919} {STORY[(number + 1) % 4]}" for number in range(2_000)]
    body = page(*lines)
    assert len(body) > 300_000
    text = text_of(body)
    step = len(text.everything.letters) // 100
    made = [Highlight(quote_of(text, text.everything.passage(at * step, at * step + 80))) for at in range(100)]
    fresh = PageText(cut(parse(f"<body>{body}")), {block.id for block in text.everything.blocks})
    found = find(fresh, made)
    assert all(one.passage and not one.changed for one in found)
