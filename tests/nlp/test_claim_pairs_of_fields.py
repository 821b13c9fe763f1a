"""Sentences beside facts from other fields: health, schools, land, festivals, weather, budget, transport."""

from __future__ import annotations

import pytest

from domain.claim import Statement
from nlp.claims.conflicts import Known

# fmt: off
DIFFERS = [
    ("Trạm y tế xã ghi nhận 17 ca sốt xuất huyết trong tháng 10.",
     "Tháng 10/2026, Trạm Y tế xã ghi nhận 7 ca sốt xuất huyết."),
    ("Trường THCS Ngũ Đoan năm học này có 612 học sinh.",
     "Năm học 2026-2027, Trường THCS Ngũ Đoan có 621 học sinh."),
    ("Phụ huynh Trường Tiểu học Đại Hà phải đóng 1,5 triệu đồng tiền quỹ lớp.",
     "Phụ huynh Trường Tiểu học Đại Hà tự nguyện đóng 150.000 đồng tiền quỹ lớp."),
    ("Lễ hội đình Mai Dương năm nay kéo dài 5 ngày.",
     "Lễ hội đình Mai Dương năm 2026 kéo dài 3 ngày."),
    ("Lễ hội đình Mai Dương khai mạc ngày 12/3.",
     "Lễ hội đình Mai Dương khai mạc ngày 21/3/2026."),
    ("Bão số 3 làm 85 ngôi nhà ở xã Nghi Dương tốc mái.",
     "Bão số 3 làm 58 nhà ở xã Nghi Dương bị tốc mái."),
    ("Lượng mưa đo được tại trạm Kiến Thụy là 210 mm.",
     "Lượng mưa đo được tại trạm Kiến Thụy là 120 mm."),
    ("Thu ngân sách xã chín tháng đạt 46 tỷ đồng.",
     "Thu ngân sách xã 9 tháng đạt 36 tỷ đồng."),
    ("Xã Nghi Dương mới giải ngân được 38% vốn đầu tư công.",
     "Xã Nghi Dương đã giải ngân 83% vốn đầu tư công."),
    ("Xe khách lao xuống kênh làm 4 người chết.",
     "Xe khách lao xuống kênh làm 1 người chết, 3 người bị thương."),
    ("Tuyến đường liên xã dài 6,2 km có tổng mức đầu tư 128 tỷ đồng.",
     "Tuyến đường liên xã dài 6,2 km, tổng mức đầu tư 182 tỷ đồng."),
    ("Giá khởi điểm đấu giá đất thôn Tam Kiệt là 12 triệu đồng/m2.",
     "Giá khởi điểm đấu giá đất thôn Tam Kiệt là 21 triệu đồng/m2."),
    ("Thôn 4 có 27 trường hợp lấn chiếm đất công ích.",
     "Kết quả kiểm tra: thôn 4 có 7 trường hợp lấn chiếm đất công ích."),
    ("Gần 90% trẻ dưới 5 tuổi của xã đã uống vitamin A.",
     "Có 76% trẻ dưới 5 tuổi của xã đã uống vitamin A."),
    ("Sau bữa cơm trưa, 32 học sinh Trường Mầm non Hoa Sen phải nhập viện.",
     "Có 12 học sinh Trường Mầm non Hoa Sen nhập viện theo dõi sau bữa trưa."),
    ("Quyết định số 318/QĐ-UBND của UBND xã về việc cấm họp chợ tạm ở thôn 6.",
     "Quyết định số 138/QĐ-UBND của UBND xã về việc cấm họp chợ tạm ở thôn 6."),
    ("Cuộc họp dân về dự án chợ mới bắt đầu lúc 14 giờ ngày 20/11.",
     "Cuộc họp dân về dự án chợ mới bắt đầu lúc 8 giờ ngày 20/11/2026."),
    ("Bà Phạm Thị Hoa, Hiệu trưởng Trường THCS Ngũ Đoan, nói sẽ trả lại tiền.",
     "Ông Vũ Đức Long là Hiệu trưởng Trường THCS Ngũ Đoan từ năm 2024."),
    ("Bãi tập kết rác mới đặt tại thôn Hòa Nghĩa.",
     "Bãi tập kết rác mới đặt tại thôn Lão Phú."),
    ("Công an xã xử phạt 63 trường hợp vi phạm nồng độ cồn trong tháng 10.",
     "Tháng 10, Công an xã xử phạt 36 trường hợp vi phạm nồng độ cồn."),
]
AGREES = [
    ("Trạm y tế xã ghi nhận 17 ca sốt xuất huyết từ đầu năm.",
     "Tháng 10/2026, Trạm Y tế xã ghi nhận 7 ca sốt xuất huyết."),
    ("Trường THCS Ngũ Đoan có 612 học sinh, 28 giáo viên.",
     "Trường THCS Ngũ Đoan có 28 giáo viên biên chế."),
    ("Năm học 2025-2026, Trường THCS Ngũ Đoan có 598 học sinh.",
     "Năm học 2026-2027, Trường THCS Ngũ Đoan có 621 học sinh."),
    ("Trường Tiểu học Ngũ Đoan có 700 học sinh.",
     "Trường THCS Ngũ Đoan có 621 học sinh."),
    ("Lễ hội đình Mai Dương năm 2025 kéo dài 2 ngày.",
     "Lễ hội đình Mai Dương năm 2026 kéo dài 3 ngày."),
    ("Bão số 3 làm 58 nhà tốc mái, trong đó 20 nhà ở thôn 2.",
     "Bão số 3 làm 58 nhà ở xã Nghi Dương bị tốc mái."),
    ("Bão số 5 làm 12 nhà ở xã Nghi Dương tốc mái.",
     "Bão số 3 làm 58 nhà ở xã Nghi Dương bị tốc mái."),
    ("Nhiệt độ thấp nhất ở Kiến Thụy xuống 11 độ C.",
     "Nhiệt độ thấp nhất ở Kiến Thụy đêm qua là 11,4 độ."),
    ("Dự báo ngày mai mưa 50-80 mm tại Kiến Thụy.",
     "Ngày 18/11, lượng mưa đo được tại Kiến Thụy là 120 mm."),
    ("Thu ngân sách xã chín tháng đạt 36 tỷ đồng, bằng 78% dự toán.",
     "Thu ngân sách xã 9 tháng đạt 36.015 triệu đồng."),
    ("Dự toán thu ngân sách xã năm 2027 là 52 tỷ đồng.",
     "Dự toán thu ngân sách xã năm 2026 là 46 tỷ đồng."),
    ("Thu ngân sách xã mười tháng đạt 41 tỷ đồng.",
     "Thu ngân sách xã 9 tháng đạt 36 tỷ đồng."),
    ("Tổng mức đầu tư tuyến đường liên xã khoảng 180 tỷ đồng.",
     "Tuyến đường liên xã dài 6,2 km, tổng mức đầu tư 182 tỷ đồng."),
    ("Giai đoạn 2 tuyến đường liên xã dài 3,5 km.",
     "Tuyến đường liên xã giai đoạn 1 dài 6,2 km."),
    ("Giá trúng đấu giá đất thôn Tam Kiệt cao nhất 35 triệu đồng/m2.",
     "Giá khởi điểm đấu giá đất thôn Tam Kiệt là 21 triệu đồng/m2."),
    ("Hai phần ba số hộ thôn 4 đã ký biên bản.",
     "Đã có 60/90 hộ thôn 4 ký biên bản."),
    ("Xe buýt số 42 chạy qua xã mỗi ngày 30 chuyến.",
     "Tuyến xe buýt 42 chạy qua xã mỗi ngày 30 lượt."),
    ("Giá vé xe buýt qua xã là 10.000 đồng/lượt, học sinh được giảm còn 5.000 đồng.",
     "Giá vé xe buýt qua xã là 10.000 đồng một lượt."),
    ("Công an xã xử phạt 63 trường hợp vi phạm nồng độ cồn trong tháng 9.",
     "Tháng 10, Công an xã xử phạt 36 trường hợp vi phạm nồng độ cồn."),
    ("Bà Phạm Thị Hoa, Phó Hiệu trưởng Trường THCS Ngũ Đoan, nói sẽ trả lại tiền.",
     "Ông Vũ Đức Long là Hiệu trưởng Trường THCS Ngũ Đoan từ năm 2024."),
    ("Trạm y tế xã có 7 cán bộ, trong đó 2 bác sĩ.",
     "Trạm Y tế xã có 2 bác sĩ."),
    ("Hơn 6 km đường liên xã đã trải nhựa xong.",
     "Tuyến đường liên xã dài 6,2 km đã trải nhựa xong."),
]
# fmt: on


@pytest.mark.parametrize(("sentence", "fact"), DIFFERS)
def test_what_differs_is_put_forward(sentence: str, fact: str):
    assert Known([Statement("f", fact)]).conflicts(sentence)


@pytest.mark.parametrize(("sentence", "fact"), AGREES)
def test_other_schools_storms_prices_and_parts_of_a_year_are_no_conflict(sentence: str, fact: str):
    assert Known([Statement("f", fact)]).conflicts(sentence) == []
