"""What the reader chose, kept in one readable file; what the file does not say, or says wrongly, is the default."""

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import appdirs

from paperknife.errors import WriteError
from paperknife.files import write_whole

APPLICATION = "paperknife"
_USER_FOLDER = re.compile(r'^\s*XDG_DOCUMENTS_DIR\s*=\s*"(.*)"\s*$', re.MULTILINE)


def documents_folder() -> Path:
    """The desktop's folder for documents: the XDG user directory, Windows' own, else "Documents" in the home folder."""
    home = Path.home()
    if sys.platform == "win32":
        import winreg

        shell = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, shell) as key:
                return Path(os.path.expandvars(winreg.QueryValueEx(key, "Personal")[0]))
        except OSError:
            return home / "Documents"
    said = os.environ.get("XDG_DOCUMENTS_DIR", "")
    if not said and sys.platform != "darwin":
        try:
            config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
            match = _USER_FOLDER.search((config / "user-dirs.dirs").read_text("utf-8", "replace"))
        except OSError:
            match = None
        said = match.group(1) if match else ""
    folder = Path(said.replace("$HOME", str(home)))
    return folder if said and folder.is_absolute() and folder != home else home / "Documents"


def _library() -> Path:
    return documents_folder() / "Clippings"


def _choice(default: str, description: str, *choices: str) -> Any:
    return field(default=default, metadata={"description": description, "choices": choices})


def _number(default: float, description: str, least: float, most: float) -> Any:
    return field(default=default, metadata={"description": description, "least": least, "most": most})


def _free(default: Any, description: str) -> Any:
    return field(default=default, metadata={"description": description})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice there is. A field's metadata has its `description`, and its `choices` or its `least` and `most`."""

    library: Path = field(default_factory=_library, metadata={"description": "Folder in which clippings are kept"})
    theme: str = _choice("system", "Colours of the article", "light", "sepia", "dark", "contrast", "system")
    font: str = _free("serif", "Font of the article: serif, sans, mono, or the name of an installed font")
    font_size: int = _number(19, "Size of the article's letters, in pixels", 12, 40)
    column_width: int = _number(66, "Width of the article's column, in characters", 36, 120)
    line_height: float = _number(1.6, "Distance of the article's lines, as a multiple of the letters' size", 1.0, 3.0)
    template: str = _free("obsidian", "What a clipping looks like: plain, obsidian, joplin, quote, or a template file")
    file_name: str = _free("{{ title }}", "Name of a new clipping's file")
    images: str = _choice(
        "beside",
        "Where a clipping's images go: a folder beside it, the library's assets folder, or nowhere",
        "beside",
        "assets",
        "none",
    )
    author_links: str = _choice("wikilinks", "How authors are written: [[Name]] or the name", "wikilinks", "plain")
    more_properties: bool = _free(False, "Write the site, the language and the number of words too")
    tags: tuple[str, ...] = _free(("clippings",), "Tags that every new clipping gets")
    remember_recent: bool = _free(True, "Remember which files were opened")


def config_folder() -> Path:
    """What the reader chose and taught the program: settings, corrections, filter lists."""
    return Path(appdirs.user_config_dir(APPLICATION, False))


def cache_folder() -> Path:
    """What can be made again at any time."""
    return Path(appdirs.user_cache_dir(APPLICATION, False))


def settings_file() -> Path:
    """Where the settings are kept for this user."""
    return config_folder() / "settings.json"


def read_settings(file: Path | None = None) -> Settings:
    """The settings in `file` (the user's own without one). Never raises: what cannot be read is the default."""
    said = _said(file or settings_file()) or {}
    chosen = {}
    for each in fields(Settings):
        if each.name in said:
            value = _understood(said[each.name], getattr(_DEFAULTS, each.name), each.metadata)
            if value is not None:
                chosen[each.name] = value
    return replace(Settings(), **chosen)


def write_settings(settings: Settings, file: Path | None = None) -> None:
    """Writes what differs from the file, and leaves every other entry as it stands, unknown ones too.

    A file that cannot be understood at all is kept beside the new one as "settings.json.broken". Raises WriteError.
    """
    file = file or settings_file()
    said = _said(file)
    if said is None:
        try:
            os.replace(file, file.with_name(f"{file.name}.broken"))
        except OSError as error:
            raise WriteError(file, (error.strerror or str(error)).lower()) from error
        said = {}
    before = read_settings(file)
    for each in fields(Settings):
        value = getattr(settings, each.name)
        if value != getattr(before, each.name):
            said[each.name] = str(value) if isinstance(value, Path) else value
    write_whole(file, (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace"))


_DEFAULTS = Settings(library=Path())


def _said(file: Path) -> dict[str, Any] | None:
    """The entries of the file, {} if there is none, None if it is not a list of entries."""
    try:
        said = json.loads(file.read_bytes())
    except OSError:
        return {}
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _understood(value: Any, default: Any, metadata: Mapping[str, Any]) -> Any:
    """`value` of a settings file as the type that `default` has; None if it cannot be that, or is out of bounds."""
    match default:
        case Path():
            if not isinstance(value, str) or "\0" in value:
                return None
            path = Path(value)
            return path if path.is_absolute() else None
        case bool():
            return value if isinstance(value, bool) else None
        case int() | float():
            if isinstance(value, bool) or not isinstance(value, int | float):
                return None
            within = metadata["least"] <= value <= metadata["most"]
            return type(default)(value) if within and type(default)(value) == value else None
        case tuple():
            is_list = isinstance(value, list) and all(isinstance(word, str) for word in value)
            return tuple(value) if is_list else None
    if not isinstance(value, str) or not value.strip():
        return None
    return value if value in metadata.get("choices", (value,)) else None
