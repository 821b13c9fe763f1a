"""The command reference, written from the commands themselves: `python -m diembao.reference > docs/cli.md`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from diembao.cli import main_command
from diembao.words import language

HEAD = """# Các lệnh

Trang này do phần mềm viết ra từ chính các lệnh (`python -m diembao.reference`), một phép thử giữ cho nó luôn khớp.
Ở mọi chỗ, `diembao …` có thể gọi là `python3 run.py …` (Windows: `py run.py …`).

Mã kết thúc: 0 xong; 1 hỏng nhưng không mất gì; 2 gọi sai hoặc cài đặt sai; 3 xong một phần (có nguồn không đọc được);
130 người dùng dừng.
"""


def page() -> str:
    """The whole page in Markdown."""
    language("vi")
    root = main_command()
    return "\n".join([HEAD, *_command(root, click.Context(root, info_name="diembao"))]).rstrip() + "\n"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n"
    yield f"{command.help}\n"
    yield "```\n" + " ".join([context.command_path, *command.collect_usage_pieces(context)]) + "\n```\n"
    yield from _options(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _command(child, click.Context(child, info_name=name, parent=context))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [parameter.get_help_record(context) for parameter in command.get_params(context)]
    yield "| lựa chọn | ý nghĩa |\n| --- | --- |"
    for record in records:
        if record:
            name, help_text = record
            yield "| `{}` | {} |".format(name.replace("|", "\\|"), help_text.replace("|", "\\|"))
    yield ""


if __name__ == "__main__":
    click.echo(page(), nl=False)
