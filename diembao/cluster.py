"""A crew on many machines: the same function over the same items, brought there by Dask distributed.

Dask starts lost work again by itself; an item that took several workers down with it comes back as trouble. Polite
fetching never goes this way: only what is a pure function of its item does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, TypeVar

from diembao.cli import Failed
from diembao.words import say
from domain.outcome import Temporary, Word

T = TypeVar("T")
R = TypeVar("R")

# Items out for each thread of the cluster: one in work, one ready.
AHEAD = 2
_WAIT = "15s"
# Seconds between two looks at the cluster, and how long it may be without any worker (they come back by themselves).
_LOOK, LONGEST_ALONE = 10.0, 120.0
_MISSING = (
    "Máy này chưa có phần làm việc nhiều máy (Dask). Mời cài thêm: pip install 'diembao[cluster]', "
    "hoặc dùng --workers để chạy trên một máy."
)
_UNREACHABLE = "Không kết nối được với bộ điều phối {address}. Mời kiểm tra địa chỉ, rồi xem bộ điều phối có đang chạy."
_NOBODY = "Bộ điều phối {address} chưa có máy làm việc nào. Mời chạy dask worker {address} trên các máy rồi thử lại."
_LOST = "Mất liên lạc với bộ điều phối. Phần đã đọc vẫn được giữ; mời chạy lại lệnh để làm tiếp."
_DESERTED = (
    "Không còn máy làm việc nào. Phần đã đọc vẫn được giữ; mời chạy lại dask worker trên các máy, rồi chạy lại lệnh để "
    "làm tiếp."
)
_KILLED = "Phần này làm máy làm việc dừng đột ngột nhiều lần nên để riêng; mời báo người bảo trì."


class Cluster:
    """The workers behind a Dask client."""

    def __init__(self, client: Any):
        self._client = client

    def do(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Temporary]]:
        """The pairs as they get ready; so many are out at a time as the cluster has threads, twice."""
        from distributed import CancelledError, KilledWorker, wait  # noqa: PLC0415 - an extra, heavy

        waiting, out = iter(items), dict[Any, T]()
        alive = time.monotonic()
        try:
            while True:
                for item in islice(waiting, max(0, AHEAD * self._threads() - len(out))):
                    out[self._client.submit(work, item, pure=False)] = item
                if not out:
                    return
                if self._client.nthreads():
                    alive = time.monotonic()
                elif time.monotonic() - alive > LONGEST_ALONE:
                    raise Failed(say(_DESERTED))
                with suppress(TimeoutError):
                    for ready in wait(list(out), timeout=_LOOK, return_when="FIRST_COMPLETED").done:
                        try:
                            # A result that was lost with its worker is made again: then it is not ready after all.
                            result = ready.result(timeout=_LOOK)
                        except KilledWorker:
                            result = Temporary(Word.UNEXPECTED, say(_KILLED))
                        yield out.pop(ready), result
        except (OSError, CancelledError) as trouble:
            raise Failed(say(_LOST)) from trouble

    def _threads(self) -> int:
        return max(1, int(sum(self._client.nthreads().values())))


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The workers of a scheduler. Raises Failed when there is none, or nobody to work."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, heavy
    except ImportError:
        raise Failed(say(_MISSING), 2) from None
    try:
        client = Client(address, timeout=_WAIT)
    except (OSError, ValueError) as trouble:
        raise Failed(say(_UNREACHABLE).format(address=address), 2) from trouble
    with client:
        if not client.nthreads():
            raise Failed(say(_NOBODY).format(address=address))
        yield Cluster(client)
