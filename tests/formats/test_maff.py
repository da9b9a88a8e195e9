import pytest
from tests.formats.conftest import HTML, PNG, Opened, zip_of

from paperknife.errors import NoPageInside


def rdf(**facts: str) -> bytes:
    lines = "".join(f'<MAF:{name} RDF:resource="{value}"/>' for name, value in facts.items())
    return f'<?xml version="1.0"?><RDF:RDF><RDF:Description>{lines}</RDF:Description></RDF:RDF>'.encode()


FACTS = {"originalurl": "https://news.test/?a=1&amp;b=2", "title": "T", "archivetime": "Mon, 25 Dec 2017 17:27:46 GMT"}


def test_a_page_for_each_folder(opened: Opened) -> None:
    pages = opened(
        zip_of(
            {
                "1/index.html": b'<p>one<img src="red.png">',
                "1/red.png": PNG,
                "1/index.rdf": rdf(**FACTS),
                "2/index.html": b"<p>two",
                "2/index.rdf": rdf(indexfilename="index.html"),
            }
        )
    )
    assert [page.tree.css_first("p").text() for page in pages] == ["one", "two"]
    about = pages[0].metadata
    assert (about.address, about.title, about.saved) == ("https://news.test/?a=1&b=2", "T", "2017-12-25T17:27:46+00:00")
    assert pages[0].resource("red.png").data == PNG
    assert pages[1].resource("red.png") is None


def test_the_named_file_is_the_page(opened: Opened) -> None:
    (page,) = opened(
        zip_of({"1/a.html": b"<p>named", "1/index.html": b"<p>not", "1/index.rdf": rdf(indexfilename="a.html")})
    )
    assert page.tree.css_first("p").text() == "named"


@pytest.mark.parametrize("description", [rdf(), rdf(indexfilename="gone.html"), b"\x00 no xml", b""])
def test_where_a_page_can_still_be_found_it_is_opened(description: bytes, opened: Opened) -> None:
    (page,) = opened(zip_of({"1/index.html": HTML, "1/index.rdf": description}))
    assert page.metadata.title == "A harbour tunnel opens"


def test_the_charset_of_the_description(opened: Opened) -> None:
    body = "<p>Привет, мир".encode("koi8-r")
    (page,) = opened(zip_of({"1/index.html": body, "1/index.rdf": rdf(charset="koi8-r")}))
    assert page.tree.css_first("p").text() == "Привет, мир"


def test_a_picture_as_the_page(opened: Opened) -> None:
    (page,) = opened(zip_of({"20171225172746364/index.png": PNG}))
    assert page.resource(page.tree.css_first("img").attributes["src"]).data == PNG


def test_nothing_to_show(opened: Opened) -> None:
    with pytest.raises(NoPageInside):
        opened(zip_of({"1/index.rdf": rdf(indexfilename="gone.html")}))
