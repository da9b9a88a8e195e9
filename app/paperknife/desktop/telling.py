"""What the window says after something was done, or did not work, and what can be done about it then."""

from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt

from paperknife import messages
from paperknife.desktop import programs
from paperknife.desktop.message_bar import MessageBar
from paperknife.desktop.open_page import OpenPage
from paperknife.errors import LibraryError, PaperknifeError
from paperknife.filters.site_rules import rule_in
from paperknife.library.library import Saved
from paperknife.verdicts.verdict import Kind

Act = Callable[[], object]
# What the message about text that is not saved is called.
UNSAVED = "unsaved"

_KINDS = {
    Kind.LISTING: "This does not look like an article but like a list of other pages",
    Kind.THREAD: "This does not look like an article but like a discussion",
    Kind.OTHER: "This does not look like an article",
}


def of_error(bar: MessageBar, error: Exception) -> None:
    """What went wrong; the program goes on."""
    if isinstance(error, PaperknifeError):
        bar.say("trouble", messages.sentence(error))
        return
    name = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    bar.say("trouble", f"This did not work, by a fault of Paperknife ({name[:160]}). Nothing was changed.")


def of_failed_save(bar: MessageBar, error: Exception, choose: Act) -> None:
    """A clipping was not saved; it is still in the panel."""
    if isinstance(error, LibraryError):
        bar.say("trouble", messages.sentence(error), [("Choose another folder…", choose)], key="saved")
    else:
        of_error(bar, error)


def of_kind(bar: MessageBar, page: OpenPage, keep_all: Act) -> None:
    """Once for each page: that it is no article, and how sure that is."""
    judged = page.judged
    if judged.kind is Kind.ARTICLE or page.article_offered or not page.struck:
        return
    page.article_offered = True
    sure = f"{round(judged.certainty * 100)} % sure"
    words = f"{_KINDS[judged.kind]} ({sure}), so perhaps too much is struck."
    bar.say("notice", words, [("Keep the whole page", keep_all)], key="kind")


def of_rule(bar: MessageBar, page: OpenPage, rule: str, undo: Act, show_rules: Act) -> None:
    """A rule for a site was made."""
    parsed = rule_in(rule)
    if parsed is not None:
        where, does = ", ".join(parsed.hosts), "Kept" if parsed.keep else "Struck"

        def forget(_at: int) -> None:
            if shiboken6.isValid(bar):
                bar.take_back("rule")

        bar.say(
            "good",
            f"{does} on all pages of {where} from now on, by the rule {rule}",
            [("Undo", undo), ("All rules…", show_rules)],
            key="rule",
            seconds=20,
        )
        # Afterwards the last step is another one.
        page.undo.indexChanged.connect(forget, Qt.ConnectionType.SingleShotConnection)


def of_saved(bar: MessageBar, saved: Saved, undo: Act) -> None:
    """A clipping was saved."""
    count = len(saved.images)
    images = f" with {count} images" if count > 1 else " with 1 image" if count else ""
    bar.say(
        "good",
        f"{'Updated' if saved.before else 'Saved as'} “{saved.path.name}”{images}.",
        [
            ("Open", lambda: programs.open_file(saved.path)),
            ("Show in folder", lambda: programs.show_in_folder(saved.path)),
            ("Undo", undo),
        ],
        key="saved",
    )


def of_unsaved(bar: MessageBar, pages: Sequence[OpenPage], close: Act) -> None:
    """Pages whose clippings were edited and not saved are about to be closed."""
    first, more = pages[0].title[:80], len(pages) - 1
    which = f"“{first}”" + (f" and {more} more" if more else "")
    words = f"The clipping of {which} was edited and is not saved yet."
    bar.say("notice", words, [("Close without saving", close)], key=UNSAVED)


def of_undone(bar: MessageBar, saved: Saved) -> None:
    """A save was taken back."""
    words = "is again as it was before" if saved.before else "was taken out of the library again"
    bar.say("notice", f"The clipping {words}.", seconds=8)


def of_missing(bar: MessageBar, path: Path) -> None:
    """A clipping is not where it was."""
    bar.say("trouble", f"“{path.name}” is no longer there; another program may have moved or deleted it.")
