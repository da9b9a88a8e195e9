"""Lists answer together: what they hide, what they block, and what one of them allows."""

import threading
from pathlib import Path

import pytest

from paperknife.filters import compiled
from paperknife.filters.filter_lists import FilterList, FilterLists, own_list
from paperknife.page.cutting import cut
from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse

SHARED = Path(__file__).parents[3] / "shared"
needs_engine = pytest.mark.skipif(not compiled.available, reason="no adblock engine for this machine")
pytestmark = needs_engine
SITE = '<link rel=canonical href="https://www.site.example/2024/story">'


def page(body: str, head: str = SITE) -> Page:
    tree = parse(f"<head>{head}</head><body>{body}")
    return Page(tree, metadata_of(tree))


def rules(body: str, *texts: str, head: str = SITE) -> list[str]:
    lists = FilterLists([FilterList(f"list {number}", text) for number, text in enumerate(texts)])
    opened = page(body, head)
    return sorted(match.rule for match in lists.matches(opened, cut(opened.tree)))


BOX = "<p>text</p><div class='box'><p class=x>slot</p></div>"


def test_rules_for_any_site_and_for_this_one() -> None:
    assert rules(BOX, "##.box\nsite.example##.box > .x\nother.example##p\nother.example##.x") == [
        "##.box",
        "##.box > .x",
    ]


def test_rules_for_a_site_need_the_pages_own_address() -> None:
    assert rules(BOX, "site.example##.box", head="") == []
    assert rules(BOX, "##.box", head="") == ["##.box"]


def test_an_exception_in_one_list_counts_for_all() -> None:
    assert rules(BOX, "##.box", "site.example#@#.box") == []
    assert rules(BOX, "###q\n##[class='box']", "site.example#@#[class='box']") == []


def test_a_site_may_be_spared_the_rules_for_any_site() -> None:
    assert rules(BOX, "##.box\n##[class='box']\nsite.example##.x", "@@||site.example^$generichide") == ["##.x"]


MEDIA = """<p>text</p><div><img src="https://ads.example/a.gif"></div><iframe src="//ads.example/frame"></iframe>
<div><script src="https://cdn.ads.example/x.js"></script></div>
<img src="/own/a.gif"><img src="data:image/gif;base64,R0">"""


def test_addresses_of_images_frames_and_scripts_are_asked_about() -> None:
    found = FilterLists([FilterList("ads", "||ads.example^")])
    opened = page(MEDIA)
    matches = found.matches(opened, cut(opened.tree))
    assert [(match.node.tag, match.element.tag) for match in matches] == [
        ("img", "div"),
        ("iframe", "body"),
        ("script", "div"),
    ]
    assert {match.rule for match in matches} == {"||ads.example^"}
    assert all(match.request and match.medium for match in matches)


def test_kinds_and_exceptions_of_address_rules_count() -> None:
    assert rules(MEDIA, "||ads.example^$script") == ["||ads.example^$script"]
    assert len(rules(MEDIA, "||ads.example^$subdocument,image")) == 2
    assert len(rules(MEDIA, "||ads.example^$third-party")) == 3
    assert len(rules(MEDIA, "||ads.example^", "@@||ads.example/a.gif")) == 2
    assert len(rules(MEDIA, "@@||ads.example^$domain=site.example", "||ads.example^")) == 0
    assert len(rules(MEDIA, "||ads.example^\n@@||ads.example^$domain=other.example")) == 3


def test_relative_addresses_are_joined_with_the_pages_own() -> None:
    assert rules(MEDIA, "||site.example/own/") == ["||site.example/own/"]


def test_what_cannot_be_an_address_is_no_trouble() -> None:
    body = "".join(
        f'<img src="{s}">' for s in ("", "https://", "http://[::1", "javascript:x", "a b", "#", "//", "ß://x")
    )
    assert rules(f"<p>t</p>{body}", "||ads.example^") == []


def test_labels_come_from_sections_words_and_titles() -> None:
    sections = FilterList("own", "! Title: Mine\n! Label: social\n##.bar\n||share.example^\n! Label: promo\n##.app")
    assert [sections.label_of(rule) for rule in (".bar", "||share.example^", ".app", ".else")] == [
        "social",
        "social",
        "promo",
        "ad",
    ]
    assert FilterList("x", "! Title: Some Cookie List\n").label_of(".taboola") == "cookie"
    assert FilterList("EasyList", "").label_of(".taboola-box") == "sponsored"
    assert FilterList("EasyList", "").label_of(".social-ad") == "ad"
    assert FilterList("x", "! Title: Annoyances\n").label_of(".newsletter-popup") == "newsletter"


def test_the_header_of_a_list_is_read() -> None:
    listed = FilterList("file", "[Adblock Plus 2.0]\n! Title: A list\n! Licence: CC0\n! Last modified: 1 May\n##.a")
    assert listed.title == "A list"
    assert listed.header["licence"] == "CC0"
    assert FilterList("file", "##.a").title == "file"


def test_a_compiled_list_is_kept_and_made_anew_when_the_text_changes(tmp_path: Path) -> None:
    opened = page(BOX)
    blocks = cut(opened.tree)

    def ask(text: str) -> list[str]:
        return [match.rule for match in FilterLists([FilterList("a", text)], tmp_path).matches(opened, blocks)]

    assert ask("##.box") == ["##.box"]
    (file,) = tmp_path.iterdir()
    made = file.stat().st_mtime_ns
    assert ask("##.box") == ["##.box"]
    assert file.stat().st_mtime_ns == made
    assert ask("##.x") == ["##.x"]
    assert list(tmp_path.iterdir()) == [file]
    for size in (0, 20, 60, file.stat().st_size - 1):
        file.write_bytes(file.read_bytes()[:size])
        assert ask("##.x") == ["##.x"]


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    opened = page(BOX)
    lists = FilterLists([FilterList("a", "##.box")], tmp_path / "file" / "cache")
    assert len(lists.matches(opened, cut(opened.tree))) == 1


def test_without_the_engine_no_rule_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperknife.filters.filter_lists.available", False)
    assert rules(BOX, "##.box") == []


def test_lists_answer_in_any_thread() -> None:
    lists = FilterLists([FilterList("a", "##.box")])
    opened = page(BOX)
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(len(lists.matches(opened, cut(opened.tree))))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
        thread.join()
    assert answers == [1, 1]


def test_the_lists_of_the_program_are_read_to_the_last_rule() -> None:
    own = own_list()
    assert own.title == "Paperknife"
    rule_lines = [line for line in own.text.splitlines() if line and line[0] not in "![" and line.startswith("##")]
    assert len(rule_lines) == len(set(rule_lines)) > 300
    classes = [line[3:] for line in rule_lines if line.startswith("##.") and line[3:].replace("-", "").isalnum()]
    body = "<p>text</p>" + "".join(f'<div class="{name}">slot</div>' for name in classes)
    assert {f"##.{name}" for name in classes} <= set(rules(body, own.text))
