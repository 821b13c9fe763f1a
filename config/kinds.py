"""What a value of the settings may look like, before it is asked what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from config.nearest import nearest
from domain.text import one_line


def _listed(value: Any) -> Any:
    """TOML lists as tuples; a single text stands for a list of one."""
    if isinstance(value, str):
        return (one_line(value),) if value.strip() else ()
    return tuple(one_line(item) if isinstance(item, str) else item for item in value) if is_many(value) else value


def _split(value: Any) -> Any:
    """As `_listed`, and a single text may name several things by commas."""
    words = re.split(r"\s*[,;]\s*", value.strip()) if isinstance(value, str) else value
    return _listed(list(filter(None, words)) if isinstance(value, str) else value)


def _coded(value: Any) -> Any:
    """A code written as a number gets its zeros back."""
    return f"{value:05d}" if isinstance(value, int) and not isinstance(value, bool) else value


def _many_codes(value: Any) -> Any:
    """As `_split`; a single code may be written alone, as text or as a number."""
    return (value,) if isinstance(value, int) and not isinstance(value, bool) else _split(value)


def _province(value: Any) -> Any:
    """A code written as a number gets its zero back."""
    return f"{value:02d}" if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, Field(max_length=500)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Words = Annotated[tuple[Text, ...], BeforeValidator(_split)]
Code = Annotated[str, BeforeValidator(_coded), Field(pattern=r"^\d{5}$")]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_many_codes)]
ProvinceCode = Annotated[str, BeforeValidator(_province), Field(pattern=r"^(\d{2})?$")]
SourceName = Annotated[str, Field(pattern=r"^\w[\w.-]{0,60}$")]


class Part(BaseModel):
    """A table of the settings: frozen, strict, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def is_many(value: Any) -> bool:
    """Whether a value is a list."""
    return isinstance(value, list | tuple)


def each(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """The texts of a value that is one or several, empty ones left out."""
    return tuple(filter(None, (value,) if isinstance(value, str) else value))


def among(value: tuple[str, ...], known: Sequence[str]) -> tuple[str, ...]:
    """The words, each of which must be known. Raises ValueError with the nearest known one."""
    for word in value:
        if word not in known:
            raise ValueError(f"có “{word}” không hiểu được{nearest(word, known)}")
    return value


def an_hour(value: str) -> str:
    """`06:00`. Raises ValueError for anything else."""
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError("phải là giờ dạng 06:00")
    return value


def mail_addresses(value: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses of mail. Raises ValueError for anything else."""
    if not all(re.search(r"[^\s@]+@[^\s@]+", address) for address in value):
        raise ValueError("phải là địa chỉ thư, có dấu @")
    return value


MailAddresses = Annotated[Words, AfterValidator(mail_addresses)]


def web_addresses(value: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses of the web. Raises ValueError for anything else."""
    if not all(re.match(r"https?://[^\s/]+\S*$", address, re.IGNORECASE) for address in value):
        raise ValueError("phải là địa chỉ bắt đầu bằng http:// hoặc https://")
    return value
