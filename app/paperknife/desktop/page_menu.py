"""The menu of a place in a pane: keep or strike the block there, copy, what to do with a link."""

from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QMenu, QWidget

from paperknife.desktop.copying import NAMES, Copying
from paperknife.desktop.open_page import OpenPage
from paperknife.desktop.page_view import PageView
from paperknife.desktop.programs import browse, copy_text
from paperknife.desktop.reasons import label_of, name_of, why
from paperknife.desktop.ruling import Ruling


def page_menu(page: OpenPage, block: str, view: PageView, ruling: Ruling, copying: Copying, parent: QWidget) -> QMenu:
    """The menu for `block` ("" for none) in `view`."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    judged = page.judged
    verdict = judged.by_id.get(block)
    if verdict is not None:
        if judged.is_struck(verdict):
            label = label_of(verdict)
            name = name_of(label, plural=True).lower()
            keep = menu.addAction("Keep this", lambda: page.keep([block], "Keep a block"))
            keep.setToolTip(why(judged, verdict, page.rules))
            same = [v.block.id for v in judged.verdicts if judged.is_struck(v) and label_of(v) == label]
            if len(same) > 1:
                menu.addAction(f"Keep all {len(same)} of “{name}”", lambda: page.keep(same, f"Keep all {name}"))
        else:
            menu.addAction("Strike this", lambda: page.strike([block], "Strike a block"))
        ruling.offer(menu, page, block)
        menu.addSeparator()
    if view.hasSelection():
        menu.addAction("Copy", lambda: view.triggerPageAction(QWebEnginePage.WebAction.Copy))
        for manner, words in NAMES.items():
            menu.addAction(words, partial(copying.copy, page, manner, view.selection))
    if verdict is not None and verdict.block.text:
        menu.addAction("Copy the text of this block", lambda: copy_text(verdict.block.text))
    request = view.lastContextMenuRequest()
    link = request.linkUrl() if request is not None else QUrl()
    if link.scheme() in ("http", "https"):
        menu.addSeparator()
        menu.addAction("Copy the link's address", lambda: copy_text(link.toString()))
        menu.addAction("Open the link in the browser…", lambda: browse(link, parent))
    return menu


def toggle(page: OpenPage, block: str) -> None:
    """Keeps a block that is struck, strikes one that is kept."""
    verdict = page.judged.by_id.get(block)
    if verdict is None:
        return
    if page.judged.is_struck(verdict):
        page.keep([block], "Keep a block")
    else:
        page.strike([block], "Strike a block")
