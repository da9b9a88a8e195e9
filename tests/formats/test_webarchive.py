import plistlib

import pytest
from tests.formats.conftest import HTML, PNG, Opened, web_resource, webarchive_of

from paperknife.errors import DamagedFile, NoPageInside

MAIN = {"Data": HTML, "MIMEType": "text/html", "TextEncodingName": "UTF-8", "URL": "https://news.test/harbour"}


def test_page_address_and_files(opened: Opened) -> None:
    picture = web_resource({"Data": PNG, "MIMEType": "image/png", "URL": "https://news.test/pictures/tunnel.png"})
    (page,) = opened(webarchive_of(MAIN, WebSubresources=[picture]))
    assert page.metadata.address == "https://news.test/harbour"
    assert page.resource("pictures/tunnel.png").data == PNG


def test_the_charset_of_the_property_list(opened: Opened) -> None:
    (page,) = opened(webarchive_of({**MAIN, "Data": "<p>Привет".encode("cp1251"), "TextEncodingName": "windows-1251"}))
    assert page.tree.css_first("p").text() == "Привет"


def test_frames_have_archives_of_their_own(opened: Opened) -> None:
    frame = {
        "WebMainResource": web_resource(
            {"Data": b"<p>list</p>", "MIMEType": "text/html", "URL": "https://news.test/list"}
        ),
        "WebSubresources": [web_resource({"Data": PNG, "MIMEType": "image/png", "URL": "https://news.test/x.png"})],
    }
    main = {**MAIN, "Data": b'<html><frameset><frame src="list"></frameset></html>'}
    (page,) = opened(webarchive_of(main, WebSubframeArchives=[frame]))
    assert page.tree.body.text(deep=True).strip() == "list"
    assert page.resource("x.png").data == PNG


def test_as_xml(opened: Opened) -> None:
    archive = {"WebMainResource": web_resource(MAIN)}
    (page,) = opened(plistlib.dumps(archive))
    assert page.metadata.title == "A harbour tunnel opens"


def test_a_picture_in_place_of_a_page(opened: Opened) -> None:
    (page,) = opened(webarchive_of({"Data": PNG, "MIMEType": "image/png", "URL": "https://news.test/x.png"}))
    assert page.resource("https://news.test/x.png").data == PNG
    assert page.metadata.address == "https://news.test/x.png"


@pytest.mark.parametrize("main", [{}, {**MAIN, "Data": b""}, {**MAIN, "Data": "text"}, {"MIMEType": "text/html"}])
def test_an_archive_without_a_page(main: dict[str, object], opened: Opened) -> None:
    with pytest.raises(NoPageInside):
        opened(webarchive_of(main))


def test_broken(opened: Opened) -> None:
    whole = webarchive_of(MAIN)
    with pytest.raises(DamagedFile):
        opened(whole[: len(whole) // 2])
