import gzip
import json
import random
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.conftest import HTML, PNG, SAVES, Opened, mhtml_of, samples, zip_of

from paperknife.errors import (
    Cancelled,
    DamagedFile,
    EmptyFile,
    NoPageInside,
    OpenError,
    UnknownFormat,
    UnreadableFile,
)
from paperknife.formats.opening import FORMATS, open_path, open_source
from paperknife.formats.source import Source
from paperknife.messages import sentence
from paperknife.page.images import image_of
from paperknife.page.page import Page

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff"))
READS = {"gzipped": "html"}  # what the page inside a sample says of itself, where it is not the sample's own format


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text).translate(INVISIBLE))


def words(page: Page) -> str:
    return squeezed(page.metadata.title + (page.tree.body.text(deep=True) if page.tree.body else ""))


def pictures(page: Page) -> int:
    found = (image_of(page, node) for node in page.tree.css("img"))
    return len({image.address or image.resource.data for image in found if image.resource and image.resource.data})


@pytest.mark.parametrize("name", sorted(samples()))
def test_a_file_is_known_by_its_content(name: str, opened: Opened) -> None:
    pages = opened(samples()[name], "misleading.pdf")
    assert [page.format for page in pages] == [READS.get(name, name)]


@pytest.mark.parametrize("name", sorted(set(samples()) - {"image", "text", "clipboard", "markdown"}))
def test_every_format_gives_the_same_page(name: str, opened: Opened) -> None:
    (page,) = opened(samples()[name])
    assert page.tree.css_first("p").text() == "The first cars went through at dawn."


def test_every_format_is_in_the_list_once() -> None:
    names = [known.__name__.rpartition(".")[2] for known in FORMATS]
    assert len(set(names)) == len(names)
    assert set(samples()) <= set(names)


def test_pages_are_numbered_and_know_their_file(tmp_path: Path) -> None:
    file = tmp_path / "two.zip"
    file.write_bytes(zip_of({"a.html": HTML, "b.html": HTML}))
    pages = list(open_path(file, lambda _share: None))
    assert [(page.number, page.path) for page in pages] == [(0, str(file)), (1, str(file))]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b" \n\t ", EmptyFile),
        (b"\x7fELF\x02\x01\x01" + bytes(200), UnknownFormat),
        (bytes(range(256)) * 20, UnknownFormat),
        (b"%PDF-1.7\nnonsense", DamagedFile),
        (b"PK\x03\x04 nonsense", DamagedFile),
        (b"bplist00nonsense", DamagedFile),
        (b"\x1f\x8b\x08nonsense", DamagedFile),
        (zip_of({"picture.bin": b"x"}), NoPageInside),
    ],
)
def test_what_cannot_be_shown_is_an_error_in_one_sentence(data: bytes, error: type[OpenError], opened: Opened) -> None:
    with pytest.raises(error) as raised:
        opened(data, "file.html")
    assert "“file.html”" in sentence(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        list(open_path(tmp_path / "nothing.html", lambda _share: None))


def test_containers_within_containers_end(opened: Opened) -> None:
    data = HTML
    for _ in range(12):
        data = gzip.compress(data)
    with pytest.raises(DamagedFile):
        opened(data)


def test_a_damaged_file_among_others_is_told_after_their_pages(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(b"MIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n\r\nxx")
    (tmp_path / "b.html").write_bytes(HTML)
    pages = open_path(tmp_path, lambda _share: None)
    assert next(pages).metadata.title == "A harbour tunnel opens"
    with pytest.raises(NoPageInside):
        next(pages)


@pytest.mark.parametrize("name", sorted(samples()))
def test_opening_can_be_stopped(name: str) -> None:
    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(open_source(Source.memory(samples()[name], "saved"), stop))


# ---- real files ----


def expected() -> dict:
    file = SAVES / "expected.json"
    return json.loads(file.read_text("utf-8")) if file.is_file() else {"formats": [], "pages": {}, "files": {}}


def pages_in_formats() -> list[str]:
    known = expected()
    return [
        f"{folder}/{path.name}"
        for folder in known["formats"]
        for path in sorted((SAVES / folder).iterdir())
        if path.is_file() and path.name.split(".")[0] in known["pages"]
    ]


@pytest.mark.parametrize("name", pages_in_formats())
def test_a_real_page_in_any_format_holds_its_words(name: str, saves: Path) -> None:
    wanted = expected()["pages"][Path(name).name.split(".")[0]]
    page = next(open_path(saves / name, lambda _share: None))
    for phrase in [*wanted["probes"], *wanted.get("required", {}).get(name.split("/")[0], [])]:
        assert squeezed(phrase) in words(page)
    assert wanted["title_contains"] in page.metadata.title
    assert not (wanted.get("encoding") and "\ufffd" in words(page))
    assert page.metadata.address or "syn-" in name


@pytest.mark.parametrize("name", sorted(expected()["files"]))
def test_a_real_file_that_was_found_opens(name: str, saves: Path) -> None:
    wanted = expected()["files"][name]
    try:
        pages = list(open_path(saves / name, lambda _share: None))
    except OpenError:
        assert wanted["expect"] in ("error", "either")
        return
    assert wanted["expect"] != "error"
    assert len(pages) >= wanted.get("pages", 1)
    if wanted["expect"] == "image":
        assert max(map(pictures, pages)) == 1
    for phrase in wanted.get("probes", []):
        assert any(squeezed(phrase) in words(page) for page in pages)
    assert not wanted.get("encoding") or not any("\ufffd" in words(page) for page in pages)


# ---- laws ----


def damaged(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """`data` cut, flipped, shortened, mixed with another file, or put into a container."""
    match chance.randrange(7):
        case 0:
            return data[: chance.randrange(len(data) + 1)]
        case 1 if data:
            flipped = bytearray(data)
            for _ in range(chance.choice((1, 10, 200))):
                flipped[chance.randrange(len(data))] = chance.randrange(256)
            return bytes(flipped)
        case 2:
            first, last = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
            return data[:first] + data[last:]
        case 3:
            other, at = chance.choice(others), chance.randrange(len(data) + 1)
            start = chance.randrange(len(other) + 1)
            return data[:at] + other[start : start + 5000] + data[at:]
        case 4:
            return gzip.compress(data, 1)
        case 5:
            name = chance.choice(("index.html", "a/page.mht", "archive/x.warc", "datapackage.json", "1/index.rdf"))
            return zip_of({name: data})
        case _:
            return mhtml_of((f"Content-Type: {chance.choice(('text/html', 'multipart/mixed; boundary=edge'))}", data))


def real_files() -> list[bytes]:
    files = [path for path in sorted(SAVES.rglob("found/*/*")) if path.is_file() and path.stat().st_size < 200_000]
    return [path.read_bytes() for path in files]


ALL = [*samples().values(), *real_files()]


@settings(max_examples=400, deadline=10_000)
@given(st.integers(min_value=0))
def test_damage_is_never_more_than_an_error_that_can_be_explained(seed: int) -> None:
    chance = random.Random(seed)
    data = chance.choice(ALL)
    for _ in range(chance.randrange(1, 4)):
        data = damaged(data, chance, ALL)
    try:
        for page in open_source(Source.memory(data, "damaged")):
            for node in page.tree.css("img")[:5]:
                page.resource(node.attributes.get("src") or "")
    except OpenError as error:
        if not 0 < len(sentence(error)) <= 300:
            raise


@settings(max_examples=150, deadline=10_000)
@given(st.binary(max_size=3000))
def test_any_bytes_give_pages_or_an_error(data: bytes) -> None:
    with suppress(OpenError):
        assert all(page.tree.body is not None for page in open_source(Source.memory(data, "bytes")))


def test_a_picture_alone_is_found(opened: Opened) -> None:
    (page,) = opened(PNG)
    assert pictures(page) == 1
