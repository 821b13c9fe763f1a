"""The ways in which a newspaper on loopback misbehaves, and how each must end (docs/how-to/add-a-source.md)."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass

import brotli

from domain.outcome import OUTCOMES, Word
from tests.crawler.site import Answer, dripping, moved, page, raw, slow, status

ALLOW = page(b"User-agent: *\nDisallow: /kin\n", Content_Type="text/plain")
HTML = (
    b"<html><head><title>B\xc3\xa1o</title></head><body>"
    + b"<p>M\xe1\xbb\x99t \xc4\x91o\xe1\xba\xa1n.</p>" * 50
    + b"</body></html>"
)
HANG = slow(8, page())


@dataclass(frozen=True)
class Case:
    """`path` of newspaper `<name>.example`: `answer` there, `robots` at /robots.txt; `word` None means a page comes."""

    name: str
    what: str
    answer: Answer
    word: Word | None
    lasting: bool = False
    robots: Answer = ALLOW
    path: str = "/bai-1.html"
    retry_after: float | None = None

    @property
    def host(self) -> str:
        return f"{self.name}.example"


def endless(size: int) -> Answer:
    """A body without a stated length."""

    def answer(handler):  # type: ignore[no-untyped-def]
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
        for _ in range(size // 65_536):
            handler.wfile.write(b" " * 65_536)

    return answer


def bomb(size: int) -> bytes:
    """`size` blanks, compressed about a thousandfold."""
    engine = zlib.compressobj(9, wbits=31)
    return b"".join(engine.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + engine.flush()


def brotli_bomb() -> bytes:
    """20 MB of blanks in some hundred bytes."""
    engine = brotli.Compressor(quality=5)
    return b"".join(engine.process(b" " * 1_000_000) for _ in range(20)) + engine.finish()


def with_cookies(handler):  # type: ignore[no-untyped-def]
    """Back to the same address, each time with another cookie."""
    handler.send(302, b"", Location="/bai-1.html", Set_Cookie=f"phien={len(handler.server.site.seen)}")


def flood(handler):  # type: ignore[no-untyped-def]
    """Ten thousand times "go on", then the page."""
    handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000)
    handler.send(200, HTML)


PACKED = gzip.compress(HTML)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n"
SCRIPT = b'<html><body><script>document.cookie="D1N=abc;path=/";window.location.reload(true);</script></body></html>'

CASES = (
    Case("khong-con", "Trang đã bị gỡ (mã 404)", status(404), Word.GONE, lasting=True),
    Case("da-xoa", "Trang đã xóa hẳn (mã 410)", status(410), Word.GONE, lasting=True),
    Case("cam", "Máy chủ từ chối (mã 403)", status(403), Word.REFUSED, lasting=True),
    Case("dang-nhap", "Đòi đăng nhập (mã 401)", status(401), Word.REFUSED, lasting=True),
    Case("phap-ly", "Bị chặn theo yêu cầu pháp lý (mã 451)", status(451), Word.REFUSED, lasting=True),
    Case("loi-may-chu", "Máy chủ lỗi (mã 500)", status(500), Word.HTTP_ERROR),
    Case("cong-loi", "Máy chủ trung gian lỗi (mã 502)", status(502), Word.HTTP_ERROR),
    Case("bao-tri", "Bảo trì, không hẹn giờ (mã 503)", status(503), Word.HTTP_ERROR),
    Case("hen-gio", "Bảo trì, hẹn 120 giây (mã 503)", status(503, Retry_After="120"), Word.BUSY, retry_after=120),
    Case("qua-tai", "Quá tải, hẹn 90 giây (mã 429)", status(429, Retry_After="90"), Word.BUSY, retry_after=90),
    Case("im-lang", "Nhận yêu cầu rồi im lặng", HANG, Word.TIMEOUT),
    Case(
        "nho-giot",
        "Gửi nhỏ giọt từng ký tự",
        dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"),
        Word.TIMEOUT,
    ),
    Case("nho-giot-dau", "Nhỏ giọt ngay từ phần đầu", dripping(b"HTTP/1.1 200 OK\r\nX-A: "), Word.TIMEOUT),
    Case("ngat", "Ngắt kết nối, không trả lời", raw(b""), Word.UNREACHABLE),
    Case("vo-nghia", "Trả lời không đúng chuẩn", raw(b"xin chao\r\n\r\nkhong phai HTTP"), Word.BROKEN_ENCODING),
    Case("dau-dai", "Phần đầu dài bất tận", raw(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 200_000), Word.UNREACHABLE),
    Case("rat-lon", "Trang 20 MB, có báo trước độ dài", page(b" " * 20_000_000), Word.TOO_LARGE, lasting=True),
    Case("lon-dan", "Trang 20 MB, không báo trước", endless(20_000_000), Word.TOO_LARGE, lasting=True),
    Case(
        "bom-nen",
        "Bom nén: 100 KB bung thành 100 MB",
        page(bomb(100_000_000), Content_Encoding="gzip"),
        Word.TOO_LARGE,
        True,
    ),
    Case("nen-hong", "Nén hỏng", page(PACKED[:20] + b"\x00" * 40, Content_Encoding="gzip"), Word.BROKEN_ENCODING),
    Case("nen-cut", "Nén bị cắt giữa chừng", page(PACKED[:-12], Content_Encoding="gzip"), Word.BROKEN_ENCODING),
    Case("nen-la", "Kiểu nén không ai yêu cầu", page(HTML, Content_Encoding="compress"), Word.BROKEN_ENCODING),
    Case(
        "cut-giua",
        "Trang bị cắt giữa chừng",
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<html>"),
        Word.BROKEN_ENCODING,
    ),
    Case("khuc-hong", "Trang gửi từng khúc, khúc sau hỏng", raw(CHUNKED + b"zz\r\nabc"), Word.BROKEN_ENCODING),
    Case("khuc-thieu", "Trang gửi từng khúc, thiếu khúc cuối", raw(CHUNKED), Word.BROKEN_ENCODING),
    Case("trong", "Trang trống (mã 200)", page(b""), Word.EMPTY),
    Case("khoang-trang", "Trang chỉ có khoảng trắng", page(b" \r\n\t "), Word.EMPTY),
    Case("khong-noi-dung", "Không có nội dung (mã 204)", raw(b"HTTP/1.1 204 No Content\r\n\r\n"), Word.EMPTY),
    Case("kiem-tra", "Trang kiểm tra trình duyệt (đặt cookie)", page(SCRIPT), Word.COOKIE_WALL, lasting=True),
    Case("vong-quanh", "Chuyển hướng vòng quanh", moved("/bai-1.html"), Word.REDIRECTS, lasting=True),
    Case("day-chuyen", "Chuyển hướng nối tiếp không dứt", moved("/n1"), Word.REDIRECTS, lasting=True),
    Case(
        "sang-ftp",
        "Chuyển hướng sang địa chỉ không phải web",
        moved("ftp://a.example/"),
        Word.BAD_ADDRESS,
        lasting=True,
    ),
    Case(
        "vao-mang-rieng", "Chuyển hướng vào mạng nội bộ", moved("http://10.0.0.8/"), Word.PRIVATE_ADDRESS, lasting=True
    ),
    Case(
        "vao-chinh-may",
        "Chuyển hướng vào chính máy này",
        moved("http://2130706433/"),
        Word.PRIVATE_ADDRESS,
        lasting=True,
    ),
    Case(
        "sang-cam",
        "Chuyển hướng sang mục bị cấm của báo khác",
        moved("http://cam-doc.example/kin"),
        Word.FORBIDDEN,
        lasting=True,
    ),
    Case("cam-doc", "robots.txt cấm", page(), Word.FORBIDDEN, lasting=True, path="/kin/bai-1.html"),
    Case("robots-loi", "robots.txt báo lỗi (mã 500)", page(), Word.HTTP_ERROR, robots=status(500)),
    Case("robots-im", "robots.txt im lặng", page(), Word.TIMEOUT, robots=HANG),
    Case("robots-ngat", "robots.txt bị ngắt", page(), Word.UNREACHABLE, robots=raw(b"")),
    Case("robots-ban", "robots.txt quá tải (mã 429)", page(), Word.BUSY, robots=status(429)),
    Case("robots-khong", "Không có robots.txt (mã 404): được đọc", page(), None, robots=status(404)),
    Case("robots-403", "robots.txt bị từ chối (mã 403): được đọc", page(), None, robots=status(403)),
    Case("robots-trang", "robots.txt là trang web thường: được đọc", page(), None, robots=page(HTML)),
    Case("robots-vong", "robots.txt chuyển hướng vòng quanh: được đọc", page(), None, robots=moved("/robots.txt")),
    Case(
        "sai-do-dai",
        "Khai sai độ dài nhưng trang đủ",
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + HTML),
        None,
    ),
    Case("nen-tot", "Trang nén đúng chuẩn", page(PACKED, Content_Encoding="gzip"), None),
    Case("nen-tho", "Nén kiểu cũ không có phần đầu", page(zlib.compress(HTML)[2:-4], Content_Encoding="deflate"), None),
    Case(
        "bang-ma-cu",
        "Trang dùng bảng mã windows-1258",
        page(HTML.decode().replace("ạ", "a").encode("cp1258", "replace")),
        None,
    ),
    Case(
        "robots-rieng",
        "robots.txt chuyển hướng vào mạng nội bộ",
        page(),
        Word.PRIVATE_ADDRESS,
        True,
        moved("http://10.0.0.8/"),
    ),
    Case("robots-trang-khong", "robots.txt trống: được đọc", page(), None, robots=page(b"\n \n")),
    Case("robots-cut", "robots.txt bị cắt giữa chừng", page(), Word.BROKEN_ENCODING, robots=raw(CHUNKED)),
    Case("chuyen-co-dau", "Chuyển hướng tới địa chỉ viết có dấu", moved("/b\xc3\xa0i.html"), None),
    Case("nen-hai-lop", "Trang nén hai lớp, có báo", page(gzip.compress(PACKED), Content_Encoding="gzip, gzip"), None),
    Case(
        "bom-hai-lop",
        "Bom nén hai lớp",
        page(gzip.compress(bomb(100_000_000)), Content_Encoding="gzip, gzip"),
        Word.TOO_LARGE,
        lasting=True,
    ),
    Case("br-gia", "Khai nén kiểu br mà không nén", page(HTML, Content_Encoding="br"), Word.BROKEN_ENCODING),
    Case("nen-gia", "Khai có nén mà không nén", page(HTML, Content_Encoding="gzip"), Word.BROKEN_ENCODING),
    Case("do-dai-am", "Khai độ dài âm", raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + HTML), Word.UNREACHABLE),
    Case(
        "dau-nhieu", "Phần đầu 50.000 dòng", raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 50_000 + b"\r\n" + HTML), None
    ),
    Case("http-09", "Trả trang không có phần đầu (HTTP/0.9)", raw(HTML), Word.UNREACHABLE),
    Case("khoan-da", "10.000 lần trả lời tạm (mã 100) rồi mới đến trang", flood, None),
    Case(
        "chua-doc-304",
        'Trả lời "không có gì mới" cho bài chưa đọc lần nào (mã 304)',
        raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
        Word.EMPTY,
    ),
    Case(
        "chuyen-trong",
        "Chuyển hướng mà không nói đi đâu",
        raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
        Word.HTTP_ERROR,
    ),
    Case("ma-la", "Mã trả lời không có trong chuẩn (mã 999)", status(999), Word.HTTP_ERROR),
    Case("cookie-vong", "Chuyển hướng vòng quanh, mỗi lần một cookie", with_cookies, Word.REDIRECTS, lasting=True),
    Case("sang-lenh", "Chuyển hướng sang javascript:", moved("javascript:alert(1)"), Word.BAD_ADDRESS, lasting=True),
    Case(
        "kem-ten",
        "Chuyển hướng tới địa chỉ kèm tên và mật khẩu",
        moved("http://a:b@10.0.0.8/"),
        Word.BAD_ADDRESS,
        lasting=True,
    ),
    Case("the-long", "100.000 thẻ lồng nhau", page(b"<html><body>" + b"<div>" * 100_000 + b"a"), None),
    Case("ngay-mai-sau", "Ngày sửa ở năm 2098", page(HTML, Last_Modified="Wed, 01 Jan 2098 00:00:00 GMT"), None),
    Case(
        "robots-lon",
        "robots.txt 1 MB, lệnh cấm ở đầu: theo phần đầu",
        page(),
        Word.FORBIDDEN,
        lasting=True,
        robots=page(b"User-agent: *\nDisallow: /bai\n" + b"Disallow: /x\n" * 80_000),
    ),
    Case(
        "robots-lon-phep",
        "robots.txt 1 MB không cấm bài này: được đọc",
        page(HTML),
        None,
        robots=page(b"User-agent: *\n" + b"Disallow: /x\n" * 80_000),
    ),
    Case(
        "robots-vo-tan",
        "robots.txt dài vô tận, không báo độ dài",
        page(HTML),
        None,
        robots=endless(2_000_000),
    ),
    Case(
        "robots-nen-bom",
        "robots.txt là bom nén",
        page(HTML),
        Word.TOO_LARGE,
        robots=page(bomb(10_000_000), Content_Encoding="gzip"),
    ),
    Case("bom-br", "Bom nén kiểu br", page(brotli_bomb(), Content_Encoding="br"), Word.TOO_LARGE, lasting=True),
    Case(
        "tu-tai-lai",
        "Trang tự chuyển mãi về chính nó (meta refresh): chỉ đọc một lần",
        page(HTML.replace(b"<head>", b'<head><meta http-equiv="refresh" content="0;url=/bai-1.html">')),
        None,
    ),
    Case(
        "robots-bom",
        "robots.txt cấm, có dấu BOM ở đầu",
        page(),
        Word.FORBIDDEN,
        lasting=True,
        robots=page(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n"),
    ),
    Case(
        "robots-cr",
        "robots.txt cấm, xuống dòng kiểu máy Mac cũ",
        page(),
        Word.FORBIDDEN,
        lasting=True,
        robots=page(b"User-agent: *\rDisallow: /\r"),
    ),
    Case("chuyen-tot", "Chuyển hướng một lần tới bài thật", moved("/bai-2.html"), None),
)

# Ways in that misbehave, connections that do, each with a test of its own elsewhere: what, outcome, lasting.
WAYS: tuple[tuple[str, Word | None, bool], ...] = (
    ("RSS trả về trang web thường", Word.FEED_IS_HTML, False),
    ("RSS trả về trang kiểm tra trình duyệt", Word.COOKIE_WALL, True),
    ("RSS trống", Word.EMPTY, False),
    ("RSS không phải XML", Word.FEED_BROKEN, False),
    ("RSS cài thực thể XML để làm tràn bộ nhớ", Word.FEED_BROKEN, False),
    ("RSS bị cắt giữa chừng (các tin đã nhận đủ vẫn được lấy)", Word.FEED_CUT, False),
    ("RSS khai sai bảng mã, hoặc sai cú pháp nhỏ: vẫn đọc được", None, False),
    ("Sơ đồ trang bị cắt giữa chừng", Word.FEED_CUT, False),
    ("Sơ đồ trang nén bung quá lớn", Word.TOO_LARGE, True),
    ("Trang chuyên mục không còn bài nào", Word.FEED_BROKEN, False),
    ('Trả lời "không có gì mới" ngay sau một lần đọc hỏng', Word.HTTP_ERROR, False),
    ("Chứng thư hết hạn, sai tên, hoặc không rõ ai cấp", Word.TLS, False),
    ("Không có máy chủ ở địa chỉ này, hoặc tên miền không có", Word.UNREACHABLE, False),
    ("Địa chỉ trong mạng nội bộ, viết dưới bất kỳ dạng nào", Word.PRIVATE_ADDRESS, True),
    ("Địa chỉ viết sai", Word.BAD_ADDRESS, True),
)


def table_row(what: str, word: Word | None, lasting: bool) -> str:
    """A row of the table in docs/how-to/add-a-source.md."""
    if word is None:
        return f"| {what} | Đọc bình thường. | `done` | |"
    return f"| {what} | {OUTCOMES[word]} | `{word}` | {'Để riêng' if lasting else 'Thử lại'} |"
