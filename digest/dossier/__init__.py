"""A dossier as one ZIP: what was kept, the history, the proofs, and how to check them without this program.

The same dossier gives the same bytes: names in order, no clock. Bytes of pages and records stand in it as they were
kept; only texts, differences and lists are written here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from digest.dossier import guide, papers
from digest.dossier.files import HASHES, Files, exhibit_folder, extra_name, page_name
from digest.zipped import packed
from domain.clock import to_local
from domain.dossier import Dossier, Exhibit, Snapshot

FORMAT = 1


def render(dossier: Dossier) -> bytes:
    """The ZIP."""
    files = _files(dossier)
    files["muc-luc.json"] = _json(_contents(dossier, files))
    files["DOC-TRUOC.txt"] = guide.text(dossier, files).encode()
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return packed(sorted({**files, HASHES: sums.encode()}.items()), mode=0o644)


def _files(dossier: Dossier) -> Files:
    files: Files = {}
    for number, exhibit in enumerate(dossier.exhibits, start=1):
        files |= _exhibit(exhibit_folder(number), exhibit, dossier.outlets[number - 1])
    for picture in dossier.pictures:
        files[f"{exhibit_folder(picture.exhibit)}/ban-{picture.version}.png"] = picture.png
    for number, stretch in enumerate(dossier.stretches, start=1):
        files[f"chuoi/doan-{number}.txt"] = "".join(f"{line}\n" for line in (stretch.before, *stretch.lines)).encode()
    files["chuoi/cuoi-doan.txt"] = "".join(
        f"doan-{number}.txt {stretch.first + len(stretch.lines) - 1} {stretch.end}\n"
        for number, stretch in enumerate(dossier.stretches, start=1)
    ).encode()
    for stamp in dossier.stamps:
        files[f"tem/tem-{stamp.number}.txt"] = stamp.head.encode()
        files[f"tem/tem-{stamp.number}.tsr"] = stamp.token
    for number, extra in enumerate(dossier.extras, start=1):
        files[extra_name(number, extra)] = extra.data
    return files


def _exhibit(folder: str, exhibit: Exhibit, outlet: str) -> Files:
    files: Files = {f"{folder}/lich-su.txt": papers.history(exhibit, outlet).encode()}
    for snapshot in exhibit.snapshots:
        own = f"{folder}/ban-{snapshot.number}"
        files[f"{own}.txt"] = papers.text(snapshot, outlet).encode()
        files[f"{own}.json"] = _json(_facts(snapshot))
        if snapshot.record:
            files[page_name(folder, snapshot)] = snapshot.record.body
            files[f"{own}.warc.gz"] = snapshot.record.warc
    for old, new in zip(exhibit.snapshots, exhibit.snapshots[1:], strict=False):
        own = f"{folder}/khac-{old.number}-{new.number}"
        files[f"{own}.txt"] = papers.difference(old, new).encode()
        files[f"{own}.html"] = papers.difference_page(old, new).encode()
    return files


def _facts(snapshot: Snapshot) -> dict[str, Any]:
    """How a version was taken, for a machine."""
    article, record = snapshot.article, snapshot.record
    facts: dict[str, Any] = {
        "number": snapshot.number,
        "seen_at": to_local(snapshot.seen_at).isoformat(),
        "url": article.url,
        "title": article.title,
        "author": article.author,
        "published": article.published.iso() if article.published else None,
    }
    if record is None:
        return facts | {"lost": snapshot.lost}
    taken = {
        "chain_link": record.link,
        "sha256": hashlib.sha256(record.body).hexdigest(),
        "record_sha256": hashlib.sha256(record.warc).hexdigest(),
    }
    return facts | taken | {"capture": asdict(record.capture)}


def _contents(dossier: Dossier, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "title": dossier.title,
        "office": dossier.office,
        "articles": list(_articles(dossier)),
        "stamps": [
            {"number": one.number, "authority": one.authority, "at": to_local(one.at).isoformat()}
            for one in dossier.stamps
        ],
        "files": [
            {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in sorted(files.items())
        ],
    }


def _articles(dossier: Dossier) -> Iterator[dict[str, Any]]:
    for number, (exhibit, outlet) in enumerate(zip(dossier.exhibits, dossier.outlets, strict=True), start=1):
        article = exhibit.article
        yield {
            "folder": exhibit_folder(number),
            "id": article.id,
            "outlet": outlet,
            "title": article.title,
            "url": article.url,
            "versions": [snapshot.number for snapshot in exhibit.snapshots],
            "changes": [change.kind.value for change in exhibit.changes],
        }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
