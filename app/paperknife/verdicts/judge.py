"""Judges a page: cuts it into blocks and gives each a verdict.

Rules add signs to every block. A first sum of their weights estimates whether the block is text of the article; a
second one, which also sees the estimates around it, decides. Another set of weights over the same signs says what the
rest is.
"""

from dataclasses import replace

from paperknife.filters.filter_lists import FilterLists
from paperknife.page.blocks import Block, Blocks
from paperknife.page.cutting import cut
from paperknife.page.page import Page
from paperknife.verdicts import surroundings
from paperknife.verdicts.findings import Decisive
from paperknife.verdicts.kinds import kind_of, least_of
from paperknife.verdicts.labelling import Look, certain, labels_of, stays
from paperknife.verdicts.rules import RULES, filter_lists, frames
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Finding, JudgedPage, Kind, Label, Verdict
from paperknife.verdicts.weights import BIAS, Weights, first_look, fitted, second_look

_SETTLED_STRENGTH = 0.97
_MOST_BLOCKS = 60_000  # a page of so many is judged in some seconds
_LISTED = 0.95  # how sure a filter list's rule is


def judge(page: Page, lists: FilterLists | None = None) -> JudgedPage:
    """The page with a verdict for each of its blocks; what lists and frames surely tell is struck, however it looks.

    A page of more blocks than anybody reads at once is shown whole: nothing of it is struck.
    """
    blocks = cut(page.tree)
    if len(blocks.all) > _MOST_BLOCKS:
        return JudgedPage(page, blocks, tuple(Verdict(block, Label.ARTICLE, 0.5) for block in blocks.all), Kind.OTHER)
    survey = look(page, blocks)
    hits = frames.see(survey)
    if lists is not None:
        hits |= filter_lists.see(survey, lists).blocks
    weights = fitted(page.plain)
    totals = [weights.total((BIAS, *signs)) for signs in survey.signs]
    around = surroundings.signs(survey, [first_look(total) for total in totals])
    second = [second_look(total + weights.total(more)) for total, more in zip(totals, around, strict=True)]
    for signs, more in zip(survey.signs, around, strict=True):
        signs.extend(more)
    texts = [text for text, _ in second]
    least = least_of(survey, texts)
    kind, certainty = kind_of(survey, texts)
    labels = labels_of(survey, second, least)
    verdicts = tuple(
        _listed(_verdict(block, signs, label, look, least, weights), hits.get(block.id))
        for block, signs, label, look in zip(blocks.all, survey.signs, labels, second, strict=True)
    )
    return JudgedPage(page, blocks, _with_text(verdicts), kind, certainty)


def _with_text(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The same verdicts; where a page has no words but its title's, these are its text."""
    if any(v.running and v.block.text for v in verdicts):
        return verdicts
    return tuple(replace(v, label=Label.ARTICLE) if v.label is Label.TITLE else v for v in verdicts)


def look(page: Page, blocks: Blocks) -> Survey:
    """The page's blocks with the signs that the rules see."""
    survey = Survey(page, blocks)
    for see in RULES:
        see(survey)
    return survey


def _listed(verdict: Verdict, hit: Finding | None) -> Verdict:
    """The verdict after a filter list's word; a list that is unsure only adds its finding."""
    if hit is None:
        return verdict
    if hit.weight < filter_lists.SURE:
        return replace(verdict, findings=(*verdict.findings, hit))
    label = verdict.label if verdict.struck else hit.label
    return Verdict(
        verdict.block, label, max(_LISTED, verdict.strength if verdict.struck else 0), (hit, *verdict.findings)
    )


def _verdict(block: Block, signs: list[str], label: Label, look: Look, least: float, weights: Weights) -> Verdict:
    kept = stays(look)
    strength = max(_SETTLED_STRENGTH if certain(signs) else 0.5, 1 - kept if label.struck else kept)
    return Verdict(block, label, strength, Decisive(block, signs, label, weights), apart=look[0] < least)
