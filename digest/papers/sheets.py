"""Papers that stay in the office or go to other offices: the processing sheet, the transfer slip, the fact sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest import wording
from digest.papers.paper import Paper, evidence, findings, named, paper, quoted, rows, text
from digest.safe import cut, inner
from domain.case import DEEDS, STATES, VERDICTS, Case, CaseEvent, Deed, Verdict
from domain.casefields import FIELD_NAMES, FIELDS, KINDS, field_value
from domain.casefile import CaseFile
from domain.clock import to_local, vi_date, vi_moment
from domain.document import Block, Run, Section, Table
from domain.text import begun

INTERNAL = "LƯU HÀNH NỘI BỘ"
MOST_FACTS = 5
# What only those who were there know, for the pen.
_TO_FILL = "………………………………"
_BY_HAND = ("Tài liệu đối chiếu", "Điều báo nêu đúng", "Điểm chưa rõ")
_SIDES = ("Đơn vị xác minh", "Bên được báo nêu")
# Who sign the minutes: who wrote them and who led, then the two sides.
_PRESENT = ("Người lập biên bản", "Chủ trì", "Đại diện đơn vị xác minh", "Đại diện bên được báo nêu")
_PUBLISHED = "Ủy ban nhân dân {kind} thông tin để các cơ quan báo chí và Nhân dân được biết./."


def processing(file: CaseFile) -> Paper:
    """Phiếu xử lý thông tin: blocks A to G of the dossier."""
    sections = (
        Section("a", "Nhận diện", (_identity(file),)),
        Section("b", "Nhận định được kiểm tra", (_claims(file),)),
        Section("d", "Xác minh", tuple(_verification(file))),
        Section("e", "Kết luận", tuple(_verdicts(file))),
        Section("g", "Diễn biến", (_events(file.case),)),
        evidence(file),
    )
    title = f"Thông tin cần kiểm chứng, hồ sơ {file.case.id}"
    closing = "Phiếu này ghi nhận quá trình kiểm chứng từng nhận định, không đánh giá cơ quan báo chí hay người viết./."
    return paper(
        file, file.desk, "Phiếu xử lý thông tin", title, sections, letters="PXL-", closing=closing,
        confidential=INTERNAL,
    )  # fmt: skip


def _identity(file: CaseFile) -> Table:
    case, article = file.case, file.article
    stamp = article.published
    when = "chưa rõ" if stamp is None else vi_moment(stamp.moment) if stamp.moment else vi_date(stamp.day)
    pairs = [
        ("Mã hồ sơ", case.id),
        ("Phát hiện", f"{vi_moment(case.opened)}, ghi bởi {case.by}"),
        ("Cơ quan báo chí", file.outlet),
        ("Bài báo", f"“{inner(cut(article.title, 200))}”"),
        ("Thời gian đăng", when),
        ("Đường dẫn", article.url),
        ("Trạng thái", STATES[case.state]),
        ("Thời hạn", "; ".join(f"{due.what}: {vi_moment(due.at)}" for due in file.dues)),
    ]  # fmt: skip
    return rows(pairs)


def _claims(file: CaseFile) -> Table:
    body = tuple(
        (
            (Run(case.id),),
            (Run(quoted(case.sentence)),),
            (Run(KINDS.get(case.kind, case.kind)),),
            (Run(cut(case.official, 400) or "Chưa có"), Run(f"\n{cut(case.basis, 200)}".rstrip(), italic=True)),
        )
        for case in file.together
    )
    head = ("Mã", "Nhận định (nguyên văn)", "Loại", "Thông tin đối chiếu")
    return Table("Nhận định và thông tin đối chiếu", head, body, (26, 58, 22, 54), "llll")


def _verification(file: CaseFile) -> list[Block]:
    case = file.case
    body = tuple(((Run(source),), (Run(result),)) for source, result in findings(case))
    table = Table("Tài liệu đối chiếu", ("Tài liệu", "Kết quả"), body, (80, 80), "ll")
    right = (case.told(Deed.RIGHT, "text") or "Chưa ghi (bắt buộc trước khi lập văn bản gửi báo)").rstrip(". ")
    unclear = (case.told(Deed.RIGHT, "unclear") or "Không ghi").rstrip(". ")
    found: list[Block] = [table] if body else [text("Chưa có tài liệu đối chiếu.")]
    return [*found, text(f"Điều báo nêu đúng: {right}."), text(f"Điểm chưa rõ: {unclear}.")]


def _verdicts(file: CaseFile) -> list[Block]:
    found: list[Block] = []
    for case in file.together:
        name, _, label = VERDICTS[case.verdict]
        approved, proposed = case.last(Deed.APPROVE), case.last(Deed.PROPOSE)
        who = f", do {proposed.by} đề xuất và {approved.by} duyệt" if approved and proposed else ""
        ground = f" Căn cứ: {proposed.data['ground']}." if proposed and case.verdict is not Verdict.UNVERIFIED else ""
        vafc = f" Nhãn tương ứng của Trung tâm xử lý tin giả: {label}." if label else ""
        found.append(text(f"{case.id}: {name}{who}.{ground}{vafc}", "item"))
    return found


def _events(case: Case) -> Table:
    body = tuple(
        (
            (Run(f"{to_local(event.at):%H:%M %d/%m/%Y}"),),
            (Run(DEEDS[event.deed]),),
            (Run(cut(_told(event), 400)),),
            (Run(event.by),),
        )
        for event in case.events
    )
    return Table("Diễn biến hồ sơ", ("Thời gian", "Việc", "Nội dung", "Người ghi"), body, (30, 34, 66, 30), "llll")


def _told(event: CaseEvent) -> str:
    """What an event says, in words an officer reads and in the order in which it was asked."""
    unread = ("files", "item", "suggestion")
    told = [
        f"{FIELD_NAMES[name]}: {field_value(name, value).rstrip('. ')}"
        for name in FIELDS[event.deed]
        if name not in unread and (value := event.data.get(name)) not in ("", None, False)
    ]
    return begun("; ".join(told)) or ("Danh mục tại phụ lục" if "files" in event.data else "")


def transfer(file: CaseFile) -> Paper:
    """Phiếu chuyển to the unit that verifies, or with what was found to the police of the commune."""
    case = file.case
    referred = case.last(Deed.REFER)
    to = case.told(Deed.REFER, "to") or case.told(Deed.ASSIGN, "unit") or "(đơn vị xác minh)"
    if referred:
        wish = f"Chuyển {to} xem xét theo thẩm quyền: {case.told(Deed.REFER, 'text')}"
    else:
        limit = next((vi_date(to_local(due.at).date()) for due in file.dues), "(ghi ngày)")
        wish = (
            f"Đề nghị {to} kiểm tra, xác minh từng nhận định, gửi tài liệu đối chiếu (số, ngày, trang) và nêu rõ "
            f"điều báo "
            f"nêu đúng; báo cáo kết quả về UBND {file.kind} (qua {file.desk.issuer}) trước ngày {limit}"
        )
    found = tuple(_verification(file)) if referred else ()
    blocks: tuple[Block, ...] = (text(f"{named(file)}."), _claims(file), *found)
    sections = (Section("chuyen", "Nội dung", blocks), evidence(file))
    title = f"Nội dung cần {'xem xét theo thẩm quyền' if referred else 'xác minh'}, hồ sơ {case.id}"
    sender = replace(file.desk, addressees=(to,))
    closing = f"{wish.rstrip('. ')}./."
    return paper(
        file, sender, "Phiếu chuyển", title, sections, letters="PC-", closing=closing, confidential=INTERNAL
    )  # fmt: skip


def minutes(file: CaseFile) -> Paper:
    """Biên bản of the verification: what was asked and found, with room for who was there and what they said."""
    case = file.case
    unit = case.told(Deed.ASSIGN, "unit") or _TO_FILL
    people = dict.fromkeys(str(event.data.get("person") or "") for event in case.of(Deed.FINDING))
    meeting = rows(
        [
            ("Thời gian bắt đầu", f"…… giờ …… ngày …… {wording.month_of(file.built_at)}"),
            ("Địa điểm", _TO_FILL),
            ("Đơn vị xác minh", f"{unit}; người xác minh: {', '.join(filter(None, people)) or _TO_FILL}"),
            ("Bên được báo nêu", f"{case.told(Deed.SCREEN, 'criticised') or _TO_FILL}; đại diện: {_TO_FILL}"),
            ("Chủ trì", _TO_FILL),
            ("Người lập biên bản", _TO_FILL),
        ],
        "Thành phần",
    )
    sections = (
        Section("thanh-phan", "Thời gian, địa điểm, thành phần", (meeting,)),
        Section("noi-dung", "Nội dung báo nêu", (text(f"{named(file)}."), _claims(file))),
        Section(
            "ket-qua", "Kết quả xác minh", tuple(_verification(file) if case.of(Deed.FINDING) else _room(_BY_HAND))
        ),
        Section("y-kien", "Ý kiến của các bên", tuple(_room(_SIDES))),
    )
    closing = "Biên bản kết thúc hồi …… giờ ……, đã đọc lại cho các bên cùng nghe, các bên ký, ghi rõ họ tên./."
    title = f"Xác minh nội dung báo nêu, hồ sơ {case.id}"
    desk = replace(file.desk, addressees=())
    made = paper(file, desk, "Biên bản", title, sections, letters="BB-", closing=closing, confidential=INTERNAL)
    return replace(made, body=replace(made.body, signers=_PRESENT))


def _room(names: Iterable[str]) -> Iterator[Block]:
    """Each name with room to write behind and under it."""
    for name in names:
        yield text(f"{name}: {_TO_FILL}")
        yield text(_TO_FILL * 2)


def official(file: CaseFile) -> Paper:
    """Thông tin chính thức: one page of facts with their documents, what is not yet clear, whom to ask."""
    told: list[Block] = [text(f"{fact.text.rstrip('. ')} ({fact.source}).", "item") for fact in file.facts[:MOST_FACTS]]
    if not told:
        papers = dict.fromkeys(findings(file.case))
        told = [text(f"{result.rstrip('. ')} ({source}).", "item") for source, result in list(papers)[:MOST_FACTS]]
    unclear = begun(file.case.told(Deed.RIGHT, "unclear")).rstrip(". ")
    waiting = f"{unclear}. Sẽ thông tin tiếp khi có kết quả." if unclear else "Đến thời điểm này không có."
    sections = (
        Section("so-lieu", "Thông tin", tuple(told) or (text("Chưa có tài liệu để thông tin."),)),
        Section("chua-ro", "Điều chưa rõ", (text(waiting),)),
        Section("dau-moi", "Đầu mối liên hệ", (text(f"{file.contact or f'Người phát ngôn của UBND {file.kind}'}."),)),
    )
    speaker = file.case.told(Deed.STATEMENT, "person")
    everyone = replace(
        file.office, addressees=(), symbol=file.office.symbol.partition("-")[0], signer_title="Người phát ngôn",
        signer_name=speaker,
    )  # fmt: skip
    closing = _PUBLISHED.format(kind=file.kind)
    made = paper(file, everyone, "Thông tin chính thức", _matter(file), sections, letters="TTCT-", closing=closing)
    return replace(made, body=replace(made.body, subtitle=f"(cập nhật lúc {vi_moment(file.built_at)})"))


def _matter(file: CaseFile) -> str:
    """What the facts are about, in the words of a document: the doubted statement is not told again."""
    summaries = (str(event.data.get("summary", "")) for event in file.case.of(Deed.FINDING))
    if about := next(filter(None, summaries), ""):
        return f"Về {about.rstrip('. ')}"
    stamp = file.article.published
    return f"Về nội dung báo chí nêu {wording.on_day(stamp.day if stamp else None)}"
