"""Guard rules of cases that came after `caseguards`, told to bare SQL: forged documents, doubled documents, endings.

The same rules as `domain.caserules`, `casegrounds`, `caseends` and `casevalues`; what SQL compares is coarser, never
stricter. Frozen text: it belongs to a migration.
"""

from __future__ import annotations

from store.caseguards import PLAIN, blank, refusing

_OWN = "e.unit_code = NEW.unit_code AND e.case_id = NEW.case_id"
_WRITES = "NEW.deed IN ('submit', 'send', 'second')"
_CALLS_FALSE = (
    "(NEW.deed = 'propose' AND json_extract(NEW.data, '$.verdict') IN ('false', 'fabricated') "
    "OR NEW.deed = 'approve' AND s.proposed IN ('false', 'fabricated'))"
)
_CHECKED = "('hard', 'affects_opinion', 'conclusion')"
_SAYS = "*[0-9A-Za-zÀ-ɏḀ-ỹ]*"
_NEEDED = (
    "('unit', 'person', 'result', 'text', 'ground', 'reason', 'way', 'to', 'letter', 'verdict', 'ending', 'said_at')"
)


def _said(name: str, data: str = "NEW.data") -> str:
    return f"json_extract({data}, '$.{name}')"


def _written(where: str) -> str:
    """Whether an event of the case is of this kind."""
    return f"EXISTS (SELECT 1 FROM case_events e WHERE {_OWN} AND {where})"


_ENDED = "NEW.deed = 'close' AND " + _said("ending")
_ANSWERED = _written(
    "e.deed = 'answer' AND e.number > (SELECT max(a.number) FROM case_events a WHERE a.unit_code = e.unit_code "
    "AND a.case_id = e.case_id AND a.deed IN ('send', 'second'))"
)
_ASKED_ON = (
    f"(SELECT {_said('day', 'e.data')} FROM case_events e WHERE {_OWN} AND e.deed IN ('send', 'second') "
    "ORDER BY e.number DESC LIMIT 1)"
)
_SPOKEN = _written("e.deed = 'answer'")
# Two days after a letter to the paper: the shortest time it has.
_STILL = f"NOT {_ANSWERED} AND date(NEW.at, '+7 hours') < date({_ASKED_ON}, '+2 days')"
_STARTS = "instr(lower(trim({whole})) || ' ', lower(trim({start})) || ' ') = 1"
_ALIKE = "({} OR {})".format(
    _STARTS.format(whole=_said("unit", "f.data"), start=_said("criticised", "e.data")),
    _STARTS.format(whole=_said("criticised", "e.data"), start=_said("unit", "f.data")),
)
_FINDINGS = "SELECT 1 FROM case_events f WHERE f.unit_code = s.unit_code AND f.case_id = s.id AND f.deed = 'finding'"
_BARE_NUMBER = "replace(replace(lower(" + _said("number", "e.data") + "), ' ', ''), 'số', '')"
_DOCUMENTS = f"(SELECT count(DISTINCT {_BARE_NUMBER} || ' ' || {_said('day', 'e.data')}) FROM case_events e WHERE {_OWN} AND e.deed = 'finding')"  # noqa: E501
_ISSUERS = f"(SELECT count(DISTINCT lower(trim({_said('issuer', 'e.data')}))) FROM case_events e WHERE {_OWN} AND e.deed = 'finding')"  # noqa: E501
_BAD_FILES = (
    "NEW.deed = 'preserve' AND (json_type(NEW.data, '$.files') IS NOT 'array' OR EXISTS (SELECT 1 FROM "
    "json_each(NEW.data, '$.files') f WHERE f.type <> 'object' OR "
    "coalesce(json_extract(f.value, '$.sha256'), '') NOT GLOB '" + "[0-9a-f]" * 64 + "' OR "
    f"coalesce(json_extract(f.value, '$.name'), '') NOT GLOB '{_SAYS}'))"
)
_RULES = (
    (_BAD_FILES, "Danh sách tệp chứng cứ phải gồm tên tệp và mã SHA-256 (64 ký tự)."),
    (f"EXISTS (SELECT 1 FROM json_each(NEW.data) d WHERE d.key IN {_CHECKED} AND d.type NOT IN ('true', 'false'))",
     "Mục đánh dấu chỉ nhận có hoặc không."),
    (f"EXISTS (SELECT 1 FROM json_each(NEW.data) d WHERE d.key NOT IN {_CHECKED} AND d.key NOT IN "
     "('files', 'suggestion') AND d.type <> 'text')", "Ngày và nội dung phải là chữ."),
    (f"NEW.deed NOT IN ('screen', 'approve', 'accept', 'close', 'suggest') AND EXISTS (SELECT 1 FROM "
     f"json_each(NEW.data) d WHERE d.key IN {_NEEDED} AND d.value NOT GLOB '{_SAYS}')",
     "Còn thiếu mục bắt buộc của việc này."),
    ("NEW.deed = 'suggest' AND NEW.by <> 'phần mềm'", "Gợi ý chỉ do phần mềm ghi."),
    (f"{_CALLS_FALSE} AND s.findings > 0 AND EXISTS (SELECT 1 FROM case_events e WHERE {_OWN} AND "
     f"e.deed = 'screen' AND NOT {blank(_said('criticised', 'e.data'))} AND NOT EXISTS ({_FINDINGS} AND NOT {_ALIKE}))",
     "Mới chỉ có tài liệu của chính đơn vị bị báo phản ánh. Cần tài liệu của đơn vị khác."),
    (f"{_CALLS_FALSE} AND s.findings > 0 AND s.conclusions = 0 AND {_DOCUMENTS} < 2 AND {_ISSUERS} < 2",
     "Để kết luận sai sự thật cần ít nhất hai tài liệu độc lập hoặc một kết luận của cơ quan có thẩm quyền."),
    (f"{_WRITES} AND s.verdict = 'fabricated'",
     "Kết luận là bịa đặt, giả mạo nên việc này chuyển Công an xã, không lập văn bản gửi báo."),
    (f"{_WRITES} AND (CASE NEW.deed WHEN 'second' THEN coalesce(s.sent, '') ELSE {_said('letter')} END) = 'B' AND "
     "NOT EXISTS (SELECT 1 FROM case_standing o WHERE o.unit_code = s.unit_code AND o.article = s.article AND "
     "o.verdict = 'false')", "Chỉ đề nghị cải chính khi có ít nhất một nhận định được kết luận sai sự thật."),
    ("NEW.deed = 'escalate' AND (s.sent NOT IN ('A', 'B') OR s.verdict IN ('true', 'true_unfavourable', 'opinion'))",
     "Văn bản đã gửi không đề nghị báo điều gì nên không có việc kiến nghị cấp trên."),
    (f"NEW.deed = 'escalate' AND {_STILL}", "Báo còn hạn để cải chính hoặc đăng phản hồi. Chưa kiến nghị."),
    (f"{_ENDED} IN ('corrected', 'replied', 'amended', 'refused', 'no_answer') AND s.sent = 'answer'",
     "Văn bản đã gửi là công văn trả lời báo, không đề nghị báo điều gì."),
    (f"{_ENDED} = 'no_answer' AND {_SPOKEN}",
     "Hồ sơ có ghi báo đã trả lời nên không thể đóng là báo không trả lời."),
    (f"{_ENDED} = 'no_answer' AND s.sent <> 'technical' AND {_STILL}", "Báo còn hạn để trả lời."),
    (f"{_ENDED} IN ('corrected', 'replied', 'amended', 'refused') AND s.sent IS NOT NULL AND "
     f"{blank(_said('text'))} AND NOT " + _written("e.deed IN ('answer', 'confirm')"), "Hồ sơ chưa ghi báo đã làm gì."),
    (f"{_ENDED} = 'insufficient' AND s.verdict = 'unverified' AND s.approvals > 0 AND "
     "(lower(NEW.by) = (SELECT lower(e.by) FROM case_events e "
     f"WHERE {_OWN} AND e.deed = 'reopen' ORDER BY e.number DESC LIMIT 1) OR NOT EXISTS (SELECT 1 FROM users u WHERE "
     "u.name = NEW.by AND u.enabled AND u.role IN ('duyet', 'quan-tri')))",
     "Hồ sơ từng có kết luận rồi mở lại: chỉ người thứ hai, có vai trò Duyệt, được đóng là không đủ căn cứ."),
)  # fmt: skip
_ONE = " FROM case_standing s WHERE s.unit_code = NEW.unit_code AND s.id = NEW.case_id"
_UNREADABLE = " OR ".join(condition for condition, _ in PLAIN[:4])
# `guarded` says from which event on these rules hold: what was written before them is not held against them.
LATER = """
CREATE TABLE guarded (since INTEGER NOT NULL) STRICT;
INSERT INTO guarded SELECT coalesce(max(number), 0) FROM case_events;
""" + refusing("case_events_later", f"BEFORE INSERT ON case_events WHEN NOT ({_UNREADABLE})", _RULES, _ONE)
