"""Letters to a newspaper: A replies, B asks for a correction, one answers a criticism that is right, one asks to amend.

Each says first what the paper said rightly. Whether a letter may be written at all is decided by the guard rules before
this module is asked.
"""

from __future__ import annotations

from digest.papers.paper import Paper, address, evidence, findings, named, paper, quoted, text
from digest.safe import inner, printable
from domain.case import FALSEHOODS, VERDICTS, Case, Deed, Verdict
from domain.casefile import CaseFile
from domain.document import Block, Paragraph, Run, Section, Table
from domain.text import begun

# The rules each letter rests on, by id in the list of legal references.
RESTS_ON: dict[str, tuple[str, ...]] = {
    "A": ("luat-bao-chi-dieu-36", "nghi-dinh-237-dieu-21", "nghi-dinh-244-dieu-7-khoan-6"),
    "B": (
        "luat-bao-chi-dieu-34",
        "luat-bao-chi-dieu-36",
        "nghi-dinh-237-dieu-19",
        "nghi-dinh-237-dieu-21",
        "nghi-dinh-244-dieu-7-khoan-6",
    ),
    "answer": ("luat-bao-chi-dieu-32", "nghi-dinh-237-dieu-18"),
    "technical": ("luat-bao-chi-dieu-34",),
}


def reply(file: CaseFile) -> Paper:
    """Letter A."""
    about = f"V/v phản hồi thông tin bài báo {_title(file)}"
    wishes = "đăng ý kiến phản hồi này và thông báo kết quả bằng văn bản."
    return _letter(file, "A", about, [*_opening(file), *_differences(file), *_request(file, "A", wishes)])


def correction(file: CaseFile) -> Paper:
    """Letter B."""
    about = f"V/v phản hồi thông tin và đề nghị cải chính bài báo {_title(file)}"
    wishes = (
        "đăng ý kiến phản hồi này; cải chính các nội dung được kết luận sai sự thật nêu tại mục 3; thông báo kết quả "
        "bằng văn bản."
    )
    return _letter(file, "B", about, [*_opening(file), *_differences(file), *_request(file, "B", wishes)])


def answer(file: CaseFile) -> Paper:
    """The answer to a criticism that is right: taken up, given to a unit, with the result."""
    about = f"V/v trả lời nội dung bài báo {_title(file)}"
    unit = file.case.told(Deed.ACCEPT, "unit") or "đơn vị liên quan"
    done = file.case.told(Deed.ACCEPT, "text").rstrip(". ")
    what = f". {begun(done)}" if done else ""
    blocks: list[Block] = [
        *_opening(file),
        text(f"3. Ủy ban nhân dân {file.kind} tiếp thu nội dung bài báo phản ánh và giao {unit} xử lý{what}."),
        text(
            f"4. Căn cứ {_rules(file, 'answer')}, Ủy ban nhân dân {file.kind} thông tin "
            "để Quý Báo và bạn đọc được biết."
        ),
        _contact(file, 5),
    ]  # fmt: skip
    return _letter(file, "answer", about, blocks)


def technical(file: CaseFile) -> Paper:
    """A request to amend a slip that does not change the sense."""
    about = f"V/v đề nghị đính chính chi tiết trong bài báo {_title(file)}"
    wishes = "xem xét đính chính các chi tiết nêu tại mục 3."
    return _letter(
        file, "technical", about, [*_opening(file), *_differences(file), *_request(file, "technical", wishes)]
    )


def _letter(file: CaseFile, letter: str, about: str, blocks: list[Block]) -> Paper:
    annex = evidence(file)
    proven = letter != "answer" or any(isinstance(block, Table) for block in annex.blocks)
    sections = (Section(f"cong-van-{letter}", "", tuple(blocks)), *((annex,) if proven else ()))
    closing = "Trân trọng cảm ơn sự phối hợp của Quý Báo./."
    return paper(file, file.office, "Công văn", about, sections, closing=closing, about=about, annex_of="Công văn")


def _title(file: CaseFile) -> str:
    return f"“{inner(file.article.title)}”"


def _opening(file: CaseFile) -> list[Block]:
    link = address(file.article)
    first = Paragraph((Run(f"1. {named(file)} (đường dẫn: "), link, Run(").")))
    right = _rights(file)
    return [first, text(f"2. Ủy ban nhân dân {file.kind} ghi nhận các nội dung bài báo nêu đúng:"), *right]


def _rights(file: CaseFile) -> list[Block]:
    said = [case.told(Deed.RIGHT, "text") for case in file.together]
    return [text(f"{words.rstrip('. ')}.", "item") for words in dict.fromkeys(filter(None, said))]


def _differences(file: CaseFile) -> list[Block]:
    """The table of section 3: one row a claim that is wrong, partly right or mistaken, never a right one."""
    told = [case for case in file.together if not case.locked and case.verdict is not Verdict.UNVERIFIED]
    body = tuple(_difference(case) for case in told)
    head = ("Nội dung báo nêu", "Thông tin chính thức", "Căn cứ kèm theo")
    table = Table("Nội dung báo nêu và thông tin chính thức", head, body, (56, 52, 52), "lll")
    return [text(f"3. Nội dung chưa khớp với hồ sơ của {file.kind}:"), table]


def _difference(case: Case) -> tuple[tuple[Run, ...], ...]:
    papers = findings(case)
    results = "\n".join(dict.fromkeys(f"- {result}." for _, result in papers)) or printable(case.official)
    sources = "\n".join(dict.fromkeys(f"- {source}." for source, _ in papers))
    mark = f"\n(kết luận: {VERDICTS[case.verdict][0]})" if case.verdict in FALSEHOODS else ""
    return (Run(quoted(case.sentence)), Run(mark, italic=True)), (Run(results),), (Run(sources),)


def _request(file: CaseFile, letter: str, wishes: str) -> list[Block]:
    return [
        text(f"4. Căn cứ {_rules(file, letter)}, Ủy ban nhân dân {file.kind} đề nghị Quý Báo: {wishes}"),
        _contact(file, 5),
    ]


def _rules(file: CaseFile, letter: str) -> str:
    return "; ".join(file.citations[name] for name in RESTS_ON[letter] if name in file.citations)


def _contact(file: CaseFile, number: int) -> Paragraph:
    who = file.contact or "(ghi họ tên, điện thoại, thư công vụ của người phát ngôn hoặc người được giao)"
    return text(f"{number}. Đầu mối liên hệ: {who}.")
