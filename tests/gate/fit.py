"""Fits the weights of the signs on the pages beside the project, and says how well they do on sites they have not seen.

    PYTHONPATH=app python tests/gate/fit.py [--only-measure]

Writes resources/judging/weights.json (rounded, sorted, nothing that matters little) and scores.json beside this file.
Needs numpy and scipy; takes some ten minutes, and at first some more for comparing pages with their golds, which is
kept in the folder for temporary files.

The model. Stage one: logistic regression over the signs of a block. Stage two: the same over the signs and those of
`surroundings`, which see the chances of stage one. So that stage two learns from chances as they are on unseen pages,
stage one's come from five fits, each without a fifth of the sites; and this for several divisions of the sites, so
that what hangs on one of them counts little. Labels: multinomial regression over the signs of stage two. All with a
quadratic penalty. Cross-validated figures are the means over the same divisions.
"""

import argparse
import json
import pickle
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import scipy.sparse as sparse
from pages import FOLDS, STRIKES, TEXTS, Sample, available, by_reading, in_article, samples, scorers
from regressions import Vector, chances, first_logistic, logistic, multinomial, shares
from teaching import Lesson, lesson

from paperknife import bundled
from paperknife.formats.text import plain_page
from paperknife.page.blocks import Block, BlockKind
from paperknife.page.cutting import cut
from paperknife.verdicts import surroundings
from paperknife.verdicts.judge import look
from paperknife.verdicts.kinds import least_of
from paperknife.verdicts.labelling import labels_of
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Label, Verdict
from paperknife.verdicts.weights import BIAS

DIVISIONS = 3  # of the sites into five parts, from whose first looks the second one learns
FEWEST_SITES = 6  # a sign has to be seen on so many sites to have a weight
LEAST, LEAST_LABEL = 0.02, 0.04  # smaller weights are left out
LABELS = tuple(Label)
FACTS = frozenset((Label.TITLE, Label.BYLINE, Label.CAPTION))
SCORES = Path(__file__).with_name("scores.json")


@dataclass
class Learner:
    """One page on its way through the fit.

    `unseen` holds, for every division of the sites, what weights that have not seen the site say of the blocks: whether
    they are text, and the odds of their labels.
    """

    sample: Sample
    survey: Survey
    lesson: Lesson
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    odds: list[list[float]] = field(default_factory=list)
    unseen: list[tuple[list[float], list[list[float]]]] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        return self.survey.blocks.all


class Matrix:
    """Which block of which page has which sign: one row a block, one column a sign seen on enough sites.

    `seen` holds the signs of all blocks, page after page; it can hold them several times, as seen on several occasions.
    """

    def __init__(self, learners: list[Learner], *seen: list[list[str]]) -> None:
        places: dict[str, int] = {}
        sites: dict[int, set[str]] = defaultdict(set)
        columns: list[int] = []
        ends = [0]
        pages = [x.sample for x in learners for _ in x.blocks]
        for occasion in seen:
            for page, signs in zip(pages, occasion, strict=True):
                row = {places.setdefault(sign, len(places)) for sign in signs}
                columns.extend(row)
                ends.append(len(columns))
                if page.corpus != "held":
                    for place in row:
                        sites[place].add(page.site)
        known = sorted(place for place, seen in sites.items() if len(seen) >= FEWEST_SITES)
        names = list(places)
        self.names = [names[place] for place in known]
        whole = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(places)))
        self.values = whole[:, known].tocsr()
        self.folds = np.tile(folds(learners), len(seen))


def folds(learners: list[Learner], division: int = 0) -> Vector:
    """For every block the part of the sites that its page is in."""
    return np.concatenate([np.full(len(x.blocks), x.sample.fold(division)) for x in learners])


# ---- fitting and asking ----


def multinomial_labels(x: Any, y: Any, weights: Vector) -> Vector:
    return multinomial(x, y, weights, len(LABELS))


def fitted(matrix: Matrix, y: Any, weights: Vector, fit: Callable[..., Vector]) -> Vector:
    """What `fit` finds on all rows that teach something."""
    taught = weights > 0
    return fit(matrix.values[taught], y[taught], weights[taught])


def on_unseen(
    matrix: Matrix, y: Any, weights: Vector, fit: Callable[..., Vector], predict: Callable[..., Vector]
) -> Vector:
    """What `predict` says of every row with weights that `fit` found without the row's part of the sites."""
    found: Vector | None = None
    for fold in range(FOLDS):
        train, test = (weights > 0) & (matrix.folds != fold), matrix.folds == fold
        said = predict(matrix.values[test], fit(matrix.values[train], y[train], weights[train]))
        if found is None:
            found = np.zeros((len(matrix.folds), *said.shape[1:]))
        found[test] = said
    assert found is not None
    return found


# ---- the two stages and the labels ----


def fit(learners: list[Learner]) -> dict[str, dict[str, Any]]:
    """The weights of one kind of page; leaves in every learner what unseen weights say of it."""
    text = np.array([bool(v) for x in learners for v in x.lesson.text], float)
    weights = np.array([v for x in learners for v in x.lesson.weights])
    labels = np.array([LABELS.index(v) if v else 0 for x in learners for v in x.lesson.labels])
    label_weights = np.array([w for x in learners for w in x.lesson.label_weights])

    signs = [signs for x in learners for signs in x.survey.signs]
    one = Matrix(learners, signs)
    looks = []
    for division in range(DIVISIONS):
        one.folds = folds(learners, division)
        share(learners, "first", on_unseen(one, text, weights, first_logistic, chances).tolist())
        around = [more for x in learners for more in surroundings.signs(x.survey, x.first)]
        looks.append([[*own, *more] for own, more in zip(signs, around, strict=True)])
    first = fitted(one, text, weights, first_logistic)

    two = Matrix(learners, *looks)
    text, labels = np.tile(text, DIVISIONS), np.tile(labels, DIVISIONS)
    weights, label_weights = (np.tile(each, DIVISIONS) / DIVISIONS for each in (weights, label_weights))
    for division in range(DIVISIONS):
        two.folds = np.tile(folds(learners, division), DIVISIONS)
        rows = slice(division * len(signs), (division + 1) * len(signs))
        share(learners, "second", on_unseen(two, text, weights, logistic, chances)[rows].tolist())
        share(learners, "odds", on_unseen(two, labels, label_weights, multinomial_labels, shares)[rows].tolist())
        for learner in learners:
            learner.unseen.append((learner.second, learner.odds))
    second = fitted(two, text, weights, logistic)
    third = fitted(two, labels, label_weights, multinomial_labels)
    return {
        "first": _named(one, first),
        "second": _named(two, second),
        "labels": {
            name: kept
            for name, row in zip([*two.names, BIAS], third, strict=True)
            if (
                kept := {
                    str(label): round(float(w), 2)
                    for label, w in zip(LABELS, row, strict=True)
                    if abs(w) >= LEAST_LABEL or name == BIAS
                }
            )
        },
    }


def _named(matrix: Matrix, b: Vector) -> dict[str, float]:
    pairs = zip([*matrix.names, BIAS], b, strict=True)
    return {name: round(float(w), 2) for name, w in pairs if abs(w) >= LEAST or name == BIAS}


def share(learners: list[Learner], name: str, values: list[Any]) -> None:
    """Gives every learner its part of a list over all blocks."""
    at = 0
    for learner in learners:
        setattr(learner, name, values[at : at + len(learner.blocks)])
        at += len(learner.blocks)


# ---- figures ----


def measure(learners: list[Learner]) -> dict[str, dict[str, float]]:
    """Scores by the score scripts of what unseen weights say, the means over the divisions."""
    found = []
    for division in range(DIVISIONS):
        for learner in learners:
            learner.second, learner.odds = learner.unseen[division]
        found.append(_measure(learners))
    return {
        corpus: {name: round(mean(each[corpus][name] for each in found), 4) for name in names}
        for corpus, names in found[0].items()
    }


def _measure(learners: list[Learner]) -> dict[str, dict[str, float]]:
    articles, strikes = scorers()
    figures: dict[str, dict[str, float]] = {}
    for corpus in TEXTS + STRIKES:
        some = [x for x in learners if x.sample.corpus == corpus and x.second]
        if not some:
            continue
        judged = [(x, _verdicts(x)) for x in some]
        if corpus in TEXTS:
            texts = ["\n".join(v.block.text for v in verdicts if v.running) for _, verdicts in judged]
            scores = [articles.score_page(x.sample.entry, text) for x, text in zip(some, texts, strict=True)]
            found = articles.summarise(scores)
        else:
            found = strike_figures(strikes, [(x.sample.entry, verdicts) for x, verdicts in judged])
        figures[corpus] = {name: float(value) for name, value in found.items()}
    return figures | {"read": reading_figures(learners)}


def reading_figures(learners: list[Learner]) -> dict[str, float]:
    """The figures of `strike_figures` for the pages that somebody read block by block; every block counts."""
    recalls, keeps, right, struck = [], [], 0, 0
    for learner in learners:
        if not learner.sample.reading:
            continue
        read = by_reading(learner.sample, learner.blocks)
        pairs = [(Label(name), v) for name, v in zip(read, _verdicts(learner), strict=True) if name in LABELS]
        to_strike = [(label, v) for label, v in pairs if label.struck]
        hits = [(label, v) for label, v in to_strike if v.struck]
        stays = [not v.struck for label, v in pairs if not label.struck]
        recalls.append(len(hits) / len(to_strike) if to_strike else 1.0)
        keeps.append(mean(stays) if stays else 1.0)
        struck += len(hits)
        right += sum(v.label is label for label, v in hits)
    return _figures(recalls, keeps, right, struck)


def _verdicts(learner: Learner) -> list[Verdict]:
    least = least_of(learner.survey, learner.second)
    looks = list(zip(learner.second, learner.odds, strict=True))
    return [
        Verdict(block, label, 1.0, apart=text < least)
        for block, label, text in zip(
            learner.blocks, labels_of(learner.survey, looks, least), learner.second, strict=True
        )
    ]


def strike_figures(strikes: Any, pages: list[tuple[dict[str, Any], Sequence[Verdict]]]) -> dict[str, float]:
    """R, K, R x K (means over pages), pages with nothing lost, and labels that agree, of pairs (entry, verdicts)."""
    recalls, keeps, right, struck = [], [], 0, 0
    for entry, verdicts in pages:
        blocks = [{"text": v.block.text, "label": str(v.label), "struck": v.struck} for v in verdicts]
        stricken, kept = strikes.judge(entry, blocks)
        recalls.append(strikes.share(stricken))
        keeps.append(strikes.share(kept))
        struck += sum(s["ok"] for s in stricken)
        right += sum(s["ok"] and s["got"] == s["label"] for s in stricken)
    return _figures(recalls, keeps, right, struck)


def _figures(recalls: list[float], keeps: list[float], right: int, struck: int) -> dict[str, float]:
    return {
        "recall": mean(recalls),
        "keep": mean(keeps),
        "score": mean(r * k for r, k in zip(recalls, keeps, strict=True)),
        "clean": mean(k == 1 for k in keeps),
        "labels": right / max(1, struck),
    }


# ---- the command ----


def learners_of(found: list[Sample]) -> list[Learner]:
    """Pages with their signs and lessons; the lessons are kept in a file, for comparing with golds takes minutes."""
    learners = []
    store = Path(tempfile.gettempdir()) / "paperknife-lessons.pickle"
    kept: dict[str, tuple[list[str], list[bool | None]]] = pickle.loads(store.read_bytes()) if store.is_file() else {}
    for sample in found:
        survey = look(sample.page, cut(sample.page.tree))
        ids = [block.id for block in survey.blocks.all]
        if "text" in sample.entry:
            if kept.get(sample.file, ([], []))[0] != ids:
                kept[sample.file] = (ids, in_article(sample, survey.blocks.all))
        learners.append(Learner(sample, survey, lesson(sample, survey, kept.get(sample.file, (ids, None))[1])))
    store.write_bytes(pickle.dumps(kept))
    return learners


def as_text(learners: list[Learner]) -> list[Learner]:
    """The same pages as plain text, a paragraph for each block, taught what they teach with markup."""
    found = []
    for learner in learners:
        if learner.sample.corpus == "held" or learner.sample.page.plain:
            continue
        rows = [i for i, block in enumerate(learner.blocks) if block.text and block.kind is not BlockKind.CODE]
        page = plain_page([learner.blocks[i].text for i in rows])
        survey = look(page, cut(page.tree))
        if len(survey.blocks.all) != len(rows):
            continue
        old = learner.lesson
        text = [False if old.labels[i] in FACTS and old.label_weights[i] else old.text[i] for i in rows]
        taught = Lesson(
            text,
            [old.weights[i] for i in rows],
            [old.labels[i] for i in rows],
            [old.label_weights[i] for i in rows],
        )
        found.append(Learner(replace(learner.sample, page=page), survey, taught))
    return found


def written(weights: dict[str, dict[str, dict[str, Any]]]) -> str:
    """JSON with one sign on a line, sorted, so that a change can be read."""
    kinds = []
    for kind, parts in weights.items():
        sections = []
        for part, rows in parts.items():
            lines = ",\n".join(
                f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row, sort_keys=True)}"
                for name, row in sorted(rows.items())
            )
            sections.append(f'"{part}": {{\n{lines}\n}}')
        kinds.append(f'"{kind}": {{\n' + ",\n".join(sections) + "\n}")
    return "{\n" + ",\n".join(kinds) + "\n}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Fits the weights by which pages are judged.")
    parser.add_argument("--only-measure", action="store_true", help="print cross-validated figures, write nothing")
    args = parser.parse_args()
    if not available():
        print("the labelled pages are not beside the project at ../shared", file=sys.stderr)
        return 1
    learners = learners_of(samples())
    texts = as_text(learners)
    marked_up = [x for x in learners if not x.sample.page.plain]
    weights = {"page": fit(marked_up), "text": fit(texts)}
    figures = {"page": measure(marked_up), "text": measure(texts)}
    for kind, corpora in figures.items():
        for corpus, values in corpora.items():
            print(f"{kind:5} {corpus:12}" + "".join(f"  {name} {value:.4f}" for name, value in values.items()))
    if not args.only_measure:
        bundled.path("judging/weights.json").write_text(written(weights), "utf-8")
        SCORES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
