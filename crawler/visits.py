"""What a visit to a known article found: the article, nothing any more, or something that stands in the way.

Only what holds the known text, or the known headline over a text of its own, counts as the article. A wall (captcha,
consent, log-in), an error page, a page cut in the middle and a page nobody can place are never content: neither an
edit nor a removal follows from them. Gone is what the newspaper says is gone: 404, 410, a page that says so under any
status, and an address that leads to the front page or to another page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.copies import copy_of
from crawler.kinds import is_home
from crawler.markup import refreshed
from crawler.tree import letters
from domain.outcome import Trouble, Word
from domain.press import Article, Page
from domain.text import shorten
from domain.urls import clean_url, domain_of
from domain.watch import Copy, Seen, Sight

Read = Callable[[Page], Article | Trouble]

# Of the known text's letters, in sentences of at least 6 syllables, so much must be on the page for it to be the
# article; from so much on the text counts as whole. Tried on the sequences of tests/diembao/sequences.py: 0.1 to 0.6
# and 0.9 to 0.99 tell them alike.
_SOME, _ALL = 0.3, 0.97
_SYLLABLES = 6
# A rewritten text under the known headline has at least this share of the old length.
_REWRITTEN = 0.3
# A text shorter than this, in letters, is told by its headline alone.
_BRIEF = 150
_HEAD = 1_500

_NOT_FOUND = re.compile(
    r"không (?:được )?tìm thấy|không (?:còn )?tồn tại|không khả dụng|(?:trang|bài|nội dung|tin)[^.\n]{0,30} không còn"
    r"|đã (?:bị |được )?(?:gỡ|xóa|xoá|hạ xuống|rút|ẩn\b)"
    r"|hết hạn hiển thị|(?:dừng|ngừng|thôi) (?:hiển thị|xuất bản)|not found|no longer (?:available|exists?)"
    r"|has been (?:removed|deleted)|page (?:you .{0,30}|does not|doesn.t) exist|page can.?t be found|\b(?:404|410)\b",
    re.IGNORECASE,
)
_WALL = re.compile(
    # checks of the reader
    r"captcha|không phải (?:là )?(?:robot|người máy)|not a robot|are (?:you )?human|là con người|xác minh"
    r"|verif(?:y|ying)|(?:checking|kiểm tra) (?:your |trình )?(?:browser|duyệt)|just a moment|attention required"
    r"|access denied|forbidden|truy cập (?:bị |của bạn )*(?:từ chối|chặn|hạn chế)|bị chặn|cloudflare|ddos"
    # log-in and consent
    r"|đăng nhập để (?:đọc|xem|tiếp)|(?:vui lòng|hãy) đăng nhập(?! để bình luận)|sign in|log ?in to"
    r"|dành (?:riêng )?cho (?:thuê bao|độc giả|hội viên)|(?:đồng ý|chấp nhận|accept|agree|use)[^.\n]{0,60}cookie"
    r"|cookie[^.\n]{0,60}(?:đồng ý|chấp nhận|accept)|your privacy"
    # trouble of the newspaper's own
    r"|bảo trì|nâng cấp hệ thống|maintenance|too many requests|quá nhiều (?:yêu cầu|lượt)|unavailable|gặp sự cố"
    r"|tạm (?:thời )?(?:gián đoạn|ngừng|ngưng)|error establishing|fatal error|internal server error|bad gateway"
    r"|gateway time|lỗi (?:hệ thống|máy chủ|kết nối|cơ sở dữ liệu|truy vấn|không xác định)",
    re.IGNORECASE,
)
_MORE_BEHIND = re.compile(
    r"đăng nhập để (?:đọc|xem|tiếp)|đọc tiếp (?:bằng|với)|(?:nội dung|bài viết)[^.\n]{0,30} (?:dành|trả phí)"
    r"|đăng ký (?:gói|thuê bao|mua)|subscribe to (?:read|continue)|thuê bao để",
    re.IGNORECASE,
)
_DETOUR = re.compile(
    r"log-?in|sign-?in|dang-?nhap|captcha|consent|challenge|bao-?tri|maintenance|verify", re.IGNORECASE
)
# UTF-8 read as another encoding.
_GARBLED = re.compile("\ufffd|á[»º]|Ã[\u0080-\u00bf¡-¿]|Æ°|Ä\u0091|Ä‘")

_HOME = "Địa chỉ của bài dẫn về trang chủ của báo."
_ELSEWHERE = "Địa chỉ của bài dẫn sang một trang khác: {url}"
_SAYS_GONE = "Trang báo ghi: “{text}”."
_GONE = "Trang không còn trên máy chủ của báo."
_BLOCKED = "Báo trả về trang chặn hoặc trang lỗi thay cho bài: “{text}”."
_CUT = "Trang tải về bị cắt giữa chừng nên chưa so sánh được."
_BEHIND = "Báo chỉ cho xem một phần bài nên chưa so sánh được: “{text}”."
_STRANGE = "Trang ở địa chỉ này không giống bài đã lưu, cũng không báo là đã gỡ; cần cán bộ mở xem."
_UNREAD = "Trang còn phần lớn nội dung bài nhưng chưa bóc được để so sánh."


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the article: its address, the SHA-256 of its last page, and that copy (made when needed)."""

    address: str
    sha256: str
    copy: Callable[[], Copy]


def look(answer: Page | Trouble, sha256: str, known: Known, read: Read) -> Seen:
    """What the answer of a visit is; `sha256` is of its body ("" for trouble), `read` finds the article on a page."""
    if isinstance(answer, Trouble):
        return Seen(Sight.GONE if answer.word is Word.GONE else Sight.CLOSED, answer.sentence())
    moved = "" if same_address(answer.final_url, known.address) else answer.final_url
    if answer.status == 304:
        return Seen(Sight.GONE, _HOME) if moved and is_home(moved) else Seen(Sight.SAME, address=moved)
    if sha256 == known.sha256 and not moved:
        return Seen(Sight.SAME)
    article = read(answer)
    old = known.copy()
    new = copy_of(answer, article if isinstance(article, Article) else replace(old.article, title="", sapo="", body=""))
    seen = _judge(new, old, isinstance(article, Article))
    if seen is None:
        return _not_the_article(answer, new, moved)
    return replace(seen, address=moved)


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one page to a reader: scheme, www., m., amp, tracking and a last slash aside."""
    try:
        return _plain(one) == _plain(other)
    except ValueError:
        return one == other


def _plain(address: str) -> tuple[str, str, str]:
    parts = urlsplit(clean_url(address))
    path = re.sub(
        r"(?:^/amp(?=/)|/amp$|\.amp$|(?<=\.)amp(?=\.html?$))", "", parts.path.rstrip("/"), flags=re.IGNORECASE
    )
    return domain_of(address), path.rstrip("/").lower(), parts.query


def _judge(new: Copy, old: Copy, readable: bool) -> Seen | None:
    """The article, or what keeps us from comparing it; None when the page does not hold it."""
    there = _share(old.article, new)
    if there < _SOME and not (readable and _rewritten(new, old)):
        return None
    if there >= _ALL and not readable:
        return Seen(Sight.SAME)
    if there < _ALL and old.whole and not new.whole:
        return Seen(Sight.CLOSED, _CUT)
    if there < _ALL and (wall := _MORE_BEHIND.search("\n".join(new.visible))) and not _said(wall[0], old.visible):
        return Seen(Sight.CLOSED, _BEHIND.format(text=wall[0]))
    if not readable:
        return Seen(Sight.CLOSED, _UNREAD)
    return Seen(Sight.ARTICLE, copy=new)


def _share(article: Article, copy: Copy) -> float:
    """How much of an article's text, by letters, is on a page."""
    page = letters("".join(copy.visible))
    text = "\n".join((article.sapo, article.body, *article.captions))
    sentences = [part for part in re.split(r"(?<=[.!?…])\s|\n", text) if len(part.split()) >= _SYLLABLES]
    sizes = [(len(own), own in page) for own in map(letters, sentences)]
    whole = sum(size for size, _ in sizes)
    if whole < _BRIEF:
        own = letters(article.title)
        return 1.0 if own and own in page else 0.0
    return sum(size for size, found in sizes if found) / whole


def _rewritten(new: Copy, old: Copy) -> bool:
    """Whether a page without the old sentences is still the article: its headline or its minute over a proper text."""
    text = f"{new.article.title}\n{new.article.sapo}\n{new.article.body}"
    enough = len(new.article.body) >= max(_REWRITTEN * len(old.article.body), _BRIEF)
    if not enough or _GARBLED.search(text) or new.article.language != old.article.language:
        return False
    if any(_NOT_FOUND.search(part) or _WALL.search(part) for part in (*new.titles, text[:_HEAD])):
        return False
    titles = {letters(title) for title in (new.article.title, *new.titles)}
    mine, theirs = old.article.published, new.article.published
    same_minute = mine is not None and theirs is not None and mine.moment is not None and mine.moment == theirs.moment
    return same_minute or letters(old.article.title) in titles


def _not_the_article(page: Page, new: Copy, moved: str) -> Seen:
    furniture = set(new.furniture)
    texts = ["\n".join(new.titles), "\n".join(line for line in new.visible if line not in furniture)[:_HEAD]]
    for text in texts:
        for sight, pattern, sentence in ((Sight.GONE, _NOT_FOUND, _SAYS_GONE), (Sight.CLOSED, _WALL, _BLOCKED)):
            if found := pattern.search(text):
                return Seen(sight, sentence.format(text=_line_with(text, found)))
    target = moved or _refreshed(page)
    if not target:
        return Seen(Sight.CLOSED, _STRANGE)
    if is_home(target):
        return Seen(Sight.GONE, _HOME)
    if _DETOUR.search(urlsplit(target).path):
        return Seen(Sight.CLOSED, _STRANGE)
    return Seen(Sight.GONE, _ELSEWHERE.format(url=target))


def _refreshed(page: Page) -> str:
    """Where a page sends its reader by a tag of its own instead of an answer's header, "" for nowhere else."""
    target = refreshed(page)
    return "" if not target or same_address(target, page.final_url) else target


def _line_with(text: str, found: re.Match[str]) -> str:
    start = text.rfind("\n", 0, found.start()) + 1
    return shorten(text[start:].split("\n", 1)[0], 30)


def _said(words: str, lines: tuple[str, ...]) -> bool:
    return any(words.lower() in line.lower() for line in lines)


def answers(answer: Page | Trouble, read: Read | None = None) -> bool:
    """Whether a newspaper answers with a page of its own: the front page, or with `read` an article."""
    if isinstance(answer, Trouble):
        return False
    if answer.status == 304:
        return True
    if read is None:
        placeholder = Article(answer.id, answer.url, "", "", "")
        copy = copy_of(answer, placeholder)
        said = "\n".join(copy.titles)
        return len("".join(copy.visible)) > 0 and not (_NOT_FOUND.search(said) or _WALL.search(said))
    article = read(answer)
    return (
        isinstance(article, Article)
        and same_address(answer.final_url, answer.url)
        and not _NOT_FOUND.search(article.title)
    )
