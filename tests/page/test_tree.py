import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.page.tree import attribute, children, hidden_by_attributes, one_line, parse


def test_the_standards_algorithm() -> None:
    tree = parse("<!DOCTYPE html><p>one<p>two<table><tr><td>cell")
    assert [node.text() for node in tree.css("p")] == ["one", "two"]
    assert tree.css_first("tbody td").text() == "cell"


def test_zero_bytes_are_passed_over() -> None:
    assert parse("<p>a\x00b").css_first("p").text() == "ab"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_gives_a_tree(text: str) -> None:
    assert parse(text).root is not None


def test_attributes() -> None:
    node = parse("<a href=x hidden>").css_first("a")
    assert (attribute(node, "href"), attribute(node, "hidden"), attribute(node, "title")) == ("x", "", "")


def test_children_are_all_kinds_of_nodes() -> None:
    assert [child.tag for child in children(parse("<p>a<b>b</b><!--c-->").css_first("p"))] == ["-text", "b", "-comment"]


@pytest.mark.parametrize(
    ("tag", "attributes", "hidden"),
    [
        ("p", {"hidden": ""}, True),
        ("p", {"hidden": "until-found"}, False),
        ("p", {"style": "color:red; display : none"}, True),
        ("p", {"style": "visibility:hidden"}, True),
        ("p", {"style": "display:block"}, False),
        ("input", {"type": "HIDDEN"}, True),
        ("dialog", {}, True),
        ("dialog", {"open": ""}, False),
    ],
)
def test_what_keeps_an_element_from_view(tag: str, attributes: dict[str, str | None], hidden: bool) -> None:
    assert hidden_by_attributes(tag, attributes) == hidden


def test_one_line() -> None:
    assert one_line(" a\n\tb\u00a0 c ") == "a b c"
