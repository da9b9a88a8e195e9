"""The dates that browsers, mail programs and archives write, as ISO 8601."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SCRIPT_DATE = re.compile(r"(\w{3}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) (?:GMT|UTC)?([+-]\d{4})")


def date_of_script(text: str) -> str:
    """ISO 8601 of a date as JavaScript writes it ("Mon Nov 23 2026 19:22:13 GMT+0000 (…)"); "" if it is none."""
    match = _SCRIPT_DATE.search(text)
    return date_of_mail(f"{match[2]} {match[1]} {match[3]} {match[4]} {match[5]}") if match else ""


def date_of_mail(text: str) -> str:
    """ISO 8601 of a date as mail and web servers write it (RFC 2822; -0000 is UTC); "" if it is none."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()


def date_of_digits(digits: str) -> str:
    """ISO 8601 of YYYYMMDDhhmmss; "" if it is none."""
    try:
        return datetime.strptime(digits[:14], "%Y%m%d%H%M%S").isoformat()
    except ValueError:
        return ""
