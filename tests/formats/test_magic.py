import pytest

from paperknife.formats.magic import is_binary, kind_of, utf16_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x7fELF\x02", "a program"),
        (b"\x00\x00\x00\x20ftypisom", "a video"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Microsoft Office document"),
        (b"\x01\x02\x03" * 100, "binary data"),
        (b"only words", ""),
    ],
)
def test_what_a_file_looks_like(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


def test_text_in_any_encoding_is_not_binary() -> None:
    for codec in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "gb18030", "cp932", "iso-2022-jp"):
        assert not is_binary("Some words, 保存 и слова.\r\n\tMore\f".encode(codec, "ignore") * 10)


def test_wide_text_without_a_mark() -> None:
    assert utf16_of("wide text".encode("utf-16-le")) == "utf-16-le"
    assert utf16_of("wide text".encode("utf-16-be")) == "utf-16-be"
    assert utf16_of(bytes(100)) == ""
