"""The guard rules of cases told to bare SQL: whoever opens the database by another way is refused with a sentence too.

The same rules as `domain.caserules`, which the store asks first; a test holds the two against each other. What SQL
compares is coarser (letters beyond a-z keep their case), never stricter. Frozen text: it belongs to a migration.
"""

from __future__ import annotations

from collections.abc import Iterable

_BLANKS = "' ' || char(9) || char(10) || char(13) || char(160) || char(8203)"


def blank(value: str) -> str:
    """Whether a text says nothing."""
    return f"trim(coalesce({value}, ''), {_BLANKS}) = ''"


def _said(name: str, data: str = "NEW.data") -> str:
    return f"json_extract({data}, '$.{name}')"


_OWN = "e.unit_code = c.unit_code AND e.case_id = c.id"


def _last(value: str, *deeds: str) -> str:
    """A value of the newest event of these deeds in a case `c`."""
    among = ", ".join(f"'{deed}'" for deed in deeds)
    return f"(SELECT {value} FROM case_events e WHERE {_OWN} AND e.deed IN ({among}) ORDER BY e.number DESC LIMIT 1)"


def _many(value: str, where: str) -> str:
    return f"(SELECT count({value}) FROM case_events e WHERE {_OWN} AND {where})"


_STATE = (
    "CASE e.deed WHEN 'screen' THEN 'screened' WHEN 'assign' THEN 'verifying' WHEN 'approve' THEN 'concluded' "
    "WHEN 'submit' THEN 'submitted' WHEN 'send' THEN 'sent' WHEN 'second' THEN 'second' "
    "WHEN 'escalate' THEN 'escalated' WHEN 'accept' THEN 'accepting' WHEN 'refer' THEN 'referred' "
    "WHEN 'close' THEN 'closed' WHEN 'reopen' THEN 'verifying' END"
)
_MOVING = ("screen", "assign", "approve", "submit", "send", "second", "escalate", "accept", "refer", "close", "reopen")
_RULING = ("propose", "approve", "reopen")
_CRITICISED = f"lower(trim(coalesce({_last(_said('criticised', 'e.data'), 'screen')}, '')))"
_PAPER = f"DISTINCT lower({_said('number', 'e.data')} || ' ' || coalesce({_said('issuer', 'e.data')}, ''))"
# How each case stands, folded from its events as `domain.case.after` does.
VIEW = f"""
CREATE VIEW case_standing AS SELECT c.unit_code, c.id, c.article, c.by AS opener,
    coalesce({_last(_STATE, *_MOVING)},
        CASE WHEN {_many("*", "e.deed = 'preserve'")} THEN 'preserved' ELSE 'detected' END) AS state,
    coalesce((SELECT {_said("verdict", "p.data")} FROM case_events p WHERE p.unit_code = c.unit_code
        AND p.case_id = c.id AND p.deed = 'propose' AND p.number <
        {_last("CASE e.deed WHEN 'approve' THEN e.number END", "approve", "reopen")}
        ORDER BY p.number DESC LIMIT 1), 'unverified') AS verdict,
    {_last("CASE e.deed WHEN 'propose' THEN e.by END", *_RULING)} AS proposer,
    {_last("CASE e.deed WHEN 'propose' THEN " + _said("verdict", "e.data") + " END", *_RULING)} AS proposed,
    {_last(_said("text", "e.data"), "right")} AS right_text,
    {_last(_said("letter", "e.data"), "submit")} AS submitted,
    {_last(_said("letter", "e.data"), "send")} AS sent,
    {_many("*", "e.deed = 'refer'")} AS refers,
    {_many("*", "e.deed = 'approve'")} AS approvals,
    {_many("*", "e.deed = 'finding'")} AS findings,
    {_many("*", "e.deed = 'finding' AND " + _said("conclusion", "e.data"))} AS conclusions,
    {_many(_PAPER, "e.deed = 'finding'")} AS papers,
    {_many("*", "e.deed = 'finding' AND lower(trim(" + _said("unit", "e.data") + ")) <> " + _CRITICISED)} AS outside,
    {_CRITICISED} AS criticised
FROM cases c;
"""  # fmt: skip
_FIELDS = """
    preserve.files preserve.place screen.hard screen.criticised screen.affects_opinion screen.medium
    screen.note assign.unit assign.directive assign.due finding.unit finding.person finding.number finding.day
    finding.issuer
    finding.summary finding.page finding.result finding.conclusion right.text right.unclear propose.verdict
    propose.ground approve.note statement.person statement.text statement.said_at statement.way submit.letter
    submit.signer send.letter send.number send.day send.way proof.text proof.received answer.text answer.day
    second.number second.day second.way escalate.to escalate.number escalate.day accept.unit accept.text
    accept.received refer.to refer.number refer.day refer.text suggest.what suggest.item suggest.text
    confirm.suggestion confirm.note close.ending close.text reopen.reason note.text""".split()
_NEEDED = """
    preserve.files assign.unit finding.unit finding.person finding.number finding.day finding.result right.text
    propose.verdict propose.ground statement.person statement.text statement.said_at submit.letter send.letter
    send.number send.day send.way proof.text answer.text second.number second.day second.way escalate.to
    escalate.number accept.unit refer.to refer.text confirm.suggestion close.ending reopen.reason note.text""".split()
_NAMED = "'finding', 'right', 'propose', 'approve', 'submit', 'send', 'second', 'escalate', 'refer', 'close', 'reopen'"
_FROM = {
    "screen": "detected preserved screened", "assign": "screened verifying", "finding": "verifying",
    "propose": "verifying", "approve": "verifying", "submit": "concluded accepting submitted", "send": "submitted",
    "proof": "sent second escalated", "answer": "sent second escalated", "second": "sent", "escalate": "sent second",
    "accept": "concluded", "refer": "concluded", "reopen": "closed concluded",
}  # fmt: skip
_DEEDS = tuple(dict.fromkeys(name.split(".")[0] for name in _FIELDS))
_FALSE = "('false', 'fabricated')"
_RIGHT = "('true', 'true_unfavourable', 'partly')"
_LOCKED = "('true', 'true_unfavourable', 'opinion')"
_EARLY = "('detected', 'preserved', 'screened')"
_ENDED = "NEW.deed = 'close' AND " + _said("ending")


def _list(words: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


def _user(roles: str) -> str:
    return f"EXISTS (SELECT 1 FROM users u WHERE u.name = NEW.by AND u.enabled AND u.role IN ({roles}))"


_APPROVER = _user("'duyet', 'quan-tri'")


def when(moment: str) -> str:
    """Whether a moment is written as the store writes moments."""
    return (
        f"({moment} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z' "
        f"AND julianday({moment}) IS NOT NULL)"
    )


_PAIRS = ", ".join("('{}', '{}')".format(*name.split(".")) for name in _NEEDED)
_MISSING = (
    f"EXISTS (SELECT 1 FROM (VALUES {_PAIRS}) n WHERE n.column1 = NEW.deed AND ("
    "coalesce(json_type(NEW.data, '$.' || n.column2), 'null') IN ('null', 'false') OR "
    f"trim(json_extract(NEW.data, '$.' || n.column2), {_BLANKS}) IN ('', '[]', '{{}}')))"
)
_BAD_DAY = (
    "EXISTS (SELECT 1 FROM json_each(NEW.data) d WHERE d.key IN ('day', 'due', 'received') AND d.value <> '' AND "
    "(d.type <> 'text' OR date(d.value) IS NOT d.value))"
)
_VERDICT = f"CASE NEW.deed WHEN 'propose' THEN {_said('verdict')} WHEN 'approve' THEN s.proposed END"
_LETTER = f"CASE NEW.deed WHEN 'second' THEN coalesce(s.sent, '') ELSE {_said('letter')} END"
_WRITES = "NEW.deed IN ('submit', 'send', 'second')"
_HANDS = """(lower(s.opener) = lower(NEW.by) OR EXISTS (SELECT 1 FROM case_events e WHERE e.unit_code = NEW.unit_code
    AND e.case_id = NEW.case_id AND e.deed IN ('assign', 'finding', 'propose') AND lower(e.by) = lower(NEW.by)))"""
# What makes an event impossible whatever the case: condition, sentence.
PLAIN = (
    (blank("NEW.by"), "Chưa rõ ai ghi. Mời ghi họ tên cán bộ."),
    (f"NOT {when('NEW.at')}", "Giờ ghi không đúng dạng 2026-11-18T01:15:00Z."),
    (f"NEW.deed NOT IN {_list(_DEEDS)}", "Việc này không có trong danh mục của hồ sơ."),
    ("NOT json_valid(NEW.data) OR json_type(NEW.data) <> 'object'", "Nội dung ghi không đọc được."),
    ("(SELECT count(*) <> count(DISTINCT d.key) FROM json_each(NEW.data) d)", "Một mục được ghi hai lần."),
    (f"EXISTS (SELECT 1 FROM json_each(NEW.data) d WHERE NEW.deed || '.' || d.key NOT IN {_list(_FIELDS)})",
     "Hồ sơ không có mục này. Không ghi tên phóng viên, danh sách báo hay sắc thái vào hồ sơ."),
    (_MISSING, "Còn thiếu mục bắt buộc của việc này."),
    (_BAD_DAY, "Ngày chưa đọc được. Mời ghi dạng 2026-12-08."),
    ("NOT EXISTS (SELECT 1 FROM cases c WHERE c.unit_code = NEW.unit_code AND c.id = NEW.case_id)",
     "Không có hồ sơ mã này."),
)  # fmt: skip
# What the case as it stands (`s`) forbids.
STANDING = (
    ("NEW.by = 'phần mềm' AND NEW.deed NOT IN ('preserve', 'suggest')",
     "Phần mềm chỉ được lưu chứng cứ và gợi ý. Việc này phải do cán bộ ghi."),
    (f"NEW.deed IN ({_NAMED}) AND NOT " + _user("'soan', 'duyet', 'quan-tri'"),
     "Việc này phải do người dùng đang được phép vào bàn làm việc ghi, có vai trò Soạn trở lên, đúng họ tên."),
    (f"NEW.deed = 'approve' AND NOT {_APPROVER}", "Duyệt kết luận cần vai trò Duyệt."),
    ("s.state = 'closed' AND NEW.deed NOT IN ('reopen', 'note', 'suggest')",
     "Hồ sơ đã đóng. Muốn xử lý tiếp, mời mở lại và ghi lý do."),
    (" OR ".join(f"NEW.deed = '{deed}' AND s.state NOT IN {_list(states.split())}" for deed, states in _FROM.items()),
     "Hồ sơ đang ở bước khác; việc này chưa làm được ở bước này."),
    (f"NEW.deed = 'propose' AND {_said('verdict')} NOT IN ('true', 'true_unfavourable', 'partly', 'technical', "
     "'false', 'fabricated', 'opinion')", "Kết luận không có trong danh mục."),
    ("NEW.deed = 'approve' AND s.proposed IS NULL", "Chưa có đề xuất kết luận nào chờ duyệt."),
    ("NEW.deed = 'approve' AND lower(s.proposer) = lower(NEW.by)",
     "Người đề xuất không được tự duyệt. Kết luận cần người thứ hai, có vai trò Duyệt."),
    (f"{_VERDICT} <> 'opinion' AND s.findings = 0", "Chưa có tài liệu đối chiếu nào. Kết luận phải dựa trên tài liệu."),
    (f"{_VERDICT} IN {_FALSE} AND s.criticised <> '' AND s.outside = 0",
     "Mới chỉ có tài liệu của chính đơn vị bị báo phản ánh. Cần tài liệu của đơn vị khác."),
    (f"{_VERDICT} IN {_FALSE} AND s.papers < 2 AND s.conclusions = 0",
     "Để kết luận sai sự thật cần ít nhất hai tài liệu độc lập hoặc một kết luận của cơ quan có thẩm quyền."),
    (f"{_WRITES} AND {_LETTER} NOT IN ('A', 'B', 'answer', 'technical')", "Loại văn bản không có trong danh mục."),
    (f"{_WRITES} AND s.verdict = 'unverified'",
     "Chưa có kết luận được hai người xác nhận, nên chưa lập văn bản gửi báo."),
    (f"{_WRITES} AND {blank('s.right_text')}",
     "Chưa ghi điều báo nêu đúng. Đây là mục bắt buộc trước khi lập văn bản gửi báo."),
    (f"{_WRITES} AND {_LETTER} = 'answer' AND s.verdict NOT IN {_RIGHT}",
     "Công văn trả lời báo chỉ dùng khi báo nêu đúng hoặc đúng một phần."),
    (f"{_WRITES} AND {_LETTER} <> 'answer' AND s.verdict IN {_LOCKED}",
     "Kết luận là báo nêu đúng nên không lập văn bản phản bác. Mời chuyển sang tiếp thu, xử lý và trả lời báo."),
    (f"{_WRITES} AND {_LETTER} = 'B' AND NOT EXISTS (SELECT 1 FROM case_standing o WHERE "
     f"o.unit_code = s.unit_code AND o.article = s.article AND o.verdict IN {_FALSE})",
     "Chỉ đề nghị cải chính khi có ít nhất một nhận định được kết luận sai sự thật."),
    (f"NEW.deed = 'send' AND s.submitted IS NOT {_said('letter')}", "Văn bản gửi đi khác loại văn bản đã trình ký."),
    (f"NEW.deed = 'accept' AND s.verdict NOT IN {_RIGHT}",
     "Chỉ tiếp thu, xử lý khi kết luận là đúng hoặc đúng một phần."),
    (f"NEW.deed = 'refer' AND s.verdict NOT IN {_FALSE}",
     "Chỉ chuyển Công an xã khi đã kết luận bịa đặt, giả mạo hoặc sai sự thật."),
    ("NEW.deed = 'confirm' AND NOT EXISTS (SELECT 1 FROM case_events e WHERE e.unit_code = NEW.unit_code AND "
     f"e.case_id = NEW.case_id AND e.deed = 'suggest' AND e.number = {_said('suggestion')})",
     "Không thấy gợi ý này trong hồ sơ."),
    (f"{_ENDED} NOT IN ('corrected', 'replied', 'amended', 'refused', 'no_answer', 'not_false', 'answered', "
     "'referred', 'opinion', 'insufficient', 'mistaken')", "Kết quả không có trong danh mục."),
    (f"{_ENDED} IN ('corrected', 'replied', 'amended', 'refused', 'no_answer', 'answered') AND s.sent IS NULL",
     "Chưa gửi văn bản nào cho báo nên chưa thể đóng với kết quả này."),
    (f"{_ENDED} IN ('corrected', 'replied', 'amended', 'refused', 'no_answer') AND s.verdict IN {_LOCKED}",
     "Kết luận là báo nêu đúng nên không có việc báo cải chính, đăng phản hồi."),
    (f"{_ENDED} = 'opinion' AND s.verdict <> 'opinion' AND s.state NOT IN {_EARLY}",
     "Hồ sơ chưa được kết luận là ý kiến, bình luận."),
    (f"{_ENDED} = 'not_false' AND s.verdict NOT IN {_RIGHT}", "Chưa có kết luận đúng được hai người xác nhận."),
    (f"{_ENDED} = 'referred' AND s.refers = 0", "Chưa chuyển cơ quan nào nên chưa thể đóng với kết quả này."),
    (f"{_ENDED} = 'insufficient' AND s.state IN {_EARLY}",
     "Chưa giao ai xác minh nên chưa nói được là không đủ căn cứ."),
    (f"{_ENDED} = 'insufficient' AND s.verdict <> 'unverified'",
     "Hồ sơ đã có kết luận, không còn là không đủ căn cứ."),
    (f"{_ENDED} = 'mistaken' AND {blank(_said('text'))}",
     "Mở nhầm thì cần ghi lý do vì sao đây không phải việc cần kiểm chứng."),
    (f"{_ENDED} = 'mistaken' AND (s.approvals > 0 OR s.sent IS NOT NULL)",
     "Hồ sơ đã có kết luận hoặc đã gửi văn bản nên không thể coi là mở nhầm."),
    (f"{_ENDED} = 'mistaken' AND s.state NOT IN {_EARLY} AND ({_HANDS} OR NOT {_APPROVER})",
     "Hồ sơ đã giao xác minh: chỉ người thứ hai, có vai trò Duyệt và chưa xử lý hồ sơ này, được đóng là mở nhầm."),
)  # fmt: skip


def refusing(name: str, when: str, rules: Iterable[tuple[str, str]], source: str = "") -> str:
    """A trigger that refuses with the sentence of the first rule whose condition holds."""
    cases = "\n        ".join(f"WHEN {condition} THEN RAISE(ABORT, '{told} Chưa ghi gì.')" for condition, told in rules)
    return f"CREATE TRIGGER {name} {when} BEGIN SELECT CASE\n        {cases}\n    END{source}; END;\n"


_ONE = " FROM case_standing s WHERE s.unit_code = NEW.unit_code AND s.id = NEW.case_id"
# The second trigger runs only for what the first lets pass, whatever order SQLite fires them in.
_UNREADABLE = " OR ".join(condition for condition, _ in PLAIN[:4])
EVENTS = (
    "DROP TRIGGER case_events_verdict; DROP TRIGGER case_events_letter;\n"
    + VIEW
    + refusing("case_events_plain", "BEFORE INSERT ON case_events", PLAIN)
    + refusing("case_events_rules", f"BEFORE INSERT ON case_events WHEN NOT ({_UNREADABLE})", STANDING, _ONE)
)  # fmt: skip
