import pytest
from tests.formats.conftest import PNG, Opened, zip_of

from paperknife.errors import DamagedFile, LockedFile, NoPageInside

CONTAINER = (
    b'<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    b'<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = b"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Harbour</dc:title><dc:creator>Ada Example</dc:creator>
 <dc:language>en-GB</dc:language><dc:date>2019-05-01</dc:date></metadata><manifest>
 <item id="n" href="nav.xhtml" media-type="application/xhtml+xml"/><item id="b" href="text/two%20b.xhtml"
 media-type="application/xhtml+xml"/><item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>
 <item id="i" href="x.png" media-type="image/png"/></manifest><spine><itemref idref="n" linear="no"/><itemref
 idref="a"/><itemref idref="b"/><itemref idref="i"/><itemref idref="gone"/></spine></package>"""
CHAPTER = (
    b'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
    b'<h1>%s</h1><a id="start"/><p>Words<br/>of it</p><img src="../x.png"/></body></html>'
)
BOOK = {
    "mimetype": b"application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/nav.xhtml": CHAPTER % b"Contents",
    "OPS/text/one.xhtml": CHAPTER % b"Chapter One",
    "OPS/text/two b.xhtml": CHAPTER % b"Chapter Two",
    "OPS/x.png": PNG,
}


def test_chapters_in_reading_order(opened: Opened) -> None:
    pages = opened(zip_of(BOOK))
    assert [page.tree.css_first("h1").text() for page in pages] == ["Chapter One", "Chapter Two"]
    about = pages[0].metadata
    assert (about.byline, about.language, about.published, about.site) == (
        ("Ada Example",),
        "en-GB",
        "2019-05-01",
        "The Harbour",
    )
    assert pages[1].resource("../x.png").data == PNG


def test_elements_that_xml_closes_at_once(opened: Opened) -> None:
    page = opened(zip_of(BOOK))[0]
    assert page.tree.css_first("a").text() == ""
    assert page.tree.css_first("p").html == "<p>Words<br>of it</p>"


def test_entities_are_refused(opened: Opened) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + CONTAINER
    with pytest.raises(DamagedFile):
        opened(zip_of({**BOOK, "META-INF/container.xml": bomb}))


@pytest.mark.parametrize("change", [{"OPS/book.opf": b"<package"}, {"META-INF/container.xml": b"<container/>"}])
def test_a_book_whose_contents_cannot_be_read(change: dict[str, bytes], opened: Opened) -> None:
    with pytest.raises(DamagedFile):
        opened(zip_of({**BOOK, **change}))


def test_a_book_that_shows_nothing(opened: Opened) -> None:
    empty = {name: b"<html><body> </body></html>" if name.endswith("xhtml") else data for name, data in BOOK.items()}
    with pytest.raises(NoPageInside):
        opened(zip_of(empty))


def test_a_protected_book(opened: Opened) -> None:
    chapters = {name: data for name, data in BOOK.items() if "text/" not in name}
    with pytest.raises(LockedFile):
        opened(zip_of({**chapters, "META-INF/encryption.xml": b"<encryption/>"}))
