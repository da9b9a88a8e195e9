"""`paperknife [FILES…]` opens the window; `paperknife read|clip|mark|find|highlights|reindex …` works without one.

Files go to a window that is open already; `--new-instance` opens another one.
"""

import sys
from pathlib import Path

from paperknife import cli


def main() -> int:
    """Starts the command line or the window; only the window loads Qt. Gives the exit code."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in (*cli.COMMANDS, "--help", "-h", "--version"):
        return cli.main(arguments)
    if len(arguments) > 1 and arguments[0] == "--headless":
        from paperknife.desktop import headless

        return headless.run(Path(arguments[1]), arguments[2:])
    from paperknife.desktop import one_instance

    files = [name for name in arguments if name not in ("--", "--new-instance")]
    place = one_instance.Place() if "--new-instance" not in arguments else None
    if place is not None and place.hand_over(files):
        return 0
    from paperknife.desktop import application

    return application.run(files, place)


if __name__ == "__main__":
    sys.exit(main())
