"""Fits the weights of the signs on the pages beside the project, and says how well they do on sites they have not seen.

    PYTHONPATH=app python tests/gate/fit.py [--only-measure]

Writes resources/judging/weights.json (rounded, sorted, nothing that matters little) and scores.json beside this file.
Needs numpy and scipy; takes some minutes, nearly all of it for comparing pages with their golds, which is kept in the
folder for temporary files.

The model. Stage one: logistic regression over the signs of a block. Stage two: the same over the signs and those of
`surroundings`, which see the chances of stage one. So that stage two learns from chances as they are on unseen pages,
stage one's come from five fits, each without a fifth of the sites. Labels: multinomial regression over the signs of
stage two. All with a quadratic penalty. Cross-validated figures are of the same five parts of the sites.
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
from scipy.optimize import minimize
from teaching import Lesson, lesson

from paperknife import bundled
from paperknife.formats.text import plain_page
from paperknife.page.blocks import Block, BlockKind
from paperknife.page.cutting import cut
from paperknife.verdicts import surroundings
from paperknife.verdicts.judge import certain, label_of, look
from paperknife.verdicts.kinds import least_of
from paperknife.verdicts.survey import Survey
from paperknife.verdicts.verdict import Label, Verdict
from paperknife.verdicts.weights import BIAS

FIRST_PENALTY, PENALTY, LABEL_PENALTY = 3.0, 0.8, 2.0  # of the first look, the second, the labels
FEWEST_SITES = 6  # a sign has to be seen on so many sites to have a weight
LEAST, LEAST_LABEL = 0.02, 0.04  # smaller weights are left out
LABELS = tuple(Label)
FACTS = frozenset((Label.TITLE, Label.BYLINE, Label.CAPTION))
SCORES = Path(__file__).with_name("scores.json")

Vector = np.ndarray[Any, np.dtype[np.float64]]


@dataclass
class Learner:
    """One page on its way through the fit."""

    sample: Sample
    survey: Survey
    lesson: Lesson
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    odds: list[list[float]] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        return self.survey.blocks.all


class Matrix:
    """Which block of which page has which sign: one row a block, one column a sign seen on enough sites."""

    def __init__(self, learners: list[Learner]) -> None:
        places: dict[str, int] = {}
        sites: dict[int, set[str]] = defaultdict(set)
        columns: list[int] = []
        ends = [0]
        for learner in learners:
            for signs in learner.survey.signs:
                row = {places.setdefault(sign, len(places)) for sign in signs}
                columns.extend(row)
                ends.append(len(columns))
                if learner.sample.corpus != "held":
                    for place in row:
                        sites[place].add(learner.sample.site)
        known = sorted(place for place, seen in sites.items() if len(seen) >= FEWEST_SITES)
        names = list(places)
        self.names = [names[place] for place in known]
        whole = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(places)))
        self.values = whole[:, known].tocsr()
        self.folds = np.concatenate([np.full(len(x.blocks), x.sample.fold) for x in learners])


# ---- regressions ----


def logistic(x: Any, y: Vector, weights: Vector, penalty: float = PENALTY) -> Vector:
    """Weights of a logistic regression with a quadratic penalty, the constant last."""
    transposed = x.T.tocsr()

    def loss(b: Vector) -> tuple[float, Vector]:
        z = x @ b[:-1] + b[-1]
        e = np.exp(-np.abs(z))
        p = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
        slope = weights * (p - y)
        likelihood = weights @ (np.log1p(e) + np.maximum(0, -z * (2 * y - 1)))
        return likelihood + penalty / 2 * b[:-1] @ b[:-1], np.append(transposed @ slope + penalty * b[:-1], slope.sum())

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 80, "maxcor": 20})
    return np.asarray(found.x)


def first_logistic(x: Any, y: Vector, weights: Vector) -> Vector:
    """Weights of the first look: firmly held back, so that it says of pages it learned from what it says of others."""
    return logistic(x, y, weights, FIRST_PENALTY)


def multinomial(x: Any, y: Any, weights: Vector) -> Vector:
    """Weights of a multinomial regression with a quadratic penalty, one column a label, the constants last."""
    rows, signs, count = *x.shape, len(LABELS)
    transposed = x.T.tocsr()
    wanted = np.zeros((rows, count))
    wanted[np.arange(rows), y] = 1

    def loss(flat: Vector) -> tuple[float, Vector]:
        b = flat.reshape(signs + 1, count)
        p = softmax(x @ b[:-1] + b[-1])
        likelihood = -(weights * np.log(p[np.arange(rows), y] + 1e-300)).sum()
        slope = (p - wanted) * weights[:, None]
        penalty = LABEL_PENALTY / 2 * (b[:-1] ** 2).sum()
        return likelihood + penalty, np.vstack([transposed @ slope + LABEL_PENALTY * b[:-1], slope.sum(0)]).ravel()

    found = minimize(
        loss, np.zeros((signs + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": 50, "maxcor": 20}
    )
    return np.asarray(found.x).reshape(signs + 1, count)


def softmax(z: Vector) -> Vector:
    powers = np.exp(z - z.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


def chances(x: Any, b: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-(x @ b[:-1] + b[-1]))))


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

    one = Matrix(learners)
    share(learners, "first", on_unseen(one, text, weights, first_logistic, chances).tolist())
    for learner in learners:
        more = surroundings.signs(learner.survey, learner.first)
        for signs, added in zip(learner.survey.signs, more, strict=True):
            signs.extend(added)
    two = Matrix(learners)
    share(learners, "second", on_unseen(two, text, weights, logistic, chances).tolist())

    def predict_labels(x: Any, b: Vector) -> Vector:
        return softmax(x @ b[:-1] + b[-1])

    rows = on_unseen(two, labels, label_weights, multinomial, predict_labels).tolist()
    share(learners, "odds", rows)

    taught, labelled = weights > 0, label_weights > 0
    first = first_logistic(one.values[taught], text[taught], weights[taught])
    second = logistic(two.values[taught], text[taught], weights[taught])
    third = multinomial(two.values[labelled], labels[labelled], label_weights[labelled])
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
    """Scores by the score scripts of what unseen weights say."""
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
        figures[corpus] = {name: round(float(value), 4) for name, value in found.items()}
    figures["read"] = {name: round(value, 4) for name, value in reading_figures(learners).items()}
    return figures


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
    return [
        Verdict(block, certain(signs) or label_of(text, row, least), 1.0, apart=text < least)
        for block, signs, text, row in zip(
            learner.blocks, learner.survey.signs, learner.second, learner.odds, strict=True
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
