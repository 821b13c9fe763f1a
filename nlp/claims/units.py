"""What numbers measure in Vietnamese press texts: units with their dimension and factor; words that round or date."""

from __future__ import annotations

from domain.text import tone_key

# Syllables after a number -> (dimension, factor). Two-syllable units stand with a blank. A northern sào is 360 m².
UNITS: dict[str, tuple[str, float]] = {
    "m2": ("area", 1), "m²": ("area", 1), "mét vuông": ("area", 1), "ha": ("area", 1e4), "héc ta": ("area", 1e4),
    "hecta": ("area", 1e4), "hécta": ("area", 1e4), "sào": ("area", 360), "mẫu": ("area", 3600),
    "km2": ("area", 1e6), "km²": ("area", 1e6),
    "mm": ("length", 1e-3), "cm": ("length", 1e-2), "m": ("length", 1), "mét": ("length", 1), "km": ("length", 1e3),
    "kilômét": ("length", 1e3), "kilomet": ("length", 1e3), "cây số": ("length", 1e3), "hải lý": ("length", 1852),
    "g": ("mass", 1e-3), "gram": ("mass", 1e-3), "gam": ("mass", 1e-3), "kg": ("mass", 1),
    "ki lô gam": ("mass", 1), "yến": ("mass", 10),
    "tạ": ("mass", 100), "tấn": ("mass", 1e3),
    "lít": ("volume", 1), "m3": ("volume", 1e3), "m³": ("volume", 1e3), "mét khối": ("volume", 1e3),
    "%": ("percent", 1), "phần trăm": ("percent", 1),
    "đồng": ("vnd", 1), "vnd": ("vnd", 1), "vnđ": ("vnd", 1), "đ": ("vnd", 1),
    "usd": ("usd", 1), "đô la": ("usd", 1), "đôla": ("usd", 1), "đô": ("usd", 1), "euro": ("eur", 1),
    "bảng anh": ("gbp", 1), "nhân dân tệ": ("cny", 1),
    "giây": ("span", 1), "phút": ("span", 60),
    "ngày": ("days", 1), "tuần": ("days", 7), "tháng": ("months", 1), "năm": ("months", 12), "tuổi": ("age", 1),
}  # fmt: skip
SCALES: dict[str, float] = {
    "chục": 10, "trăm": 1e2, "nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tr": 1e6, "tỷ": 1e9, "tỉ": 1e9,
}  # fmt: skip
DIGITS: dict[str, int] = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
# Words before a number, by what they say of the true value: above, below, around it.
HEDGES: dict[str, str] = {
    "hơn": "above", "trên": "above", "ngót": "below", "gần": "below", "dưới": "below", "khoảng": "around",
    "chừng": "around", "xấp xỉ": "around", "ước": "around", "ước tính": "around", "tầm": "around", "độ": "around",
    "cỡ": "around", "suýt soát": "below", "non": "below", "chưa đến": "below", "chưa tới": "below",
    "ngót nghét": "below", "áng": "around",
    "trên dưới": "around", "ít nhất": "above", "tối thiểu": "above", "tối đa": "below", "không quá": "below",
}  # fmt: skip
# The first reports of an event: later figures differ because the event went on.
INITIAL = ("ban đầu", "bước đầu", "sơ bộ", "tính đến", "tạm tính", "tạm thời")
# After these, a number is a name ("tầng 4", "quận 7", "Điều 34"), not a count.
ANCHORS = frozenset(
    """tầng quận phường khu thôn xóm tổ đội đoàn lô số đường ngõ phòng lớp khối hạng đợt vòng lần kỳ quý khóa khoá
    chương mục điều khoản phần cấp bảng thứ giải ca tập phút hiệp bài mã đời quốc lộ ấp tiểu vùng đoạn""".split()
)
# Just before a number: it is a part, or comes on top of others ("trong đó có 12 hộ", "hủy thêm 55 chuyến").
PARTS = ("trong đó", "trong số", "còn lại", "thêm")
# In the clause before a number: of another population, or not yet so ("hộ cận nghèo", "dự kiến chi trả").
OTHERWISE = ("cận nghèo", "thoát nghèo", "tái nghèo", "dự kiến", "phấn đấu", "đề xuất")
# Parts of a day or of a session; two of them are two moments.
SESSIONS = ("phiên sáng", "phiên chiều", "buổi sáng", "buổi chiều", "buổi tối")
# Two words of one row are two things: levels of schools, ends of a range, the price asked and the price paid.
EXCLUSIVE = (
    {"mầm non": "mầm non", "mẫu giáo": "mầm non", "tiểu học": "tiểu học", "thcs": "thcs", "trung học cơ sở": "thcs",
     "thpt": "thpt", "trung học phổ thông": "thpt"},
    {"thấp nhất": "thấp", "cao nhất": "cao", "trung bình": "vừa", "bình quân": "vừa"},
    {"khởi điểm": "khởi điểm", "trúng đấu giá": "trúng", "giá trúng": "trúng"},
    {"xuất khẩu": "xuất", "nhập khẩu": "nhập"},
)  # fmt: skip
# A figure of the whole year so far, and no month's.
RUNNING = ("từ đầu năm", "lũy kế", "luỹ kế", "cả năm", "cộng dồn")
# Before a number of months: a time that passes, not the part of a year that is reported.
LASTING = frozenset("trong sau trước dài suốt án thêm mỗi từ hơn gần khoảng hạn gian quá hết tù".split())
# Abbreviations that are no name of what is counted or measured.
BODIES = frozenset(
    "UBND HĐND UBMTTQ MTTQ TP HCM TPHCM TX TT QL SN BKS BB QĐ CP NĐ TTCP VN VNĐ VND USD CA CSGT PCCC THPT THCS TNHH"
    " HTX BQL NN PTNT TNMT KT XH BCĐ BHYT BHXH".split()
)
# Syllables (by `tone_key`) that count the same things, each in one group: people; households; vehicles; events; ...
COUNTED_ALIKE: dict[str, str] = {
    tone_key(word): group.split()[0]
    for group in (
        "người nạn hành du khách cử đại học em cháu công dân nhân cán lao bị sinh thí phụ"
        " trẻ nam nữ hội đoàn đối nghi bệnh chiến sĩ",
        "hộ gia nhà căn",
        "máy tàu chiếc phương xe ô",
        "vụ trường ca lần lượt",
        "cổ cp",
        "tổ đội nhóm",
        "văn quyết giấy hồ bộ bản",
        "tin bài tác",
        "việc suất",
        "cây gốc",
        "thửa lô mảnh",
    )
    for word in group.split()
}
# Syllables that count as no noun after a number.
HOLLOW = frozenset(
    "và của là thì mà ở tại cho với từ đến trong trên dưới đã đang sẽ bị được do vì nên khi nếu này đó kia nữa"
    " có không còn cũng như theo về vào ra lên xuống lại so qua sau trước nhưng tuy vẫn".split()
)
