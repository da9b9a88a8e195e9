"""Names of boxes, and when they are believed."""

from collections.abc import Callable

Signs = Callable[[str], dict[str, list[str]]]


def story(name: str, count: int) -> tuple[str, list[str]]:
    texts = [
        f"{name} {number}: the council met on Tuesday evening, and after a long debate it agreed to mend the bridge."
        for number in range(count)
    ]
    return "".join(f"<p>{text}</p>" for text in texts), texts


def test_a_small_box_is_what_it_is_called(signs_of: Signs) -> None:
    article, texts = story("Story", 6)
    signs = signs_of(f'<main>{article}<div class="newsletterBox">Write to us</div></main>')
    assert {"name:newsletter", "word:newsletter", "word:box"} <= set(signs["Write to us"])
    assert not any(sign.startswith("name:") for sign in signs[texts[0]])


def test_an_article_is_not_what_its_box_is_called(signs_of: Signs) -> None:
    article, texts = story("Story", 6)
    signs = signs_of(f'<div class="modal"><div class="widget">{article}</div></div>')
    assert not {"name:overlay", "name:sidebar"} & set(signs[texts[0]])


def test_a_large_box_beside_the_article_is_what_it_is_called(signs_of: Signs) -> None:
    (article, texts), (rules, terms) = story("Story", 6), story("Rule", 4)
    signs = signs_of(f'<div>{article}</div><div class="modal-window"><section>{rules}</section></div>')
    assert "name:overlay" in signs[terms[0]]
    assert "name:overlay" not in signs[texts[0]]
