"""The words around a name that say what it is. Sorted data; keys are made of it once.

Sources: the mentions of the labelled dev sets, the official kinds of units (Luật Tổ chức chính quyền địa phương), and
how the press abbreviates them.
"""

from __future__ import annotations

from enum import StrEnum

from nlp.places.syllables import key_of


class Head(StrEnum):
    """What the word before a name makes of it."""

    UNIT = "unit"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    ISLAND = "island"
    VILLAGE = "village"
    STREET = "street"
    WATER = "water"
    LOCAL = "local"
    FIRM = "firm"
    PERSON = "person"
    HISTORY = "history"
    PLACE = "place"


_HEADS: dict[Head, str] = {
    Head.UNIT: "xã|phường|thị trấn|đặc khu|liên xã|liên phường|xã đảo",
    Head.DISTRICT: "huyện|quận|thị xã|huyện ủy|quận ủy|thị ủy|huyện đoàn|quận đoàn",
    Head.CITY: "thành phố|tp|thành ủy|tpp|t.p",
    Head.PROVINCE: "tỉnh|tỉnh ủy|tỉnh đoàn",
    Head.ISLAND: "đảo|huyện đảo|quần đảo|hòn đảo",
    Head.VILLAGE: "thôn|làng|ấp|xóm|bản|buôn|khóm|sóc|phum|plei|khu phố|khu dân cư|kdc|tổ dân phố|tdp|kp|tổ|khu|"
    "cụm dân cư|làng nghề|đội|giáo xứ|thôn xóm|bon|plây",
    Head.STREET: "đường|phố|ngõ|ngách|hẻm|kiệt|đại lộ|quốc lộ|tỉnh lộ|ql|đt|tl|ngã ba|ngã tư|ngã năm|ngã sáu|ngã bảy|"
    "nút giao|nút giao thông|khác mức|vòng xoay|vòng xuyến|tuyến phố|tuyến đường|trục đường|cao tốc|dốc|hương lộ|"
    "giao lộ|"
    "phố đi bộ|đường sắt|đường tàu|số nhà|đường biển|mặt phố|lối|con đường|đoạn đường|ngã|lô",
    Head.WATER: "đỉnh|hang|dãy|rừng|vườn quốc gia|khu bảo tồn|"
    "sông|hồ|suối|kênh|rạch|mương|đê|đập|cống|cầu|cầu vượt|cầu treo|cảng|phà|bến|bến xe|bến phà|ga|"
    "nhà ga|sân bay|"
    "cảng hàng không|núi|đèo|đồi|vịnh|biển|bãi biển|cửa biển|cửa sông|hầm|thác|công viên|vườn hoa|quảng trường|"
    "tượng đài|"
    "tượng|rạp|nhà hát|đài kiểm soát|không lưu|kiểm soát không lưu|tưới tiêu|đường hầm|trạm thu phí|cửa khẩu|sư đoàn|"
    "trung đoàn|lữ đoàn|chiến dịch|lữ|hữu|tả",
    Head.LOCAL: "trường|tiểu học|thcs|thpt|mầm non|mẫu giáo|trường th|phổ thông|trung học|chợ|chùa|đền|đình|miếu|"
    "phủ thờ|nhà thờ|htx|"
    "hợp tác xã|tác xã|trạm y tế|bệnh viện|phòng khám|kcn|khu công nghiệp|ccn|cụm công nghiệp|khu đô thị|kđt|"
    "chung cư|"
    "tòa nhà|dự án|khu du lịch|khu di tích|nhà văn hóa|sân vận động|lễ hội|hội|nghĩa trang|trạm khí tượng|khí tượng|"
    "trạm|quỹ tín dụng|bưu điện|bưu cục|nhiệt điện|thủy điện|nông nghiệp|trang trại|năng khiếu|chuyên|"
    "khu tái định cư|"
    "tái định cư|bãi rác|trại giam|trại tạm giam|lò|khu vui chơi",
    Head.FIRM: "công ty|cty|ctcp|tnhh|mtv|cp|tm|xd|tmdv|dv|tập đoàn|doanh nghiệp|dntn|khách sạn|nhà hàng|nhà nghỉ|"
    "quán|siêu thị|"
    "cửa hàng|điện máy|nhà xe|xe khách|xe|tàu|tàu cá|thuyền|thuyền viên tàu|sà lan|báo|tạp chí|nhật báo|đại học|đh|"
    "học viện|"
    "cao đẳng|ngân hàng|nhà máy|xưởng|đóng tàu|xí nghiệp|clb|câu lạc bộ|đội bóng|hãng|nhãn hiệu|thương hiệu|plaza|"
    "tower|"
    "thương mại|vận tải|xây dựng|đầu tư|vận tải biển|văn phòng|trung tâm|sát hạch lái xe|lái xe|shop|tiệm|hiệu|"
    "tòa soạn|"
    "phần mềm|dự án golden|quốc tế|giải|nobel|cúp|gara|garage|hệ thống|bất động sản|địa ốc|tổng công ty|liên danh|"
    "nhãn|"
    "nhà sách|nhà xuất bản|nxb|hội quán|ban nhạc|nhóm nhạc|đoàn|gỗ|vàng|tiệm vàng|cơ sở|bảo hiểm|chứng khoán|dược|"
    "may|giày",
    Head.PERSON: "ông|bà|anh|chị|cô|chú|bác|em|cháu|thầy|bé|cụ|nhà thơ|nhà văn|nhà báo|nhạc sĩ|họa sĩ|ca sĩ|"
    "diễn viên|dv|nghệ sĩ|"
    "nghệ nhân|nsnd|nsưt|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|trung úy|thiếu úy|thượng tướng|"
    "trung tướng|"
    "thiếu tướng|đại tướng|tướng|đô đốc|bác sĩ|bs|ts|gs|pgs|ths|kts|ls|luật sư|kỹ sư|vua|chúa|thánh|hoàng đế|"
    "anh hùng|"
    "liệt sĩ|mc|bạn|bạn trai|bạn gái|á hậu|hoa hậu|người mẫu|danh hài|đạo diễn|cầu thủ|hlv|huấn luyện viên|trung vệ|"
    "tiền vệ|"
    "tiền đạo|thủ môn|bị cáo|bị can|nghi phạm|nghi can|trọng tài|kỳ thủ|võ sĩ|hot girl|phật hoàng|đại vương|"
    "danh tướng|danh y|danh sĩ|chí sĩ|trạng nguyên|trạng trình|tiến sĩ|thượng thư|thái sư|quốc công|thờ|dân tộc|"
    "danh nhân|bí thư đoàn|rapper|đối tượng|tên|chồng|vợ|con trai|con gái|nạn nhân|đồng chí|đ c|bí danh|thiền sư|ảnh|"
    "tác giả|phóng viên|pv|bởi|thực hiện|biên tập|theo",
    Head.HISTORY: "tổng|phủ|trấn|lộ|thừa tuyên|châu|nhà|thời",
    Head.PLACE: "ở|tại|về|từ|đến|tới|qua|khu vực|địa bàn|địa phận|quê|trú|ngụ|tạm trú|thường trú|người dân|nông dân|"
    "nhân dân|dân|thuộc|"
    "vùng|đất|gần|người|xuống|lên|ra|vào|miền|quê ở|quê quán|sinh sống|nguyên quán|quán|hktt|cán bộ|địa phương|"
    "tuyến|chính quyền|"
    "đội chủ nhà|đội|bãi|vựa|phía|hộ dân|của",
}
HEADS: dict[str, Head] = {key_of(word): head for head, words in _HEADS.items() for word in words.split("|")}
# The last syllables of those of several: only after these a longer head is looked for.
HEAD_ENDS = frozenset(key.rsplit(" ", 1)[1] for key in HEADS if " " in key)
# Abbreviations count with a full stop, or in capitals: "P.Quang Trung", "Q. Lê Chân", "TX Chí Linh".
SHORT: dict[str, Head] = {
    "p": Head.UNIT,
    "x": Head.UNIT,
    "tt": Head.UNIT,
    "f": Head.UNIT,
    "h": Head.DISTRICT,
    "q": Head.DISTRICT,
    "tx": Head.DISTRICT,
    "tp": Head.CITY,
    "t": Head.PROVINCE,
}
# The unit words without marks: "xa", "phuong", "thi tran".
BARE_UNITS = frozenset({"xa", "phuong", "tran"})
# Words between a name and its parent: "Ngũ Phúc thuộc huyện Kiến Thụy", "xã Ngũ Phúc cũ, nay là …".
LINKS = frozenset(map(key_of, "thuộc của ở tại nay cũ là cùng và địa bàn trên hoặc hay".split()))
AND = frozenset(map(key_of, "và hoặc hay cùng với".split()))
FORMER = frozenset({key_of("cũ")})
AUTHORITIES = frozenset(
    key_of(word)
    for word in "ubnd|hđnd|ủy ban|công an|đảng ủy|mttq|chủ tịch|phó chủ tịch|bí thư|đảng bộ|trưởng công an|"
    "ban chỉ huy quân sự|quân sự|cán bộ|lãnh đạo|trạm y tế|hội phụ nữ|đoàn thanh niên|hội nông dân|chính quyền|"
    "nhân dân".split("|")
)
PLURALS = frozenset(map(key_of, "các những hai ba bốn năm sáu bảy tám chín mười nhiều mấy liên".split()))
# Words that may stand between two names of one address.
LEVELS = frozenset(
    map(key_of, "huyện quận thị xã thành phố tp tỉnh phường trấn thôn h q p tx tt x t các hai ba đảo số".split())
)
# A home, an origin or a seat, not what happens there; and words of a way to or from a place.
HOMES = frozenset(
    key_of(words)
    for words in "trú|ngụ|quê|hktt|sn|tuổi|trụ sở|chỗ ở|họ hàng|sinh năm|"
    "resident of|resides in|residing in|lives in|living in|native of|born in|hails from".split("|")
)
WAYS = frozenset(map(key_of, "từ cách về ra sang giáp gần from near".split()))
SURNAMES = frozenset(
    map(
        key_of,
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý tôn đoàn trịnh đinh mai đào tạ lưu "
        "trương lâm hà cao chu tô lương vương phùng tăng thái đồng đàm quách khổng lại tống triệu thân nông "
        "sầm".split(),
    )
)
# Street names met in most cities: men and women of history, battles, rivers. A bare one is first of all a street.
STREETS = frozenset(
    key_of(name)
    for name in "Quang Trung|Bạch Đằng|Hùng Vương|Lam Sơn|Điện Biên|Điện Biên Phủ|Hồng Bàng|Lạch Tray|Yết Kiêu|"
    "Hòa Bình|"
    "Giải Phóng|Tự Do|Thống Nhất|Độc Lập|Cát Linh|Tây Sơn|Đống Đa|Hồng Hà|Minh Khai|Trưng Vương|Hai Bà Trưng|"
    "Cầu Giấy|"
    "Nguyên Giáp|Thanh Niên|Văn Cao|Phan Bội Châu|Hàm Nghi|Quang Khải".split("|")
)
FOREIGN = tuple(
    "Trung Quốc|Đài Loan|Hàn Quốc|Nhật Bản|Campuchia|Thái Lan|An Huy|Hồ Nam|Hồ Bắc|Quảng Đông|Quảng Tây|"
    "Vân Nam|Tứ Xuyên|Chiết Giang|Giang Tô|Sơn Đông|Phúc Kiến|Thượng Hải|Bắc Kinh|Malaysia|Singapore".split("|")
)
