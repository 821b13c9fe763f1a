"""`diembao doctor`: what is wrong and what to do; `--fix` does what is safe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime

import click

from diembao.alerts import HEALTH, raise_alerts
from diembao.cli import Call, Command
from diembao.doctor import CHECKS, believed, examine
from diembao.machine import Finding, Patient
from diembao.office import Office, locked, office
from diembao.words import say
from domain.errors import KnownError
from store import opened, runs
from store.db import FILE


@click.command("doctor", cls=Command, help=say("Kiểm tra máy, phần mềm, dữ liệu; nói rõ chỗ sai và cách sửa."))
@click.option("--fix", is_flag=True, help=say("Làm luôn những việc sửa an toàn."))
@click.option("--without", multiple=True, type=click.Choice(list(CHECKS)), help=say("Bỏ qua một mục."))
@click.option("--record", is_flag=True, help=say("Ghi thành lượt tự kiểm tra và gửi cảnh báo mới (dùng theo giờ)."))
@click.option("--json", "as_json", is_flag=True, help=say("In kết quả dạng JSON."))
@click.pass_obj
def command(call: Call, fix: bool, without: tuple[str, ...], record: bool, as_json: bool) -> int:
    """Examine; ends 1 when something stops the work."""
    started = datetime.now(UTC)
    with patient_of(call, fix) as (patient, unreadable):
        found = [*unreadable, *examine(patient, frozenset(without))]
        done = [finding.repair() for _, finding in found if fix and finding.repair]
        bad = any(finding.bad for _, finding in found)
        if record and patient.store and patient.office:
            number = patient.store.runs.begin(HEALTH, patient.now, started)
            raise_alerts(patient.office, patient.store, patient.now, found)
            summary = {"answer": say("{n} điều cần xem").format(n=len(found)) if found else ""}
            patient.store.runs.end(number, datetime.now(UTC), summary, runs.FAILED if bad else runs.DONE)
    if as_json:
        rows = [
            {"check": name, "text": one.text, "remedy": one.remedy, "bad": one.bad, "fixable": one.repair is not None}
            for name, one in found
        ]
        click.echo(json.dumps({"findings": rows, "fixed": done}, ensure_ascii=False))
        return int(bad)
    for line in (*map(_line, found), *done):
        click.echo(line)
    if not found:
        click.echo(say("Mọi thứ đều ổn: {n} mục đã kiểm tra.").format(n=len(CHECKS) - len(without)))
    return int(bad)


def _line(found: tuple[str, Finding]) -> str:
    _, finding = found
    mark = say("CẦN SỬA NGAY") if finding.bad else say("Nên xem")
    return f"[{mark}] {finding.text} {finding.remedy}"


@contextmanager
def patient_of(call: Call, fix: bool) -> Iterator[tuple[Patient, list[tuple[str, Finding]]]]:
    """The patient, and what already keeps it from being looked at. Repairs wait until no run goes on."""
    home = call.home_or()
    unreadable: list[tuple[str, Finding]] = []
    here: Office | None = None
    with suppress(KnownError):
        here = office(home)
    with ExitStack() as stack:
        store = None
        if (home / FILE).exists():
            try:
                store = stack.enter_context(locked(home) if fix else opened(home))
            except KnownError as trouble:
                unreadable.append(("database", Finding(str(trouble), "", bad=True)))
        yield Patient(home, believed(call, here), here, store), unreadable
