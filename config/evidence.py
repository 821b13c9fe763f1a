"""Settings of what is kept for evidence: how long."""

from __future__ import annotations

from pydantic import Field

from config.kinds import Part


class KeepingSettings(Part):
    """[keeping]"""

    unmatched_days: int = Field(
        60,
        ge=1,
        le=3650,
        description="Bản gốc của trang không viết về xã được giữ bao nhiêu ngày (để quy tắc sửa lại còn tìm ra); sau "
        "đó chỉ còn địa chỉ, tiêu đề, thời gian. Bài về xã và bài trong hồ sơ không bị xóa.",
    )
