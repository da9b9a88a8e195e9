"""The search index of a library: SQLite's FTS5 in the cache folder, a copy of what the files say, deletable at will.

Notes are numbered by their day, so that "newest first" is the order in which the index is read anyway, and a search
can stop at the last row that is shown. Two tables of words, titles and whole texts, let titles come first.
Texts are not stored. A note that changed gets a new number and its old one stays behind without a path; the index
is built anew when these are too many.
"""

import json
import logging
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from paperknife.clipping.clipping import domain
from paperknife.library.address import same_page
from paperknife.library.entry import MOST_BYTES, Entry, entry_of
from paperknife.library.query import Condition, Query, searchable
from paperknife.settings import APPLICATION, cache_folder

VERSION = 1
Progress = Callable[[float], None]
_T = TypeVar("_T")
_log = logging.getLogger(__name__)

_DAY_BITS = 20  # a million notes on one day
_BATCH = 500
_TOKENS = "unicode61 remove_diacritics 2 categories 'L* N* Co M* So'"
_WORDS = f"fts5(text, content='', columnsize=0, prefix='1 2 3', tokenize=\"{_TOKENS}\")"
_SCHEMA = f"""
CREATE TABLE notes (id INTEGER PRIMARY KEY, path BLOB UNIQUE, modified INTEGER, size INTEGER, title TEXT, site TEXT,
    domain TEXT, source TEXT, page TEXT, created TEXT, tags TEXT, excerpt TEXT, words INTEGER);
CREATE INDEX notes_living ON notes (id) WHERE path IS NOT NULL;
CREATE INDEX notes_site ON notes (domain, site);
CREATE INDEX notes_page ON notes (page) WHERE path IS NOT NULL;
CREATE TABLE sites (domain TEXT, name TEXT, folded TEXT, PRIMARY KEY (domain, name)) WITHOUT ROWID;
CREATE TABLE tags (name TEXT, spelling TEXT, note INTEGER, PRIMARY KEY (name, note)) WITHOUT ROWID;
CREATE INDEX tags_note ON tags (note);
CREATE VIRTUAL TABLE titles USING {_WORDS};
CREATE VIRTUAL TABLE texts USING {_WORDS};
PRAGMA user_version = {VERSION};
"""
_SHOWN = "notes.path, notes.title, notes.site, notes.source, notes.created, notes.tags, notes.excerpt, notes.words"


class Index:
    """What is in the notes below `folder`. Never raises for the state of its own file; `file` is made for tests.

    Every call opens the file anew, so that any thread may call.
    """

    def __init__(self, folder: Path, file: Path | None = None) -> None:
        self.folder = folder
        key = sha256(os.fsencode(os.path.abspath(folder))).hexdigest()[:16]
        self.file = file or cache_folder() / f"library-{key}.sqlite3"

    def refresh(self, progress: Progress | None = None) -> bool:
        """Reads what is new or changed, forgets what is gone; True if there was any of it.

        `progress` is told the share that is done, and may raise to stop; what was read by then stays.
        """
        if not self.folder.is_dir():
            return False  # a drive that is not there now: keep what is known of it
        changed = self._ask(lambda db: self._refresh(db, progress), False)
        if self._ask(_is_full_of_remains, False):
            self.clear()
            self._ask(lambda db: self._refresh(db, progress), False)
        return changed

    def refresh_note(self, path: Path) -> None:
        """The same for one note."""
        self._ask(lambda db: self._put(db, [path]), None)

    def clear(self) -> None:
        """Deletes the index; the next `refresh` builds it."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.file}{suffix}").unlink(missing_ok=True)

    def entries(self, limit: int = -1) -> list[Entry]:
        """All notes, newest first."""
        sql = f"SELECT {_SHOWN} FROM notes WHERE path IS NOT NULL ORDER BY id DESC LIMIT ?"
        return self._ask(lambda db: [self._entry(row) for row in db.execute(sql, (limit,))], [])

    def same_page(self, address: str) -> list[Entry]:
        """The notes whose source is the page at `address`, newest first."""
        sql = f"SELECT {_SHOWN} FROM notes WHERE page = ? AND path IS NOT NULL ORDER BY id DESC"
        key = same_page(address)
        return self._ask(lambda db: [self._entry(row) for row in db.execute(sql, (key,))], []) if key else []

    def tags(self) -> dict[str, int]:
        """How many notes have each tag, the most used first."""
        sql = "SELECT max(spelling), count(*) FROM tags GROUP BY name ORDER BY 2 DESC, 1"
        return self._ask(lambda db: dict(db.execute(sql).fetchall()), {})

    def search(self, query: Query, limit: int) -> list[Entry]:
        """The notes that meet `query`, newest first: those with all words in title, tags and site, then the others."""
        return self._ask(lambda db: self._search(db, query, limit), [])

    def _search(self, db: sqlite3.Connection, query: Query, limit: int) -> list[Entry]:
        conditions, values = _conditions(query)
        where = "".join(f" AND {condition}" for condition in conditions)
        rows: dict[bytes, tuple[object, ...]] = {}
        tables, match = ["titles", "texts"], query.match
        if match and query.mismatch:
            # What must not be there must not be in the text either, and only one table knows the text.
            tables, match = ["texts"], f"({match}) NOT ({query.mismatch})"
        if not match:
            ids = f"SELECT id FROM notes INDEXED BY notes_living WHERE path IS NOT NULL{where} ORDER BY id DESC LIMIT ?"
            sql = f"SELECT {_SHOWN} FROM notes WHERE id IN ({ids}) ORDER BY id DESC"
            rows = {row[0]: row for row in db.execute(sql, (*values, limit))}
        for table in tables:
            if not match or len(rows) >= limit:
                break
            sql = (
                f"SELECT {_SHOWN} FROM {table} CROSS JOIN notes ON notes.id = {table}.rowid WHERE {table} MATCH ?"
                f" AND notes.path IS NOT NULL{where.replace('notes.id', f'{table}.rowid')}"
                f" ORDER BY {table}.rowid DESC LIMIT ?"
            )
            for row in db.execute(sql, (match, *values, limit)):
                rows.setdefault(row[0], row)
        return [self._entry(row) for row in list(rows.values())[:limit]]

    def _entry(self, row: tuple[object, ...]) -> Entry:
        path, title, site, source, created, tags, excerpt, words = row
        assert isinstance(path, bytes)
        return Entry(
            self.folder / os.fsdecode(path),
            str(title),
            str(site),
            str(source),
            str(created),
            tuple(json.loads(str(tags))),
            str(excerpt),
            int(str(words)),
        )

    def _refresh(self, db: sqlite3.Connection, progress: Progress | None) -> bool:
        stored = db.execute("SELECT path, modified, size FROM notes WHERE path IS NOT NULL")
        known = {path: facts for path, *facts in stored}
        new: list[tuple[int, Path]] = []
        for path, facts in note_files(self.folder):
            before = known.pop(os.fsencode(path.relative_to(self.folder).as_posix()), None)
            if before is None or before != [facts.st_mtime_ns, facts.st_size]:
                new.append((facts.st_mtime_ns, path))
        if known:
            with db:
                self._forget(db, known)
        new.sort()
        for at in range(0, len(new), _BATCH):
            if progress:
                progress(at / len(new))
            self._put(db, (path for _, path in new[at : at + _BATCH]))
        return bool(new or known)

    def _put(self, db: sqlite3.Connection, paths: Iterable[Path]) -> None:
        read = [(path, _read(path)) for path in paths]
        with db:
            # Numbers are given while nobody else writes.
            db.execute("BEGIN IMMEDIATE")
            self._forget(db, [os.fsencode(path.relative_to(self.folder).as_posix()) for path, _ in read])
            for path, found in read:
                if found is not None:
                    self._insert(db, os.fsencode(path.relative_to(self.folder).as_posix()), *found)

    def _forget(self, db: sqlite3.Connection, paths: Iterable[bytes]) -> None:
        for path in paths:
            db.execute("DELETE FROM tags WHERE note = (SELECT id FROM notes WHERE path = ?)", (path,))
            db.execute("UPDATE notes SET path = NULL WHERE path = ?", (path,))

    def _insert(self, db: sqlite3.Connection, path: bytes, entry: Entry, plain: str, facts: os.stat_result) -> None:
        day = date.fromisoformat(entry.created).toordinal() << _DAY_BITS
        [(last,)] = db.execute("SELECT max(id) FROM notes WHERE id BETWEEN ? AND ?", (day, day + (1 << _DAY_BITS) - 1))
        number = day if last is None else last + 1
        about = (entry.title, entry.site, domain(entry.source).casefold(), entry.source, same_page(entry.source))
        more = (entry.created, json.dumps(entry.tags), entry.excerpt, entry.words)
        row = (number, path, facts.st_mtime_ns, facts.st_size, *about, *more)
        db.execute(f"INSERT INTO notes VALUES ({', '.join('?' * len(row))})", row)
        db.execute("INSERT OR IGNORE INTO sites VALUES (?, ?, ?)", (about[2], entry.site, entry.site.casefold()))
        names = {tag.casefold(): tag for tag in entry.tags}
        db.executemany("INSERT INTO tags VALUES (?, ?, ?)", [(name, tag, number) for name, tag in names.items()])
        title = searchable(f"{entry.title}\n{' '.join(entry.tags)}\n{entry.site}\n{about[2]}")
        db.execute("INSERT INTO titles (rowid, text) VALUES (?, ?)", (number, title))
        db.execute("INSERT INTO texts (rowid, text) VALUES (?, ?)", (number, f"{title}\n{searchable(plain)}"))

    def _ask(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """What `work` says; a file that is damaged, of another version or not writable is replaced first.

        `otherwise` where that does not help: the disk is full, or another process keeps the file for long.
        """
        for attempt in range(2):
            try:
                with closing(self._open()) as db:
                    if attempt and self.folder.is_dir():
                        self._refresh(db, None)
                    return work(db)
            except sqlite3.DatabaseError as error:
                code = getattr(error, "sqlite_errorcode", None)
                if code == sqlite3.SQLITE_ERROR:
                    raise  # a mistake in what was asked, none of the file's
                _log.warning("The search index cannot be used: %s", error)
                if code == sqlite3.SQLITE_BUSY:
                    break
                self._replace()
        return otherwise

    def _replace(self) -> None:
        try:
            self.clear()
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.touch()
        except OSError:
            self.file = Path(tempfile.mkdtemp(prefix=f"{APPLICATION}-")) / self.file.name

    def _open(self) -> sqlite3.Connection:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite3.DatabaseError(str(error)) from error
        db = sqlite3.connect(self.file, timeout=30)
        try:
            [(version,)] = db.execute("PRAGMA user_version")
            if version != VERSION:
                _make(db)
            db.execute("PRAGMA synchronous = OFF")
        except BaseException:
            db.close()
            raise
        return db


def _make(db: sqlite3.Connection) -> None:
    """Makes the tables, unless somebody else has just made them. Raises DatabaseError for a foreign file."""
    db.execute("BEGIN IMMEDIATE")
    [(version,)] = db.execute("PRAGMA user_version")
    if version != VERSION:
        if db.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise sqlite3.DatabaseError(f"it has version {version}")
        for statement in _SCHEMA.split(";"):
            db.execute(statement)
    db.commit()
    with suppress(sqlite3.OperationalError):  # locked: whoever else made it at the same time does this
        db.execute("PRAGMA journal_mode = WAL")


def note_files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every Markdown file below `folder` that is not hidden; folders that are links are not followed."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as found:
                for item in found:
                    if item.name.startswith("."):
                        continue
                    if item.is_dir(follow_symlinks=False):
                        if not item.name.endswith(".assets"):
                            waiting.append(Path(item.path))
                    elif item.name.lower().endswith(".md") and item.is_file():
                        yield Path(item.path), item.stat()
        except OSError:
            continue


def _read(path: Path) -> tuple[Entry, str, os.stat_result] | None:
    try:
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            return *entry_of(path, file.read(MOST_BYTES), facts.st_mtime), facts
    except OSError:
        return None


def _conditions(query: Query) -> tuple[list[str], list[object]]:
    """Everything but the words as SQL conditions on `notes`, and their values.

    The plus signs keep SQLite from looking up the words once for each note of a tag or a site, which takes seconds.
    """
    conditions: list[str] = []
    values: list[object] = []
    for edge, sign in ((query.after, ">="), (query.before, "<")):
        if edge is not None:
            conditions.append(f"notes.id {sign} ?")
            values.append(edge.toordinal() << _DAY_BITS)
    for tag in query.tags:
        sql = "name = ? OR name GLOB ?" if tag.exact else "name GLOB ? OR name GLOB ?"
        conditions.append(f"+notes.id {_not(tag)}IN (SELECT note FROM tags WHERE {sql})")
        name = tag.value.casefold().lstrip("#")
        values.extend((name if tag.exact else _beginning(name), _beginning(f"{name}/")))
    for site in query.sites:
        name = site.value.casefold().removeprefix("www.")
        sql = "SELECT domain, name FROM sites WHERE domain GLOB ? OR domain GLOB ? OR folded GLOB ?"
        conditions.append(f"+notes.id {_not(site)}IN (SELECT id FROM notes WHERE (domain, site) IN ({sql}))")
        begins = name.replace("[", "[[]") if site.exact else _beginning(name)
        values.extend((begins, f"*.{begins}", begins))
    if query.mismatch and not query.match:
        conditions.append("notes.id NOT IN (SELECT rowid FROM texts WHERE texts MATCH ?)")
        values.append(query.mismatch)
    return conditions, values


def _beginning(text: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text) + "*"


def _not(condition: Condition) -> str:
    return "NOT " if condition.negative else ""


def _is_full_of_remains(db: sqlite3.Connection) -> bool:
    [(all_, living)] = db.execute("SELECT count(*), count(path) FROM notes")
    return bool(all_ - living > 1_000 + living // 4)
