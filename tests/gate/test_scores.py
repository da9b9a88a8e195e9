"""The scores that judging has reached, on the pages beside the project: they only go up."""

import json
from typing import Any

import pytest

from paperknife.verdicts.judge import judge
from paperknife.verdicts.verdict import Verdict

from pages import LABELS, TEXTS, available, samples, scorers  # isort: skip

pytestmark = pytest.mark.skipif(not available(), reason="the labelled pages are not beside the project at ../shared")

FLOORS = json.loads(LABELS.with_name("floors.json").read_text("utf-8"))
UNSEEN = json.loads(LABELS.with_name("scores.json").read_text("utf-8"))


@pytest.mark.parametrize("corpus", sorted(FLOORS["fitted"]))
def test_the_fitted_weights_reach_what_they_reached(corpus: str) -> None:
    found = figures(corpus)
    below = {name: found[name] for name, least in FLOORS["fitted"][corpus].items() if found[name] < least}
    assert not below


@pytest.mark.parametrize("corpus", sorted(FLOORS["unseen"]))
def test_weights_reach_on_unseen_sites_what_they_reached(corpus: str) -> None:
    """The figures that the last fit wrote down, for refitting takes too long here."""
    found = UNSEEN["page"][corpus]
    below = {name: found[name] for name, least in FLOORS["unseen"][corpus].items() if found[name] < least}
    assert not below


def figures(corpus: str) -> dict[str, float]:
    articles, strikes = scorers()
    found = samples(corpus)
    judged = [judge(sample.page) for sample in found]
    entries = [sample.entry for sample in found]
    titles = articles.title_share(entries, [{"title": page.page.metadata.title} for page in judged])
    if corpus in TEXTS:
        texts = ["\n".join(v.block.text for v in page.verdicts if v.running) for page in judged]
        scores = [articles.score_page(entry, text) for entry, text in zip(entries, texts, strict=True)]
        return {**articles.summarise(scores), "title": titles or 0.0}
    return {"score": score(strikes, entries, [page.verdicts for page in judged])}


def score(strikes: Any, entries: list[dict[str, Any]], pages: list[tuple[Verdict, ...]]) -> float:
    total = 0.0
    for entry, verdicts in zip(entries, pages, strict=True):
        blocks = [{"text": v.block.text, "label": str(v.label), "struck": v.struck} for v in verdicts]
        stricken, kept = strikes.judge(entry, blocks)
        total += strikes.share(stricken) * strikes.share(kept)
    return total / len(pages)
