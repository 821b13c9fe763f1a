"""A small invented press on loopback, and the program run on it: the real command line, in this process or its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from diembao import cli
from tests.loopback import Paper, Reply

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-19T08:00:00+07:00"

_PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta name="description" content="{sapo}">
<meta property="article:published_time" content="{published}">
<link rel="canonical" href="{url}"></head>
<body><nav><a href="/">Trang chủ</a></nav><article><h1>{title}</h1><p class="sapo"><b>{sapo}</b></p>{body}
<p style="text-align:right"><strong>Bút Danh</strong></p></article><footer>Tòa soạn: phố Không Có</footer>
</body></html>"""

_SENTENCES = (
    "Cuối tuần qua, bà con trong thôn cùng nhau dọn kênh, trồng thêm hàng cây ven đường và sơn lại cổng làng.",
    "Theo ban công tác mặt trận, đợt ra quân lần này có hơn một trăm người tham gia, kéo dài từ sáng đến trưa.",
    "Những đoạn đường hư hỏng được ghi lại để đề nghị sửa chữa trong quý tới khi có kinh phí.",
    "Nhiều hộ tự nguyện góp ngày công và vật liệu, cán bộ thôn lập danh sách công khai ở nhà văn hóa.",
    "Kế hoạch tiếp theo là làm bồn hoa trước cửa từng nhà và lắp thêm bóng đèn ở ngõ tối.",
)


def article(paper: Paper, number: int) -> Reply:
    """Page `number` of a newspaper: every third is about xã Nghi Dương, every third about its namesake."""
    place = (
        "xã Nghi Dương, thành phố Hải Phòng",
        "xã Ngũ Phúc, huyện Kim Thành, tỉnh Hải Dương cũ",
        "khu nghỉ dưỡng ven biển",
    )[number % 3]
    day = 12 + number % 7
    text = {
        "title": f"Chuyện số {number} ở {place.split(',')[0]}",
        "sapo": f"Bài số {number}: bà con {place} chung tay làm sạch đường làng trong ngày chủ nhật.",
        "body": "".join(f"<p>{sentence} ({number})</p>" for sentence in _SENTENCES),
        "published": f"2026-11-{day:02d}T08:{number % 60:02d}:00+07:00",
        "url": f"{paper.address}/tin-{number}.html",
    }
    return Reply(_PAGE.format(**text).encode())


def feed(paper: Paper, numbers: range) -> Reply:
    """The RSS feed of a newspaper."""
    items = "".join(
        f"<item><title>Chuyện số {n}</title><link>{paper.address}/tin-{n}.html</link>"
        f"<pubDate>Thu, {12 + n % 7} Nov 2026 08:{n % 60:02d}:00 +0700</pubDate></item>"
        for n in numbers
    )
    xml = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo</title>{items}</channel></rss>'
    return Reply(xml.encode(), type="application/rss+xml")


def fill(paper: Paper, numbers: range, **odd: Reply | Callable[[], Reply]) -> None:
    """Give a newspaper its feed at /rss and its articles; `odd` replaces pages by path without slash."""
    paper.pages["/rss"] = feed(paper, numbers)
    for number in numbers:
        paper.pages[f"/tin-{number}.html"] = article(paper, number)
    paper.pages |= {f"/{path}": reply for path, reply in odd.items()}


def diembao(home: Path, *words: str, now: str = NOW, check: tuple[int, ...] = (0,)) -> str:
    """Run a command line and return what it printed; any other exit code than `check` fails."""
    code, out, err = spoken(home, *words, now=now)
    assert code in check, f"{words}: {code}\n{out}\n{err}"
    return out


def spoken(home: Path, *words: str, now: str = NOW) -> tuple[int, str, str]:
    """Exit code, output and errors of a command line, run in this process: a start of its own costs seconds."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.run([*words, "--home", str(home), "--now", now])
    return code, _written(out), _written(err)


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def finished(home: Path, *words: str, now: str = NOW) -> tuple[int, str, str]:
    """The same from a process of its own, as an officer starts it."""
    done = start(home, *words, now=now)
    out, err = done.communicate()
    return done.returncode, out, err


def start(home: Path, *words: str, now: str = NOW) -> subprocess.Popen[str]:
    """Start the program as a process of its own group."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "diembao", *words, "--home", str(home), "--now", now],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def office(home: Path, servers: list[Paper], *, delay: float = 0.0) -> None:
    """Settings for xã Nghi Dương that read these newspapers and no other."""
    diembao(home, "init", "--commune", "11713", "--sources", "none")
    diembao(home, "config", "set", "crawl.allow_private_hosts", "true")
    diembao(home, "config", "set", "crawl.delay_seconds", str(delay))
    for number, server in enumerate(servers):
        diembao(home, "source", "add", f"bao-{number}", "--feed", f"{server.address}/rss")


def exported(home: Path, what: str) -> list[dict[str, Any]]:
    """The rows of an export."""
    return [json.loads(line) for line in diembao(home, "export", what).splitlines()]
