"""Pages that answer 200 at an article's address and hold none: what a newspaper says instead is never an article."""

from __future__ import annotations

from datetime import datetime

import pytest

from crawler.extract import read_html
from domain.outcome import Trouble, Word

NOW = datetime.fromisoformat("2026-11-28T10:00:00+07:00")
URL = "https://bienxanh.example/pha-ben-mau-chay-them-chuyen-dem-88100.html"
CARDS = "".join(
    f'<div><h3><a href="/r{n}-8800{n}.html">Hai hộ nuôi hàu ở Vụng Mẫu được bồi thường sau vụ tràn dầu {n}</a></h3>'
    f"<p>Công trình được người dân góp hơn 300 ngày công, hoàn thành trước hẹn và bàn giao sáng nay. {n}</p></div>"
    for n in range(1, 7)
)
PAGES = {
    "không thấy": "<h1>Không tìm thấy trang</h1><p>Trang bạn tìm không tồn tại hoặc đã bị xóa. Mời về trang chủ.</p>",
    "không thấy, mời đọc bài khác": (
        "<h1>Nội dung không tồn tại</h1><p>Bài viết bạn yêu cầu không còn trên hệ thống. Mời bạn xem các bài mới dưới "
        f"đây hoặc dùng ô tìm kiếm ở đầu trang để tìm bài khác theo từ khóa.</p>{CARDS}"
    ),
    "trang chủ": f"<h2>Tin mới</h2>{CARDS}",
    "bảo trì": (
        "<h1>Hệ thống đang bảo trì</h1><p>Chúng tôi đang nâng cấp hệ thống để phục vụ bạn đọc tốt hơn, dự kiến hoàn "
        "thành lúc 06:00 ngày 28/11/2026. Mong bạn đọc thông cảm và quay lại sau ít phút nữa.</p>"
    ),
    "đăng nhập": "<h1>Đăng nhập để tiếp tục</h1><p>Vui lòng đăng nhập để đọc bài viết này.</p>",
    "đã gỡ, có giờ": (
        "<div class=date>28/11/2026 09:58</div><h1>Rất tiếc, bài viết không tồn tại</h1><p>Có thể bài đã được gỡ theo "
        "yêu cầu của tòa soạn, hoặc địa chỉ bạn nhập chưa đúng; xin kiểm tra lại địa chỉ hoặc tìm bài theo từ khóa.</p>"
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_soft_error_page_is_no_article(name: str) -> None:
    head = "<!doctype html><html><head><meta charset=utf-8><title>Biển Xanh</title></head>"
    text = f"{head}<body>{PAGES[name]}</body></html>"
    found = read_html(text.encode(), URL, NOW, names=("Biển Xanh",))
    assert isinstance(found, Trouble), found
    assert found.word in (Word.NOT_ARTICLE, Word.NO_TEXT)
