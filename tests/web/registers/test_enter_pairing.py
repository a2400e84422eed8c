"""Entering a pairing in the register (A3): by the service, its refusals in words, nothing typed is lost."""

from datetime import date

import pytest

from xieshou.domain import models as domain

ADD = "/admin/domain/pairing/add/"
EMPTY_INLINES = {
    f"{prefix}-{name}": "0"
    for prefix in ("sources", "hand_over")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
}


@pytest.fixture
def places(db):
    def place(code, name, level, parent=None):
        division = domain.Division.objects.create(code=code, name=name, level=level)
        domain.DivisionVersion.objects.create(
            division=division, code=code, name=name, parent=parent, name_key=name, stem=name, source="示例"
        )
        return division

    east, west = place("330000", "浙江省", 1), place("520000", "贵州省", 1)
    return {
        "hangzhou": place("330100", "杭州市", 2, east),
        "ningbo": place("330200", "宁波市", 2, east),
        "qiandongnan": place("522600", "黔东南苗族侗族自治州", 2, west),
    }


@pytest.fixture
def one_to_one(db):
    opened = domain.Round.objects.create(
        code="r1", name="示例轮次", name_en="Sample round", start_on=date(2013, 2, 1)
    )
    domain.RoundRule.objects.create(
        round=opened,
        kind="capacity",
        tier="prefecture",
        max_receivers=1,
        max_givers=1,
        source="示例",
        certainty="sample",
    )
    return opened


def entry(opened, giver, receiver, **more):
    return {
        "round": opened.pk,
        "programme": "counterpart_help",
        "giver_division": giver.pk,
        "receiver_division": receiver.pk,
        "start_on": "2013-02-01",
        "start_precision": "month",
        "end_precision": "day",
        "formal": "on",
        "certainty": "sample",
        "note": "示例说明",
        **EMPTY_INLINES,
        **more,
    }


def test_a_pairing_is_recorded_with_the_tier_that_follows_from_its_parties(
    administrator_client, places, one_to_one
):
    row = entry(one_to_one, places["hangzhou"], places["qiandongnan"])
    answer = administrator_client.post(ADD, row)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    kept = domain.Pairing.objects.get()
    assert (kept.tier, kept.kind, kept.start_precision) == ("prefecture", "government", "month")
    assert (str(kept.giver), str(kept.receiver)) == ("杭州市", "黔东南苗族侗族自治州")
    assert administrator_client.get(f"/admin/domain/pairing/{kept.pk}/change/").status_code == 200


def test_a_second_giver_under_one_to_one_is_refused_in_words_and_the_form_stays_filled(
    administrator_client, places, one_to_one
):
    administrator_client.post(ADD, entry(one_to_one, places["hangzhou"], places["qiandongnan"]))
    answer = administrator_client.post(ADD, entry(one_to_one, places["ningbo"], places["qiandongnan"]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "黔东南苗族侗族自治州同时接受的帮扶单位超过本轮上限 1 个" in page
    assert "示例说明" in page
    assert "宁波市" in page
    assert domain.Pairing.objects.count() == 1


def test_a_side_needs_exactly_one_unit(administrator_client, places, one_to_one):
    row = entry(one_to_one, places["hangzhou"], places["qiandongnan"], giver_division="")
    assert "区划与单位请填且只填一项" in administrator_client.post(ADD, row).content.decode()
    assert not domain.Pairing.objects.exists()


def test_parties_and_dates_of_a_kept_pairing_are_shown_but_not_typed_over(
    administrator_client, places, one_to_one
):
    administrator_client.post(ADD, entry(one_to_one, places["hangzhou"], places["qiandongnan"]))
    kept = domain.Pairing.objects.get()
    form = administrator_client.get(f"/admin/domain/pairing/{kept.pk}/change/").context["adminform"].form
    assert set(form.fields) == {
        "shape",
        "formal",
        "distance_km",
        "distance_qualifier",
        "certainty",
        "note",
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"end_on": "2012-01-01"}, "终止日期早于起始日期"),
        ({"giver_division": "qiandongnan"}, "黔东南苗族侗族自治州不能与自己结对"),
        ({"start_on": "2012-01-01", "start_precision": "day"}, "超出本轮的起止 2013年2月1日至今"),
    ],
)
def test_what_cannot_be_is_said_on_the_form_and_never_breaks_the_page(
    administrator_client, places, one_to_one, typed, said
):
    row = entry(one_to_one, places["hangzhou"], places["qiandongnan"])
    row |= {name: places[value].pk if value in places else value for name, value in typed.items()}
    answer = administrator_client.post(ADD, row)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not domain.Pairing.objects.exists()


def test_the_same_pairing_again_is_led_to_the_one_that_is_there(administrator_client, places, one_to_one):
    """A pairing known from two sources is one pairing with two sources."""
    row = entry(one_to_one, places["hangzhou"], places["qiandongnan"])
    for _ in range(2):
        answer = administrator_client.post(ADD, row)
    assert "已有结对记录;另有出处请加在该结对上" in answer.content.decode()
    assert domain.Pairing.objects.count() == 1
