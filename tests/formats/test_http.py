import gzip
import random

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.formats import http


class Answer(dict):
    def get_header(self, name: str) -> str | None:
        return self.get(name)


def test_media_types() -> None:
    assert http.media_type('Text/HTML; Charset="UTF-8"') == ("text/html", "UTF-8")
    assert http.media_type("text/html;charset=koi8-r; x=y") == ("text/html", "koi8-r")
    assert http.media_type("") == ("", "")


def test_codings_are_undone_in_their_order() -> None:
    raw = gzip.compress(brotli.compress(b"words"))
    assert http.body_of(raw, Answer({"Content-Encoding": "br, gzip"})) == b"words"


def test_a_body_that_was_cut_off_is_kept_as_far_as_it_goes() -> None:
    words = random.Random(1).randbytes(100_000)
    for cut, coding in ((gzip.compress(words)[:-20], "gzip"), (brotli.compress(words)[:-3], "br")):
        found = http.body_of(cut, Answer({"Content-Encoding": coding}))
        assert len(found) > 1000
        assert words.startswith(found)


def test_bombs_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LIMIT", 3_000_000)
    for bomb, coding in (
        (gzip.compress(bytes(50_000_000)), "gzip"),
        (brotli.compress(bytes(50_000_000), quality=3), "br"),
    ):
        assert len(http.body_of(bomb, Answer({"Content-Encoding": coding}))) <= 4_000_000


@given(st.lists(st.binary(min_size=1, max_size=50)), st.sampled_from([b"", b";name=value"]))
def test_chunks_are_put_together(chunks: list[bytes], extension: bytes) -> None:
    raw = b"".join(b"%x%s\r\n%s\r\n" % (len(chunk), extension, chunk) for chunk in chunks) + b"0\r\n\r\n"
    assert http.body_of(raw, Answer({"Transfer-Encoding": "chunked"})) == b"".join(chunks)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "chunked", "zstd"]))
def test_any_bytes_are_some_body(raw: bytes, coding: str) -> None:
    header = {"Transfer-Encoding" if coding == "chunked" else "Content-Encoding": coding}
    assert isinstance(http.body_of(raw, Answer(header)), bytes)
