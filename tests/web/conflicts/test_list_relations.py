"""数字冲突: figures side by side with what joins them, filtered and counted."""

from __future__ import annotations

import csv
import io
import re

import pytest

from xieshou.domain.evidence.models import ClaimRelation

pytestmark = pytest.mark.django_db


def listing(client, **asked):
    answer = client.get("/conflicts/", asked)
    assert answer.status_code == 200
    return answer


def shown(client, **asked):
    page = listing(client, **asked).content.decode()
    return [int(pk) for pk in re.findall(r'<article class="card conflict[^"]*" id="relation-(\d+)"', page)]


def words_of(answer):
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def pks(relations, *kinds):
    return {relations[kind].pk for kind in kinds}


def test_what_needs_a_look_comes_first_and_the_rest_on_request(stranger, relations):
    looked_at = pks(relations, "conflicts", "unit_mismatch", "date_suspect", "scope_differs")
    assert set(shown(stranger)) == looked_at
    assert set(shown(stranger, kind="all")) == {each.pk for each in relations.values()}


def test_two_figures_stand_side_by_side_with_the_relation_in_words(stranger, relations):
    text = words_of(listing(stranger, kind="conflicts"))
    for part in (
        "≠ 冲突",
        "414个",
        "394个",
        "[甲]",
        "[乙]",
        "不能同时成立",
        "苏州市 → 铜仁市",
        "截至 2017年",
        "? 待确认",
    ):
        assert part in text


def test_a_doubt_names_the_numbers_that_make_it(stranger, relations):
    """A31-4: 16万户 against 15万人."""
    text = words_of(listing(stranger, kind="unit_mismatch"))
    assert "16万户 按每户 3.65 人约合 584,000 人,多于 超过15万人;“户”疑为“人”之误。" in text


def test_a_doubt_about_one_figure_stands_alone(stranger, relations):
    """A31-2."""
    text = words_of(listing(stranger, kind="date_suspect"))
    assert "原文只写“10月”,没有年份;文献日期:不详。" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "nested"}, ["nested"]),
        ({"kind": "all", "document": "[乙]"}, ["conflicts", "nested"]),
        ({"kind": "all", "indicator": "households"}, ["unit_mismatch", "agrees"]),
        ({"programme": "counterpart_cooperation"}, ["date_suspect"]),
        ({"place": "苏州市"}, ["conflicts", "scope_differs"]),
        ({"state": "confirmed"}, []),
        ({"state": "found", "kind": "agrees"}, ["agrees"]),
    ],
)
def test_filters_narrow_the_list(stranger, relations, asked, found):
    assert set(shown(stranger, **asked)) == pks(relations, *found)


def test_of_one_figure_everything_is_shown(stranger, relations):
    claim = relations["nested"].claim
    assert set(shown(stranger, claim=claim.pk)) == pks(relations, "conflicts", "nested")


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "??"}, {"state": "??"}, {"programme": "??"}, {"document": "[无]"}, {"indicator": "无"},
        {"claim": "999999"}, {"claim": "x"}, {"place": "没有这个地方"},
    ],
)  # fmt: skip
def test_what_no_filter_has_is_said_in_words(stranger, relations, asked):
    answer = stranger.get("/conflicts/", asked)
    assert answer.status_code == 400
    assert next(iter(asked.values())) in answer.content.decode()


def test_kinds_and_states_are_counted_whatever_is_filtered(stranger, relations):
    relations["nested"].state = "confirmed"
    relations["nested"].save()
    tally = {
        mark.kind.value: numbers
        for mark, numbers, _total, _urgent in listing(stranger, kind="agrees").context["tally"]
    }
    assert tally["nested"] == [0, 1, 0]
    assert tally["conflicts"] == [1, 0, 0]
    assert sum(map(sum, tally.values())) == len(relations)


def test_the_list_can_be_taken_along(stranger, relations):
    answer = stranger.get("/conflicts/export.csv", {"kind": "conflicts"})
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["关系"], row["状态"]) == ("冲突", "待确认")
    assert (row["原文数字 1"], row["原文数字 2"]) == ("414个", "394个")


def test_an_empty_page_says_what_to_do(stranger, db):
    assert "请管理员运行 xieshou load" in words_of(listing(stranger))


def test_an_empty_filter_says_what_to_do(stranger, relations):
    assert "放宽一个条件" in words_of(listing(stranger, kind="duplicate_text"))
    ClaimRelation.objects.exclude(kind="agrees").delete()
    assert "没有需要看的关系" in words_of(listing(stranger))


def test_the_page_asks_few_questions_however_many_relations(
    stranger, relations, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        listing(stranger, kind="all")
