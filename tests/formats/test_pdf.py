import io

import pytest
from pypdf import PdfReader, PdfWriter
from tests.formats.conftest import Opened

from paperknife.errors import DamagedFile, LockedFile, NoPageInside
from paperknife.formats.pdf import NOTE


def pdf_of(*lines: str, title: str = "Printed") -> bytes:
    """A PDF of one sheet, written out by hand."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Title({title})>>".encode(),
    ]
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(data))
    )


def test_the_words_as_plain_text_with_a_note(opened: Opened) -> None:
    (page,) = opened(
        pdf_of("A harbour tunnel opens", "The first cars went through at dawn on Monday, after", "eleven years.")
    )
    assert page.plain
    assert page.notes == (NOTE,)
    assert page.metadata.title == "Printed"
    found = [" ".join(node.text().split()) for node in page.tree.css("p")]
    assert found == ["A harbour tunnel opens", "The first cars went through at dawn on Monday, after eleven years."]


def test_a_pdf_of_pictures_only(opened: Opened) -> None:
    with pytest.raises(NoPageInside) as raised:
        opened(pdf_of(" "))
    assert raised.value.format == "PDF"


def test_a_password(opened: Opened) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of("words"))))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    with pytest.raises(LockedFile):
        opened(held.getvalue())


def test_broken(opened: Opened) -> None:
    with pytest.raises(DamagedFile):
        opened(b"%PDF-1.7\n" + b"nonsense " * 100)
