"""A person records a pairing: what its round does not allow is refused, and nothing of it is stored."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.pairings.building import a_division, a_round
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import period_columns
from xieshou.domain.evidence.models import Document
from xieshou.domain.pairings.models import Pairing, PairingSource, RoundRule, Tier
from xieshou.domain.pairings.rules import Code
from xieshou.domain.pairings.services import PairingRefusedError, record_pairing
from xieshou.domain.pairings.tiers import UnknownTierError
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.places.models import Division, Level
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor, NotAllowedError
from xieshou.kernel.period import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> dict[str, Division]:
    """杭州 with 西湖区, 宁波; 黔东南 with 台江, 恩施; a county that was dissolved in 2010."""
    east, west = (
        a_division("浙江省", "330000", Level.PROVINCE),
        a_division("贵州省", "520000", Level.PROVINCE),
    )
    found = {
        "hangzhou": a_division("杭州市", "330100", above=east),
        "ningbo": a_division("宁波市", "330200", above=east),
        "qiandongnan": a_division("黔东南苗族侗族自治州", "522600", above=west),
        "enshi": a_division("恩施土家族苗族自治州", "422800"),
    }
    found["xihu"] = a_division("西湖区", "330106", Level.COUNTY, found["hangzhou"])
    found["haishu"] = a_division("海曙区", "330203", Level.COUNTY, found["ningbo"])
    found["taijiang"] = a_division("台江县", "522630", Level.COUNTY, found["qiandongnan"])
    found["xuanen"] = a_division("宣恩县", "422825", Level.COUNTY, found["enshi"])
    return found


@pytest.fixture
def record(administrator: Actor) -> Any:
    """``record(giver, receiver, start, end)`` in the round of 2016."""

    def recorded(
        giver: Any, receiver: Any, start: str = "2016-12", end: str = "2021", **more: Any
    ) -> Pairing:
        facts: dict[str, Any] = {
            "actor": administrator,
            "round_": a_round("2016", "2016-12", "2021"),
            "programme": Programme.EAST_WEST_POVERTY,
            "source": None,
            "certainty": Certainty.SAMPLE,
        }
        return record_pairing(giver=giver, receiver=receiver, period=Period.parse(start, end), **facts | more)

    return recorded


def lasted(division: Division, start: str | None, end: str | None) -> Division:
    """Bound the life of a division."""
    division.versions.update(**period_columns(Period.parse(start, end)))
    return division


def refused(*codes: Code) -> Any:
    """Expect a refusal with just these findings."""
    return pytest.raises(PairingRefusedError, match="^" + "; .*".join(f"{code}:.*" for code in codes) + "$")


def test_a_pairing_is_kept_with_its_tier_and_its_source(record: Any, places: Any) -> None:
    source = Document.objects.create(code="S900", kind="policy", title="示例文件")
    record(places["hangzhou"], places["qiandongnan"], source=source, certainty=Certainty.SOURCE)
    kept = Pairing.objects.get()
    assert (kept.tier, kept.kind, str(kept.period)) == (Tier.PREFECTURE, "government", "[2016-12, 2021)")
    assert [(row.document, row.certainty) for row in kept.sources.all()] == [(source, "source")]


def test_a_zone_without_a_division_code_can_be_paired(record: Any, places: Any) -> None:
    """A2-4."""
    zones = [
        Organisation.objects.create(name=name, name_key=name, kind="zone", side=side, division=places[where])
        for name, side, where in (("示例东区", "east", "hangzhou"), ("示例西区", "west", "qiandongnan"))
    ]
    assert record(*zones).tier == Tier.ZONE


@pytest.mark.parametrize("who", ["anonymous", "viewer"])
def test_only_an_administrator_may_record(
    record: Any, places: Any, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowedError, match="登记结对"):
        record(places["hangzhou"], places["qiandongnan"], actor=request.getfixturevalue(who))
    assert not Pairing.objects.exists()
    assert not Party.objects.exists()


def test_two_units_that_make_no_tier_are_refused(record: Any, places: Any) -> None:
    with pytest.raises(UnknownTierError):
        record(places["xihu"], places["qiandongnan"])
    assert not Party.objects.exists()


def test_a_unit_is_not_paired_with_itself(record: Any, places: Any) -> None:
    with refused(Code.SAME_PARTY):
        record(places["hangzhou"], places["hangzhou"])


@pytest.mark.parametrize(
    ("life", "start"),
    [((None, "2010-05-01"), "2016-12"), (("2018-01-01", None), "2016-12"), ((None, "2019-03"), "2016-12")],
)
def test_a_party_that_did_not_exist_throughout_is_refused(
    record: Any, places: Any, life: tuple[str | None, str | None], start: str
) -> None:
    """C3, invariant 12."""
    lasted(places["qiandongnan"], *life)
    with refused(Code.PARTY_NOT_VALID):
        record(places["hangzhou"], places["qiandongnan"], start)
    assert not Pairing.objects.exists()
    assert not Party.objects.exists()


def test_an_organisation_that_had_ended_is_refused(record: Any, places: Any) -> None:
    zones = [
        Organisation.objects.create(
            name=name, name_key=name, kind="zone", side="east", **period_columns(Period.parse(None, end))
        )
        for name, end in (("示例东区", None), ("示例西区", "2018"))
    ]
    with refused(Code.PARTY_NOT_VALID):
        record(*zones)


def test_a_party_that_may_have_existed_when_a_vague_date_came_is_let_through(
    record: Any, places: Any
) -> None:
    """A31-2: a unit founded on 2017-08-21 can be paired "in 2017"; of the month before it cannot."""
    lasted(places["qiandongnan"], "2017-08-21", None)
    with refused(Code.PARTY_NOT_VALID):
        record(places["hangzhou"], places["qiandongnan"], "2017-07")
    assert record(places["hangzhou"], places["qiandongnan"], "2017").pk


def test_a_child_outside_its_parents_dates_is_refused(record: Any, places: Any) -> None:
    parent = record(places["hangzhou"], places["qiandongnan"], "2018-01", "2020-01")
    for start, end in (("2016-12", "2019"), ("2019", "2020-06")):
        with refused(Code.OUTSIDE_PARENT):
            record(places["xihu"], places["taijiang"], start, end, parent=parent)
    assert Pairing.objects.count() == 1
    assert record(places["xihu"], places["taijiang"], "2018-03", "2020", parent=parent).parent == parent


def test_a_pairing_outside_its_round_is_refused(record: Any, places: Any) -> None:
    with refused(Code.OUTSIDE_ROUND):
        record(places["hangzhou"], places["qiandongnan"], "2016-12", "2022")


@pytest.mark.parametrize(("giver", "receiver"), [("haishu", "taijiang"), ("xihu", "xuanen")])
def test_a_unit_outside_the_parents_territory_is_refused(
    record: Any, places: Any, giver: str, receiver: str
) -> None:
    parent = record(places["hangzhou"], places["qiandongnan"])
    with refused(Code.NOT_BELOW_PARENT):
        record(places[giver], places[receiver], parent=parent)
    assert Pairing.objects.get() == parent


def test_a_firm_known_to_sit_in_the_county_may_join_the_pair_of_a_village_there(
    record: Any, places: Any
) -> None:
    """A3-10: 昆山鲜活果汁有限公司 under 七桥村–高坝田村; a firm from elsewhere may not."""
    villages = [
        a_division(name, code, Level.VILLAGE, places[county])
        for name, code, county in (("东村", "330106001001", "xihu"), ("西村", "522630001001", "taijiang"))
    ]
    parent = record(*villages)
    firms = {
        county: Organisation.objects.create(
            name=county, name_key=county, kind="firm", side="east", division=places[county]
        )
        for county in ("xihu", "haishu")
    }
    assert record(firms["xihu"], villages[1], parent=parent, formal=False).kind == "firm_village"
    with refused(Code.NOT_BELOW_PARENT):
        record(firms["haishu"], villages[1], parent=parent, formal=False)


def test_a_parent_of_another_round_is_refused(record: Any, places: Any) -> None:
    later = a_round("2021", "2016-12", None)
    parent = record(places["hangzhou"], places["qiandongnan"], round_=later)
    with refused(Code.OTHER_ROUND):
        record(places["xihu"], places["taijiang"], parent=parent)


def one_to_one(**more: Any) -> None:
    facts = {"tier": Tier.PREFECTURE, "max_receivers": 1, "max_givers": 1} | more
    RoundRule.objects.create(
        round=a_round("2016", "2016-12", "2021"), kind="capacity", source="示例", certainty="sample", **facts
    )


def test_one_to_one_refuses_a_second_partner_on_either_side(record: Any, places: Any) -> None:
    """A3-2."""
    one_to_one()
    record(places["hangzhou"], places["qiandongnan"])
    with refused(Code.GIVER_CAPACITY):
        record(places["hangzhou"], places["enshi"])
    with refused(Code.RECEIVER_CAPACITY):
        record(places["ningbo"], places["qiandongnan"])
    assert Pairing.objects.count() == 1


def test_a_round_without_such_a_rule_allows_two(record: Any, places: Any) -> None:
    """A3-3: one-to-one is a rule of a round and tier, not of the system."""
    one_to_one(tier=Tier.COUNTY)
    record(places["hangzhou"], places["qiandongnan"])
    assert record(places["hangzhou"], places["enshi"]).pk


def test_a_rule_of_an_area_binds_only_there(record: Any, places: Any) -> None:
    """A3-4: 杭州 may take 恩施 in 湖北 while 贵州 is one-to-one."""
    one_to_one(area=Division.objects.get(code="520000"))
    record(places["hangzhou"], places["qiandongnan"])
    assert record(places["hangzhou"], places["enshi"]).pk
    with refused(Code.RECEIVER_CAPACITY):
        record(places["ningbo"], places["qiandongnan"])


def test_a_capacity_below_a_parent_pair_is_kept(record: Any, places: Any) -> None:
    """A3-6: of 杭州–黔东南 an eastern county may take two, not three."""
    parent = record(places["hangzhou"], places["qiandongnan"])
    one_to_one(tier=Tier.COUNTY, parent=parent, max_receivers=2)
    record(places["xihu"], places["taijiang"], parent=parent)
    for number, name in ((25, "镇远县"), (34, "雷山县")):
        county = a_division(name, f"5226{number}", Level.COUNTY, places["qiandongnan"])
        if number == 25:
            record(places["xihu"], county, parent=parent)
            continue
        with refused(Code.GIVER_CAPACITY):
            record(places["xihu"], county, parent=parent)


def test_partners_in_turn_are_within_one_to_one(record: Any, places: Any) -> None:
    one_to_one()
    record(places["hangzhou"], places["qiandongnan"], "2016-12", "2018-06")
    assert record(places["ningbo"], places["qiandongnan"], "2018-06", "2021").pk


def test_the_same_pairing_is_not_recorded_twice(record: Any, places: Any) -> None:
    """A pairing known from two sources is one pairing with two sources."""
    record(places["hangzhou"], places["qiandongnan"])
    for start in ("2016-12", "2017-05"):
        with refused(Code.ALREADY_RECORDED):
            record(places["hangzhou"], places["qiandongnan"], start)
    assert Pairing.objects.count() == 1


def test_the_same_two_may_be_paired_again_later_and_in_another_programme(record: Any, places: Any) -> None:
    """B2: programme types are kept apart; and under one-to-one the one partner stays one."""
    one_to_one()
    record(places["hangzhou"], places["qiandongnan"], "2016-12", "2018")
    record(places["hangzhou"], places["qiandongnan"], "2019", "2021")
    record(places["hangzhou"], places["qiandongnan"], programme=Programme.COUNTERPART_HELP)
    assert Pairing.objects.count() == 3


def test_after_a_refusal_no_source_is_left_behind(record: Any, places: Any) -> None:
    source = Document.objects.create(code="S900", kind="policy", title="示例文件")
    with refused(Code.OUTSIDE_ROUND):
        record(places["hangzhou"], places["qiandongnan"], "2010", "2012", source=source)
    assert not PairingSource.objects.exists()
    assert not Party.objects.exists()
