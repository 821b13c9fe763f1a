"""`source try`: what would be read of a newspaper, and of one article each field with where it stood."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.diembao.small_press import diembao, feed, office
from tests.loopback import Reply, papers

_PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8">
<title>Bãi bồi thôn Hạ xanh lại sau ba mùa trồng cây</title>
<meta name="news_keywords" content="bãi bồi, trồng rừng">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bãi bồi thôn Hạ xanh lại sau ba mùa trồng cây",
"datePublished":"2026-11-13T08:15:00+07:00","articleSection":"Môi trường"}</script></head>
<body><h1>Bãi bồi thôn Hạ xanh lại sau ba mùa trồng cây</h1>
<p class="sapo">Sau ba mùa, hơn mười héc ta bãi bồi ven sông đã phủ kín cây bần chua do bà con trong thôn tự ươm.</p>
<div class="noi-dung">
<p>Những ngày này, dọc triền sông là màu xanh non của cây bần chua, cây giữ đất tốt nhất vùng.</p>
<p>Ban đầu, cây chết nhiều do sóng đánh, bà con đóng cọc tre chắn sóng rồi trồng lại từng gốc một theo hàng.</p>
<p>Đến nay bãi đã nâng cao thêm gần nửa mét, tôm cá về nhiều, nhiều hộ có thêm nguồn thu từ mật ong hoa bần.</p>
<p style="text-align:right"><strong>Mai Thu Hà</strong></p></div></body></html>"""


def test_each_field_says_where_it_was_read(tmp_path: Path) -> None:
    with papers({}) as (paper,):
        paper.pages |= {"/rss": feed(paper, range(1)), "/tin-0.html": Reply(_PAGE.encode())}
        office(tmp_path, [paper])
        lines = diembao(tmp_path, "source", "try", "bao-0").splitlines()
    origins = {line.split(":")[0]: after.strip() for line, after in pairwise(lines) if ": " in line}
    assert origins["Tiêu đề"] == "lấy từ: dòng tiêu đề lớn nhất trên trang (h1)"
    assert origins["Sapô"] == "lấy từ: dòng riêng in trên trang"
    assert origins["Tác giả"] == "lấy từ: dòng ký tên cuối bài"
    assert origins["Ngày đăng"] == "lấy từ: phần khai báo máy đọc của trang (JSON-LD)"
    assert origins["Chuyên mục"] == "lấy từ: phần khai báo máy đọc của trang (JSON-LD)"
    assert origins["Từ khóa"] == "lấy từ: thẻ mô tả ở đầu trang (meta)"
    assert origins["Nội dung"].startswith("lấy từ: phần chữ của bài trên trang")
    assert "Tác giả: Mai Thu Hà" in lines
