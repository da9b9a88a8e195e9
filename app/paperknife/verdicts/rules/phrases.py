"""Words inside a block that speak of newsletters, consent, photographers …: a hint, never the whole case."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import islice

from paperknife import bundled
from paperknife.page.blocks import Element
from paperknife.verdicts.survey import Survey

_WORD = re.compile(r"[^\W_]+")
_LONG = 400  # in texts longer than this, words of this kind mean little
_REACH = 6  # elements, from a block's own upwards, that can be the small box around it
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@cache
def _listed() -> tuple[dict[str, list[tuple[str, str]]], dict[str, str], list[tuple[str, str]]]:
    """Phrases by their longest word, with label; word beginnings of five letters; phrases of scripts without spaces."""
    phrases: dict[str, list[tuple[str, str]]] = {}
    beginnings: dict[str, str] = {}
    spaceless = []
    for label, listed in tomllib.loads(bundled.text("judging/phrases.toml")).items():
        for phrase in listed:
            if phrase.endswith("…"):
                beginnings[phrase[:-1]] = label
            elif _WITHOUT_SPACES.search(phrase):
                spaceless.append((phrase, label))
            else:
                words = _WORD.findall(phrase.casefold()) or [phrase]
                phrases.setdefault(max(words, key=len), []).append((f" {' '.join(words)} ", label))
    return phrases, beginnings, spaceless


def see(survey: Survey) -> None:
    """Adds "says:" signs, one for each thing that a block speaks of, with its length."""
    phrases, beginnings, spaceless = _listed()
    known = phrases.keys()
    spoken: dict[int, tuple[str, ...]] = {}
    for block, size, signs in zip(survey.blocks.all, survey.sizes, survey.signs, strict=True):
        if not size:
            continue
        text = block.text.casefold() if size <= 2 * _LONG else f"{block.text[:_LONG]} {block.text[-_LONG:]}".casefold()
        words = _WORD.findall(text)
        found = dict.fromkeys(
            label for word in known & set(words) for phrase, label in phrases[word] if _has(words, phrase)
        )
        if not text.isascii():
            for beginning, label in beginnings.items():
                if beginning in text:
                    found[label] = None
            if _WITHOUT_SPACES.search(text):
                found.update((label, None) for phrase, label in spaceless if phrase in text)
        if "©" in text:
            found["footer"] = None
        length = "shortly" if size < 80 else "" if size < _LONG else "at length"
        signs.extend(f"says:{label} {length}".rstrip() for label in found)
        if found:
            spoken[block.index] = tuple(found)
    _boxes(survey, spoken)


def _boxes(survey: Survey, spoken: dict[int, tuple[str, ...]]) -> None:
    """Adds "beside:" signs for what others in the same small box speak of."""
    title = survey.title_at
    blocks = survey.blocks.all
    boxes: dict[Element, dict[str, int]] = {}
    for index, labels in spoken.items():
        for box in _small_boxes(survey, blocks[index].element, title):
            counts = boxes.setdefault(box, {})
            for label in labels:
                counts[label] = counts.get(label, 0) + 1
    beside: dict[int, set[str]] = {}
    for box, counts in boxes.items():
        for block in blocks[box.first : box.stop]:
            if 0 <= block.element.depth - box.depth < _REACH:
                own = spoken.get(block.index, ())
                rest = (label for label, count in counts.items() if count > (label in own))
                beside.setdefault(block.index, set()).update(rest)
    for index, others in beside.items():
        survey.signs[index].extend(f"beside:{label}" for label in others)


def _small_boxes(survey: Survey, element: Element, title: int | None) -> Iterator[Element]:
    """The boxes around a block with 2 to 12 blocks, without the title and without most of the page's prose."""
    for box in islice(element.lineage(), _REACH):
        if box.count > 12 or (title is not None and box.first <= title < box.stop):
            return
        if box.count > 1 and survey.good_share(box) < 0.5:
            yield box


def _has(words: list[str], phrase: str) -> bool:
    """Whether the words of `phrase`, which has spaces around and between them, stand in `words` in a row."""
    return phrase.count(" ") == 2 or phrase in f" {' '.join(words)} "
