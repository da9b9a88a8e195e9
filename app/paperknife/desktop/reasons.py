"""Says in a short sentence why a block was struck or kept; the engine only says which rule saw what."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from paperknife.desktop.palette import BY_HAND, BY_HAND_NAME, NAMES, tint
from paperknife.filters.site_rules import SiteRule
from paperknife.page.tree import one_line
from paperknife.verdicts.rules.markers import marked
from paperknife.verdicts.verdict import STRUCK, Finding, JudgedPage, Label, Verdict

# Rules for the page's site that decide over blocks, by the ids of these.
Rules = Mapping[str, SiteRule]
_NO_RULES: Rules = MappingProxyType({})

# What the rules about wording, markers and names mean by their words.
_TOPICS = {
    "ad": "advertising",
    "sponsored": "paid content",
    "related": "other pages",
    "newsletter": "a newsletter",
    "social": "sharing and following",
    "comments": "comments",
    "cookie": "cookies and consent",
    "promo": "promotion",
    "navigation": "navigation",
    "footer": "the page's footer",
    "overlay": "a layer over the page",
    "sidebar": "a sidebar",
    "author": "the author",
    "byline": "the author",
    "caption": "a caption",
    "date": "the date",
    "deck": "a standfirst",
    "body": "the article's text",
    "code": "code",
    "any": "something else than the article",
}
_PLACES = {
    "nav": "Stands in the page's navigation",
    "aside": "Stands in a part that the page sets aside",
    "aside for ears": "Stands in a part that is announced as being beside the article",
    "footer": "Stands in a footer",
    "header": "Stands in a header",
    "form": "Stands in a form",
    "button": "Is a button",
    "dialog": "Stands in a dialog",
    "fixed": "Is pinned to the window, over the page",
    "hidden": "The page hides it until something opens it",
    "figcaption": "Is the caption of a picture",
    "itemprop author": "The page marks it as its author",
    "itemprop caption": "The page marks it as a caption",
    "itemprop comment": "The page marks it as a comment",
    "itemprop deck": "The page marks it as the standfirst",
    "itemprop headline": "The page marks it as the headline",
    "itemprop body": "The page marks it as the article's text",
    "article": "Stands in the article",
    "main": "Stands in the main part of the page",
}
_ONLY_AGAINST = frozenset(("marker", "links", "again", "list", "frame"))
_PLACED = frozenset(("links", "title", "place"))
_SURROUNDINGS = frozenset(("before", "after", "best", "itself", "kin", "box", "prose"))
# What never speaks for a block: where it was kept all the same, that is not why.
_AGAINST = frozenset(
    (
        *map(str, STRUCK),
        "any",
        "lines",
        "overlay",
        "sidebar",
        "aside",
        "nav",
        "header",
        "form",
        "button",
        "dialog",
        "fixed",
        "hidden",
    )
)
# And what never speaks against one.
_FOR = frozenset("author byline caption date deck body code article main figcaption itemprop".split())
_MOST_QUOTED = 40
_LONGEST = 90


def name_of(label: str, plural: bool = False) -> str:
    """The name of a label for people."""
    if label == BY_HAND:
        return BY_HAND_NAME
    singular, many = NAMES[Label(label)]
    return many if plural else singular


def label_of(verdict: Verdict) -> str:
    """Under which label a struck block stands: the verdict's, or that the reader struck it."""
    return str(verdict.label) if verdict.struck else BY_HAND


def why(judged: JudgedPage, verdict: Verdict, rules: Rules = _NO_RULES) -> str:
    """One sentence, without a full stop, for how a block stands now; the reader's own choices and rules come first."""
    if rule := rules.get(verdict.block.id):
        return f"Your rule for {', '.join(rule.hosts)} {'keeps' if rule.keep else 'strikes'} it"
    choice = judged.overruled.get(verdict.block.id)
    if choice is None:
        return reason(verdict)
    if choice:
        return f"You keep it; Paperknife had struck it as “{name_of(verdict.label).lower()}”"
    return "You struck it"


def reason(verdict: Verdict) -> str:
    """One sentence for a verdict: of the first finding that says what the block is, else where it is, else of all."""
    for finding in sorted(verdict.findings, key=_vagueness):
        if told := _told(finding, verdict):
            return told
    if not verdict.struck:
        return "Reads like a part of the article"
    return "Nothing speaks for it" if not verdict.findings else "Does not read like a part of the article"


def for_original(
    judged: JudgedPage, blocks: Iterable[str] | None = None, rules: Rules = _NO_RULES
) -> dict[str, dict[str, Any]]:
    """What `original.js` needs to strike `blocks` (all of them without) and to say why, by block id."""
    told = {}
    for verdict in judged.verdicts if blocks is None else (judged.by_id[block] for block in blocks):
        struck = judged.is_struck(verdict)
        label = label_of(verdict) if struck else str(verdict.label)
        colour = tint(label)
        told[verdict.block.id] = {
            "label": label,
            "struck": struck,
            "tint": f"{colour.red()} {colour.green()} {colour.blue()}",
            "name": name_of(label),
            "reason": why(judged, verdict, rules),
            "hint": "Click to keep it" if struck else "Click to strike it",
        }
    return told


def _vagueness(finding: Finding) -> int:
    """0 for what tells a block from others, 1 for its place and its links, 2 for what only stands around it."""
    if finding.rule in _PLACED or finding.detail.partition(" ")[0] == "any":
        return 1
    first = finding.rule.split(" ")[0].rstrip("0123456789")
    return 2 if first in _SURROUNDINGS or finding.rule[:1].isdigit() else 0


def _told(finding: Finding, verdict: Verdict) -> str:
    """The sentence for a finding; "" where only the sum of many says something."""
    detail = finding.detail
    first_word = "" if finding.rule == "marker" else detail.split(" ")[0]  # a marker's detail is the page's own text
    if first_word in (_FOR if verdict.struck else _AGAINST) or (not verdict.struck and finding.rule in _ONLY_AGAINST):
        return ""
    topic = _TOPICS.get(first_word, "")
    match finding.rule:
        case "list":
            return f"A filter list names it: “{_shortened(detail)}”" if detail else "A filter list names it"
        case "frame":
            return f"Came in a frame from {_shortened(detail)}"
        case "marker":
            return _marked(verdict.block.text)
        case "says":
            return f"Its words are about {topic}" if topic else ""
        case "name":
            return f"The name of its box speaks of {topic}" if topic else ""
        case "in":
            return _PLACES.get(detail, "")
        case "below" | "run":
            return f"Stands below a line that announces {topic}" if topic else ""
        case "data" | "data full" | "data most":
            if detail.startswith("in ") != verdict.struck:
                return f"The page's own data {'leave it out of' if verdict.struck else 'have it in'} the article's text"
        case "links":
            return "More links than text" if detail in (".5", ".8", ".97", "many") else ""
        case "again":
            return "The page says it more than once"
        case "title":
            return "Is the page's title" if detail == "here" else _beside("the title", detail) if verdict.struck else ""
        case "place":
            return _beside("the article's text", detail) if verdict.struck else ""
    if _vagueness(finding) == 2:
        return "Stands among other things than the article" if verdict.struck else "Stands among the article's text"
    return ""


def _marked(text: str) -> str:
    """What a text, all or a part of which is a marker, announces."""
    first, _, rest = text.partition("\n")
    label, how = marked(first)
    if not label:
        return "Most of its lines announce other things"
    if rest or how == "lead":
        return f"Begins by announcing {_TOPICS[label]}"
    line = one_line(text)
    return f"Says “{line}” and nothing else" if len(line) <= _MOST_QUOTED else f"Announces {_TOPICS[label]}"


def _beside(what: str, detail: str) -> str:
    """Where something stands by details such as "5 after the prose" or "between the prose"."""
    if " after" in detail:
        return f"Stands after {what}"
    return f"Stands before {what}" if " before" in detail else ""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
