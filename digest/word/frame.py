"""The official frame: letterhead, title, addressees, signature and recipients, head of an annex. Letters share it."""

from __future__ import annotations

from collections.abc import Sequence

from digest import layout
from digest.layout import FACES, LETTERHEAD, MOTTO, PORTRAIT, SHORT_RULE, SIGNATURE, SIGNATURE_LINES, SIGNATURES
from digest.metrics import text_width
from digest.word.xml import Border, gap, paragraph, plain_table, rule, text_run
from domain.document import Digest
from domain.edition import Office


def letterhead(digest: Digest, about: str = "") -> str:
    """Issuer and motto side by side; number and date, blank for the clerk; the frame of the circulation mark.

    `about` is the V/v line of an official letter, under its number.
    """
    number = paragraph("SoKyHieu", text_run(digest.number))
    number += paragraph("TrichYeuCongVan", text_run(about)) if about else ""
    rows = [
        (_issuer(digest.office), _motto()),
        (number, paragraph("DiaDanh", text_run(digest.dateline))),
    ]
    if digest.confidential:
        rows.append((_boxed(digest.confidential), paragraph("Normal", "")))
    return plain_table(LETTERHEAD, rows)


def _issuer(office: Office) -> str:
    width, name = LETTERHEAD[0], office.issuer.upper()
    lines = [paragraph("CoQuanChuQuan", text_run(office.parent.upper()))] if office.parent else []
    length = min(width, max(_width(line, "CoQuanBanHanh") for line in name.split("\n"))) * SHORT_RULE
    return "".join((*lines, paragraph("CoQuanBanHanh", text_run(name)), rule(width, length)))


def _motto() -> str:
    country, motto = MOTTO
    return (
        paragraph("QuocHieu", text_run(country))
        + paragraph("TieuNgu", text_run(motto))
        + rule(LETTERHEAD[1], _width(motto, "TieuNgu"))
    )


def _boxed(text: str) -> str:
    width = LETTERHEAD[0]
    sides = layout.centred(width, _width(text, "LuuHanh") + 2 * layout.BOX_PADDING)
    return gap() + paragraph("LuuHanh", text_run(text), border=Border(("top", "left", "bottom", "right"), sides))


def title(digest: Digest) -> str:
    """Kind, trích yếu, period, and the short rule under them; then warnings, if there are any."""
    width = PORTRAIT.text_width
    length = min(width, _width(digest.title, "Subtitle")) * SHORT_RULE
    lines = [
        paragraph("Title", text_run(digest.kind.upper())),
        paragraph("Subtitle", text_run(digest.title)),
        *([paragraph("Subtitle", text_run(digest.subtitle))] if digest.subtitle else []),
        *([paragraph("Subtitle", text_run(f"({digest.replaces})"))] if digest.replaces else []),
        rule(width, length),
    ]
    return "".join(lines) + "".join(paragraph("GhiChu", text_run(note)) for note in digest.notes)


def addressees(office: Office, *, before_text: bool) -> str:
    """Kính gửi: one addressee on its line, several below it, their dashes aligned under the colon.

    Text that follows without a heading of its own is set off by a blank.
    """
    apart = gap() if before_text else ""
    if not office.addressees:
        return apart
    if len(office.addressees) == 1:
        return paragraph("KinhGui", text_run(f"Kính gửi: {office.addressees[0]}."), align="center") + apart
    items = [f"- {name};" for name in office.addressees[:-1]] + [f"- {office.addressees[-1]}."]
    listed = "".join(paragraph("KinhGuiMuc", text_run(item)) for item in items)
    return paragraph("KinhGui", text_run("Kính gửi:")) + listed + apart


def signature(office: Office) -> str:
    """Recipients at the left, who signs at the right, with room for the hand; never torn between pages."""
    titles = [*filter(None, office.authority.split("\n")), office.signer_title]
    right = "".join(paragraph("ChucVu", text_run(line.upper())) for line in titles)
    right += paragraph("ChucVu", "") * SIGNATURE_LINES + paragraph("HoTen", text_run(office.signer_name))
    return gap(keep=True) + plain_table(SIGNATURE, [(_recipients(office), right)])


def signatures(office: Office, signers: Sequence[str]) -> str:
    """Several who sign, two a row, each with room for the hand and the name; the recipients under them."""
    pads = [
        paragraph("ChucVu", text_run(name.upper()))
        + paragraph("KyTen", text_run("(Ký, ghi rõ họ tên)"))
        + paragraph("ChucVu", "") * SIGNATURE_LINES
        for name in signers
    ]
    rows = [tuple(pads[at : at + 2]) for at in range(0, len(pads), 2)]
    return gap(keep=True) + plain_table(SIGNATURES, rows) + _recipients(office)


def _recipients(office: Office) -> str:
    listed = [paragraph("NoiNhanMuc", text_run(f"- {line}")) for line in recipients(office)]
    return paragraph("NoiNhan", text_run("Nơi nhận:")) + "".join(listed)


def recipients(office: Office) -> list[str]:
    """The lines under "Nơi nhận": the addressees by one word, who else, and where the copy is kept."""
    same = ["Như trên;"] if office.addressees else []
    return [*same, *(f"{name};" for name in office.recipients if name != "Như trên"), f"Lưu: {office.archive}."]


def annex_head(label: str, name: str, note: str) -> str:
    """The word Phụ lục, the annex's title, and the report it belongs to."""
    return (
        paragraph("PhuLuc", text_run(label))
        + paragraph("PhuLucTen", text_run(name.upper()))
        + paragraph("PhuLucKemTheo", text_run(note))
    )


def _width(text: str, style: str) -> float:
    face = FACES[style]
    return text_width(text, face.size, face.bold)
