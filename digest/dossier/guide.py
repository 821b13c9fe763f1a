# ruff: noqa: E501 - prose with commands that must not be broken
"""DOC-TRUOC.txt: what is in a dossier and how to check it without this program, for whoever receives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digest.dossier.files import HASHES
from digest.safe import printable
from domain.clock import vi_moment
from domain.dossier import Dossier

_LOOP = r"""truoc=$(head -n 1 TEP)
tail -n +2 TEP | while IFS= read -r dong; do
  truoc=$(printf '%s %s' "$truoc" "$dong" | sha256sum | cut -d ' ' -f 1); echo "$truoc"
done | tail -n 1"""
_POWERSHELL = (
    'Get-Content SHA256SUMS | ForEach-Object { $ma, $ten = $_ -split "  ", 2; '
    'if ((Get-FileHash $ten).Hash -ne $ma) { "KHAC: $ten" } }'
)

_USE = """Tài liệu này chỉ dùng nội bộ và kèm công văn gửi cơ quan báo chí, cơ quan có thẩm quyền. Không đăng lại toàn văn
bài báo, ảnh chụp trang báo lên cổng thông tin, Zalo, Facebook (quyền tác giả).
Tệp .html trong các thư mục bai-… là bản gốc nguyên văn, có thể chứa mã của trang báo: mời đọc tệp .txt; cần xem
bản gốc thì mở bằng trình soạn thảo văn bản, hoặc mở tệp .warc.gz bằng phần mềm xem WARC."""

_INSIDE = """bai-N/ban-K.html     trang báo đúng từng byte như máy chủ của báo gửi (đã bỏ nén đường truyền)
bai-N/ban-K.warc.gz  cùng trang đó trong bản ghi WARC (ISO 28500): byte, tiêu đề HTTP, giờ, địa chỉ máy chủ, chứng thư
bai-N/ban-K.txt      chữ của bài ở phiên bản K
bai-N/ban-K.json     giờ tải, địa chỉ máy chủ, chứng thư, phần mềm, mã SHA-256, số mắt xích
bai-N/ban-K.png      ảnh dựng từ byte đã lưu, không mạng, không mã lệnh (nếu có)
bai-N/khac-K-L.html  chữ khác nhau giữa hai phiên bản (và .txt)
bai-N/lich-su.txt    các thay đổi, các lần xem lại
chuoi/               các đoạn của chuỗi ghi nhận giữ cố định những bản này
tem/                 tem thời gian của tổ chức cấp tem (nếu có)
kem-theo/            tài liệu kèm theo (nếu có)
muc-luc.json         mục lục cho máy đọc
SHA256SUMS           mã SHA-256 của mọi tệp"""


def text(dossier: Dossier, files: Mapping[str, bytes]) -> str:
    """The whole page."""
    parts = [
        f"HỒ SƠ LƯU: {printable(dossier.title)}",
        f"Cơ quan lập: {printable(dossier.office)}",
        "\n".join(_articles(dossier)),
        _USE,
        f"TRONG HỒ SƠ CÓ GÌ\n\n{_INSIDE}",
        "CÁCH KIỂM TRA KHÔNG CẦN PHẦN MỀM CỦA CHÚNG TÔI",
        *(f"{number}. {step}" for number, step in enumerate(_steps(dossier, files), start=1)),
    ]
    return "\n\n".join(parts) + "\n"


def _articles(dossier: Dossier) -> Iterator[str]:
    yield "Các bài:"
    for number, (exhibit, outlet) in enumerate(zip(dossier.exhibits, dossier.outlets, strict=True), start=1):
        article = exhibit.article
        count = len(exhibit.snapshots)
        yield f"- bai-{number}: “{printable(article.title)}”, {printable(outlet)}, {printable(article.url)} ({count} phiên bản)"
    for number, extra in enumerate(dossier.extras, start=1):
        yield f"- kem-theo/{number:02d}: {printable(extra.what)}"


def _steps(dossier: Dossier, files: Mapping[str, bytes]) -> Iterator[str]:
    yield f"""Không tệp nào bị sửa. Giải nén rồi chạy trong thư mục vừa giải nén:
   Linux:    sha256sum -c {HASHES}
   macOS:    shasum -a 256 -c {HASHES}
   Windows (PowerShell, không in gì là đúng cả):
     {_POWERSHELL}
   Mã SHA-256 của cả tệp ZIP được in khi lập và ghi vào nhật ký của cơ quan."""
    yield """Bản gốc khớp với bản ghi. Trong bai-N/ban-K.json, “sha256” phải bằng mã của ban-K.html và “record_sha256” phải
   bằng mã của ban-K.warc.gz (lệnh: sha256sum TÊN_TỆP, hoặc openssl dgst -sha256 TÊN_TỆP)."""
    yield """Bản ghi WARC đọc được bằng phần mềm tiêu chuẩn bất kỳ (ReplayWeb.page, pywb, warcio). Gộp thành một tệp:
   cat bai-*/ban-*.warc.gz > tat-ca.warc.gz; kiểm tra: warcio check -v tat-ca.warc.gz"""
    ends = files.get("chuoi/cuoi-doan.txt", b"").decode()
    if dossier.stretches:
        yield f"""Bản ghi nằm trong chuỗi. Mỗi dòng của chuoi/doan-N.txt (từ dòng thứ hai) là một mắt xích; mã của nó là SHA-256
   của mã trước, một dấu cách và chính dòng đó; dòng đầu là mã trước mắt xích đầu tiên. Chạy (thay TEP bằng tên tệp):

{_LOOP}

   Kết quả phải bằng mã cuối đoạn (tệp, số mắt xích, mã):
{"".join(f"     {line}" for line in ends.splitlines(keepends=True))}   Trong đoạn có dòng “page …” mang “record” bằng mã của ban-K.warc.gz. Mã cuối đoạn còn được ghi ở sổ
   archive/chuoi.txt của cơ quan; các bản tổng hợp đã in, đã gửi mang cuối chuỗi về sau, nên không ai sửa lại được
   đoạn này mà các bản ấy vẫn khớp (lệnh đối chiếu trên máy của cơ quan: diembao verify --head "SỐ MÃ")."""
    for stamp in dossier.stamps:
        yield f"""Tem thời gian (RFC 3161) của {printable(stamp.authority)}, cấp lúc {vi_moment(stamp.at)}, chứng nhận cuối chuỗi
   ghi trong tem/tem-{stamp.number}.txt đã có vào lúc đó. Tải chứng thư gốc của tổ chức cấp tem (goc.pem) rồi chạy:
   openssl ts -verify -data tem/tem-{stamp.number}.txt -in tem/tem-{stamp.number}.tsr -CAfile goc.pem
   Xem nội dung tem: openssl ts -reply -in tem/tem-{stamp.number}.tsr -text"""
    yield """Máy chủ đúng là của báo. “certificate” trong ban-K.json là chứng thư máy chủ đã trình (dấu vân tay SHA-256). So với
   chứng thư hiện nay của báo, hoặc tra trong sổ chứng thư công khai:
   openssl s_client -connect TEN_MAY_CHU:443 < /dev/null | openssl x509 -noout -fingerprint -sha256"""
