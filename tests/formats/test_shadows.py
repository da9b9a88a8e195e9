import pytest

from paperknife.formats.shadows import open_shadows
from paperknife.page.tree import parse


def opened(markup: str) -> str:
    tree = parse(f"<!DOCTYPE html><body>{markup}</body>")
    open_shadows(tree, markup)
    return tree.body.inner_html


@pytest.mark.parametrize("mode", ["shadowrootmode", "shadowmode"])
def test_a_shadow_tree_becomes_content(mode: str) -> None:
    assert opened(f"<div id=host><template {mode}=open><p>in the shadow</p></template></div>") == (
        '<div id="host"><div data-shadow-root="open"><p>in the shadow</p></div></div>'
    )


def test_an_ordinary_template_stays_unseen() -> None:
    markup = "<template><p>row</p></template><div><template shadowrootmode=open>x</template></div>"
    assert opened(markup).startswith("<template><p>row</p></template>")


def test_the_hosts_content_moves_into_the_slots() -> None:
    markup = (
        "<x-card><template shadowrootmode=open><h2><slot name=title>Untitled</slot></h2><slot>Nothing</slot></template>"
        "<span slot=title>Harbour</span><p>Words</p></x-card>"
    )
    assert opened(markup) == (
        '<x-card><div data-shadow-root="open"><h2><slot name="title"><span slot="title">Harbour</span></slot></h2>'
        "<slot><p>Words</p></slot></div></x-card>"
    )


def test_a_slot_without_content_shows_its_own() -> None:
    assert "<slot>Nothing</slot>" in opened("<x-a><template shadowrootmode=open><slot>Nothing</slot></template> </x-a>")


def test_what_has_no_slot_is_hidden_where_the_shadow_shows_something() -> None:
    assert '<div hidden="">loading</div>' in opened("<x-a><template shadowrootmode=open>ready</template>loading</x-a>")
    assert opened("<x-a><template shadowrootmode=open><style>p{}</style></template>words</x-a>").endswith("words</x-a>")


def test_shadow_trees_within_shadow_trees() -> None:
    inner = "<x-b><template shadowrootmode=open><p>deep</p></template></x-b>"
    assert "<p>deep</p>" in opened(f"<x-a><template shadowrootmode=open>{inner}</template></x-a>")


def test_a_paragraph_around_a_host_is_not_torn() -> None:
    markup = "<p>one <x-tip><template shadowrootmode=open><div><slot></slot></div></template>two</x-tip> three</p>"
    assert opened(markup).count("<p>") == 1
    assert parse(opened(markup).replace("div", "i")).css_first("p").text() == "one two three"


def test_styles_are_confined() -> None:
    found = opened("<x-a><template shadowrootmode=open><style>:host{color:red}</style>x</template></x-a>")
    assert "<style>@scope {:scope{color:red}}</style>" in found


def test_only_the_first_template_of_a_host_is_its_shadow() -> None:
    found = opened(
        "<x-a><template shadowrootmode=open>one</template><template shadowrootmode=open>two</template></x-a>"
    )
    assert found.count("data-shadow-root") == 1


def test_no_depth_of_templates_is_too_much() -> None:
    assert opened("<x-a><template shadowrootmode=open>" * 300 + "end")
