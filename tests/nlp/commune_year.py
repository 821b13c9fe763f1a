"""A commune's year as its newspapers tell it, invented: events that come back, a project that goes on, look-alikes.

Each entry: event, day, newspaper, headline, text. Every text is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from nlp.stories import Item

_AGENDA = (
    ("thu ngân sách đạt 9 % dự toán", "trồng 2.000 cây đầu xuân", "tiêm phòng đàn gia cầm"),
    ("gieo cấy 310 ha lúa xuân", "giải ngân vốn đường trục", "khám tuyển nghĩa vụ quân sự"),
    ("diệt chuột bảo vệ lúa", "rà soát hộ nghèo đầu năm", "làm sạch kênh Hòn Ngọc"),
    ("số hóa hồ sơ đất đai", "chuẩn bị lễ hội đền Mõ", "kiểm tra an toàn thực phẩm"),
    ("thu hoạch lúa xuân", "phòng cháy mùa nắng nóng", "tuyển sinh lớp 1"),
    ("diễn tập phòng chống thiên tai", "thi tốt nghiệp trung học", "chi trả trợ cấp người có công"),
    ("sơ kết sáu tháng", "gieo mạ mùa", "sửa trạm bơm Cầu Đen"),
    ("ứng phó bão", "khai giảng năm học mới", "cấp đổi 212 sổ đỏ"),
    ("phun thuốc trừ sâu cuốn lá", "ngày hội toàn dân bảo vệ an ninh", "đấu giá 18 thửa đất"),
    ("chuyển đổi số thôn xóm", "khám bệnh cho người cao tuổi", "sơ kết vụ mùa"),
    ("ngày hội đại đoàn kết", "thu quỹ phòng chống thiên tai", "kiểm tra đốt rác"),
    ("tổng kết năm", "dự toán năm sau", "bầu trưởng thôn"),
)


def _meetings() -> Iterator[tuple[str, datetime, str, str, str]]:
    for month, (first, second, third) in enumerate(_AGENDA, start=1):
        day = datetime(2026, month, 25, 3, 0, tzinfo=UTC)
        yield (
            f"họp {month}",
            day,
            "cuabien.example",
            f"UBND xã Nghi Dương họp phiên thường kỳ tháng {month}",
            f"Sáng 25/{month}, UBND xã Nghi Dương họp phiên thường kỳ tháng {month} do Chủ tịch UBND xã chủ trì. "
            f"Phiên họp đánh giá kết quả thực hiện nhiệm vụ trong tháng, trong đó có {first}, {second}. "
            f"Kết luận phiên họp, Chủ tịch UBND xã yêu cầu các phòng chuyên môn tập trung {third}, giữ vững an ninh "
            "trật tự và nâng cao chất lượng phục vụ người dân tại Trung tâm Phục vụ hành chính công.",
        )
        yield (
            f"họp {month}",
            day.replace(hour=9),
            "saomai.example",
            f"Nghi Dương triển khai nhiệm vụ sau phiên họp tháng {month}: {first}",
            f"Tại phiên họp thường kỳ tháng {month} của UBND xã Nghi Dương ngày 25/{month}, các thành viên thảo luận "
            f"việc {first}; {second}. Chủ tịch UBND xã giao các phòng chuyên môn {third}.",
        )


def _feasts() -> Iterator[tuple[str, datetime, str, str, str]]:
    for year, guests, rite in (
        (2025, "hơn 3.000", "rước kiệu"),
        (2026, "gần 5.000", "tế nữ quan"),
        (2027, "4.200", "thi vật"),
    ):
        day = datetime(year, 3, 12, 2, 0, tzinfo=UTC)
        yield (
            f"hội {year}",
            day,
            "cuabien.example",
            f"Khai hội đền Mõ năm {year}",
            f"Sáng 12/3/{year}, xã Nghi Dương khai hội đền Mõ, tưởng nhớ công chúa Quỳnh Trân. Lễ hội có dâng hương, "
            f"{rite} và các trò chơi dân gian dưới gốc gạo hơn 700 tuổi, thu hút {guests} người về dự.",
        )
        yield (
            f"hội {year}",
            day.replace(day=13),
            "langque.example",
            f"{guests.capitalize()} người về dự hội đền Mõ",
            f"Hội đền Mõ (xã Nghi Dương) khai mạc sáng 12/3/{year} với lễ dâng hương công chúa Quỳnh Trân và {rite}. "
            f"Ban tổ chức cho biết {guests} lượt khách đã về dự dưới gốc gạo hơn 700 tuổi.",
        )


_STAGES = (
    ((1, 12), "lấy ý kiến người dân về hướng tuyến", "Người dân ba thôn xem bản đồ hướng tuyến, góp 42 ý kiến."),
    ((2, 20), "phê duyệt chủ trương đầu tư", "Hội đồng nhân dân xã thông qua tổng mức đầu tư 38 tỷ đồng."),
    ((4, 2), "kiểm đếm đất của 47 hộ", "Tổ kiểm đếm ghi nhận tài sản trên đất của từng hộ, có chữ ký chủ đất."),
    ((5, 18), "công khai phương án bồi thường", "Bảng giá được niêm yết ở nhà văn hóa thôn trong hai mươi ngày."),
    ((7, 1), "đối thoại với 6 hộ chưa đồng thuận", "Các hộ đề nghị xem lại giá đất vườn liền kề đất ở."),
    ((8, 22), "chi trả 9,8 tỷ đồng đợt đầu", "Kho bạc chuyển tiền vào tài khoản của 41 hộ."),
    ((10, 5), "khởi công đoạn đầu dài 1,4 km", "Nhà thầu tập kết hai máy xúc, hẹn xong nền trước Tết."),
    ((12, 15), "thông xe kỹ thuật", "Mặt đường rộng 7 m, học sinh hai thôn đi học gần hơn 3 km."),
)


def _project() -> Iterator[tuple[str, datetime, str, str, str]]:
    for (month, day), what, told in _STAGES:
        yield (
            "đường trục",
            datetime(2026, month, day, 1, 0, tzinfo=UTC),
            "saomai.example",
            f"Dự án đường trục Kiến Quốc: {what}",
            f"Dự án đường trục Kiến Quốc vừa {what}. {told}",
        )


def _accidents() -> Iterator[tuple[str, datetime, str, str, str]]:
    tellings = (
        ("tai nạn một", 4, "sáng", "ông N.V.T. (54 tuổi) bị gãy chân", "xe tải chở gạch", "xe máy"),
        ("tai nạn hai", 12, "tối", "chị P.T.H. (31 tuổi) bị thương ở đầu", "xe tải chở cát", "xe đạp điện"),
    )
    for event, day, part, hurt, truck, other in tellings:
        moment = datetime(2026, 6, day, 14, 0, tzinfo=UTC)
        yield (
            event,
            moment,
            "saomai.example",
            f"Xe tải va chạm {other} trên đường tỉnh 361, một người bị thương",
            f"Khoảng 6 giờ {part} {day}/6, trên đường tỉnh 361 qua xã Nghi Dương, {truck} va chạm {other} khiến {hurt}."
            " Công an xã có mặt phân luồng, đưa người bị thương đi cấp cứu.",
        )
        yield (
            event,
            moment.replace(hour=20),
            "cuabien.example",
            f"Nghi Dương: {truck} va chạm {other}, một người bị {hurt.split(' bị ')[1]}",
            f"Vụ va chạm xảy ra {part} {day}/6 trên đường tỉnh 361, đoạn qua xã Nghi Dương. Theo Công an xã, {truck} "
            f"đi cùng chiều với {other}; {hurt}.",
        )


def year() -> list[tuple[str, Item]]:
    """Every article with its event, in order of publication."""
    told = [*_meetings(), *_feasts(), *_project(), *_accidents()]
    told.sort(key=lambda row: row[1])
    return [
        (event, Item(f"{number:03d}", title, text, moment, outlet))
        for number, (event, moment, outlet, title, text) in enumerate(told)
    ]
