"""The page of one claim."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.domain.evidence.building import a_claim, an_indicator
from tests.domain.pairings.building import a_pairing
from xieshou.domain.evidence.checking.running import run_checks
from xieshou.domain.evidence.claims import computing
from xieshou.domain.evidence.claims.computing import Computed, Records
from xieshou.domain.evidence.models import Attachment
from xieshou.domain.evidence.relations.finding import find_relations
from xieshou.domain.evidence.relations.queries import relations_of
from xieshou.kernel.quantity import Quantity

pytestmark = pytest.mark.django_db

TEXT = f"{'一' * 1680}。截至目前,实施扶贫项目872个,遍布88个乡镇。"


def page(client, claim) -> str:
    answer = client.get(f"/claims/{claim.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_value_measure_parties_time_and_source(stranger, told):
    html = page(stranger, told.funds)
    for words in (
        "近2.28亿元", "财政援助资金", "示例定义", "杭州市", "黔东南州", "累计", "2013年 至 2017年",
        "东西部扶贫协作", "示例文章甲", "示例报", "采用", "≤ 2.28 亿元",
    ):  # fmt: skip
        assert words in html


def test_other_claims_on_the_measure_stand_beside_it(stranger, told):
    """A31-5"""
    same = a_claim(
        "870余个",
        document="[丙]",
        indicator=told.projects.indicator,
        givers=[p.division for p in told.projects.givers.all()],
        receivers=[p.division for p in told.projects.receivers.all()],
        as_of="2020-10",
    )
    context = stranger.get(f"/claims/{told.projects.pk}/").context
    assert {(figure.claim.pk, denies) for figure, denies in context["others"]} == {
        (told.rival.pk, True),
        (same.pk, False),
    }
    assert "不能同真" in page(stranger, told.projects)


def test_without_the_text_it_tells_the_place_and_how_to_attach_it(stranger, told, administrator_client):
    html = page(stranger, told.projects)
    assert "第 1694 至 1698 个字符" in html
    assert "还没有附上原文" in html
    assert "附上原文" in page(administrator_client, told.projects)


@pytest.fixture
def kept(told):
    start = TEXT.index("872个")
    told.projects.span_start, told.projects.span_end = start, start + 4
    told.projects.save()
    return Attachment.objects.create(
        document=told.projects.document,
        kind="text",
        name="示例.txt",
        media_type="text/plain",
        size=len(TEXT.encode()),
        sha256="1" * 64,
        text=TEXT,
        added_at=timezone.now(),
    )


def test_the_sentence_is_marked_for_those_who_sign_in(stranger, viewer_client, told, kept):
    assert "<mark>872个</mark>" in page(viewer_client, told.projects)
    html = page(stranger, told.projects)
    assert "遍布88个乡镇" not in html
    assert "后可看原文" in html


def test_a_public_text_is_quoted_to_everybody(stranger, told, kept):
    kept.public = True
    kept.save()
    assert "<mark>872个</mark>" in page(stranger, told.projects)


def test_a_text_in_which_the_figure_does_not_stand_is_not_marked(viewer_client, told, kept):
    told.projects.span_start, told.projects.span_end = 3, 7
    told.projects.save()
    html = page(viewer_client, told.projects)
    assert "<mark>" not in html
    assert "指纹不符" in html


def test_what_the_records_say_stands_beside_it(stranger, told, monkeypatch):
    """design 1.1"""
    monkeypatch.setattr(
        computing,
        "_COMPUTATIONS",
        {"projects": lambda actor, claim: Computed(Quantity.of(870, "个"), claim.as_of, Records("projects"))},
    )
    html = page(stranger, told.projects)
    assert "由记录算得" in html
    assert "与文载数字不同" in html


def test_who_decided_and_why_is_shown_to_those_who_sign_in(stranger, viewer_client, administrator_user, told):
    told.rival.decided_by, told.rival.decided_at = administrator_user, timezone.now()
    told.rival.decision_note = "示例理由"
    told.rival.save()
    assert "示例理由" in page(viewer_client, told.rival)
    assert "示例理由" not in page(stranger, told.rival)


def test_a_claim_without_number_or_parties_is_shown_in_its_own_words(stranger, told):
    told.noise.value, told.noise.unit, told.noise.surface = None, "", "数千里"
    told.noise.save()
    html = page(stranger, told.noise)
    assert "数千里" in html
    assert "原文没有写成数" in html


def test_the_page_takes_few_queries(viewer_client, told, kept, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page(viewer_client, told.projects)


def test_no_such_claim_is_said_so(stranger, told):
    answer = stranger.get("/claims/999999/")
    assert answer.status_code == 404
    assert "没有这个数字" in answer.content.decode()


def test_the_arithmetic_it_takes_part_in_is_told(stranger, told, administrator):
    """A24-2"""
    facts = {"document": "[戊]", "as_of": "2020"}
    whole = a_claim("305个", indicator=an_indicator("aid_projects", "个"), **facts)
    part = a_claim("291个", indicator=an_indicator("projects_completed", "个"), **facts)
    a_claim("95.4%", indicator=an_indicator("completion_rate", "%", nature="rate"), **facts)
    run_checks(actor=administrator)
    html = page(stranger, part)
    assert "项目完工率 = 完工项目数 ÷ 项目数</strong>:95.41%" in html
    assert "相符" in html
    assert f"/claims/{whole.pk}/" in html


def test_what_pairings_say_opens_the_pairings(stranger, told):
    """design 1.1"""
    a_pairing(
        "杭州市", "330100", "恩施州", "422800", round_code="2016", start="2016-12", end="2021",
        programme="east_west_poverty",
    )  # fmt: skip
    enshi = told.projects.receivers.get().division
    claim = a_claim(
        "4个", indicator=an_indicator("giver_cities", "个"), receivers=(enshi,), as_of="2018", scope="instant"
    )
    html = page(stranger, claim)
    assert "与文载数字不同" in html
    assert (
        'href="/pairings/?on=2018-12-31&amp;programme=east_west_poverty&amp;tier=prefecture&amp;scope=422800"'
        in html
    )


def test_its_relations_are_told_and_decided_on_there(
    administrator_client, viewer_client, told, administrator
):
    """A31-5"""
    find_relations(actor=administrator)
    relation = next(each for each in relations_of(administrator, told.projects) if each.kind == "conflicts")
    html = page(viewer_client, told.projects)
    assert "与其他数字的关系" in html
    assert f"/claims/{told.rival.pk}/" in html
    assert "记下判定" not in html
    answer = administrator_client.post(
        f"/conflicts/{relation.pk}/decide/",
        {"action": "confirm", "note": "示例判定", "of_claim": told.projects.pk},
        follow=True,
    )
    assert answer.redirect_chain[-1][0].startswith(f"/claims/{told.projects.pk}/")
    assert "已记下判定" in answer.content.decode()
    assert "示例判定" in page(viewer_client, told.projects)
