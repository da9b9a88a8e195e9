"""What the reader corrected is applied last, is kept in readable files, and is never lost."""

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperknife.errors import NotAFilterList, UnreadableFile, WriteError
from paperknife.filters.site_rules import host_of
from paperknife.page.cutting import cut
from paperknife.page.metadata import metadata_of
from paperknife.page.page import Page
from paperknife.page.tree import parse
from paperknife.verdicts.corrections import Corrections, Imported
from paperknife.verdicts.verdict import JudgedPage, Label, Verdict

NEWS = Path(__file__).parents[3] / "shared" / "pages" / "articles" / "news"
BODY = "<div class=promo>Join now</div><p>One</p><p>Two</p><div class=facts>Facts</div>"


def judged(body: str = BODY, address: str = "https://www.site.example/a") -> JudgedPage:
    """A page on which nothing but "Facts" is struck."""
    tree = parse(f'<title>A page</title><link rel=canonical href="{address}"><body>{body}</body>')
    blocks = cut(tree)
    verdicts = [Verdict(b, Label.AD if b.text == "Facts" else Label.ARTICLE, 1.0) for b in blocks.all]
    return JudgedPage(Page(tree, metadata_of(tree)), blocks, tuple(verdicts))


def block(page: JudgedPage, text: str) -> str:
    return next(verdict.block.id for verdict in page.verdicts if verdict.block.text == text)


def kept(page: JudgedPage) -> list[str]:
    return [verdict.block.text for verdict in page.verdicts if verdict.block.id in page.kept]


@pytest.fixture
def corrections(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path / "corrections")


def test_without_corrections_a_page_stays_as_it_is(corrections: Corrections) -> None:
    page = judged()
    assert corrections.apply(page) is page
    assert not corrections.rules_file.parent.exists()


def test_choices_for_a_page_are_remembered_and_undone(corrections: Corrections) -> None:
    page = judged()
    undo = corrections.remember(page, {block(page, "One"): False, block(page, "Facts"): True})
    again = Corrections(corrections.rules_file.parent)
    assert kept(again.apply(judged())) == ["Join now", "Two", "Facts"]
    redo = again.remember(judged(), undo)
    assert kept(corrections.apply(judged())) == ["Join now", "One", "Two"]
    assert json.loads(corrections.pages_file.read_text("utf-8")) == {"pages": {}}
    corrections.remember(page, redo)
    assert kept(corrections.apply(judged())) == ["Join now", "Two", "Facts"]


def test_choices_belong_to_one_page_and_its_address(corrections: Corrections) -> None:
    page = judged()
    corrections.remember(page, {block(page, "One"): False})
    assert corrections.for_page(judged(address="https://www.site.example/b")) == {}
    assert corrections.for_page(judged(BODY + "<p>Three</p>")) == {}
    assert corrections.for_page(replace(page, page=replace(page.page, path="/elsewhere.html"))) != {}


def test_a_site_rule_counts_for_the_site_alone(corrections: Corrections) -> None:
    assert corrections.add_site_rule("site.example##.promo")
    assert not corrections.add_site_rule("site.example##.promo")
    assert kept(corrections.apply(judged())) == ["One", "Two"]
    assert kept(corrections.apply(judged(address="https://news.site.example/b"))) == ["One", "Two"]
    assert kept(corrections.apply(judged(address="https://other.example/"))) == ["Join now", "One", "Two"]
    assert corrections.remove_site_rule("site.example##.promo")
    assert not corrections.remove_site_rule("site.example##.promo")
    assert kept(corrections.apply(judged())) == ["Join now", "One", "Two"]


def test_a_rule_that_keeps_wins_and_a_choice_for_the_page_wins_over_both(corrections: Corrections) -> None:
    corrections.add_site_rule("site.example##[class]")
    corrections.add_site_rule("site.example#@#.facts")
    page = judged()
    assert kept(corrections.apply(page)) == ["One", "Two", "Facts"]
    reasons = {key: rule.text for key, rule in corrections.reasons(page).items()}
    assert reasons == {block(page, "Join now"): "site.example##[class]", block(page, "Facts"): "site.example#@#.facts"}
    corrections.remember(page, {block(page, "Join now"): True, block(page, "Facts"): False})
    assert kept(corrections.apply(page)) == ["Join now", "One", "Two"]


def test_a_new_rule_takes_the_place_of_its_opposite(corrections: Corrections) -> None:
    corrections.add_site_rule("site.example##.facts")
    corrections.add_site_rule("site.example#@#.facts")
    assert [rule.text for rule in corrections.site_rules()] == ["site.example#@#.facts"]


def test_a_rule_from_one_page_is_followed_on_another(corrections: Corrections) -> None:
    page = judged()
    rule = corrections.rule_for(page, block(page, "Join now"), keep=False)
    assert rule == "site.example##.promo"
    corrections.add_site_rule(rule)
    other = judged("<p>Else</p><div class=promo>Buy</div>", "https://site.example/b")
    assert kept(corrections.apply(other)) == ["Else"]


def test_what_is_no_rule_is_refused(corrections: Corrections) -> None:
    with pytest.raises(ValueError, match="not a rule"):
        corrections.add_site_rule("site.example##p")


def test_the_rule_file_is_readable_and_foreign_lines_stay(corrections: Corrections) -> None:
    corrections.add_site_rule("site.example##.promo")
    text = corrections.rules_file.read_text("utf-8")
    assert text.startswith("! Title:")
    assert text.splitlines()[-1] == "site.example##.promo"
    foreign = b"! mine \xff\n||ads.example^\nsite.example##.x:has-text(y)\nsite.example##.facts\n"
    corrections.rules_file.write_bytes(foreign)
    corrections.add_site_rule("site.example##.new")
    corrections.remove_site_rule("site.example##.facts")
    expected = b"! mine \xff\n||ads.example^\nsite.example##.x:has-text(y)\nsite.example##.new\n"
    assert corrections.rules_file.read_bytes() == expected


def test_a_file_changed_by_hand_is_read_again(corrections: Corrections) -> None:
    corrections.add_site_rule("site.example##.promo")
    corrections.rules_file.write_text("site.example##.facts, .promo, p.lead\nsite.example#@#.facts\n", "utf-8")
    assert kept(corrections.apply(judged())) == ["One", "Two", "Facts"]


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe", b'{"pages": 3}', b"[" * 100_000])
def test_a_file_that_cannot_be_understood_is_set_aside(corrections: Corrections, broken: bytes) -> None:
    page = judged()
    corrections.pages_file.parent.mkdir()
    for number in range(2):
        corrections.pages_file.write_bytes(broken)
        assert corrections.for_page(page) == {}
        corrections.remember(page, {block(page, "One"): False})
        assert kept(corrections.apply(page)) == ["Join now", "Two"]
        aside = corrections.pages_file.with_name("pages.json.broken" + ("-1" if number else ""))
        assert aside.read_bytes() == broken


def test_entries_that_are_not_understood_stay(corrections: Corrections) -> None:
    corrections.pages_file.parent.mkdir()
    stored = {"version": 9, "pages": {"x": "y", "z": {"kept": 3, "struck": [4]}}}
    corrections.pages_file.write_text(json.dumps(stored), "utf-8")
    page = judged()
    corrections.remember(page, {block(page, "One"): False})
    now = json.loads(corrections.pages_file.read_text("utf-8"))
    assert now["version"] == 9
    assert {**stored["pages"], **now["pages"]} == now["pages"]


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from([True, False, None])))
def test_undo_brings_back_what_was(tmp_path_factory: pytest.TempPathFactory, choices: dict[str, bool | None]) -> None:
    corrections = Corrections(tmp_path_factory.mktemp("corrections"))
    page = judged()
    corrections.remember(page, {"a": True, "b": False})
    undo = corrections.remember(page, choices)
    corrections.remember(page, undo)
    assert corrections.for_page(page) == {"a": True, "b": False}


def test_corrections_are_taken_to_another_machine(corrections: Corrections, tmp_path: Path) -> None:
    page = judged()
    corrections.add_site_rule("site.example##.promo")
    corrections.remember(page, {block(page, "Two"): False})
    corrections.export(tmp_path / "all.json")
    other = Corrections(tmp_path / "other")
    other.add_site_rule("else.example##.x")
    assert other.import_from(tmp_path / "all.json") == Imported(1, 1)
    assert other.import_from(tmp_path / "all.json") == Imported(0, 0)
    assert kept(other.apply(judged())) == ["One"]
    assert [rule.text for rule in other.site_rules()] == ["else.example##.x", "site.example##.promo"]


def test_rules_alone_go_to_ad_blockers_and_come_from_them(corrections: Corrections, tmp_path: Path) -> None:
    corrections.add_site_rule("site.example##.promo")
    corrections.export(tmp_path / "rules.txt")
    assert (tmp_path / "rules.txt").read_text("utf-8") == corrections.rules_file.read_text("utf-8")
    file = tmp_path / "ublock.txt"
    file.write_text("! uBlock\nsite.example##.facts\n##.everywhere\n||ads.example^\nsite.example##+js(x)\n", "utf-8")
    assert corrections.import_from(file) == Imported(1, 0)
    assert [rule.selector for rule in corrections.site_rules()] == [".promo", ".facts"]


def test_what_holds_no_corrections_is_told(corrections: Corrections, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xffhello")
    with pytest.raises(NotAFilterList):
        corrections.import_from(tmp_path / "x")
    with pytest.raises(UnreadableFile):
        corrections.import_from(tmp_path / "none")


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(WriteError):
        Corrections(tmp_path / "file").add_site_rule("site.example##.promo")


@pytest.mark.skipif(not NEWS.is_dir(), reason="needs the saved pages beside the project")
def test_after_one_correction_the_other_pages_of_a_site_follow(tmp_path: Path) -> None:
    """Every block outside the articles is struck once; its site's other page has to follow, its article untouched."""
    sites: dict[str, list[tuple[JudgedPage, str]]] = defaultdict(list)
    for entry in json.loads((NEWS / "gold.json").read_text("utf-8")):
        tree = parse((NEWS / entry["file"]).read_text("utf-8", "replace"))
        page = Page(tree, metadata_of(tree).known(address=entry["url"]))
        text = " ".join(entry["text"].split())
        blocks = cut(tree)
        inside = [len(b.text) > 20 and " ".join(b.text.split()) in text for b in blocks.all]
        verdicts = [
            Verdict(b, Label.ARTICLE if i else Label.RELATED, 1.0) for b, i in zip(blocks.all, inside, strict=True)
        ]
        sites[host_of(entry["url"])].append((JudgedPage(page, blocks, tuple(verdicts)), text))
    pairs = [pages for pages in sites.values() if len(pages) == 2]
    if not pairs:
        pytest.skip("no site has several pages")
    tried = followed = harmed = 0
    for number, pages in enumerate(pairs):
        for (page, text), (other, others_text) in (pages, pages[::-1]):
            for verdict in page.verdicts[::9]:
                if verdict.label is Label.ARTICLE or len(verdict.block.text) < 10 or verdict.block.text in text:
                    continue
                tried += 1
                corrections = Corrections(tmp_path / f"{number}-{tried}")
                rule = corrections.rule_for(page.overrule({verdict.block.id: True}), verdict.block.id, keep=False)
                if not rule:
                    continue
                corrections.add_site_rule(rule)
                assert verdict.block.id not in corrections.apply(page).kept
                struck = corrections.reasons(other)
                followed += bool(struck)
                article = {
                    v.block.id for v in other.verdicts if v.label is Label.ARTICLE and v.block.text in others_text
                }
                harmed += bool(article & struck.keys())
    print(f"corrections: {tried} tried on {len(pairs)} sites, {followed} followed, {harmed} touched an article")
    assert followed >= 0.8 * tried
    assert harmed <= 0.01 * tried
