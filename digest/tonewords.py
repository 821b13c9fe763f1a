"""How is tone told? What each is called, how many articles have it, and how far the machine is to be trusted."""

from __future__ import annotations

from collections.abc import Mapping

from digest.wording import articles, number, percent
from domain.edition import ToneMeasure
from domain.reading import ToneValue

TONES = {
    ToneValue.POSITIVE: "nêu kết quả, gương tốt",
    ToneValue.NEUTRAL: "đưa tin chung",
    ToneValue.NEGATIVE: "phản ánh hạn chế, bất cập",
    ToneValue.UNCLEAR: "chưa rõ sắc thái",
}


def tone_sentence(found: Mapping[ToneValue, int]) -> str:
    """`Có 5 tin, bài nêu kết quả, gương tốt; 7 tin, bài đưa tin chung; …`: how the press looks at the commune."""
    parts = [f"{articles(found[tone])} {words}" for tone, words in TONES.items() if found.get(tone)]
    return f"Có {'; '.join(parts)}." if parts else ""


def tone_notes(measure: ToneMeasure) -> list[str]:
    """The sentences of the footnote where tone is shown: who proposed it, and how often labels agreed."""
    said = ["Sắc thái do phần mềm đề xuất, cán bộ duyệt."]
    if measure.checked:
        share = percent(measure.agreed, measure.checked)
        said.append(
            f"Trên {number(measure.checked)} bài đối chứng (nhãn do mô hình ngôn ngữ gán theo bản hướng dẫn, "
            f"chưa phải cán bộ đọc), phần mềm trùng {share}."
        )
    if measure.judged:
        said.append(f"Trong kỳ này cán bộ đã sửa {number(measure.corrected)}/{number(measure.judged)}.")
    return said


def tone_note(measure: ToneMeasure) -> str:
    """The footnote as one text."""
    return " ".join(tone_notes(measure))
