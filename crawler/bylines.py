"""Whether words that nothing marks as an author's are surely a person's name, and which are surely a rubric's.

In the line that dates an article "An Dương", "Nhịp Sống" and "Mai Lan" look alike. Of 95 such places, rubrics, offices
and buttons, 61 passed a list of words that names must not have; an author that is a place is worse than none, so a name
there must show that it is one.
"""

from __future__ import annotations

import re

from crawler.namesakes import UNITS
from domain.text import fold


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split("|"))


# Surnames that hardly ever begin the name of a place (not An, Hà, Kim, Cao, Đồng, Tiên, Nam ...).
_OF_HIGHLANDS = frozenset("Đàm Hứa Mạc Sầm Giàng Lò Sùng Tẩn Lầu Quàng Lường Tòng Phàn".split())
_SURNAMES = _OF_HIGHLANDS | frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Lương Mai Đào Trương "
    "Phùng Vương Nghiêm Khổng Phí Bạch Lưu Chu Tạ Quách Doãn Thái Tô Tống Giang Triệu Lã Hà Cao Tăng".split()
)
_SHORT = (
    _SURNAMES - _OF_HIGHLANDS - frozenset("Dương Lương Giang Thái Bạch Hà Cao Lưu Vương Chu Hồ Tô Tống Phí".split())
)
# Persons of history: streets, wards and communes have their names.
_HISTORICAL = _names(
    "le chan|ngo quyen|le loi|tran phu|le hong phong|nguyen trai|tran hung dao|ly thuong kiet|phan boi chau|le lai"
    "|phan chu trinh|phan dinh phung|hoang van thu|nguyen du|quang trung|ngo gia tu|tran nguyen han|ly tu trong|le duan"
    "|nguyen van linh|tran quoc toan|le dai hanh|ly thai to|ly nam de|mac dang dung|nguyen binh khiem|hoang dieu"
    "|pham hong thai|pham ngu lao|to hieu|vo thi sau|nguyen duc canh|dinh tien hoang|hoang hoa tham|le thanh tong"
    "|nguyen hue|ho chi minh|hoang mai|hoang sa|truong sa|le ninh|hoang quoc viet|nguyen binh|tran dai nghia|vo cuong"
    "|dinh cong trang|ly son|mai chau|doan dao|phan thiet|phan rang|vo nhai|do son|dinh hoa|le thuy|hoang su phi"
)
# Pen names of two given names: words met in the first place, and words of the second that places seldom end in.
_GIVEN = frozenset(
    "Thu Hải Kim Hồng Quỳnh Ngọc Thanh Minh Lan Hương Mạnh Tiến Đức Khánh Huyền Phương Tuấn Bích Thùy Thuỳ Diệu Cẩm "
    "Việt Xuân Quang Hữu Trọng Bảo Gia Nhật Hoài Thảo Hà Thúy Thuý Mỹ Anh Vân Trung Đình Duy Quốc Hoàng Linh Thế Tú "
    "Nguyên Trà Phúc Tâm Thành Hạnh Ánh Tuyết Như Mai".split()
)
_LAST = frozenset(
    "Chi Oanh Yến Nhung Trang Nga Hằng Huyền Ngân Thảo Trâm Quyên Tuấn Dũng Cường Đạt Toàn Hiếu Duy Anh Thư Vy My Huy "
    "Loan Hiền Nguyệt Tuyết Lan Phượng Thúy Thuý Phương Nghĩa Giang Linh Hạnh Khoa Khuê Hường Diệp Hoàn Trinh".split()
)
# Such pairs, and names that begin with a surname, that are places or things all the same.
_PLACES = _names(
    "ngoc linh|hong linh|tien giang|kien giang|thanh khue|ha giang|duc linh|quang dung|hoai an"
    "|bach long vi|giang chu phin|dao tao|ly luan|doan thanh nien|doan the|vo thuat|ho so|le hoi|phan van tri|ly lich"
    "|vuong quoc|thai lan|trieu tien|ho tay"
)
_NO_PERSONS = _HISTORICAL | _PLACES | UNITS
_RUBRIC = re.compile(
    r"^(?:(?:thoi su|tin tuc|tin nong|tin moi|tin|xa hoi|kinh te|chinh tri|doi song|van hoa|the thao|giai tri|phap luat"
    r"|giao duc|suc khoe|y te|du lich|the gioi|quoc te|trong nuoc|bat dong san|cong nghe|khoa hoc|nong nghiep"
    r"|moi truong|an ninh|quoc phong|doanh nghiep|thi truong|ban doc|dia phuong|chuyen muc|chuyen de|phong su|dieu tra"
    r"|tieu diem|su kien|binh luan|goc nhin|hai phong|ha noi|viet nam|hai duong|da nang|tp hcm"
    r"|thanh pho ho chi minh)(?: - |, | )?)+$"
)
_MOST_WORDS = 4


def surely_person(name: str) -> bool:
    """A surname and what follows it, or a pen name of two given names; no place with a person's name."""
    words, folded = name.split(), fold(name)
    if folded in _NO_PERSONS or is_rubric(name) or not 2 <= len(words) <= _MOST_WORDS:
        return False
    if words[0] in (_SHORT if len(words) == 2 else _SURNAMES):
        return True
    return words[0] in _GIVEN and words[-1] in _LAST and len(words) == 2


def is_rubric(words: str) -> bool:
    """Whether words are nothing but the name of a section, or of a place that sections are named after."""
    return bool(_RUBRIC.match(fold(words)))
