"""The settings of one office as a whole, and what the rooms are told of them in the nouns of `domain`."""

from __future__ import annotations

import re

from pydantic import Field

from config.evidence import KeepingSettings, StampSettings
from config.kinds import Part, SourceName
from config.operations import AlertSettings, BackupSettings, LimitSettings, RunSettings, ScheduleSettings
from config.planning import PlanSettings
from config.sections import (
    CommuneSettings,
    CrawlSettings,
    DigestSettings,
    LegalSettings,
    OfficeSettings,
    PressSettings,
    SampleSettings,
    SourceSettings,
)
from config.sending import ChatSettings, EmailSettings
from domain.edition import Office
from domain.place import LocalKnowledge, NotOurs, Unit
from domain.text import fold


class Settings(Part):
    """All settings of one office."""

    commune: CommuneSettings
    office: OfficeSettings = OfficeSettings()
    crawl: CrawlSettings = CrawlSettings()
    press: PressSettings = PressSettings()
    sources: dict[SourceName, SourceSettings] = Field(
        default_factory=dict, description="Nguồn báo thêm vào, hoặc bổ sung, tắt nguồn có sẵn cùng tên."
    )
    digest: DigestSettings = DigestSettings()
    run: RunSettings = RunSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    backup: BackupSettings = BackupSettings()
    alerts: AlertSettings = AlertSettings()
    limits: LimitSettings = LimitSettings()
    email: EmailSettings = EmailSettings()
    keeping: KeepingSettings = KeepingSettings()
    stamp: StampSettings = StampSettings()
    chat: ChatSettings = ChatSettings()
    plan: PlanSettings = PlanSettings()
    legal: LegalSettings = LegalSettings()
    sample: SampleSettings = SampleSettings()

    def own_knowledge(self) -> LocalKnowledge:
        """What the office itself knows of its names."""
        names = self.commune.model_dump(exclude={"code", "not_ours"})
        return LocalKnowledge(**names, not_ours=tuple(map(NotOurs.read, self.commune.not_ours)))

    def office_of(self, unit: Unit) -> Office:
        """The letterhead: what is set, with the commune's own name in its places."""
        names = {"unit": unit.full_name, "name": unit.name, "type": unit.kind}

        def named(text: str) -> str:
            return text.format(**names)

        office = self.office
        return Office(
            parent=named(office.parent),
            issuer=named(office.issuer),
            place=named(office.place),
            symbol=office.symbol,
            authority=named(office.authority),
            signer_title=named(office.signer_title),
            signer_name=office.signer_name,
            addressees=tuple(map(named, office.addressees)),
            recipients=tuple(map(named, office.recipients)),
            archive=office.archive,
        )

    def user_agent(self, unit: Unit) -> str:
        """How the reader introduces itself to newspapers, in ASCII: its name, whose it is, how to reach the office."""
        owner = _plain(f"UBND {unit.full_name}, {unit.province}")
        contact = _plain(self.office.contact)
        return f"diembao ({owner}{f'; +{contact}' if contact else ''})"


def _plain(text: str) -> str:
    """Letters a header can carry inside its brackets."""
    return re.sub(r"[^ -'*-~]", "", "".join(fold(char).upper() if char.isupper() else fold(char) for char in text))
