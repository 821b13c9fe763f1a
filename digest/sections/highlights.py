"""What did the press write, field by field? One entry a story, those about the commune first."""

from __future__ import annotations

from digest import stories, wording
from digest.counts import vietnamese
from domain.document import Block, Paragraph, Run, Section
from domain.edition import Edition


def section(edition: Edition) -> Section | None:
    """The stories of dated articles and late finds under their main topic; None when there are none."""
    blocks: list[Block] = []
    for place, (topic, found) in enumerate(stories.by_field(edition, vietnamese(edition.entries)).items(), start=1):
        shown, rest = found[: stories.SHOWN[edition.period.kind]], found[stories.SHOWN[edition.period.kind] :]
        blocks.append(Paragraph((Run(f"{place}. {topic.name}", bold=True),), "heading2"))
        blocks += [Paragraph(stories.runs(edition, story), "item", story.id) for story in shown]
        blocks += [Paragraph((Run(_rest(rest)),))] if rest else []
    return Section("highlights", "Nội dung nổi bật theo lĩnh vực", tuple(blocks)) if blocks else None


def _rest(left: tuple[stories.Story, ...]) -> str:
    total = wording.articles(sum(len(story.entries) for story in left))
    return f"Ngoài ra có {wording.events(len(left))} khác ({total}), nêu tại Phụ lục."
