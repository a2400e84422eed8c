"""Loading the catalogue of indicators from a file, and finding them under any of their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from xieshou.domain.evidence.catalogue.loading import COLUMNS, BadIndicatorError, load_indicators
from xieshou.domain.evidence.catalogue.queries import (
    indicator,
    indicators,
    near_indicators,
    with_members,
)
from xieshou.domain.evidence.models import Indicator, IndicatorAlias
from xieshou.domain.evidence.storing import Loaded
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError

pytestmark = pytest.mark.django_db

Write = Callable[..., Path]


@pytest.fixture
def indicators_file(tmp_path: Path) -> Write:
    """Writes a file of one row per keyword dict; what is not named has a usual value."""

    def write(*rows: dict[str, str]) -> Path:
        path = tmp_path / "some-indicators.csv"
        lines = [",".join(COLUMNS)]
        for row in rows:
            usual = {"part": "funds", "nature": "flow", "direction": "neutral", "certainty": "memory"}
            named = {"name": row["code"] + " 名", "name_en": row["code"] + " name", "definition": "某定义"}
            lines.append(",".join((usual | named | row).get(column, "") for column in COLUMNS))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


FAMILY = {"code": "talent", "name": "人才交流", "part": "talent"}
SENT = {
    "code": "talent_sent",
    "name": "派出专业技术人才",
    "name_en": "Specialists sent",
    "part": "talent",
    "parent": "talent",
    "unit": "名",
    "aliases": "专技人才、派出專技",
}


def test_stores_rows_and_says_what_it_did(indicators_file: Write) -> None:
    path = indicators_file(FAMILY, SENT)
    assert load_indicators(actor=SYSTEM, path=path) == Loaded(2, 0, 0)
    stored = Indicator.objects.get(code="talent_sent")
    assert stored.parent is not None
    assert (stored.unit, stored.parent.code) == ("名", "talent")


def test_loading_twice_changes_nothing_and_keeps_alias_rows(indicators_file: Write) -> None:
    path = indicators_file(FAMILY, SENT)
    load_indicators(actor=SYSTEM, path=path)
    before = list(IndicatorAlias.objects.order_by("pk").values_list("pk", "text"))
    assert load_indicators(actor=SYSTEM, path=path) == Loaded(0, 0, 2)
    assert list(IndicatorAlias.objects.order_by("pk").values_list("pk", "text")) == before


def test_a_row_that_differs_in_several_ways_counts_once(indicators_file: Write) -> None:
    load_indicators(actor=SYSTEM, path=indicators_file(FAMILY, SENT))
    other = SENT | {"parent": "", "aliases": "专技人才", "definition": "另一定义"}
    assert load_indicators(actor=SYSTEM, path=indicators_file(FAMILY, other)) == Loaded(0, 1, 1)
    assert Indicator.objects.get(code="talent_sent").parent is None


def test_an_alias_may_move_from_one_indicator_to_another(indicators_file: Write) -> None:
    load_indicators(actor=SYSTEM, path=indicators_file(FAMILY | {"aliases": "智力帮扶"}, SENT))
    moved = (FAMILY, SENT | {"aliases": "智力帮扶"})
    assert load_indicators(actor=SYSTEM, path=indicators_file(*moved)) == Loaded(0, 2, 0)
    found = indicator(SYSTEM, "智力帮扶")
    assert found is not None
    assert found.code == "talent_sent"


@pytest.mark.parametrize(
    "word",
    ["talent_sent", "TALENT_SENT", "派出专业技术人才", "派出專業技術人才", "specialists  sent", "派出专技"],
)
def test_an_indicator_is_found_by_code_name_and_alias_in_any_script(
    indicators_file: Write, word: str
) -> None:
    """A31-7: search takes both scripts."""
    load_indicators(actor=SYSTEM, path=indicators_file(FAMILY, SENT))
    found = indicator(SYSTEM, word)
    assert found is not None
    assert found.code == "talent_sent"


def test_a_word_that_nothing_answers_to_finds_nothing_but_what_is_near(indicators_file: Write) -> None:
    load_indicators(actor=SYSTEM, path=indicators_file(FAMILY, SENT))
    assert indicator(SYSTEM, "派出专业人才") is None
    assert indicator(SYSTEM, " ") is None
    assert [each.code for each in near_indicators(SYSTEM, "派出专业人才")] == ["talent_sent"]


def test_a_family_lists_all_below_it(indicators_file: Write) -> None:
    below = {"code": "doctors_sent", "part": "talent", "parent": "talent_sent", "unit": "人"}
    load_indicators(actor=SYSTEM, path=indicators_file(below, SENT, FAMILY, {"code": "aid_funds"}))
    codes = dict(Indicator.objects.values_list("pk", "code"))
    family = Indicator.objects.get(code="talent")
    assert {codes[pk] for pk in with_members(family)} == {"talent", "talent_sent", "doctors_sent"}


def test_search_holds_every_word_in_any_name(indicators_file: Write) -> None:
    load_indicators(actor=SYSTEM, path=indicators_file(FAMILY, SENT, {"code": "aid_funds"}))
    assert [each.code for each in indicators(SYSTEM, text="人才 sent")] == ["talent_sent"]
    assert [each.code for each in indicators(SYSTEM, part="funds")] == ["aid_funds"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"code": "a", "part": "nothing"}], "line 2, part"),
        ([{"code": "a"}, {"code": "b", "unit": "串"}], "line 3, unit: 没有计量单位 串"),
        ([{"code": "a", "parent": "zzz"}], "line 2, parent: 没有指标 zzz"),
        ([{"code": "a", "parent": "b"}, {"code": "b", "parent": "a"}], "line 2, parent: 所属指标族成环"),
        ([{"code": "a"}, {"code": "a"}], "line 3, code: 编码已见于 some-indicators.csv, line 2"),
        (
            [{"code": "a", "aliases": "某词"}, {"code": "b", "name": "某詞"}],
            "line 3: “某詞”已指 a,不能又指 b",
        ),
        (
            [{"code": "a", "unit": "户"}, {"code": "b", "unit": "人", "parent": "a"}],
            "line 3, unit: 单位 人 与",
        ),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(
    indicators_file: Write, rows: list[dict[str, str]], said: str
) -> None:
    with pytest.raises(BadIndicatorError) as refused:
        load_indicators(actor=SYSTEM, path=indicators_file(*rows))
    assert str(refused.value).startswith("some-indicators.csv, " + said)
    assert not Indicator.objects.exists()


def test_a_word_that_a_stored_indicator_holds_is_refused(indicators_file: Write) -> None:
    load_indicators(actor=SYSTEM, path=indicators_file({"code": "a", "aliases": "某词"}))
    with pytest.raises(BadIndicatorError, match=r"line 2: “某词”已指 a,不能又指 b"):
        load_indicators(actor=SYSTEM, path=indicators_file({"code": "b", "aliases": "某词"}))


def test_only_who_may_write_may_load(indicators_file: Write, viewer: Actor) -> None:
    with pytest.raises(NotAllowedError):
        load_indicators(actor=viewer, path=indicators_file(FAMILY))
