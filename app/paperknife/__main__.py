"""`paperknife [FILES…]` opens the window; `paperknife read|clip|mark|find|highlights|reindex …` works without one."""

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
    from paperknife.desktop import application

    return application.run([name for name in arguments if name != "--"])


if __name__ == "__main__":
    sys.exit(main())
