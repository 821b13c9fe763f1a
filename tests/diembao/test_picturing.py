"""A picture is drawn from kept bytes alone: no request leaves, no file of the machine is shown."""

from __future__ import annotations

import pytest

from diembao.picturing import browser, picture
from tests.loopback import Reply, papers

pytestmark = pytest.mark.skipif(not browser(), reason="no browser on this machine")


@pytest.mark.long
def test_a_page_is_drawn_without_any_request() -> None:
    with papers({"/a.png": Reply(b"x"), "/b": Reply(b"<p>khac</p>")}) as (paper,):
        hostile = (
            f"<html><meta http-equiv='refresh' content='0;url={paper.address}/b'><h1>Bài đã lưu</h1>"
            f"<img src='{paper.address}/a.png'><iframe src='{paper.address}/b'></iframe>"
            f"<script>location='{paper.address}/b'</script><img src='file:///etc/hostname'></html>"
        )
        drawn = picture(hostile.encode())
        assert paper.seen == []
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")
    blank = picture(b"<html><p> </p></html>")
    assert blank is not None
    assert len(drawn) > len(blank) + 500


def test_a_browser_that_is_none_gives_no_picture() -> None:
    assert picture(b"<p>x</p>", "/khong/co/trinh-duyet") is None
