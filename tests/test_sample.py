"""The sample page, as text and as HTML: every line has its label."""

import pytest

from paperknife import bundled
from paperknife.formats.opening import open_path
from paperknife.verdicts.judge import judge
from paperknife.verdicts.verdict import JudgedPage, Kind

TITLE = "No breakthrough in Kerry-Lavrov talks on Aleppo"
DECK = "Kerry has had repeated meetings on Syria with Lavrov as the situation in Aleppo has deteriorated."
CAPTION = (
    "Russian Foreign Minister Sergey Lavrov (L) and US Secretary of State John Kerry, seen in November "
    "2016, met in Germany December 7, 2016"
)
BODY = (
    'After a meeting lasting about one hour, Kerry said the two talked "about the extraordinarily dire '
    "situation in Aleppo and we exchanged some ideas about it and we intend to connect in the morning to "
    'see where we are".',
    "Kerry, who is on a farewell tour in Europe, and Lavrov were in the northern city of Hamburg for a "
    "gathering of the Organization for Security and Cooperation in Europe that opens Thursday.",
    "Kerry will continue on to Paris to take part in a separate meeting organised by his French, German "
    "and Qatari counterparts Saturday on Syria, the State Department said.",
    "The announcement came as the United States, Britain and France led a joint call for an immediate "
    "ceasefire to allow aid to reach Aleppo, in an appeal backed by Canada, Germany and Italy.",
    "In Hamburg Lavrov said earlier, as he walked into a hotel to meet Kerry, that he agreed and "
    'confirmed "the support of the American proposal of December 2".',
    "The Russian side had earlier said Kerry's proposal made in Rome last Friday involves a complete "
    "rebel withdrawal from eastern Aleppo, but then accused Washington of backtracking and cancelling "
    "talks due to be held in Geneva this week.",
    "Kerry denied any change of plans and Washington itself accused Moscow of stalling after Russia and "
    "China blocked a UN Security Council resolution on Monday calling for a seven-day ceasefire.",
    "Kerry, taking part in his last NATO foreign ministers meeting in Brussels on Tuesday, said he would "
    "work for a relaunch of peace talks between the Syrian regime and the opposition with the help of "
    "President Bashar al-Assad's ally Russia.",
    '"Russia says Assad is ready to come to the table... and I am in favour of putting that to the test,"'
    " Kerry said in Brussels.",
    "Moscow launched an air war in support of Assad's forces last year, while Washington has supported "
    "rebel forces battling the regime.",
    "Kerry, asked by a journalist before the Hamburg meeting what it would take to bring peace to Aleppo,"
    ' replied: "common sense".',
)
RECOMMENDED = (
    "Parents put 3-month-old baby up for adoption so they can focus on work",
    "Tinubu assures of more policies for nation’s industrialisation",
    "Pelumi Nubi’s London-to-Lagos journey and West Africa’s border realities",
    "Kano govt clears the air on alleged stray bullet incident involving journalist",
    "Kebbi Gov won't hesitate to sign death warrant of convicted bandits' informants",
    "Blackout hits Tanzania as Cyclone Hidaya makes landfall, Kenya braces itself",
    "Popular footballer arrested over robbery that left 1 dead as police dismantle gang",
    "When fire started on a boat, the captain was first to escape — 34 passengers died",
    "Some Nigerians in public, private organisations using fake certificates - FG",
)
AD = ("ad", "ADVERTISEMENT")
PROMO = [("promo", "JOIN OUR PULSE COMMUNITY!"), ("promo", "Unblock notifications in browser settings.")]
EYEWITNESS = ("promo", "Eyewitness? Submit your stories now via social or:")
EMAIL = "Email: eyewitness@pulse.ng"
HEAD = [("title", TITLE), ("deck", DECK)]


def article(lines: tuple[str, ...]) -> list[tuple[str, str]]:
    return [("article", line) for line in lines]


AS_TEXT = [
    AD,
    *HEAD,
    ("caption", CAPTION),
    *article(BODY[:3]),
    AD,
    *article(BODY[3:8]),
    AD,
    *article(BODY[8:]),
    *PROMO,
    AD,
    EYEWITNESS,
    ("footer", EMAIL),  # an address by itself reads like contact lines do
    ("related", "Recommended articles"),
    *(("related", line) for headline in RECOMMENDED for line in (headline, headline)),
    AD,
    AD,
]
AS_HTML = [
    ("navigation", "pulse"),
    ("navigation", "Latest news\nEntertainment\nSports today\nLifestyle\nPulse TV shows"),
    ("navigation", "Home › News › World"),
    AD,
    *HEAD,
    ("article", ""),  # the picture
    ("caption", CAPTION),
    *article(BODY[:3]),
    AD,
    *article(BODY[3:8]),
    AD,
    *article(BODY[8:]),
    *PROMO,
    AD,
    EYEWITNESS,
    ("promo", EMAIL),  # in a box with the line above
    ("related", "Recommended articles"),
    ("related", "\n".join(RECOMMENDED)),
    AD,
    ("footer", "About us and contact\nTerms and conditions\nPrivacy statement"),
    ("footer", "© 2016 Pulse Nigeria. All rights reserved."),
    AD,
]


def sample(ending: str) -> JudgedPage:
    page = next(iter(open_path(bundled.path(f"sample/pulse-kerry-lavrov.{ending}"), lambda share: None)))
    return judge(page)


@pytest.mark.parametrize(("ending", "lines"), [("txt", AS_TEXT), ("html", AS_HTML)])
def test_every_line_has_its_label(ending: str, lines: list[tuple[str, str]]) -> None:
    judged = sample(ending)
    assert [(str(verdict.label), verdict.block.text) for verdict in judged.verdicts] == lines
    assert judged.kind is Kind.ARTICLE


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_every_verdict_says_why(ending: str) -> None:
    for verdict in sample(ending).verdicts:
        assert verdict.reason is not None
        assert verdict.strength > 0.5


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_a_whole_line_label_is_near_certain_and_named_as_the_reason(ending: str) -> None:
    labels = [verdict for verdict in sample(ending).verdicts if verdict.block.text == "ADVERTISEMENT"]
    assert labels
    for verdict in labels:
        assert verdict.strength > 0.9
        assert verdict.reason is not None
        assert verdict.reason.rule == "marker"
