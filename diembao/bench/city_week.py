"""A generated week of a city's press: our own sentences about its real communes, the same from the same seed.

Events are told by one to four newspapers in words of their own; most name one commune, some several, some none. No
person stands in them and nothing of it happened.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.clock import VIETNAM, Stamp
from domain.edition import Period
from domain.place import Commune
from domain.press import Article, Link
from domain.urls import article_id

OUTLETS = 40
LENGTH = 2_000
# Share of the sentences that speak of the event's own things.
OWN = 0.9
# Syllables that tell one event's things from another's, two and two.
_SYLLABLES = (
    "lanh quế bưởi sậy trám lụa chàm gấm thoa vối nứa sồi cọ bần đước tràm ngâu lài cúc mận xoan gạo dâu chanh khế "
    "na nhãn đào lê táo hồng mơ mai trúc tùng bách thông phi lau cói đay gai bông tằm kén sợi thừng neo buồm "
    "lái mũi mạn khoang sạp đò thúng lưới chài đăng đó lờ vó te xiệp câu phao chì giàn khung rui mè kèo cột vì bẩy"
).split()
_KINDS = (
    "khánh thành cầu dân sinh", "sửa đường trục thôn", "khai giảng lớp học nghề", "thu hoạch vụ đông",
    "phản ánh khói đốt rác ban đêm", "chi trả tiền bồi thường cho các hộ", "mở hội làng", "tập huấn chữa cháy",
    "trao nhà cho hộ nghèo", "chậm cấp giấy chứng nhận đất", "tiêm phòng cho đàn lợn", "nạo vét kênh tưới",
    "giải bóng chuyền các thôn", "ngập sau mưa lớn", "trồng cây ven đê", "kiểm tra an toàn thực phẩm",
    "lắp đèn chiếu sáng", "khởi công nhà văn hóa", "thiếu nước sạch nhiều ngày", "hiến đất mở đường",
    "thu phí chợ không biên lai", "tặng quà học sinh vượt khó", "phòng dịch sốt xuất huyết", "bàn giao mặt bằng",
)  # fmt: skip
_WHO = (
    "bà con", "đoàn viên", "hội phụ nữ", "các hộ trồng rau", "ban quản lý chợ", "tổ công tác", "hợp tác xã",
    "trường tiểu học", "trạm y tế", "đội dân phòng", "nhóm kỹ thuật", "các chủ ghe", "hội người cao tuổi",
    "tổ dân phố", "ban công tác mặt trận", "đơn vị thi công", "đoàn kiểm tra", "câu lạc bộ thể thao",
    "các hộ nuôi cá", "hội nông dân",
)  # fmt: skip
_DID = (
    "góp ngày công dọn", "đề nghị sớm sửa", "thống nhất lịch kiểm tra", "lên kế hoạch mở rộng", "đo đạc lại",
    "ghi nhận ý kiến về", "trang trí", "lắp biển báo ở", "thu gom vật liệu quanh", "giới thiệu với khách",
    "họp bàn cách giữ", "vận động nhau chăm sóc", "chuẩn bị kinh phí cho", "bàn giao hồ sơ", "chụp ảnh hiện trạng",
    "xin ý kiến rộng rãi về", "tính toán chi phí của", "đưa vào sử dụng", "phân công người trông", "rà soát",
)  # fmt: skip
_THING = (
    "mương", "bãi xe", "sân chơi", "ki ốt", "vườn ươm", "trạm bơm", "nhà kho", "đoạn kè", "kho lúa", "tủ sách",
    "lớp học", "bến thuyền", "hàng cây", "ao cá", "tuyến cáp", "giếng khoan", "mái che", "cổng chào", "lò gốm",
    "xưởng mộc", "ruộng sen", "bờ bao", "cống hộp", "miếu cổ", "vườn vải", "đàn vịt", "máy gặt", "bể bơi",
    "trống hội", "xe thư viện", "đèn lồng", "chuồng trại", "lối mòn", "quầy thuốc", "sân phơi", "thuyền rồng",
    "giàn bầu", "rãnh thoát", "nhà truyền thống", "hồ lắng",
)  # fmt: skip
_SORT = (
    "ven sông", "sau chùa", "đầu làng", "xây dở", "mới tu bổ", "bằng tre", "lợp ngói", "cạnh ga", "dưới chân đê",
    "xóm chài", "bị sụt", "ba tầng", "gần chợ cũ", "quanh đình", "bờ bắc", "lát gạch đỏ", "kiểu cũ",
    "chưa nghiệm thu", "bỏ hoang", "của dòng họ", "góc phố", "phía tây", "lưu động", "chắn gió", "đá ong",
    "trong ngõ", "nối hai thôn", "sát ruộng", "bằng thép", "thuê lại", "thời bao cấp", "có hàng rào", "trên gò",
    "cuối tuyến", "gỗ lim", "mượn tạm", "nằm sâu", "rợp bóng",
)  # fmt: skip
_WHEN = (
    "từ đầu tuần", "trong buổi sáng", "sau giờ nghỉ trưa", "trước mùa mưa", "khi nước rút", "vào phiên chợ chiều",
    "suốt ba ngày liền", "ngay trong tháng", "lúc trời còn tối", "sau lễ chào cờ", "vào dịp nghỉ", "giữa tuần",
)  # fmt: skip
_WHY = (
    "để đi lại dễ hơn", "nên việc tưới tiêu đỡ vất vả", "vì lối cũ đã hẹp", "nhờ nguồn quỹ của thôn",
    "do mưa kéo dài", "theo nguyện vọng của nhiều gia đình", "khi mức thu chưa rõ", "dù giá vật liệu tăng",
    "trong lúc chờ phê duyệt", "bằng tiền đóng góp", "sau nhiều lần kiến nghị", "với sự giúp sức của bộ đội",
)  # fmt: skip

_ALL = (_WHO, _DID, _WHEN, _WHY)


def week(communes: Sequence[Commune], period: Period, count: int, seed: int = 13) -> Iterator[tuple[Link, Article]]:
    """`count` articles of the days of a period, in no order of time."""
    chance = random.Random(seed)
    made = 0
    while made < count:
        event = _Event.of(chance, communes, period)
        for _ in range(min(chance.choices((1, 2, 3, 4), (60, 22, 12, 6))[0], count - made)):
            yield event.told(chance, made)
            made += 1


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened: where, what kind of thing, how large, about which things, and when it was told first."""

    places: tuple[Commune, ...]
    kind: str
    size: int
    things: tuple[str, ...]
    began: datetime
    parts: tuple[Sequence[str], ...]

    @classmethod
    def of(cls, chance: random.Random, communes: Sequence[Commune], period: Period) -> _Event:
        places = chance.sample(communes, chance.choices((0, 1, 2, 3), (15, 75, 7, 3))[0])
        things = [f"{chance.choice(_THING)} {' '.join(chance.sample(_SYLLABLES, 2))}" for _ in range(9)]
        began = datetime.combine(period.start, time(), VIETNAM) + timedelta(seconds=chance.randrange(6 * 24 * 3600))
        parts = tuple(chance.sample(pool, 4) for pool in (_WHO, _DID, _WHEN, _WHY))
        return cls(tuple(places), chance.choice(_KINDS), chance.randrange(11, 980), tuple(things), began, parts)

    def told(self, chance: random.Random, serial: int) -> tuple[Link, Article]:
        """One newspaper's article."""
        outlet = f"bao-{chance.randrange(OUTLETS)}.example"
        url = f"https://{outlet}/tin-{serial}.html"
        where = ", ".join(place.unit.full_name for place in self.places)
        where = f"{where} (thành phố Hải Phòng)" if where else "một tỉnh miền Trung"
        title = f"{self.kind.capitalize()}, {self.things[0]}" + (
            f" ở {self.places[0].unit.full_name}" if self.places else ""
        )
        paragraphs = [f"Tại {where}, việc {self.kind} ở {self.things[0]} cần {self.size} ngày công."]
        while sum(map(len, paragraphs)) < LENGTH:
            paragraphs.append(" ".join(self._sentence(chance) for _ in range(chance.randrange(2, 5))))
        link = Link(article_id(url), url, outlet.removesuffix(".example"), title=title, outlet=outlet)
        article = Article(
            id=link.id,
            url=url,
            source=link.source,
            outlet=outlet,
            title=title,
            sapo=f"{self._sentence(chance)} Việc {self.kind} diễn ra tại {where}.",
            body="\n".join(paragraphs),
            published=Stamp.at(self.began + timedelta(seconds=chance.randrange(20 * 3600))),
            published_from="meta",
        )
        return link, article

    def _sentence(self, chance: random.Random) -> str:
        own = chance.random() < OWN
        thing = chance.choice(self.things) if own else f"{chance.choice(_THING)} {chance.choice(_SORT)}"
        who, did, when, why = (chance.choice(pool) for pool in (self.parts if own else _ALL))
        text = " ".join((who, did, thing, when, why))
        return f"{text[0].upper()}{text[1:]}."
