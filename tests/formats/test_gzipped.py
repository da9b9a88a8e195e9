import gzip

import pytest
from tests.formats.conftest import HTML, Opened, samples

from paperknife.errors import DamagedFile, TooLarge
from paperknife.formats import gzipped


@pytest.mark.parametrize("name", sorted(set(samples()) - {"gzipped"}))
def test_any_format_within_gzip(name: str, opened: Opened) -> None:
    (page,) = opened(gzip.compress(samples()[name]))
    assert page.format == name


def test_several_members_are_one_file(opened: Opened) -> None:
    assert opened(gzip.compress(HTML[:50]) + gzip.compress(HTML[50:]))[0].metadata.title == "A harbour tunnel opens"


def test_what_was_cut_off_opens_as_far_as_it_goes(opened: Opened) -> None:
    whole = gzip.compress(HTML + bytes(range(32, 127)) * 500, 0)
    assert opened(whole[: len(whole) // 2])[0].metadata.title == "A harbour tunnel opens"


def test_a_bomb_is_stopped(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzipped, "LIMIT", 5_000_000)
    with pytest.raises(TooLarge):
        opened(gzip.compress(b"<p>" + bytes(20_000_000)))


def test_nothing_inside(opened: Opened) -> None:
    with pytest.raises(DamagedFile):
        opened(gzip.compress(b"")[:12])
