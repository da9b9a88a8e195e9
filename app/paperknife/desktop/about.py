"""Two small windows: what the program is, and which key does what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from paperknife import __version__
from paperknife.desktop.actions import Actions
from paperknife.desktop.icons import application_icon

_WORDS = """Opens web pages that you have saved, shows the article beside the page as it was, strikes through what is
not the article, and keeps clippings as Markdown in a folder of yours.

It never changes the saved file, and while a page is open it sends nothing and fetches nothing.

Free software under the GNU General Public License, version 3 or later."""

_IN_THE_ORIGINAL = (
    ("Next block of the original", "Alt+↓"),
    ("Block before it", "Alt+↑"),
    ("Keep or strike it", "Enter"),
)


def about(parent: QWidget) -> QDialog:
    """What the program is."""
    dialog = _dialog(parent, "About Paperknife")
    sign = QLabel()
    sign.setPixmap(application_icon().pixmap(72, 72))
    sign.setAlignment(Qt.AlignmentFlag.AlignTop)
    name = QLabel(f"Paperknife {__version__}")
    name.setObjectName("empty-title")
    words = QLabel("\n\n".join(" ".join(part.split()) for part in _WORDS.split("\n\n")))
    words.setWordWrap(True)
    words.setMinimumWidth(380)
    text = QVBoxLayout()
    text.setSpacing(12)
    text.addWidget(name)
    text.addWidget(words)
    row = QHBoxLayout()
    row.setSpacing(24)
    row.addWidget(sign)
    row.addLayout(text, 1)
    _finish(dialog, row)
    return dialog


def keys(parent: QWidget, actions: Actions) -> QDialog:
    """Which key does what."""
    dialog = _dialog(parent, "Keys")
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    known = [*actions.keys(), *_IN_THE_ORIGINAL]
    half = (len(known) + 1) // 2
    for number, (name, key) in enumerate(known):
        column, row = divmod(number, half)
        label = QLabel(key)
        label.setProperty("kind", "muted")
        grid.addWidget(QLabel(name), row, column * 3)
        grid.addWidget(label, row, column * 3 + 1)
    grid.setColumnMinimumWidth(2, 24)
    _finish(dialog, grid)
    return dialog


def _dialog(parent: QWidget, title: str) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _finish(dialog: QDialog, content: QHBoxLayout | QGridLayout) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(16)
    column.addLayout(content)
    column.addWidget(buttons)
