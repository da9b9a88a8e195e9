"""What the reader settled is heard of at once, and kept; where it cannot be kept, that is said."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from paperknife.desktop.choices import Choices
from paperknife.errors import WriteError
from paperknife.settings import Settings, read_settings, settings_file


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_choice_is_heard_of_and_kept(qtbot: QtBot) -> None:
    choices = Choices(Settings())
    with qtbot.waitSignal(choices.changed) as heard:
        choices.keep(template="plain")
    assert heard.args[0].template == choices.settings.template == "plain"
    assert read_settings().template == "plain"


def test_a_choice_that_cannot_be_kept_counts_until_the_end(qtbot: QtBot, home: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().mkdir()
    choices = Choices(Settings())
    with qtbot.waitSignal(choices.failed) as failed:
        choices.keep(template="plain")
    assert isinstance(failed.args[0], WriteError)
    assert choices.settings.template == "plain"
