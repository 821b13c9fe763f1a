"""What helpers are given to do, in a module of its own, because each helper imports it and nothing more.

Reading a page is a pure function of the page, its link, its newspaper and the moment, so it may happen anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from diembao import clippings
from diembao.stages import attempt
from domain.outcome import Trouble
from domain.press import Article, Link, Page, Source


@dataclass(frozen=True, slots=True)
class Job:
    """All that reading one page takes; `page` is trouble where the archive could not give it."""

    id: str
    page: Page | Trouble
    link: Link
    source: Source
    now: datetime


def read(job: Job) -> Article | Trouble:
    """The article on a page, or why there is none."""
    if isinstance(job.page, Trouble):
        return job.page
    # "2 giờ trước" counts from when the page was taken, however much later it is read.
    now = min(job.now, job.page.fetched_at)
    return attempt(partial(clippings.article_on, link=job.link, source=job.source, now=now), job.page)
