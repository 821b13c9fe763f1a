"""How large, where, how bold? The official layout in millimetres and points, for reports and letters alike.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I. Where it allows a range, the value used is the one of our design page on
official formats, checked against it in the tests. Nothing here knows a file format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
TWIPS_PER_MM = 1440 / 25.4

Align = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in millimetres; `header` is the distance of the page number from the paper's edge."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 20
    header: float = 10

    @property
    def text_width(self) -> float:
        """Millimetres between the side margins."""
        return self.width - self.left - self.right


PORTRAIT = Page()
LANDSCAPE = Page(width=297, height=210)


@dataclass(frozen=True, slots=True)
class Face:
    """How one element looks: size in points, style, place; spacing before and after in points, line in lines.

    `first` is the indent of the first line, `left` and `right` of all lines, in millimetres; `level` makes it a
    heading; `keep` holds it together with the next paragraph. `name` is what Word shows in its list of styles.
    """

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: Align = "center"
    before: float = 0
    after: float = 0
    line: float = 1
    first: float = 0
    left: float = 0
    right: float = 0
    level: int | None = None
    keep: bool = False


BODY_LINE = 1.15
# Millimetres: before "Kính gửi:", from there to its colon (the length of "Kính gửi" at 14 points), of "- ".
ADDRESSEE = 22.0
UNDER_COLON = 17.63
DASH = 2.88
INDENT = 12.7
GAP = 6

# Style id -> face. The ids that Word knows by itself (Title, Heading1 ...) keep their built-in names.
FACES: dict[str, Face] = {
    "Normal": Face("Normal", 14, align="left"),
    "Header": Face("header", 14),
    "QuocHieu": Face("Quốc hiệu", 13, bold=True),
    "TieuNgu": Face("Tiêu ngữ", 14, bold=True),
    "CoQuanChuQuan": Face("Cơ quan chủ quản", 13),
    "CoQuanBanHanh": Face("Cơ quan ban hành", 13, bold=True),
    "SoKyHieu": Face("Số, ký hiệu", 13, before=GAP),
    "TrichYeuCongVan": Face("Trích yếu công văn", 12, before=GAP),
    "DiaDanh": Face("Địa danh, thời gian", 14, italic=True, before=GAP),
    "LuuHanh": Face("Chỉ dẫn lưu hành", 13, bold=True, before=GAP),
    "Title": Face("Title", 14, bold=True, before=14, keep=True),
    "Subtitle": Face("Subtitle", 14, bold=True, keep=True),
    "KinhGui": Face("Kính gửi", 14, align="left", before=GAP, left=ADDRESSEE, keep=True),
    "KinhGuiMuc": Face("Nơi kính gửi", 14, align="left", left=ADDRESSEE + UNDER_COLON + DASH, first=-DASH),
    "GhiChu": Face("Ghi chú", 13, bold=True, italic=True, before=GAP, after=GAP),
    "ChuThich": Face("Chú thích", 13, italic=True, align="both", before=GAP, after=GAP),
    "Heading1": Face(
        "heading 1", 14, bold=True, align="both", before=2 * GAP, after=GAP, first=INDENT, level=0, keep=True
    ),
    "Heading2": Face("heading 2", 14, bold=True, align="both", after=GAP, first=INDENT, level=1, keep=True),
    "BodyText": Face("Body Text", 14, align="both", after=GAP, line=BODY_LINE, first=INDENT),
    "Muc": Face("Mục liệt kê", 14, align="both", after=GAP, line=BODY_LINE, first=INDENT),
    "Caption": Face("caption", 14, bold=True, before=GAP, after=GAP, keep=True),
    "Hinh": Face("Hình", 14, before=GAP, keep=True),
    "HinhTen": Face("Tên hình", 13, italic=True, after=GAP),
    "BangDau": Face("Đầu bảng", 12, bold=True, before=2, after=2, keep=True),
    "BangO": Face("Ô bảng", 12, align="left", before=1, after=1),
    "BangNhoDau": Face("Đầu bảng phụ lục", 11, bold=True, before=2, after=2, keep=True),
    "BangNhoO": Face("Ô bảng phụ lục", 11, align="left", before=1, after=1),
    "ChucVu": Face("Quyền hạn, chức vụ", 14, bold=True, keep=True),
    "HoTen": Face("Họ tên người ký", 14, bold=True),
    "KyTen": Face("Ký, ghi rõ họ tên", 12, italic=True, keep=True),
    "NoiNhan": Face("Nơi nhận", 12, bold=True, italic=True, align="left", keep=True),
    "NoiNhanMuc": Face("Danh sách nơi nhận", 11, align="left", keep=True),
    "PhuLuc": Face("Phụ lục", 14, bold=True, level=0, keep=True),
    "PhuLucTen": Face("Tên phụ lục", 14, bold=True, keep=True),
    "PhuLucKemTheo": Face("Kèm theo", 14, italic=True, after=GAP, keep=True),
}

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

# Two columns each, in millimetres: letterhead, and recipients beside the signature.
LETTERHEAD = (63.0, 97.0)
SIGNATURE = (70.0, 90.0)
SIGNATURE_LINES = 5
# Where several sign side by side.
SIGNATURES = (80.0, 80.0)

# Rules under issuer and trích yếu must be a third to a half of the text; the motto's is exactly as long as it.
SHORT_RULE = 0.42
RULE_WEIGHT = 0.75  # points
RULE_HEIGHT = 4.0  # points: the empty line that carries a rule
RULE_GAP = 2.0  # points between the text and its rule
BOX_PADDING = 3.0  # millimetres left and right of LƯU HÀNH NỘI BỘ inside its frame

TABLE_CELL_PADDING = 1.2  # millimetres left and right
TABLE_BORDER = 0.5  # points


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def half_points(points: float) -> int:
    """The unit of type sizes in WordprocessingML."""
    return round(points * 2)


def centred(width: float, length: float) -> tuple[float, float]:
    """Indents in millimetres, left and right, that centre something `length` wide in `width`."""
    side = max(0.0, (width - length) / 2)
    return side, side
