"""The invented newspapers of the first run and of the end-to-end tests: one week about xã Nghi Dương.

Everything here was written for the program: no such newspaper, person or event exists. `papers/*.txt` hold the
articles, `styles.py` dresses them as different newspapers' pages, `server.py` serves them as an HTTP proxy, and
`truth.jsonl` says for every page and newspaper what the right answer is.
"""

from __future__ import annotations

from diembao.sample_press.server import SamplePressServer
from diembao.sample_press.site import COMMUNE, NOW, Newspaper, PageTruth, facts, newspapers, page_truths, sources

__all__ = [
    "COMMUNE",
    "NOW",
    "Newspaper",
    "PageTruth",
    "SamplePressServer",
    "facts",
    "newspapers",
    "page_truths",
    "sources",
]
