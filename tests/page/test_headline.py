import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.page.headline import headline
from paperknife.page.tree import parse


def title(page: str, social: str = "", said: tuple[str, ...] = (), site: str = "") -> str:
    return headline(parse(page), social, said, site)


def test_an_h1_that_another_source_confirms() -> None:
    assert title("<title>A tunnel opens – Harbour</title><h1>Harbour</h1><h1>A tunnel opens</h1>") == "A tunnel opens"


def test_a_kicker_is_no_part_of_it_though_other_sources_have_it() -> None:
    page = '<title>Traffic: A tunnel opens – Harbour</title><h1><span class="kicker">Traffic</span>A tunnel opens</h1>'
    assert title(page, social="Traffic: A tunnel opens") == "A tunnel opens"


def test_a_subtitle_is_part_of_it_if_another_source_says_the_same() -> None:
    page = '<h1>The tunnel <span class="subtitle">or: a long way</span></h1>'
    assert title(page, social="The tunnel or: a long way") == "The tunnel or: a long way"
    assert title(page, social="Our tunnel") == "The tunnel"


@pytest.mark.parametrize(
    "inside",
    [
        '<span class="a1">Traffic:</span><br>A tunnel opens at last',
        '<span class="css-1x">Traffic</span><span class="css-2y">A tunnel opens at last</span>',
        "A tunnel opens at last <i>Everybody is happy</i>",
        "Traffic | A tunnel opens at last",
        "A tunnel opens at last | Harbour",
    ],
)
def test_the_part_of_an_h1_that_another_source_says(inside: str) -> None:
    assert title(f"<h1>{inside}</h1>", social="A tunnel opens at last") == "A tunnel opens at last"


def test_an_h1_is_kept_whole_where_other_sources_have_all_its_words() -> None:
    page = "<title>A tunnel - a long way</title><h1><b>A tunnel</b> – a long way</h1>"
    assert title(page) == "A tunnel – a long way"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # The name stands in <title>, behind the headline or in the middle.
        ('<title>A tunnel - Sea - Harbour</title><h1><a href="/">Sea - Harbour</a></h1>', "A tunnel"),
        ('<title>A tunnel : Sea | News of it | 2005</title><h1><a href="/">Sea</a></h1>', "A tunnel"),
        ('<title>Tunnel » Sea</title><h1 id="logo">Sea Harbour e.V.</h1><h2>Tunnel</h2>', "Tunnel"),
        ('<title>Sea - life | Sea</title><h1 id="site-title">Sea</h1><h1>Sea - life</h1>', "Sea - life"),
        # Nothing but the name is said.
        ('<title>Sea - Harbour</title><h1><a href="/">Sea - Harbour</a></h1>', "Sea - Harbour"),
    ],
)
def test_the_name_of_the_site_is_no_headline(page: str, expected: str) -> None:
    assert title(page) == expected


def test_a_name_inside_a_word_is_not_cut() -> None:
    assert title("<title>Sea-side walks</title>", site="Sea") == "Sea-side walks"


def test_an_h1_for_ears_is_left_to_them() -> None:
    page = '<title>Our tunnel | Harbour</title><h1 class="sr-only">Our tunnel | Harbour</h1><h2>Our tunnel</h2>'
    assert title(page) == "Our tunnel"


def test_a_lone_h1_is_worded_for_readers() -> None:
    page = "<title>Opening</title><h1>The tunnel opens</h1>"
    assert title(page, social="Opening") == "The tunnel opens"
    assert title(page) == "Opening", "without more to go by a short one may be a section's"


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_lesser_heading_that_other_sources_begin_with(tag: str) -> None:
    page = f"<title>Harbour | A tunnel opens</title><{tag}>Traffic</{tag}><{tag}>A tunnel opens</{tag}>"
    assert title(page, social="A tunnel opens • Harbour and sea news for all") == "A tunnel opens"
    assert title(f"<{tag}>A “tunnel” – open</{tag}>", social='A "tunnel" - open') == "A “tunnel” – open"


@pytest.mark.parametrize("quote", ["'", '"'])
def test_metadata_that_a_quotation_mark_cut_short(quote: str) -> None:
    page = f"<title>Mayor calls tunnel {quote}a wonder{quote}</title>"
    assert title(page, social="Mayor calls tunnel") == f"Mayor calls tunnel {quote}a wonder{quote}"


def test_quotation_marks_at_the_end_are_kept() -> None:
    page = "<title>A talk - About «the long tunnel»</title><h1>About «the long tunnel»</h1>"
    assert title(page, social="About «the long tunnel»") == "About «the long tunnel»"
    assert (
        title("<title>All about «the long tunnel» | Harbour</title>", site="Harbour") == "All about «the long tunnel»"
    )


@pytest.mark.parametrize("empty", ["{{page.title}}", "${title}", "<%= title %> - Harbour", "Home", "Untitled Document"])
def test_what_tells_nothing_is_passed_over(empty: str) -> None:
    assert title("<title>A tunnel opens</title>", social=empty) == "A tunnel opens"
    assert title("<h1>A tunnel</h1>", social=empty) == "A tunnel"


def test_a_page_that_says_nothing_more_is_called_what_it_says() -> None:
    assert title("<title>Home</title>") == "Home"
    assert title("<title>{{title}}</title>") == title("") == ""
    assert title("<title>How to fill {{title}} in</title>") == "How to fill {{title}} in"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<title>海底隧道今日正式通车！-海港网</title>", "海底隧道今日正式通车！"),
        ("<title>海底隧道今日正式通车_科技_海港网</title>", "海底隧道今日正式通车"),
        ("<title>海港-海底隧道</title>", "海港-海底隧道"),
    ],
)
def test_chinese_titles_have_the_site_behind_a_rule_without_spaces(page: str, expected: str) -> None:
    assert title(page) == expected


def test_a_page_in_an_unclosed_heading_is_read_fast() -> None:
    assert title(f"<title>A tunnel</title><h1>{'<i>long</i> ' * 20_000}", social="A tunnel") == "A tunnel"


_TAGS = (
    "<title>",
    "</title>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<a href='/'>",
    "</a>",
    "<br>",
    "<small>",
    "<span class=kicker>",
)
_TEXTS = ("A", "tunnel", "ß", "İ", "«", "»", "海", " ", "|", " - ", "</span>", "<style>", "</style>", "\x00", "&#0;")
_PAGES = st.lists(st.sampled_from(_TAGS + _TEXTS), max_size=30).map("".join)


@given(_PAGES, st.text(max_size=30), st.text(max_size=30), st.text(max_size=10))
def test_any_page_has_a_title_of_one_line(page: str, social: str, said: str, site: str) -> None:
    found = title(page, social, (said,), site)
    assert found == " ".join(found.split())
