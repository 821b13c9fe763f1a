"""A composed paper: a `Digest` as the official frame takes it, and the `V/v` line of an official letter."""

from __future__ import annotations

from dataclasses import dataclass

from digest import wording
from digest.compose import BLANK, label, number_tables
from digest.safe import cut, href, inner, printable
from domain.case import Case, Deed
from domain.casefile import CaseFile
from domain.clock import to_local
from domain.document import Block, Digest, Paragraph, Run, Section, Table
from domain.edition import Office, Period, PeriodKind
from domain.press import Article
from domain.text import begun, shorten

# Longest quotation of a newspaper, in syllables (our reading of reasonable quotation, official-formats 3.4).
QUOTE = 40
LONG = 600


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed; with `about` it is an official letter (công văn), else a paper with its kind as the title."""

    body: Digest
    about: str = ""


def paper(
    file: CaseFile, office: Office, kind: str, title: str, sections: tuple[Section, ...], *, letters: str = "",
    closing: str = "", about: str = "", confidential: str = "", annex_of: str = "",
) -> Paper:  # fmt: skip
    """A paper with number and day left blank for the clerk. `letters` are the kind's letters in the symbol ("PC-")."""
    month = wording.month_of(file.built_at)
    number = f"{BLANK}/{letters}{office.symbol}"
    day = to_local(file.built_at).date()
    name = annex_of or kind
    return Paper(
        Digest(
            kind=kind,
            title=title,
            subtitle="",
            office=office,
            period=Period(PeriodKind.WEEK, day, day),
            built_at=file.built_at,
            sections=number_tables(label(sections)),
            closing=closing,
            number=f"Số:{number}",
            dateline=f"{office.place}, ngày{BLANK} {month}",
            annex_note=f"(Kèm theo {name} số{number} ngày{BLANK} {month} của {wording.issuer(office)})",
            confidential=confidential,
        ),
        about,
    )


def text(words: str, style: str = "body") -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Run(printable(words)),), style)


def quoted(words: str) -> str:
    """The newspaper's words as quoted: at most 40 syllables inside “…”."""
    return f"“{inner(shorten(words, QUOTE))}”"


def named(file: CaseFile) -> str:
    """The article as named in a sentence: paper, day, title."""
    stamp = file.article.published
    day = wording.on_day(stamp.day if stamp else None)
    return f"{cut(file.outlet, 120)} ({day}) đăng bài “{inner(cut(file.article.title, 200))}”"


def address(article: Article) -> Run:
    """The article's address as a link, as plain text where it is no sound address."""
    link = href(article.url)
    return Run(cut(article.url, 200), href=link)


def rows(pairs: list[tuple[str, str]], caption: str = "Nội dung phiếu") -> Table:
    """Two columns: what, and what is known of it."""
    plain = tuple(((Run(name),), (Run(printable(value) or "Chưa có"),)) for name, value in pairs)
    return Table(caption, ("Mục", "Nội dung"), plain, (48, 112), "ll")


def evidence(file: CaseFile) -> Section:
    """The annex of evidence: every kept file with its hash."""
    found = [
        (case.id, str(one.get("name", "")), str(one.get("sha256", "")))
        for case in file.together
        for event in case.events
        for one in event.data.get("files", ())
    ]
    listed = list(dict.fromkeys(found))
    body = tuple(
        ((Run(str(place)),), (Run(number),), (Run(cut(name, 120)),), (Run(digest),))
        for place, (number, name, digest) in enumerate(listed, start=1)
    )
    table = Table(
        "Chứng cứ lưu kèm mã băm SHA-256", ("STT", "Hồ sơ", "Tệp", "SHA-256"), body, (12, 28, 60, 147), "clll"
    )
    note = text(
        "Mã băm tính trên nội dung trang báo như đã tải về. Tệp gốc nằm trong kho của cơ quan; hồ sơ nén kèm theo có "
        "hướng dẫn kiểm tra."
    )
    nothing = text("Chưa lưu được chứng cứ nào. Không gửi văn bản khi chưa có chứng cứ.")
    blocks: tuple[Block, ...] = (table, note) if body else (nothing,)
    return Section("chung-cu", "Danh mục chứng cứ", blocks, annex=True)


def findings(case: Case) -> list[tuple[str, str]]:
    """The documents a case was checked against, each with what it says."""
    found = []
    for data in (event.data for event in case.of(Deed.FINDING)):
        day = "/".join(reversed(str(data["day"]).split("-")))
        page = f" (trang {data['page']})" if data.get("page") else ""
        number = str(data["number"])
        kind = "Văn bản số " if number[:1].isdigit() else ""
        source = f"{kind}{number} ngày {day} của {data.get('issuer') or data['unit']}"
        about = f" về {data['summary']}" if data.get("summary") else ""
        found.append((printable(source + about + page), begun(printable(str(data["result"])).rstrip(". "))))
    return found
