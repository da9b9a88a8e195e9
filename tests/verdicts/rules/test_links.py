"""Where links lead, however the page was saved."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("address", "purpose"),
    [
        ("#part", "to:here"),
        ("https://harbour.test/bridge#part", "to:here"),
        ("https://harbour.test/bridge/#part", "to:here"),
        ("https://harbour.test/bridges#part", "to:the site"),
        ("https://harbour.test/", "to:the site"),
        ("https://elsewhere.test/bridge#part", "to:elsewhere"),
    ],
)
def test_places_on_the_page_itself_are_known_by_either_address(
    address: str, purpose: str, signs_of: Callable[[str], dict[str, list[str]]]
) -> None:
    page = '<link rel="canonical" href="https://harbour.test/bridge">'
    signs = signs_of(f'{page}<p>Read <a href="{address}">the part</a></p>')
    assert purpose in signs["Read the part"]
