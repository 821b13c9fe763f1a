"""How newspapers are printed and counted."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from config.outlets import by_domain, by_name, outlets
from config.sources import outlet
from domain.press import Level

TABLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "press" / "sources.csv"


def test_names_and_domains_are_unique() -> None:
    domains = [domain for one in outlets() for domain in one.domains]
    names = [name for one in outlets() for name in (one.name, *one.aliases)]
    assert len(domains) == len(set(domains))
    assert len(names) == len(set(names))
    assert all((one.level is Level.CITY) == bool(one.province) for one in outlets())


@pytest.mark.skipif(not TABLE.exists(), reason="cần bảng nguồn báo ../shared/data/press/sources.csv")
def test_every_outlet_of_the_table_is_known() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        missing = [row["domain"] for row in csv.DictReader(file) if by_domain(row["domain"]) is None]
    assert missing == []


def test_an_outlet_is_printed_by_its_name() -> None:
    assert outlet("vnexpress.net") == ("Báo VnExpress", Level.CENTRAL)
    assert outlet("e.vnexpress.net")[0] == "Báo VnExpress (bản tiếng Anh)"
    assert outlet("giaoducthudo.giaoducthoidai.vn")[0] == "Báo Giáo dục và Thời đại"
    assert outlet("bao-la.example") == ("bao-la.example", Level.OTHER)
    assert outlet("congan.haiphong.gov.vn")[0] == "Trang thông tin điện tử Công an thành phố Hải Phòng"
    assert outlet("xa-khac.haiphong.gov.vn") == ("xa-khac.haiphong.gov.vn", Level.OTHER)


def test_a_local_paper_is_the_citys_own_only_at_home() -> None:
    assert outlet("baohaiphong.vn", None, "31")[1] is Level.CITY
    assert outlet("baohaiphong.vn", None, "01")[1] is Level.OTHER
    assert outlet("nhandan.vn", None, "01")[1] is Level.CENTRAL


@pytest.mark.parametrize("name", ["VOV2.VN", "Báo điện tử VOV", "BÁO ĐIỆN TỬ VOV"])
def test_other_names_lead_to_the_same_outlet(name: str) -> None:
    found = by_name(name)
    assert found is not None
    assert found.domains[0] == "vov.vn"


def test_an_unknown_name_leads_nowhere() -> None:
    assert by_name("Báo Không Có") is None
