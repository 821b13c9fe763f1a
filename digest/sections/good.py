"""Which good news deserves to be passed on? Stories about the commune that show results or a good example."""

from __future__ import annotations

from digest import stories, wording
from digest.counts import counted, vietnamese
from digest.gone import gone
from domain.document import Paragraph, Run, Section
from domain.edition import Edition
from domain.reading import Role, ToneValue

# Named in one digest; the officer chooses among them.
MOST = 5
INTRODUCTION = (
    "Đề xuất cán bộ lựa chọn để giới thiệu trên cổng thông tin điện tử, truyền thanh cơ sở và Vietnam.vn "
    "(dẫn nguồn và đường dẫn của báo, không đăng lại toàn văn):"
)


def section(edition: Edition) -> Section | None:
    """The good stories told by most newspapers first; None when tone shows none."""
    found = [
        story
        for story in stories.stories(edition, vietnamese(counted(edition)))
        if story.lead.tone is ToneValue.POSITIVE
        and story.lead.judgement.role is Role.MAIN
        and not gone(edition, story.lead.article.id)
    ]
    if not found:
        return None
    best = sorted(found, key=lambda story: -len(story.entries))[:MOST]
    items = (Paragraph(_runs(story), "item", story.id) for story in best)
    return Section("good", "Tin tốt đáng lan tỏa", (Paragraph((Run(INTRODUCTION),)), *items))


def _runs(story: stories.Story) -> tuple[Run, ...]:
    lead = story.lead
    return (Run("“"), wording.headline(lead), Run(f"” ({wording.outlet(lead)}, {wording.day_mark(lead)})."))
