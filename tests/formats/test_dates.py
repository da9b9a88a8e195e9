import pytest

from paperknife.formats.dates import date_of_digits, date_of_mail, date_of_script


@pytest.mark.parametrize(
    ("read", "text", "date"),
    [
        (date_of_script, "Mon Nov 23 2026 19:22:13 GMT+0000 (Coordinated Universal Time)", "2026-11-23T19:22:13+00:00"),
        (date_of_script, "Sun Mar 01 2020 09:05:00 GMT-0730 (?)", "2020-03-01T09:05:00-07:30"),
        (date_of_script, "yesterday", ""),
        (date_of_mail, "Mon, 23 Nov 2026 19:17:12 GMT", "2026-11-23T19:17:12+00:00"),
        (date_of_mail, "Thu, 12 May 2011 22:16:12 -0700", "2011-05-12T22:16:12-07:00"),
        (date_of_mail, "Sun, 19 Sep 2020 23:57:55 -0000", "2020-09-19T23:57:55+00:00"),
        (date_of_mail, "32 Smarch 2020", ""),
        (date_of_mail, "", ""),
        (date_of_digits, "20200917155205232", "2020-09-17T15:52:05"),
        (date_of_digits, "20209917155205", ""),
    ],
)
def test_dates(read, text: str, date: str) -> None:
    assert read(text) == date
