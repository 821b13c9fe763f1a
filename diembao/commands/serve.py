"""`diembao serve`: the officer's desk on this machine, with the timed jobs."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType

import click

from config.model import Settings
from desk.app import create_app
from desk.server import HOST, serve
from desk.services import Services
from diembao.cli import SAMPLE_HOME, Call, Command, Failed
from diembao.clockwork import Clockwork
from diembao.deskside import services
from diembao.words import say
from domain.refusals import why

PORT = 8765


@click.command("serve", cls=Command, help=say("Mở bàn làm việc trên máy này và làm các việc theo giờ."))
@click.option("--no-schedule", is_flag=True, help=say("Không tự đọc báo theo giờ; chỉ làm việc được giao."))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, help=say("Cổng trên máy này (0: cổng trống bất kỳ).")
)
@click.pass_obj
def command(call: Call, no_schedule: bool, port: int) -> int:
    """Serve until stopped."""
    home = chosen_home(call)
    handed = services(call, home)
    signal.signal(signal.SIGTERM, _stop)
    try:
        with Clockwork(home, lambda: None if no_schedule else _settings(handed)):
            serve(create_app(handed), port, _tell)
    except OSError as trouble:
        raise Failed(
            say(
                "Chưa mở được cổng {port} ({why}). Có thể bàn làm việc đang mở ở cửa sổ khác; "
                "nếu không, mời chọn cổng khác bằng --port."
            ).format(port=port, why=why(trouble))
        ) from None
    call.tell(say("Đã đóng bàn làm việc. Mọi dữ liệu đã ghi."))
    return 0


def chosen_home(call: Call) -> Path:
    """The home asked for; without a word, the office's own, or the sample's where only that one exists."""
    home = call.home_or()
    sample = Path(SAMPLE_HOME)
    only_sample = not (home / "settings.toml").exists() and (sample / "settings.toml").exists()
    return sample if call.home is None and only_sample else home


def _settings(handed: Services) -> Settings | None:
    """The settings once there are any; a sample's do nothing by the clock."""
    office = handed.office()
    return office.settings if office else None


def _tell(port: int) -> None:
    click.echo(say("Bàn làm việc: http://{host}:{port}/ (đóng bằng Ctrl+C)").format(host=HOST, port=port))


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
