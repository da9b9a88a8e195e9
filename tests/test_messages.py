import errno
import inspect
import os
from pathlib import Path
from typing import get_args

import pytest

from paperknife import errors
from paperknife.clipping.markdown.check import Kind, Loss
from paperknife.messages import loss, sentence, size

FACTS = {
    "path": "/home/ada/Saved pages/harbour.html",
    "reason": "permission denied",
    "size": 200_000_000,
    "limit": 64_000_000,
    "kind": "a program",
    "format": "zip",
    "detail": "its end is missing",
    "address": "https://news.test/harbour",
}
EVERY = [error for _, error in inspect.getmembers(errors, inspect.isclass) if issubclass(error, errors.PaperknifeError)]


def made(error: type[errors.PaperknifeError], **facts: object) -> errors.PaperknifeError:
    """An error with a fact for each of its parameters."""
    if not any("__init__" in vars(base) for base in error.__mro__ if issubclass(base, errors.PaperknifeError)):
        return error("it went wrong")
    return error(**{name: (FACTS | facts).get(name, "x") for name in inspect.signature(error).parameters})


@pytest.mark.parametrize("error", EVERY)
def test_every_error_has_a_sentence(error: type[errors.PaperknifeError]) -> None:
    words = sentence(made(error))
    assert 10 < len(words) <= 300
    assert "\n" not in words
    assert words[0].isupper() or words[0] == "“"
    assert words[-1] == "."


@pytest.mark.parametrize("error", [error for error in EVERY if issubclass(error, errors.OpenError)])
def test_a_file_is_called_by_its_name_not_its_path(error: type[errors.OpenError]) -> None:
    words = sentence(made(error))
    assert "“harbour.html”" in words
    assert "/home" not in words


@pytest.mark.parametrize("error", EVERY)
def test_long_and_broken_names_fit_into_a_sentence(error: type[errors.PaperknifeError]) -> None:
    words = sentence(made(error, path="a\nb" * 500, address="https://x.test/" + "y" * 500, reason="z " * 500))
    assert len(words) <= 300
    assert "\n" not in words


@pytest.mark.parametrize(
    ("reason", "advice"), [(errno.ENOSPC, "make room"), (errno.EROFS, "allow writing"), (errno.EIO, "check the folder")]
)
def test_what_to_do_about_a_file_depends_on_what_is_wrong(reason: int, advice: str) -> None:
    assert advice in sentence(errors.WriteError("/media/ada/notes.json", os.strerror(reason).lower()))


def test_the_facts_are_in_the_sentence() -> None:
    assert "a program" in sentence(errors.UnknownFormat("x", "a program"))
    assert "https://news.test/" in sentence(errors.AddressOnly(Path("x.url"), "https://news.test/"))
    assert "200 MB" in sentence(errors.TooLarge("x", 200_000_000, 64_000_000))


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1.5 KB"), (64_000_000, "64.0 MB"), (3e12, "3000 GB")],
)
def test_sizes_in_the_unit_a_person_would_use(count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_difference_is_said_in_a_clause(kind: Kind) -> None:
    missing = loss(Loss(kind, "x" * 500, where="before it"))
    assert "is missing" in missing
    assert "before it" in missing
    assert len(missing) < 300
    assert loss(Loss(kind, "", got="more")).endswith("“more” was added")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Loss("number", "4/3", "43", "Assad is ready"), "Number “4/3” became “43”, near “Assad is ready”"),
        (Loss("words", "first train"), "Words “first train” are missing"),
        (Loss("words", "train"), "Word “train” is missing"),
        (Loss("words", "", "a new one"), "Words “a new one” were added"),
        (Loss("link", "https://a.example/b c"), "Link to “https://a.example/b c” is missing"),
        (Loss("image", "clipping-images/0123456789abcdef.png"), "Image “0123456789abcdef.png” is missing"),
        (Loss("cell", "12", "13", "Total"), "Table cell “12” became “13”, near “Total”"),
        (Loss("code", "a\n\tb", "a b c"), "Code “a b” became “a b c”"),
    ],
)
def test_a_difference_in_words(found: Loss, words: str) -> None:
    assert loss(found) == words
