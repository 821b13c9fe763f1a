"""`diembao verify`: whether database, archive and chain are still what was kept."""

from __future__ import annotations

import json
import re

import click

from diembao.cli import Call, Command, Failed
from diembao.office import office
from diembao.words import say
from store import opened
from store.chain import Head

# A broken archive may have thousands of findings of one kind; the first ones say it all.
MOST = 50


@click.command("verify", cls=Command, help=say("Kiểm tra dữ liệu, kho bản gốc và chuỗi ghi nhận có còn nguyên vẹn."))
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar='"SỐ MÃ"',
    help=say("Cuối chuỗi đã in trong bản tổng hợp hoặc đã gửi, để đối chiếu; dùng được nhiều lần."),
)
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(call: Call, heads: tuple[str, ...], as_json: bool) -> int:
    """Check everything and name what is broken; ends 1 when something is."""
    here = office(call.home_or())
    asked = [_head(text) for text in heads]
    with opened(here.home) as store:
        report = store.verify(asked)
    if as_json:
        plain = {"head": {"number": report.head.number, "hash": report.head.hash}}
        counts = {"records": report.records, "rows": report.rows}
        click.echo(
            json.dumps(
                plain | counts | {"findings": list(report.findings), "erased": list(report.erased)}, ensure_ascii=False
            )
        )
        return 1 if report.findings else 0
    click.echo(
        say("Đã kiểm tra {links} mắt xích, {records} bản gốc, {rows} hàng dữ liệu.").format(
            links=report.head.number, records=report.records, rows=report.rows
        )
    )
    if report.erased:
        click.echo(say("Đã xóa có ghi nhận: {count} lần.").format(count=len(report.erased)))
        for text in report.erased[-MOST:]:
            click.echo(f"  {text}")
    for finding in report.findings[:MOST]:
        click.echo(f"- {finding}")
    if not report.findings:
        click.echo(say("Tất cả còn nguyên vẹn. Cuối chuỗi: {number} {hash}").format(
            number=report.head.number, hash=report.head.hash
        ))  # fmt: skip
        return 0
    click.echo(
        say(
            "Phát hiện {count} chỗ không còn nguyên vẹn. Mời giữ nguyên thư mục dữ liệu, sao một bản để làm "
            "bằng chứng, rồi khôi phục từ bản sao lưu gần nhất."
        ).format(count=len(report.findings))
    )
    return 1


def _head(text: str) -> Head:
    found = re.fullmatch(r"\s*(\d+)\W+([0-9a-f]{64})\s*", text.lower())
    if not found:
        raise Failed(say("Cuối chuỗi phải gồm số mắt xích và mã 64 ký tự, như in trong bản tổng hợp."), 2)
    return Head(int(found[1]), found[2])
