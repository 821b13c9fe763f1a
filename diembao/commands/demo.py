"""`diembao demo`: the whole way once, with the sample press that ships with the program."""

from __future__ import annotations

from pathlib import Path

import click

import config.gazetteer
from config import fresh
from crawler.policy import CrawlPolicy
from diembao.cli import SAMPLE_HOME, Call, Command, Failed
from diembao.daily import READ, Wish, one_pass
from diembao.office import Office, locked, office
from diembao.sample_press import COMMUNE, NOW, Newspaper, SamplePressServer, facts, newspapers
from diembao.words import say
from domain.outcome import Word
from store import Store


@click.command("demo", cls=Command, help=say("Chạy thử với báo mẫu đi kèm phần mềm, không cần mạng."))
@click.pass_obj
def command(call: Call) -> int:
    """Serve the sample press, crawl it with the real crawler, read it, build the weekly digest."""
    here = sample_office(call.home or Path(SAMPLE_HOME))
    click.echo(say("CHẠY THỬ VỚI BÁO MẪU: tên báo, tên người, sự việc đều do chúng tôi viết ra."))
    with locked(here.home) as store, SamplePressServer(_asked_before(store)) as press:
        now = call.moment or NOW
        store.facts.add(here.commune.code, facts(), say("Báo mẫu"), now, "facts.jsonl")
        policy = CrawlPolicy(user_agent="diembao/0.1 (chay thu)", delay_seconds=0, proxy=press.address)
        one_pass(here, store, now, Wish(), call.tell, policy)
        wrong = [text for paper in newspapers() for text in [_wrong(store, here, paper)] if text]
        _tell_where(here, store)
    for text in wrong:
        click.echo(text, err=True)
    return 1 if wrong else 0


def sample_office(home: Path) -> Office:
    """The sample's own home; made when needed. Raises Failed for a home that holds an office's settings."""
    if not (home / "settings.toml").exists():
        unit = config.gazetteer.unit(COMMUNE)
        assert unit is not None, "the sample's commune is in the gazetteer"
        fresh.write_new(home, fresh.sample_text(unit))
    here = office(home)
    if not here.settings.sample.enabled:
        raise Failed(
            say("Thư mục {home} chứa dữ liệu thật của cơ quan; mời chọn thư mục khác bằng --home.").format(home=home), 2
        )
    return here


def _asked_before(store: Store) -> dict[str, int]:
    """How often each article was asked for in earlier runs: the press edits and removes by the number of visits."""
    return {article.url: 1 + len(store.watch.visits(article.id)) for article in store.articles.all()}


def _wrong(store: Store, here: Office, paper: Newspaper) -> str:
    """A sentence when a sample newspaper did not end as the press itself says it should, else ""."""
    source = next(source for source in here.sources if source.name == paper.source)
    words = {outcome.word for way in source.ways for outcome in store.outcomes.of(f"{source.name} {way.url}")}
    ended = "cut" if Word.FEED_CUT in words else "ok" if words & READ else "down"
    if ended == paper.expected:
        return ""
    return say("Báo mẫu {name}: đáng lẽ {expected}, thực tế {ended}.").format(
        name=paper.source, expected=paper.expected, ended=ended
    )


def _tell_where(here: Office, store: Store) -> None:
    for edition in store.editions.all(here.commune.code):
        for path in edition.files:
            click.echo(here.home / path)
    click.echo(
        say("Mở các tệp trên để xem bản tổng hợp mẫu. Hai lệnh tiếp theo, với xã của mình:")
        + '\n  python3 run.py init --commune "Nghi Dương"\n  python3 run.py run'
    )
