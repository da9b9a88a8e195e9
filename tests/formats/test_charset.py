import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.formats.charset import codec_of, decode

RUSSIAN = "Сохранённые страницы живут дольше сайтов, с которых они пришли. Читателю нужны слова и ссылки. " * 4


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GB2312", "gb18030"),
        ("gbk", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("iso-8859-1", "windows-1252"),
        ("latin1", "windows-1252"),
        ("euc-kr", "cp949"),
        ("iso-8859-9", "windows-1254"),
        ("utf-16", "utf-8"),
        (" 'UTF8' ", "utf-8"),
        ("nonsense", ""),
        ("", ""),
        ("kyrillé", ""),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str) -> None:
    found = codec_of(label)
    assert (codecs.lookup(found).name if found else "") == (codecs.lookup(codec).name if codec else "")


def test_a_byte_order_mark_wins_over_everything() -> None:
    assert decode(codecs.BOM_UTF8 + "<meta charset=koi8-r>é".encode(), "windows-1251") == "<meta charset=koi8-r>é"
    assert decode(codecs.BOM_UTF16_LE + "page é".encode("utf-16-le")) == "page é"
    assert decode(codecs.BOM_UTF16_BE + "page é".encode("utf-16-be")) == "page é"


def test_the_container_comes_before_the_document() -> None:
    assert decode('<meta charset="windows-1251">Å'.encode("cp1252"), "windows-1252").endswith("Å")


def test_the_first_meta_in_the_first_bytes_counts() -> None:
    assert decode('<meta charset="windows-1251"><meta charset=koi8-r>Привет'.encode("cp1251")).endswith("Привет")
    assert decode(b"<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>\x87\x40").endswith("①")
    assert decode('<?xml version="1.0" encoding="iso-8859-2"?><p>ł</p>'.encode("iso-8859-2")).endswith("<p>ł</p>")


def test_utf8_is_known_whatever_the_meta_says() -> None:
    for label in ("shift_jis", "koi8-r", "windows-1252", "gbk"):
        text = f'<meta charset="{label}">保存されたページは Сохранённые — “quoted”'
        assert decode(text.encode()) == text


def test_a_false_meta_is_found_out() -> None:
    text = f'<html><head><meta charset="utf-8"></head><body><p>{RUSSIAN}</p>'
    assert RUSSIAN in decode(text.encode("koi8-r"))


def test_short_double_byte_text_is_not_taken_for_utf8() -> None:
    assert decode("<meta charset=gbk>联通".encode("gbk")) == "<meta charset=gbk>联通"


def test_one_pasted_quotation_mark_does_not_change_the_page() -> None:
    text = "<p>Überraschung: </p>".encode() * 200
    assert decode(text + b"\x93so\x94").endswith("“so”")


def test_text_without_a_label() -> None:
    assert decode("naïve café".encode(), markup=False) == "naïve café"
    assert decode(RUSSIAN.encode("cp1251"), markup=False) == RUSSIAN
    assert decode("plain text".encode("utf-16-le"), markup=False) == "plain text"
    assert decode("保存されたページ".encode("iso-2022-jp"), markup=False) == "保存されたページ"


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "gbk", "shift_jis", "iso-8859-1", "nonsense"]))
def test_any_bytes_are_some_text(data: bytes, label: str) -> None:
    assert isinstance(decode(data, label), str)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1b\ufeff"), min_size=1))
def test_valid_utf8_is_never_changed(text: str) -> None:
    assert decode(text.encode(), "utf-8") == text
