"""What bare SQL may not do to the registers beside a case's events: open, alter, renumber; facts; the press register.

Frozen text: it belongs to a migration. See `caseguards`.
"""

from __future__ import annotations

from store.caseguards import blank, refusing, when

_KINDS = "('number', 'date', 'place', 'office', 'document', 'event', 'quote', 'image', 'inference')"
_YEAR = "strftime('%Y', NEW.opened, '+7 hours')"
_SPACED = "' ' || lower({}) || ' '"
_OLD, _NEW = _SPACED.format("c.said"), _SPACED.format("NEW.said")


def _within(long: str, short: str) -> str:
    """Whether one quotation holds the other's words and no number more."""
    return f"instr({long}, {short}) AND replace({long}, {short}, '') NOT GLOB '*[0-9]*'"


_OPENING = (
    ("NEW.kind = 'opinion'", "Ý kiến, bình luận không phải là thông tin sai lệch nên không mở hồ sơ."),
    (f"NEW.kind NOT IN {_KINDS}", "Loại nhận định không có trong danh mục."),
    (blank("NEW.by"), "Chưa rõ ai mở hồ sơ. Mời ghi họ tên."),
    (f"NOT {when('NEW.opened')}", "Giờ mở hồ sơ không đúng dạng 2026-11-18T01:15:00Z."),
    (f"{blank('NEW.said')} OR NOT instr(NEW.sentence, NEW.said)",
     "Cần trích đúng nguyên văn nhận định trong bài báo."),
    ("length(trim(NEW.said)) - length(replace(trim(NEW.said), ' ', '')) >= 40",
     "Mỗi hồ sơ chỉ trích một nhận định, không quá 40 chữ."),
    ("NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = NEW.article AND "
     "instr(a.title || char(10) || a.sapo || char(10) || a.body, NEW.sentence))",
     "Bài báo đang lưu không có câu này. Mời chép lại từ bài báo."),
    ("EXISTS (SELECT 1 FROM cases c WHERE c.unit_code = NEW.unit_code AND c.article = NEW.article AND "
     "(instr(c.sentence, NEW.sentence) OR instr(NEW.sentence, c.sentence)) AND "
     f"(({_within(_OLD, _NEW)}) OR ({_within(_NEW, _OLD)})))", "Nhận định này đã có hồ sơ."),
    (f"NEW.id <> 'SL-' || {_YEAR} || '-' || printf('%03d', 1 + (SELECT count(*) FROM cases c WHERE "
     f"c.unit_code = NEW.unit_code AND c.id LIKE 'SL-' || {_YEAR} || '-%'))",
     "Mã hồ sơ phải là mã kế tiếp của năm, dạng SL-2026-007."),
)  # fmt: skip
_FACT = (
    (blank("NEW.text"), "Chưa có nội dung. Mời ghi một câu nêu rõ số liệu hoặc sự việc."),
    (f"{blank('NEW.number')} AND {blank('NEW.summary')}",
     "Chưa rõ văn bản. Mời ghi số, ký hiệu hoặc trích yếu của văn bản nêu số liệu này."),
    ("NEW.valid_to < NEW.valid_from", "Ngày hết hiệu lực đứng trước ngày bắt đầu."),
    (blank("NEW.by"), "Chưa rõ ai ghi. Mời ghi họ tên."),
)  # fmt: skip
_FACT_END = (
    ("NOT EXISTS (SELECT 1 FROM facts f WHERE f.id = NEW.fact)", "Không có số liệu mã này."),
    ("EXISTS (SELECT 1 FROM fact_ends e WHERE e.fact = NEW.fact)", "Số liệu này đã thôi dùng từ trước."),
    (blank("NEW.reason"), "Chưa ghi lý do thôi dùng số liệu này."),
    (blank("NEW.by"), "Chưa rõ ai ghi. Mời ghi họ tên."),
)
_ASKED = (
    ("NEW.occasion NOT IN ('request', 'sudden', 'conference', 'briefing')", "Loại việc không có trong danh mục."),
    (f"{blank('NEW.what')} OR {blank('NEW.by')}", "Cần nội dung và người ghi."),
    (f"NOT {when('NEW.at')}", "Giờ tiếp nhận không đúng dạng 2026-11-18T01:15:00Z."),
)
_ANSWER = (
    ("NOT EXISTS (SELECT 1 FROM press_requests r WHERE r.id = NEW.request)", "Sổ không có dòng này."),
    (f"{blank('NEW.person')} OR ({blank('NEW.text')} AND {blank('NEW.refused')})",
     "Cần ghi ai phát ngôn và nội dung (hoặc lý do từ chối)."),
    (f"NOT {when('NEW.at')}", "Giờ phát ngôn không đúng dạng 2026-11-18T01:15:00Z."),
    ("NEW.at < (SELECT r.at FROM press_requests r WHERE r.id = NEW.request)",
     "Giờ phát ngôn đứng trước giờ tiếp nhận."),
)  # fmt: skip
_NUMBERED = {"facts": "id", "fact_ends": "number", "case_events": "number", "press_requests": "id",
             "press_answers": "id"}  # fmt: skip
_STAY = "Sổ chỉ ghi thêm: điều đã ghi không sửa, không xóa, không thay."


def _in_order(table: str, number: str) -> str:
    """Numbers follow one upon the other: none is put between, none so high that nothing can come after it."""
    other = f"SELECT max({number}) FROM {table} WHERE {number} <> NEW.{number}"
    rule = (f"NEW.{number} <> 1 + coalesce(({other}), 0)", "Số thứ tự do phần mềm đặt, không chen được vào giữa.")
    return refusing(f"{table}_order", f"AFTER INSERT ON {table}", [rule])


def _stays(table: str, same: str) -> str:
    """The triggers of `caseschema` again, with a sentence."""
    when_there = f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
    ways = {"stay": f"BEFORE DELETE ON {table}", "stand": f"BEFORE UPDATE ON {table}", "new": when_there}
    return "".join(
        f"DROP TRIGGER {table}_{way}; CREATE TRIGGER {table}_{way} {on} BEGIN SELECT RAISE(ABORT, '{_STAY}'); END;\n"
        for way, on in ways.items()
    )


REGISTERS = (
    refusing("cases_rules", "BEFORE INSERT ON cases", _OPENING)
    + refusing("facts_rules", "BEFORE INSERT ON facts", _FACT)
    + refusing("fact_ends_rules", "BEFORE INSERT ON fact_ends", _FACT_END)
    + refusing("press_requests_rules", "BEFORE INSERT ON press_requests", _ASKED)
    + refusing("press_answers_rules", "BEFORE INSERT ON press_answers", _ANSWER)
    + _stays("cases", "unit_code = NEW.unit_code AND id = NEW.id")
    + "".join(
        _stays(table, f"{number} = NEW.{number}") + _in_order(table, number) for table, number in _NUMBERED.items()
    )
)
