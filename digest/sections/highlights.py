"""What did the press write, field by field? One entry an article, those about the commune first."""

from __future__ import annotations

from digest import wording
from digest.counts import by_topic, by_weight
from domain.document import Block, Paragraph, Run, Section
from domain.edition import Edition


def section(edition: Edition) -> Section | None:
    """The dated articles and late finds under their main topic; None when there are none."""
    groups = by_topic(edition, by_weight(edition.entries))
    blocks: list[Block] = []
    for place, (topic, entries) in enumerate(groups.items(), start=1):
        blocks.append(Paragraph((Run(f"{place}. {topic.name}", bold=True),), "heading2"))
        blocks += [Paragraph(wording.entry_runs(edition, entry), "item") for entry in entries]
    return Section("highlights", "Nội dung nổi bật theo lĩnh vực", tuple(blocks)) if blocks else None
