"""Hands files and addresses to other programs of the desktop; addresses only after the person said so."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget


def open_file(path: Path) -> bool:
    """Opens a file in the program that the desktop has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Opens the folder of a file, the file selected where the desktop can do that."""
    if sys.platform == "win32":
        return QProcess.startDetached("explorer.exe", ["/select,", str(path).replace("/", "\\")])[0]
    if sys.platform == "darwin":
        return QProcess.startDetached("/usr/bin/open", ["-R", str(path)])[0]
    return open_file(path if path.is_dir() else path.parent)


def copy_text(text: str) -> None:
    """Puts text into the clipboard."""
    QGuiApplication.clipboard().setText(text)


def offer_link(url: QUrl, parent: QWidget) -> QMenu:
    """The menu for a link that was clicked: what it is, copy it, open it elsewhere."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    address = url.toString()
    shown = menu.addAction(shortened(address).replace("&", "&&"))
    shown.setEnabled(False)
    menu.addSeparator()
    menu.addAction("Copy the address", lambda: copy_text(address))
    if url.scheme() in ("http", "https", "mailto"):
        menu.addAction("Open in the browser…", lambda: browse(url, parent))
    return menu


def browse(url: QUrl, parent: QWidget) -> None:
    """Asks, and opens an address in the person's browser. That leaves Paperknife, and uses the network."""
    box = QMessageBox(parent)
    box.setWindowTitle("Open in the browser")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("Open this address in your browser?")
    box.setInformativeText(f"{shortened(url.toString(), 300)}\n\nThe site will see that you come.")
    leave = box.addButton("Open in the browser", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.buttonClicked.connect(lambda button: button is leave and QDesktopServices.openUrl(url))
    box.open()


def shortened(text: str, most: int = 72) -> str:
    """Text with its middle left out where it is long."""
    return text if len(text) <= most else f"{text[: most - 24]}…{text[-23:]}"
