"""The command line: lazy commands, options that may stand before or after them, errors with their remedy.

Exit codes: 0 done; 1 failed, nothing lost; 2 wrong call or settings; 3 done in part; 130 stopped by the user.
"""

from __future__ import annotations

import errno
import io
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from diembao.limits import keep_to_limits
from diembao.logs import noted
from diembao.words import language, say
from domain.clock import VIETNAM, parse_now
from domain.errors import KnownError
from domain.importing import modules_of
from domain.refusals import why

DEFAULT_HOME = "du-lieu"
# Where what is printed goes to has no room: `diembao export articles > E:/bai.jsonl`.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_UNWRITTEN = (
    "Chưa ghi được hết kết quả ({why}). Dữ liệu của cơ quan vẫn nguyên; mời dọn chỗ trống hoặc "
    + "chọn nơi khác rồi chạy lại."
)
# What the system does not let us do with a file somewhere on the way.
_REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.EMFILE, errno.ENFILE})
_CLOSED = (
    "Chưa dùng được {path} ({why}). Dữ liệu đã ghi vẫn nguyên; mời kiểm tra quyền và đĩa rồi chạy lại; nếu vẫn vậy, "
    "mời báo người bảo trì."
)
# Calendars end at year 9999, and every count of weeks and deadlines needs some room on both sides.
YEARS = (1900, 9000)
SAMPLE_HOME = "du-lieu-thu"

# name -> (module, one line of help); the modules are imported only when their command is called.
COMMANDS: dict[str, tuple[str, str]] = {
    "article": ("diembao.commands.article", "Bài báo đưa vào bằng tay: đường dẫn, trang đã lưu, PDF, văn bản."),
    "backfill": ("diembao.commands.backfill", "Lấy bài viết về xã từ các tệp lưu trữ WARC của những năm trước."),
    "backup": ("diembao.commands.backup", "Sao lưu tất cả vào một tệp, thử khôi phục ngay."),
    "bench": ("diembao.commands.bench", "Đo chi phí từng khâu trên máy này."),
    "case": ("diembao.commands.case", "Hồ sơ thông tin cần kiểm chứng, mỗi nhận định một hồ sơ."),
    "config": ("diembao.commands.config", "Xem và sửa cài đặt."),
    "demo": ("diembao.commands.demo", "Chạy thử với báo mẫu đi kèm phần mềm."),
    "digest": ("diembao.commands.digest", "Lập bản tổng hợp dư luận báo chí."),
    "doctor": ("diembao.commands.doctor", "Kiểm tra máy, phần mềm, dữ liệu; nói cách sửa."),
    "erase": ("diembao.commands.erase", "Xóa dữ liệu cá nhân theo yêu cầu, chuỗi ghi nhận vẫn nguyên."),
    "eval": ("diembao.commands.eval", "Đo chất lượng trên tập đã gán nhãn."),
    "export": ("diembao.commands.export", "Xuất dữ liệu của cơ quan ra tệp."),
    "fact": ("diembao.commands.fact", "Số liệu chính thức của xã: nhập, xem, thôi dùng."),
    "init": ("diembao.commands.init", "Tạo cài đặt cho một xã, phường, đặc khu."),
    "install-service": ("diembao.commands.install_service", "Viết các tệp để máy tự chạy phần mềm theo giờ."),
    "jobs": ("diembao.commands.jobs", "Việc theo giờ: đã làm gì, kết quả, lần tới; làm việc đến hạn."),
    "matter": ("diembao.commands.matter", "Vấn đề báo chí phản ánh cần xem xét, xử lý."),
    "plan": ("diembao.commands.plan", "Kế hoạch thông tin đối ngoại: nhiệm vụ, kết quả, báo cáo gửi Sở."),
    "press": ("diembao.commands.press", "Sổ phát ngôn với báo chí và sáu số đếm theo mẫu."),
    "replay": ("diembao.commands.replay", "Đọc lại kho bản gốc bằng quy tắc hiện nay."),
    "restore": ("diembao.commands.restore", "Khôi phục một bản sao lưu vào thư mục trống."),
    "run": ("diembao.commands.run", "Một lượt đọc báo: thu thập, đọc, lưu, lập bản tổng hợp đến hạn."),
    "search": ("diembao.commands.search", "Tìm trong mọi bài đã đọc, có dấu hay không dấu."),
    "serve": ("diembao.commands.serve", "Bàn làm việc trên máy này, kèm các việc theo giờ."),
    "source": ("diembao.commands.source", "Danh sách nguồn báo: xem, thử, thêm, bớt."),
    "verify": ("diembao.commands.verify", "Kiểm tra dữ liệu, kho bản gốc, chuỗi ghi nhận."),
    "support": ("diembao.commands.support", "Gói thông tin kỹ thuật để nhờ hỗ trợ."),
    "train": ("diembao.commands.train", "Huấn luyện mô hình đọc từ các dòng đã gán nhãn; quay về mô hình trước."),
    "watch": ("diembao.commands.watch", "Bài đã đăng được xem lại: thay đổi, lịch sử, hồ sơ lưu."),
    "user": ("diembao.commands.user", "Người dùng bàn làm việc: thêm, xem, đổi mật khẩu, khóa."),
}


class Failed(KnownError):
    """The work could not be done. The message is Vietnamese and names the remedy."""

    def __init__(self, message: str, exit_code: int = 1):
        super().__init__(message)
        self.exit_code = exit_code


def countable(moment: datetime) -> datetime:
    """The same moment. Raises Failed for a year so far away that weeks and deadlines cannot be counted from it."""
    if not YEARS[0] <= moment.year <= YEARS[1]:
        raise Failed(
            say(
                "Giờ đang dùng ở năm {year}. Mời chỉnh ngày giờ của máy (hoặc --now) rồi chạy lại; dữ liệu vẫn nguyên."
            ).format(year=moment.year)
        )
    return moment


@dataclass(slots=True)
class Call:
    """What the global options say, wherever they stood."""

    home: Path | None = None
    lang: str = "vi"
    quiet: bool = False
    moment: datetime | None = None
    unit: str = ""
    started: datetime = field(default_factory=lambda: datetime.now(VIETNAM))

    @property
    def now(self) -> datetime:
        """The moment this call believes. Raises Failed for one that no calendar of ours reaches."""
        return countable(self.moment or self.started)

    def home_or(self, default: str = DEFAULT_HOME) -> Path:
        """The home: --home, else DIEMBAO_HOME, else a folder in the current one."""
        return self.home or Path(os.environ.get("DIEMBAO_HOME") or default)

    def tell(self, text: str) -> None:
        """A line of progress, on standard error."""
        if not self.quiet:
            click.echo(text, err=True)


def _set(name: str, read: Callable[[Any], Any] = lambda value: value) -> Callable[..., None]:
    def callback(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value not in (None, False):
            try:
                setattr(context.ensure_object(Call), name, read(value))
            except ValueError as trouble:
                raise click.BadParameter(
                    say("không phải thời gian dạng 2026-11-19T08:00"), param=parameter
                ) from trouble

    return callback


def _set_language(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.ensure_object(Call).lang = value
        language(value)


def global_options() -> list[click.Option]:
    """The options every command takes."""
    return [
        click.Option(
            ["--home"], type=click.Path(path_type=Path), expose_value=False, callback=_set("home"),
            metavar="THƯ_MỤC", help=say("Thư mục dữ liệu (mặc định: biến DIEMBAO_HOME, nếu không thì du-lieu/).")
        ),
        click.Option(
            ["--lang"], type=click.Choice(["vi", "en"]), expose_value=False, is_eager=True, callback=_set_language,
            help=say("Ngôn ngữ của dòng lệnh.")
        ),
        click.Option(
            ["--quiet"], is_flag=True, expose_value=False, callback=_set("quiet"), help=say("Không in tiến độ.")
        ),
        click.Option(
            ["--now"], metavar="ISO", expose_value=False, callback=_set("moment", parse_now),
            help=say("Coi thời điểm này là hiện tại (để thử, để lập lại kỳ cũ).")
        ),
    ]  # fmt: skip


class Command(click.Command):
    """A command that takes the global options too."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *global_options()]


class Group(click.Group):
    """A group of commands, each taking the global options."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *global_options()]


# In place of a commune: the city itself.
CITY = "city"


class UnitCommand(Command):
    """A command that is about one commune: in a city's home it takes the commune's name or code."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        option = click.Option(
            ["--commune"], metavar="TÊN|MÃ", expose_value=False, callback=_set("unit"),
            help=say("Trong thư mục của tỉnh, thành phố: làm cho xã, phường, đặc khu nào.")
        )  # fmt: skip
        self.params = [option, *self.params]


class UnitGroup(Group):
    """A group of such commands."""

    command_class = UnitCommand


class CityCommand(UnitCommand):
    """A command that is about one commune or about the city itself."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        option = click.Option(
            ["--city"], is_flag=True, expose_value=False, callback=_set("unit", lambda _: CITY),
            help=say("Trong thư mục của tỉnh, thành phố: làm cho chính tỉnh, thành phố.")
        )  # fmt: skip
        self.params = [option, *self.params]


class CityGroup(Group):
    """A group of such commands."""

    command_class = CityCommand


class Root(Group):
    """`diembao` itself: knows its commands by name and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command behind a name, None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = modules_of(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section(say("Các lệnh")):
            formatter.write_dl([(name, say(COMMANDS[name][1])) for name in self.list_commands(ctx)])


def main_command() -> Root:
    """The root command. Without a command word it does the main job: `run`, or `demo` where nothing is set up."""

    def start(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            call = ctx.ensure_object(Call)
            name = "run" if (call.home_or() / "settings.toml").exists() else "demo"
            command = ctx.command.get_command(ctx, name)  # type: ignore[attr-defined]
            ctx.exit(ctx.invoke(command) or 0)

    return Root(
        "diembao",
        callback=click.pass_context(start),
        invoke_without_command=True,
        help=say("Điểm báo cho Ủy ban nhân dân cấp xã: theo dõi, tổng hợp báo chí viết về xã."),
    )


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code; errors are one sentence on standard error."""
    language(_asked_language(arguments))
    _speak_plainly()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, force=True)
    keep_to_limits()
    call = Call()
    with noted(_asked_command(arguments)) as event:
        event.code = _ended(arguments, call)
        event.home = call.home_or()
    return event.code


def _speak_plainly() -> None:
    """UTF-8 into files and pipes, whatever the system's habit: an old code page has no Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty() and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


def _ended(arguments: list[str] | None, call: Call) -> int:
    try:
        answer = main_command().main(arguments, prog_name="diembao", standalone_mode=False, obj=call)
        if sys.stdout:
            sys.stdout.flush()
    except click.ClickException as trouble:
        trouble.show()
        return trouble.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("Đã dừng theo yêu cầu. Phần đã đọc vẫn được giữ; chạy lại lệnh để làm tiếp."), err=True)
        return 130
    except KnownError as trouble:
        click.echo(str(trouble), err=True)
        return trouble.exit_code
    except OSError as trouble:
        if trouble.errno not in _NO_ROOM | _REFUSED:
            raise
        told = say(_UNWRITTEN) if trouble.errno in _NO_ROOM else say(_CLOSED)
        click.echo(told.format(why=why(trouble), path=trouble.filename), err=True)
        return 1
    except MemoryError:
        click.echo(say("Máy không đủ bộ nhớ cho việc này. Dữ liệu đã ghi vẫn nguyên; mời đóng bớt chương trình, "
            "hoặc tăng limits.memory_mb, rồi chạy lại."), err=True)  # fmt: skip
        return 1
    return answer if isinstance(answer, int) else 0


def _asked_command(arguments: list[str] | None) -> str:
    words = sys.argv[1:] if arguments is None else arguments
    return next((word for word in words if word in COMMANDS), "")


def _asked_language(arguments: list[str] | None) -> str:
    words = sys.argv[1:] if arguments is None else arguments
    pairs = [word.split("=", 1)[1] for word in words if word.startswith("--lang=")]
    pairs += [value for option, value in pairwise(words) if option == "--lang"]
    return pairs[-1] if pairs and pairs[-1] in ("vi", "en") else "vi"
