"""Lists are the reader's files or, on request, their authors'; what is bad never replaces what is good."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperknife.errors import ListUnreachable, NotAFilterList, UnreadableFile
from paperknife.filters.subscriptions import Subscription, Subscriptions
from paperknife.messages import sentence

LIST = b"[Adblock Plus 2.0]\n! Title: Somebody's list\n! Licence: CC0\n##.box\n||ads.example^\n"


@pytest.fixture
def kept(tmp_path: Path) -> Subscriptions:
    return Subscriptions(tmp_path / "filters")


def named(kept: Subscriptions, name: str) -> Subscription:
    return next(each for each in kept.all() if each.name == name)


def test_at_first_there_is_the_own_list_and_nothing_is_fetched(kept: Subscriptions) -> None:
    assert [each.name for each in kept.lists()] == ["paperknife"]
    others = [each for each in kept.all() if each.name != "paperknife"]
    assert {"EasyList", "EasyList Germany"} <= {each.title for each in others}
    assert all(each.address.startswith("https://") and each.licence and not each.on for each in others)
    assert not kept.folder.exists()


def test_a_file_of_the_readers_is_copied_and_on(kept: Subscriptions, tmp_path: Path) -> None:
    file = tmp_path / "My List!.txt"
    file.write_bytes(LIST)
    added = kept.add(file)
    file.unlink()
    assert (added.title, added.licence, added.on) == ("Somebody's list", "CC0", True)
    assert [each.title for each in Subscriptions(kept.folder).lists()] == ["Paperknife", "Somebody's list"]


def test_a_file_named_like_a_known_list_stands_beside_it(kept: Subscriptions, tmp_path: Path) -> None:
    file = tmp_path / "easylist.txt"
    file.write_bytes(LIST)
    assert kept.add(file).name == "easylist-file"
    assert not named(kept, "easylist").here


def test_update_fetches_by_the_address_and_notes_the_day_and_licence(kept: Subscriptions) -> None:
    asked: list[str] = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        return LIST

    updated = kept.update("easylist", fetch)
    assert asked == ["https://easylist.to/easylist/easylist.txt"]
    assert (updated.licence, updated.on, len(updated.date)) == ("CC0", True, 10)
    assert [each.name for each in kept.lists()] == ["paperknife", "easylist"]
    assert named(kept, "easylist") == updated


def unreachable(_address: str) -> bytes:
    raise OSError(101, "Network is unreachable")


def test_without_a_network_a_sentence_is_said_and_the_old_list_stays(kept: Subscriptions) -> None:
    kept.update("easylist", lambda _: LIST)
    with pytest.raises(ListUnreachable) as caught:
        kept.update("easylist", unreachable)
    said = sentence(caught.value)
    assert "EasyList" in said
    assert "Network is unreachable" in said
    assert "##.box" in kept.lists()[1].text


@pytest.mark.parametrize(
    "data", [b"", b"<!doctype html><p>##.log-in</p>", b"hello\nworld\n", b"\0\1##.x", b"\xff\xfe#"]
)
def test_what_is_no_list_replaces_nothing(kept: Subscriptions, tmp_path: Path, data: bytes) -> None:
    kept.update("easylist", lambda _: LIST)
    with pytest.raises(NotAFilterList) as caught:
        kept.update("easylist", lambda _: data)
    assert "holds no filter rules" in sentence(caught.value)
    assert "##.box" in kept.lists()[1].text
    file = tmp_path / "x.txt"
    file.write_bytes(data)
    with pytest.raises(NotAFilterList):
        kept.add(file)


def test_a_file_that_is_not_there(kept: Subscriptions, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        kept.add(tmp_path / "none.txt")


def test_lists_are_turned_off_and_on_and_taken_away(kept: Subscriptions) -> None:
    kept.update("easylist", lambda _: LIST)
    kept.switch("easylist", False)
    kept.switch("paperknife", False)
    assert kept.lists() == []
    assert named(kept, "easylist").here
    kept.switch("easylist", True)
    assert [each.name for each in kept.lists()] == ["easylist"]
    kept.remove("easylist")
    assert kept.lists() == []
    assert not named(kept, "easylist").here


def test_updating_what_has_no_address_asks_nobody(kept: Subscriptions) -> None:
    assert kept.update("paperknife", unreachable).name == "paperknife"


def test_a_file_put_into_the_folder_by_hand_is_a_list(kept: Subscriptions) -> None:
    kept.folder.mkdir()
    (kept.folder / "mine.txt").write_bytes(LIST)
    assert [each.name for each in kept.lists()] == ["paperknife", "mine"]


@given(st.binary(max_size=60) | st.sampled_from([b"[]", b'{"easylist": 3}', b'{"easylist": {"on": "x", "date": []}}']))
def test_a_broken_record_loses_no_list(tmp_path_factory: pytest.TempPathFactory, record: bytes) -> None:
    kept = Subscriptions(tmp_path_factory.mktemp("filters"))
    (kept.folder / "mine.txt").write_bytes(LIST)
    (kept.folder / "subscriptions.json").write_bytes(record)
    assert "mine" in [each.name for each in kept.all()]
    kept.switch("mine", True)
    assert [each.name for each in kept.lists()] == ["paperknife", "mine"]
