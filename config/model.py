"""The settings of one office as a whole, and what the rooms are told of them in the nouns of `domain`."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from config.evidence import KeepingSettings, StampSettings
from config.kinds import Code, Part, SourceName
from config.offices import CitySettings, CommuneSettings, LocalNames, OfficeSettings, WatchedSettings
from config.operations import AlertSettings, BackupSettings, LimitSettings, RunSettings, ScheduleSettings
from config.planning import PlanSettings
from config.sections import CrawlSettings, DigestSettings, LegalSettings, PressSettings, SampleSettings, SourceSettings
from config.sending import ChatSettings, EmailSettings
from domain.edition import Office
from domain.place import LocalKnowledge, NotOurs, Unit
from domain.text import fold

# A home of a city has no commune of its own.
NO_COMMUNE = CommuneSettings.model_construct(code="")


class Settings(Part):
    """All settings of one office: of a commune, or (`city.code` is set) of a city with all its communes."""

    city: CitySettings = CitySettings()
    commune: CommuneSettings = Field(default=NO_COMMUNE, validate_default=True)
    communes: dict[Code, WatchedSettings] = Field(
        default_factory=dict, description="Trong thư mục của tỉnh, thành phố: điều riêng của từng xã, theo mã."
    )
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

    @field_validator("commune", mode="before")
    @classmethod
    def _one_of_two(cls, value: Any, told: ValidationInfo) -> Any:
        """A commune, or a city; neither both nor none."""
        city = told.data.get("city")
        if value is NO_COMMUNE and not (city and city.code):
            raise PydanticCustomError("missing", "Field required")
        if value is not NO_COMMUNE and city and city.code:
            raise PydanticCustomError("two_scopes", "commune and city")
        return value

    def own_knowledge(self, code: str = "") -> LocalKnowledge:
        """What the office itself knows of the names of its commune, or of one of its communes."""
        names: LocalNames = self.communes.get(code, _NOTHING) if self.city.code else self.commune
        plain = {key: getattr(names, key) for key in LocalNames.model_fields if key != "not_ours"}
        return LocalKnowledge(**plain, not_ours=tuple(map(NotOurs.read, names.not_ours)))

    def office_of(self, unit: Unit) -> Office:
        """The letterhead of a commune or of the city: what is set, with the unit's own name in its places."""
        names = {"unit": unit.full_name, "name": unit.name, "type": unit.kind}

        def named(text: str) -> str:
            return text.format(**names)

        own = self.communes.get(unit.code, _NOTHING)
        signer = {key: value for key in ("signer_title", "signer_name") if (value := getattr(own, key))}
        office = self.city if unit.code == self.city.code else self.office.model_copy(update=signer)
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

    def recipients(self, code: str, kind: str) -> tuple[str, ...]:
        """Who gets a unit's documents of a kind by mail; in a city's home what a commune sends is for its own alone."""
        return self.communes.get(code, _NOTHING).to if self._is_one_of_many(code) else self.email.recipients(kind)

    def chat_file(self, code: str) -> tuple[str, str]:
        """The file of a unit's rooms for short news, by the same rule, and the key that sets it."""
        if self._is_one_of_many(code):
            return self.communes.get(code, _NOTHING).chat_file, f"communes.{code}.chat_file"
        return self.chat.file, "chat.file"

    def _is_one_of_many(self, code: str) -> bool:
        return self.city.code not in ("", code)

    def user_agent(self, unit: Unit) -> str:
        """How the reader introduces itself to newspapers, in ASCII: its name, whose it is, how to reach the office."""
        place = unit.full_name if unit.code == self.city.code else f"{unit.full_name}, {unit.province}"
        owner = _plain(f"UBND {place}")
        contact = _plain(self.office.contact)
        return f"diembao ({owner}{f'; +{contact}' if contact else ''})"


_NOTHING = WatchedSettings()


def _plain(text: str) -> str:
    """Letters a header can carry inside its brackets."""
    return re.sub(r"[^ -'*-~]", "", "".join(fold(char).upper() if char.isupper() else fold(char) for char in text))
