"""Everything that can be done in the window, once: in the menus, in the toolbar, and by key."""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from paperknife.desktop.icons import icon
from paperknife.desktop.palette import Colours

_Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class _Action:
    name: str
    text: str
    keys: QKeySequence.StandardKey | str = ""
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    needs_page: bool = True


_MENUS: dict[str, tuple[_Action | None, ...]] = {
    "&File": (
        _Action("open", "&Open…", _Key.Open, "open", "Open a saved page", needs_page=False),
        _Action("open_folder", "Open &folder…", "Ctrl+Shift+O", needs_page=False),
        _Action("paste", "&Paste a page", _Key.Paste, "paste", "Open what is in the clipboard", needs_page=False),
        _Action("sample", "Open the &sample page", needs_page=False),
        _Action("recent", "&Recent", needs_page=False),
        None,
        _Action("show_file", "Show the file in its folder"),
        _Action("close_page", "&Close page", _Key.Close),
        _Action("quit", "&Quit", _Key.Quit, needs_page=False),
    ),
    "&Edit": (
        _Action("undo", "&Undo", _Key.Undo, "undo"),
        _Action("redo", "&Redo", _Key.Redo, "redo"),
        None,
        _Action("copy", "&Copy", _Key.Copy),
        _Action("copy_markdown", "Copy as &Markdown", "Ctrl+Shift+C"),
        _Action("copy_quote", "Copy as a &quote with its source", "Ctrl+Shift+Q"),
        _Action("copy_text", "Copy as &plain text"),
        _Action("select_all", "Select &all", _Key.SelectAll),
        None,
        _Action("find", "&Find in page", _Key.Find, "search", "Find in page"),
        _Action("find_next", "Find &next", _Key.FindNext),
        _Action("find_previous", "Find &previous", _Key.FindPrevious),
    ),
    "&View": (
        _Action("reader", "&Reader", "Ctrl+1", "reader", "The article alone", True),
        _Action("both", "&Side by side", "Ctrl+2", "side-by-side", "The article beside the page as it was", True),
        _Action("original", "&Original", "Ctrl+3", "original", "The page as it was saved, struck through", True),
        None,
        _Action("sidebar", "Side&bar", "F9", "sidebar", "Open pages and library", True, False),
        _Action("ledger", "What was s&truck", "Ctrl+Shift+L", "struck", "What was struck, and why", True),
        None,
        _Action("contents", "&Contents of the article", "Ctrl+Shift+T"),
        _Action("appearance", "&Appearance…", "Ctrl+Shift+A", "appearance", "Theme, font, size", needs_page=False),
        _Action("zoom_in", "Zoom &in", _Key.ZoomIn),
        _Action("zoom_out", "Zoom o&ut", _Key.ZoomOut),
        _Action("zoom_reset", "Natural si&ze", "Ctrl+0"),
        _Action("full_screen", "F&ull screen", _Key.FullScreen, "", "", True, False),
    ),
    "&Page": (
        _Action("clip", "&Clip…", "Ctrl+D", "clip", "Keep the article, or the selection, as Markdown", True),
        _Action("save", "&Save clipping", _Key.Save),
        None,
        _Action("keep_all", "&Keep the whole page"),
        _Action("forget", "&Take my corrections of this page back"),
        _Action("corrections", "C&orrections for sites…", needs_page=False),
        _Action("lists", "&Filter lists…", needs_page=False),
        None,
        _Action("copy_address", "Copy the page's &address"),
        _Action("browse", "Open the page's address in the &browser…"),
        None,
        _Action("next_page", "&Next page", "Ctrl+PgDown"),
        _Action("previous_page", "&Previous page", "Ctrl+PgUp"),
    ),
    "High&light": (
        _Action("highlight_yellow", "&Yellow", "Alt+1", tip="Highlight the selection in yellow"),
        _Action("highlight_green", "&Green", "Alt+2", tip="Highlight the selection in green"),
        _Action("highlight_blue", "&Blue", "Alt+3", tip="Highlight the selection in blue"),
        _Action("highlight_pink", "&Pink", "Alt+4", tip="Highlight the selection in pink"),
        _Action("highlight_note", "With a &note…", "Ctrl+Shift+N", tip="Highlight the selection with a note"),
        None,
        _Action("highlights", "&List of highlights", "Ctrl+Shift+H", "highlight", "Highlights of the page", True),
        None,
        _Action("export_highlights", "&Export the page's highlights…"),
        _Action("export_all_highlights", "Export &all highlights…", needs_page=False),
    ),
    "&Library": (
        _Action("search", "&Search clippings", "Ctrl+Shift+F", needs_page=False),
        _Action("show_library", "Show the library's &folder", needs_page=False),
        _Action("templates", "&Templates…", needs_page=False),
        _Action("choose_library", "&Choose another folder…", needs_page=False),
    ),
    "&Help": (
        _Action("keys", "&Keys", _Key.HelpContents, needs_page=False),
        _Action("about", "&About Paperknife", needs_page=False),
    ),
}
# A field with the focus wants these keys for itself, and gets them: Qt asks it first.


class Actions:
    """The actions by name, as attributes of `actions["open"]`, and the menus they are in."""

    def __init__(self, parent: QObject) -> None:
        self._made: dict[str, QAction] = {}
        self._known = {action.name: action for menu in _MENUS.values() for action in menu if action is not None}
        for known in self._known.values():
            action = QAction(known.text, parent)
            if isinstance(known.keys, str):
                action.setShortcut(QKeySequence(known.keys))
            else:
                action.setShortcuts(QKeySequence.keyBindings(known.keys) or [QKeySequence(known.keys)])
            action.setCheckable(known.checkable)
            tip = known.tip or known.text.replace("&", "").rstrip("…")
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{tip} ({key})" if key else tip)
            action.setStatusTip("")
            action.setObjectName(known.name)
            self._made[known.name] = action
        sides = QActionGroup(parent)
        for name in ("reader", "both", "original"):
            sides.addAction(self._made[name])
        self.recent = QMenu()
        self._made["recent"].setMenu(self.recent)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def fill(self, bar: QMenuBar) -> None:
        """Makes the menus."""
        for title, actions in _MENUS.items():
            menu = bar.addMenu(title)
            for action in actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._made[action.name])

    def follow(self, steps: QUndoGroup) -> None:
        """Undo and redo say which step they take back or do again, and can be chosen if there is one."""
        for name, can, text, word in (
            ("undo", steps.canUndoChanged, steps.undoTextChanged, "Undo"),
            ("redo", steps.canRedoChanged, steps.redoTextChanged, "Redo"),
        ):
            action = self._made[name]
            action.setEnabled(False)
            can.connect(action.setEnabled)
            text.connect(lambda step, action=action, word=word: action.setText(f"{word} “{step}”" if step else word))

    def set_page_open(self, is_open: bool) -> None:
        """Only what can be done now can be chosen. Undo and redo look after themselves."""
        for name, known in self._known.items():
            if known.needs_page and name not in ("undo", "redo"):
                self._made[name].setEnabled(is_open)

    def keys(self) -> list[tuple[str, str]]:
        """What each key does: (name of the action, key), as the menus have them."""
        found = []
        for action in self._made.values():
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if key:
                found.append((action.text().replace("&", "").rstrip("…"), key))
        return found

    def dress(self, colours: Colours) -> None:
        """Takes the colours of the window."""
        for name, known in self._known.items():
            if known.icon:
                self._made[name].setIcon(icon(known.icon, colours))
