"""The written parts of a dossier: texts of versions, differences in words, history of an article."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from digest.safe import href, legal, printable
from domain.clock import Stamp, vi_date, vi_moment
from domain.differing import Fate, Part, Run, parts
from domain.dossier import Exhibit, Snapshot
from domain.watch import CHANGES, SIGHTS, Ruling

_RULED = {Ruling.RIGHT: "xác nhận", Ruling.WRONG: "cho là không đúng", Ruling.UNDO: "hoàn tác lời trước"}
_MARKS = {Fate.STAYED: ("", ""), Fate.WENT: ("[-", "-]"), Fate.CAME: ("{+", "+}")}
_TAGS = {Fate.STAYED: "span", Fate.WENT: "del", Fate.CAME: "ins"}


def text(snapshot: Snapshot, outlet: str) -> str:
    """A version as plain text, with where and when it was seen."""
    article = snapshot.article
    head = [
        f"Báo: {printable(outlet)}",
        f"Địa chỉ: {printable(article.url)}",
        f"Ngày đăng ghi trên báo: {_published(article.published)}",
        f"Tác giả: {printable(article.author) or 'không ghi'}",
        f"Phiên bản {snapshot.number}, thấy lúc {when(snapshot)}",
    ]
    if snapshot.lost:
        head.append(snapshot.lost)
    captions = [f"Chú thích ảnh: {caption}" for caption in article.captions if caption not in article.body]
    return "\n".join([*head, "", article.title, "", article.sapo, "", article.body, *captions, ""])


def _published(published: Stamp | None) -> str:
    if published is None:
        return "không ghi"
    return vi_moment(published.moment) if published.moment else vi_date(published.day)


def when(snapshot: Snapshot) -> str:
    """When a version was seen."""
    return vi_moment(snapshot.seen_at)


def difference(old: Snapshot, new: Snapshot) -> str:
    """The words in which two versions differ, in plain text."""
    lines = [
        f"Khác nhau giữa phiên bản {old.number} (thấy lúc {when(old)})",
        f"và phiên bản {new.number} (thấy lúc {when(new)}).",
        "[-chữ của bản trước-] {+chữ của bản sau+}",
        "",
    ]
    for part in parts(old.article, new.article):
        runs = " ".join(_MARKS[run.fate][0] + run.text + _MARKS[run.fate][1] for run in part.runs)
        lines += [f"{part.name}: {runs if part.differs else 'không khác.'}", ""]
    return "\n".join(lines)


def difference_page(old: Snapshot, new: Snapshot) -> str:
    """The same as a page to read and print; no script, nothing from elsewhere."""
    title = f"Khác nhau giữa phiên bản {old.number} và phiên bản {new.number}"
    body = "\n".join(map(_part, parts(old.article, new.article)))
    address = href(old.article.url)
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:12pt/1.5 serif;max-width:45em;margin:2em auto}}del{{color:#a3260f;background:#fbeae7}}
ins{{color:#1d6b3a;background:#e9f5ec}}</style></head><body>
<h1>{title}</h1>
<p>{escape(address)}<br>Bản trước thấy lúc {when(old)}; bản sau thấy lúc {when(new)}.<br>
<del>Chữ gạch ngang</del> có ở bản trước, <ins>chữ gạch chân</ins> có ở bản sau.</p>
{body}
</body></html>
"""


def _part(part: Part) -> str:
    runs = "".join(map(_run, part.runs)) if part.differs else "Không khác."
    return f"<h2>{part.name}</h2>\n<p>{runs}</p>"


def _run(run: Run) -> str:
    tag = _TAGS[run.fate]
    return f"<{tag}>{escape(legal(run.text)).replace(chr(10), '<br>')}</{tag}> "


def history(exhibit: Exhibit, outlet: str) -> str:
    """What was seen of an article, in order."""
    article = exhibit.article
    return "\n".join(
        [
            f"Lịch sử bài “{printable(article.title)}” ({printable(outlet)})",
            f"Địa chỉ: {printable(article.url)}",
            "Mỗi dòng là điều phần mềm thấy trên trang của báo.",
            "Việc sửa hay gỡ bài không tự nó nói lên nội dung nào đúng.",
            "",
            "CÁC PHIÊN BẢN",
            *(f"- Phiên bản {one.number}, thấy lúc {when(one)}" for one in exhibit.snapshots),
            "",
            "THAY ĐỔI ĐÃ GHI NHẬN",
            *(_changes(exhibit) if exhibit.changes else ["Không ghi nhận."]),
            "",
            "CÁC LẦN XEM LẠI",
            *(_visits(exhibit) if exhibit.visits else ["Chưa xem lại lần nào."]),
            "",
        ]
    )


def _changes(exhibit: Exhibit) -> Iterator[str]:
    for change in exhibit.changes:
        yield f"- {vi_moment(change.seen_at)}: {CHANGES[change.kind]}"
        yield from (f"    {line}" for line in change.detail.split("\n"))
        for ruled in exhibit.rulings:
            if ruled.change == change.id:
                note = f" ({printable(ruled.note)})" if ruled.note else ""
                yield f"    {printable(ruled.by)} {_RULED[ruled.ruling]}{note}."


def _visits(exhibit: Exhibit) -> Iterator[str]:
    for visit in exhibit.visits:
        said = f" {visit.sentence}" if visit.sentence else ""
        answered = "" if visit.answering is None else f" Báo lúc đó {'vẫn' if visit.answering else 'không'} trả lời."
        yield f"- {vi_moment(visit.at)}: {SIGHTS[visit.sight]}.{said}{answered}"
