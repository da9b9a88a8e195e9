"""What comes with the program is found where it is said to be."""

import pytest

from paperknife import bundled
from paperknife.clipping.templates import SHIPPED


@pytest.mark.parametrize("name", [f"templates/{name}.md" for name in SHIPPED])
def test_a_bundled_text_is_there(name: str) -> None:
    assert bundled.path(name).is_file()
    assert bundled.text(name).strip()


def test_its_folder_is_absolute_and_holds_the_sample() -> None:
    assert bundled.root().is_absolute()
    assert bundled.path("sample/pulse-kerry-lavrov.html").is_file()
