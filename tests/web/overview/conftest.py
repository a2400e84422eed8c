"""A small programme: three rounds over a handful of places, one of them renamed and one dissolved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xieshou.domain.pairings.models import Pairing
    from xieshou.domain.places.models import Division

PLACES = [
    ("浙江省", "Zhejiang", 1, "330000", None),
    ("江苏省", "Jiangsu", 1, "320000", None),
    ("山东省", "Shandong", 1, "370000", None),
    ("贵州省", "Guizhou", 1, "520000", None),
    ("湖北省", "Hubei", 1, "420000", None),
    ("杭州市", "Hangzhou", 2, "330100", "330000"),
    ("宁波市", "Ningbo", 2, "330200", "330000"),
    ("苏州市", "Suzhou", 2, "320500", "320000"),
    ("青岛市", "Qingdao", 2, "370200", "370000"),
    ("黔东南苗族侗族自治州", "Qiandongnan Miao and Dong Autonomous Prefecture", 2, "522600", "520000"),
    ("恩施土家族苗族自治州", "Enshi Tujia and Miao Autonomous Prefecture", 2, "422800", "420000"),
    ("恩施市", "Enshi City", 3, "422801", "422800"),
    ("上城区", "Shangcheng District", 3, "330102", "330100"),
]
ROUNDS = [("1996", "1996-05", "2016-12"), ("2013", "2013-02", "2016-12"), ("2016", "2016-12", "2021")]
POVERTY, HELP = "east_west_poverty", "counterpart_help"
PAIRS = [
    ("1996", POVERTY, "prefecture", "青岛市", "铜仁市", "1996-08", "2013-02", "seed"),
    ("1996", POVERTY, "prefecture", "宁波市", "黔东南苗族侗族自治州", "1996-08", "2013-02", "seed"),
    ("2013", HELP, "prefecture", "苏州市", "铜仁市", "2013-02", "2016-12", "seed"),
    ("2013", HELP, "prefecture", "杭州市", "黔东南苗族侗族自治州", "2013-02", "2016-12", "seed"),
    ("2016", POVERTY, "province", "浙江省", "贵州省", "2016-12", "2021", "memory"),
    ("2016", POVERTY, "prefecture", "杭州市", "黔东南苗族侗族自治州", "2016-12", "2021", "seed"),
    ("2016", POVERTY, "county", "江干区", "恩施市", ">=2016-12-01", "2021", "source"),
    ("2016", POVERTY, "zone_county", "宁波某开发区", "恩施市", "2017", "2021", "source"),
]


@pytest.fixture
def programme(db: None) -> dict[str, Pairing]:
    """The pairings by "giver>receiver@start"; below them one of two villages, which no map draws."""
    from xieshou.domain.dated import period_columns
    from xieshou.domain.pairings.models import Pairing, Round
    from xieshou.domain.parties.models import Organisation
    from xieshou.domain.parties.services import party_of
    from xieshou.domain.reviewed import SHIPPED
    from xieshou.kernel.period import PartialDate, Period, Precision

    units: dict[str, Any] = {}
    for name, english, level, code, above in PLACES:
        units[name] = place(name, english, level, code, units.get(above))
        units[code] = units[name]
    units["铜仁市"] = renamed_tongren(units["520000"])
    units["江干区"] = dissolved_jianggan(units["330100"], units["上城区"])
    units["宁波某开发区"] = Organisation.objects.create(
        name="宁波某开发区",
        name_key="宁波某开发区",
        kind="zone",
        side="east",
        division=units["330200"],
        **SHIPPED,
    )
    rounds = {
        code: Round.objects.create(
            code=code, name=f"{code}轮", name_en=f"Round {code}", **period_columns(Period.parse(start, end))
        )
        for code, start, end in ROUNDS
    }
    made = {}
    for code, kind, tier, giver, receiver, start, end, certainty in PAIRS:
        known = PartialDate.parse(start.removeprefix(">="))
        begun = PartialDate(known.day, Precision.UNKNOWN) if start.startswith(">=") else known
        made[f"{giver}>{receiver}@{start}"] = Pairing.objects.create(
            round=rounds[code],
            programme=kind,
            tier=tier,
            giver=party_of(units[giver]),
            receiver=party_of(units[receiver]),
            certainty=certainty,
            **SHIPPED,
            **period_columns(Period(begun, PartialDate.parse(end))),
        )
    Pairing.objects.create(
        round=rounds["2016"],
        programme=POVERTY,
        tier="village",
        kind="village",
        giver=party_of(place("东村", "", 5, "330102001001", units["上城区"])),
        receiver=party_of(place("西村", "", 5, "422801001001", units["恩施市"])),
        certainty="seed",
        **SHIPPED,
        **period_columns(Period.parse("2016-12", "2021")),
    )
    return made


def place(name: str, english: str, level: int, code: str, parent: Division | None) -> Division:
    from xieshou.domain.places.models import Division

    division = Division.objects.create(level=level, code=code, name=name, name_en=english)
    version(division, name, english, code, parent, None, None)
    return division


def version(
    division: Division,
    name: str,
    english: str,
    code: str,
    parent: Division | None,
    start: str | None,
    end: str | None,
) -> None:
    from xieshou.domain.dated import period_columns
    from xieshou.domain.places.models import DivisionVersion
    from xieshou.domain.places.names import name_key, stem
    from xieshou.kernel.period import Period

    DivisionVersion.objects.create(
        division=division,
        code=code,
        name=name,
        name_en=english,
        parent=parent,
        name_key=name_key(name),
        stem=stem(name, division.level),
        source="测试",
        **period_columns(Period.parse(start, end)),
    )


def renamed_tongren(province: Division) -> Division:
    """铜仁地区 until 2011-10-22, 铜仁市 since."""
    from xieshou.domain.places.models import Division

    tongren = Division.objects.create(level=2, code="520600", name="铜仁市", name_en="Tongren")
    version(tongren, "铜仁地区", "Tongren Prefecture", "522200", province, None, "2011-10-22")
    version(tongren, "铜仁市", "Tongren", "520600", province, "2011-10-22", None)
    return tongren


def dissolved_jianggan(city: Division, heir: Division) -> Division:
    """江干区 until 2021-03-11, when the larger part went to 上城区."""
    from xieshou.domain.places.models import Division, Succession

    gone = Division.objects.create(level=3, code="330104", name="江干区", name_en="Jianggan District")
    version(gone, "江干区", "Jianggan District", "330104", city, None, "2021-03-11")
    Succession.objects.create(
        predecessor=gone,
        successor=heir,
        on="2021-03-11",
        precision="day",
        kind="merge",
        whole=False,
        source="测试",
        certainty="source",
    )
    return gone


@pytest.fixture(scope="session")
def built_maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the real maps, built once for all tests."""
    from xieshou.domain.places.geometry import build_geometry

    home = tmp_path_factory.mktemp("home")
    build_geometry(home / "geometry")
    return home


@pytest.fixture
def maps(built_maps: Path, settings: Any) -> Path:
    """The site runs on a home with maps."""
    settings.XIESHOU_HOME = built_maps
    return built_maps
