import plistlib

import pytest
from tests.formats.conftest import HTML, Opened, samples

from paperknife.errors import AddressOnly
from paperknife.formats import shortcut
from paperknife.formats.source import Source

ADDRESS = "https://news.test/harbour?a=1%20b"


@pytest.mark.parametrize(
    "data",
    [
        f"[InternetShortcut]\r\nURL={ADDRESS}\r\nIconIndex=0\r\n".encode(),
        f"[{{000214A0}}]\r\nProp3=19,2\r\n[InternetShortcut]\r\nIDList=\r\nURL={ADDRESS}\r\n".encode(),
        f"# made by hand\n[Desktop Entry]\nType=Link\nName=Harbour\nURL={ADDRESS}\n".encode(),
        plistlib.dumps({"URL": ADDRESS}),
        plistlib.dumps({"URL": ADDRESS}, fmt=plistlib.FMT_BINARY),
        f"[InternetShortcut]\r\nURL={ADDRESS}\r\n".encode("utf-16"),
        f"# dropped\r\n{ADDRESS}\r\n".encode(),
    ],
)
def test_only_an_address(data: bytes, opened: Opened) -> None:
    with pytest.raises(AddressOnly) as raised:
        opened(data, "link")
    assert raised.value.address == ADDRESS


@pytest.mark.parametrize(
    "data", [HTML, *samples().values(), b"[section]\nkey = value\n", b"see https://news.test/ there"]
)
def test_other_files_are_no_shortcuts(data: bytes) -> None:
    assert not shortcut.looks_like(Source.memory(data, "link.url"))
