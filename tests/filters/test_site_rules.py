"""Rules for sites are read as other ad blockers read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.filters.site_rules import SiteRule, host_of, rule_in


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("site.example##.box", SiteRule(("site.example",), ".box", False)),
        ("site.example#@#.box > p", SiteRule(("site.example",), ".box > p", True)),
        ("A.example,~b.a.example##div#x", SiteRule(("a.example", "~b.a.example"), "div#x", False)),
        ("##.box", SiteRule((), ".box", False)),
        ("  site.example###top  ", SiteRule(("site.example",), "#top", False)),
    ],
)
def test_rules_are_read_and_written_alike(line: str, rule: SiteRule) -> None:
    assert rule_in(line) == rule
    assert rule_in(rule.text) == rule


@pytest.mark.parametrize(
    "line",
    [
        "",
        "! comment ##.x",
        "[Adblock Plus 2.0]",
        "||ads.example^",
        "@@||a.example^$generichide",
        "a.example##+js(x)",
        "a.example##^script",
        "a.example#?#.x:has-text(y)",
        "a.example##p",
        "a.example##.x:upward(1)",
        "# not a rule",
    ],
)
def test_other_lines_are_no_rules(line: str) -> None:
    assert rule_in(line) is None


@given(st.text(max_size=40))
def test_any_line_is_read_without_an_error(line: str) -> None:
    rule = rule_in(line)
    assert rule is None or rule_in(rule.text) == rule


def test_a_rule_is_for_a_host_and_those_below_it() -> None:
    rule = SiteRule(("site.example", "~shop.site.example"), ".x", False)
    hosts = ["site.example", "news.site.example", "shop.site.example", "a.shop.site.example", "mysite.example", ""]
    assert [rule.is_for(host) for host in hosts] == [True, True, False, False, False, False]
    assert SiteRule((), ".x", False).is_for("any.example")
    assert not SiteRule(("~site.example",), ".x", False).is_for("site.example")
    assert SiteRule(("~site.example",), ".x", False).is_for("other.example")
    assert SiteRule(("www.site.example",), ".x", False).is_for("site.example")


def test_hosts_of_addresses() -> None:
    assert host_of("https://WWW.Site.example:8080/a?b") == "site.example"
    assert host_of("") == host_of("http://[::1") == ""
