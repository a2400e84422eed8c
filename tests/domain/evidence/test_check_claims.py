"""Arithmetic over claims, by the worked examples of the articles and by property."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.evidence.checking.rules import Check, Figure, Formula, FormulaKind, Outcome, check_all
from xieshou.kernel.exact import round_half_up
from xieshou.kernel.period import PartialDate
from xieshou.kernel.quantity import parse_quantity

HANGZHOU, ENSHI, HUBEI, GUIZHOU, SICHUAN, FOUR = 1, 2, 3, 4, 5, frozenset({3, 4, 5, 6})


def figure(position: int, indicator: str, written: str, **more: Any) -> Figure:
    """A figure of one document, as the text writes it."""
    values: dict[str, Any] = {
        "id": position,
        "code": f"[001]@{position}",
        "document": 1,
        "indicator": indicator,
        "quantity": parse_quantity(written),
        "position": position,
    }
    for name in ("start", "as_of"):
        if name in more:
            more[name] = PartialDate.parse(more[name])
    if "receivers" in more:
        more["receivers"] = frozenset(more["receivers"])
        more.setdefault("reach", tuple(frozenset({each}) for each in more["receivers"]))
    return Figure(**(values | more))


def formula(kind: FormulaKind, **values: Any) -> Formula:
    return Formula(code="tried", kind=kind, name="试", name_en="tried", **values)


COMPLETION = formula(
    FormulaKind.RATE,
    numerator="projects_completed",
    denominator="aid_projects",
    stated="completion_rate",
)


def only(formula_: Formula, *figures: Figure) -> Check:
    [check] = check_all([formula_], figures)
    return check


def rounded(check: Check, places: int) -> str:
    assert check.result is not None
    return str(round_half_up(check.result, places))


def test_291_of_305_projects_is_the_rate_that_the_text_states() -> None:
    """A9-1: 291 ÷ 305 = 95.4 %, stated to one decimal."""
    check = only(
        COMPLETION,
        figure(10, "aid_projects", "305个", as_of="2019"),
        figure(20, "projects_completed", "291个", as_of="2019"),
        figure(30, "completion_rate", "95.4%", as_of="2019"),
    )
    assert (check.outcome, rounded(check, 2)) == (Outcome.HOLDS, "95.41")
    assert [term.role for term in check.terms] == ["numerator", "denominator", "stated"]


def test_a_stated_rate_that_does_not_come_out_fails() -> None:
    check = only(
        COMPLETION,
        figure(10, "aid_projects", "305个"),
        figure(20, "projects_completed", "291个"),
        figure(30, "completion_rate", "95.5%"),
    )
    assert check.outcome is Outcome.FAILS


def test_a_rough_number_never_divides() -> None:
    """A31-1: 300余个 is no denominator."""
    check = only(
        COMPLETION,
        figure(10, "aid_projects", "300余个"),
        figure(20, "projects_completed", "291个"),
        figure(30, "completion_rate", "95.4%"),
    )
    assert (check.outcome, check.result) == (Outcome.UNSURE, None)


def test_of_two_totals_the_one_of_the_same_time_divides() -> None:
    """The passage of the year is meant, not the running total that stands closer."""
    check = only(
        COMPLETION,
        figure(10, "aid_projects", "305个", as_of="2019"),
        figure(19, "aid_projects", "872个"),
        figure(20, "projects_completed", "291个", as_of="2019"),
    )
    assert check.terms[1].figure.position == 10
    assert check.outcome is Outcome.WORKED_OUT


def test_money_that_came_in_is_a_share_of_what_was_contracted() -> None:
    """A14-2: 317.8 of 774.2 is 41.05 %; nothing is stated to compare with."""
    check = only(
        formula(FormulaKind.RATE, numerator="invest_paid_in", denominator="invest_signed"),
        figure(10, "invest_signed", "774.2亿元"),
        figure(20, "invest_paid_in", "317.8亿元"),
    )
    assert (check.outcome, rounded(check, 2)) == (Outcome.WORKED_OUT, "41.05")


def test_parks_away_from_home_are_among_all_parks() -> None:
    """A13-1: 15 ≤ 40."""
    among = formula(FormulaKind.PART, part="enclave_parks", whole="parks")
    check = only(among, figure(10, "parks", "40个"), figure(20, "enclave_parks", "15个"))
    assert (check.outcome, rounded(check, 1)) == (Outcome.HOLDS, "37.5")
    assert (
        only(among, figure(10, "parks", "14个"), figure(20, "enclave_parks", "15个")).outcome is Outcome.FAILS
    )


def test_leaders_visits_are_among_all_visits_though_these_are_only_roughly_known() -> None:
    """A6-1: 15 ≤ 100余."""
    among = formula(FormulaKind.PART, part="leader_exchanges", whole="exchanges")
    check = only(among, figure(10, "exchanges", "100余次"), figure(20, "leader_exchanges", "15次"))
    assert (check.outcome, check.result) == (Outcome.HOLDS, None)
    fewer = only(among, figure(10, "exchanges", "100余次"), figure(20, "leader_exchanges", "120次"))
    assert fewer.outcome is Outcome.UNSURE


def test_a_province_gets_a_part_of_what_four_provinces_get() -> None:
    """A7-1: 46.65亿 to Sichuan of 113.83亿 to four provinces is 41.0 %."""
    share = formula(FormulaKind.PLACE_PART)
    check = only(
        share,
        figure(10, "fiscal_aid", "113.83亿元", givers=frozenset({9}), receivers=FOUR, start="2018"),
        figure(
            20,
            "fiscal_aid",
            "46.65亿元",
            givers=frozenset({9}),
            receivers={SICHUAN},
            start="2018",
            as_of="2020",
        ),
    )
    assert (check.outcome, rounded(check, 1)) == (Outcome.HOLDS, "41.0")


def test_a_prefectures_exits_are_among_its_provinces() -> None:
    """A24-4: of the 17 exits of Hubei 5 are in Enshi; a batch is not credited whole."""
    exits = formula(FormulaKind.PLACE_PART)
    check = only(
        exits,
        figure(10, "counties_delisted", "17个", receivers={HUBEI}, is_change=True),
        figure(
            20, "counties_delisted", "5个",
            receivers={ENSHI}, reach=(frozenset({ENSHI, HUBEI}),), is_change=True,
        ),
    )  # fmt: skip
    assert (check.outcome, rounded(check, 1)) == (Outcome.HOLDS, "29.4")


def test_a_level_is_not_set_beside_a_change_of_the_whole() -> None:
    exits = formula(FormulaKind.PLACE_PART)
    assert not check_all(
        [exits],
        [
            figure(10, "counties_delisted", "17个", receivers={HUBEI}, is_change=True),
            figure(20, "counties_delisted", "8个", receivers={ENSHI}, reach=(frozenset({ENSHI, HUBEI}),)),
        ],
    )


def test_households_have_a_likely_size() -> None:
    """A23-1: 22896 people in 6278 households are 3.65 each."""
    size = formula(
        FormulaKind.AVERAGE,
        numerator="pop_lifted",
        denominator="hh_lifted",
        least=Fraction(2),
        most=Fraction(6),
    )
    check = only(size, figure(10, "hh_lifted", "6278户"), figure(20, "pop_lifted", "22896人"))
    assert (check.outcome, rounded(check, 2), check.unit) == (Outcome.HOLDS, "3.65", "人")
    taken_for_people = only(size, figure(10, "hh_lifted", "22896户"), figure(20, "pop_lifted", "22896人"))
    assert taken_for_people.outcome is Outcome.FAILS


def test_a_published_average_that_its_own_numbers_do_not_give_fails() -> None:
    """domain B1: 28.31亿 for 72 counties are 3931.9万 each, published as 3933; 14.35亿 for 25 are 5740.0."""
    each = formula(FormulaKind.AVERAGE, numerator="funds", denominator="counties", stated="per_county")
    published = [figure(10, "funds", "28.31亿元"), figure(20, "counties", "72个")]
    wrong = only(each, *published, figure(30, "per_county", "3933万元/县"))
    assert (wrong.outcome, wrong.unit, rounded(wrong, 5)) == (Outcome.FAILS, "亿元", "0.39319")
    right = [figure(10, "funds", "14.35亿元"), figure(20, "counties", "25个")]
    assert only(each, *right, figure(30, "per_county", "5740万元/县")).outcome is Outcome.HOLDS
    assert only(each, *right).outcome is Outcome.WORKED_OUT


def test_two_dates_of_one_text_imply_like_populations() -> None:
    """A24-2: 493万 at 14.0 % and 30.8万 at 0.85 % imply 3521万 and 3624万."""
    base = formula(
        FormulaKind.BASE, numerator="poverty_pop", stated="poverty_rate", tolerance=Fraction(1, 20)
    )
    checks = check_all(
        [base],
        [
            figure(10, "poverty_pop", "493万人", start="2015", as_of="2015", period_text="2015年"),
            figure(12, "poverty_pop", "30.8万人", period_text="目前"),
            figure(14, "poverty_rate", "14.0%", start="2015", as_of="2015", period_text="2015年"),
            figure(16, "poverty_rate", "0.85%", period_text="目前"),
        ],
    )
    assert [rounded(check, 0) for check in checks[:2]] == ["35214286", "36235294"]
    assert (checks[2].outcome, rounded(checks[2], 1)) == (Outcome.HOLDS, "2.9")
    assert len(checks) == 3


def test_a_roughly_rounded_rate_is_given_its_room() -> None:
    """9899万 at 10.2 % and 551万 at 0.6 % differ by 5.4 %, yet 0.6 % may be anything from 0.55 to 0.65 %."""
    base = formula(FormulaKind.BASE, numerator="poor", stated="rate", tolerance=Fraction(1, 20))
    figures = [
        figure(10, "poor", "9899万人", as_of="2012"),
        figure(12, "poor", "551万人", as_of="2019"),
        figure(14, "rate", "10.2%", as_of="2012"),
        figure(16, "rate", "0.6%", as_of="2019"),
    ]
    [alike] = [check for check in check_all([base], figures) if check.formula == "tried-alike"]
    assert (alike.outcome, rounded(alike, 1)) == (Outcome.HOLDS, "-5.4")
    sharper = [*figures[:3], figure(16, "rate", "0.600%", as_of="2019")]
    [alike] = [check for check in check_all([base], sharper) if check.formula == "tried-alike"]
    assert alike.outcome is Outcome.FAILS


def test_visitors_grew_by_39_per_cent() -> None:
    """A20-1: 78.63 → 109.24 万人次 is +38.93 %."""
    check = only(
        formula(FormulaKind.GROWTH, indicators=("tourists",)),
        figure(20, "tourists", "109.24万人次", as_of="2015"),
        figure(10, "tourists", "78.63万人次", as_of="2013"),
    )
    assert (check.outcome, rounded(check, 2)) == (Outcome.WORKED_OUT, "38.93")
    assert [term.figure.position for term in check.terms] == [10, 20]


def test_profit_shares_are_the_whole_profit() -> None:
    """A16-1: 60 % + 20 % + 20 %."""
    shares = formula(
        FormulaKind.SUM, indicators=("share_households", "share_village", "share_back"), total=Fraction(100)
    )
    parts = [
        figure(10, "share_households", "60%"),
        figure(12, "share_village", "20%"),
        figure(14, "share_back", "20%"),
    ]
    assert only(shares, *parts).outcome is Outcome.HOLDS
    assert only(shares, *parts[:2], figure(14, "share_back", "10%")).outcome is Outcome.FAILS
    assert not check_all([shares], parts[:2])


def test_people_and_person_times_are_never_set_beside_each_other() -> None:
    """A22-1, A31-3."""
    among = formula(FormulaKind.PART, part="employed", whole="trained")
    assert not check_all([among], [figure(10, "trained", "14777人次"), figure(20, "employed", "11497人")])


@given(st.permutations(range(5)))
def test_the_order_of_the_figures_changes_nothing(order: list[int]) -> None:
    figures = [
        figure(10, "aid_projects", "305个"),
        figure(20, "projects_completed", "291个"),
        figure(30, "completion_rate", "95.4%"),
        figure(40, "aid_projects", "414个"),
        figure(50, "completion_rate", "92%"),
    ]
    assert check_all([COMPLETION], [figures[i] for i in order]) == check_all([COMPLETION], figures)


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 3))
def test_a_rate_rounded_as_the_text_would_always_holds(done: int, of: int, places: int) -> None:
    written = f"{round_half_up(Fraction(100 * done, of), places):f}%"
    check = only(
        COMPLETION,
        figure(10, "aid_projects", f"{of}个"),
        figure(20, "projects_completed", f"{done}个"),
        figure(30, "completion_rate", written),
    )
    assert check.outcome is Outcome.HOLDS
