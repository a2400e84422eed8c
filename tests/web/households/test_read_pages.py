"""The list, a household, a person, sheet and quality: who sees them, what they say, what they cost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.households.village import MASK, NUMBER, PHONE, PHONE_MASK, Village
from xieshou.domain.households.models import Household, VisitPhoto

pytestmark = pytest.mark.django_db


def home(village: Village, name: str = "示例张三") -> str:
    return f"/households/{village.homes[name].pk}/"


def test_the_list_shows_the_standing_of_the_place_and_opens_what_it_counts(
    as_role: Any, village: Village
) -> None:
    """A23-1: 建档立卡 = 未脱贫 + 返贫 + 已脱贫."""
    client = as_role("viewer")
    page = client.get("/households/")
    figures = {each["key"]: each for each in page.context["figures"]}
    assert figures["registered"]["number"].households == 2
    assert figures["registered"]["number"].people == 6
    assert (figures["returned"]["number"].households, figures["out"]["number"].households) == (1, 1)
    assert figures["waiting"]["number"].households == 1
    for each in figures.values():
        assert len(client.get(each["url"]).context["rows"]) == each["number"].households, each["key"]
    assert "示例" in page.content.decode()


def test_down_the_tree_to_a_village(as_role: Any, village: Village) -> None:
    page = as_role("viewer", village.county).get("/households/")
    assert [part.name for part in page.context["tree"].parts] == ["坝黄镇"]
    page = as_role("viewer").get("/households/")
    assert [(part.name, part.households) for part in page.context["tree"].parts] == [
        ("示例村", 4),
        ("邻村", 1),
    ]
    page = as_role("auditor").get(f"/households/?place={village.other.code}")
    assert [row["head"].name for row in page.context["rows"]] == ["示例远亲"]


@pytest.mark.parametrize(
    ("asked", "heads"),
    [
        ("status=returned", {"示例张三"}),
        ("status=registered", {"示例张三", "示例李四"}),
        ("status=poor&on=2015-06-30", {"示例张三"}),
        ("monitored=any", {"示例李四"}),
        ("cause=schooling", {"示例张三"}),
        ("house_grade=A", {"示例李四", "示例王五"}),
        ("tag=elder", {"示例张三"}),
        ("state=waiting", {None}),
        ("fault=no_head", {None}),
        ("text=示例李", {"示例李四"}),
    ],
)
def test_filters_leave_what_they_say(as_role: Any, asked: str, heads: set[Any]) -> None:
    page = as_role("viewer").get(f"/households/?{asked}")
    assert {row["head"].name if row["head"] else None for row in page.context["rows"]} == heads


def test_a_filter_that_there_is_not_is_named(as_role: Any) -> None:
    client = as_role("viewer")
    for asked in ("status=lost", "sort=phone", "place=abc", "fault=x", "ended=1"):
        page = client.get(f"/households/?{asked}")
        assert page.status_code == 400, asked
        assert "无法识别" in page.content.decode()


def test_a_whole_number_finds_and_stands_nowhere(as_role: Any, village: Village) -> None:
    client = as_role("viewer")
    page = client.post("/households/", {"number": PHONE})
    assert [row["head"].name for row in page.context["rows"]] == ["示例张三"]
    assert PHONE not in page.content.decode()
    assert page["Cache-Control"].count("no-store") == 1
    for part in (PHONE[:-2], NUMBER[:-1]):
        assert "没有这个号码的农户" in client.post("/households/", {"number": part}).content.decode()


def test_strangers_see_nothing(stranger: Any, village: Village) -> None:
    for address in ("/households/", "/households/quality/", "/households/sheet/", "/households/new/"):
        page = stranger.get(address)
        assert page.status_code == 403, address
        assert "示例" not in page.content.decode().replace("示例数据", "")
    member = village.member("示例张三")
    photo = VisitPhoto.objects.first()
    assert photo is not None
    for address in (home(village), f"/households/people/{member.pk}/", f"/households/photos/{photo.pk}/"):
        assert stranger.get(address).status_code == 404, address


def test_beyond_the_scope_is_as_if_it_were_not_there(as_role: Any, village: Village) -> None:
    client = as_role("recorder", village.other)
    member = village.member("示例张三")
    for address in (
        home(village),
        f"{home(village)}edit/",
        f"{home(village)}split/",
        f"/households/people/{member.pk}/edit/",
    ):
        assert client.get(address).status_code == 404, address
    assert len(client.get("/households/").context["rows"]) == 1


def test_a_viewer_sees_masks_and_is_offered_nothing_refused(as_role: Any, village: Village) -> None:
    text = as_role("viewer").get(home(village)).content.decode()
    assert PHONE_MASK in text
    assert PHONE not in text
    assert "患有大病" not in text
    assert "/reveal/" not in text
    assert "edit/" not in text
    assert as_role("viewer", village.place).get(f"{home(village)}edit/").status_code == 403


def test_no_birth_date_stands_beside_a_mask(as_role: Any, village: Village) -> None:
    member = village.member("示例李四")
    for address in (
        home(village, "示例李四"),
        f"/households/people/{member.pk}/",
        f"/households/people/{member.pk}/edit/",
    ):
        text = (
            as_role("recorder", village.county if "edit" in address else None).get(address).content.decode()
        )
        assert MASK[:6] in text
        assert member.born_on.isoformat() not in text


def test_a_household_tells_its_income_with_the_formula(as_role: Any, village: Village) -> None:
    text = as_role("viewer").get(home(village)).content.decode()
    assert (
        "(工资性收入 16,800 + 生产经营性收入 8,200 − 生产经营性支出 2,600"
        " + 财产性收入 900 + 转移性收入 4,380) ÷ 4 人" in text
    )
    assert "= 6,920 元" in text


def test_a_household_as_it_stood(as_role: Any, village: Village) -> None:
    """A23-4: who was poor on the day of the fire."""
    page = as_role("viewer").get(f"{home(village)}?on=2016-02-20")
    assert page.context["past"]
    assert page.context["stood"]["status"].word == "未脱贫"
    assert len(page.context["stood"]["people"]) == 4
    page = as_role("viewer", village.place).get(home(village))
    assert page.context["status"].word == "返贫"


def test_photos_are_served_within_the_scope_without_what_the_camera_wrote(
    as_role: Any, village: Village
) -> None:
    photo = VisitPhoto.objects.first()
    assert photo is not None
    answer = as_role("viewer").get(f"/households/photos/{photo.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert b"Exif" not in answer.content
    assert as_role("viewer", village.other).get(f"/households/photos/{photo.pk}/").status_code == 404


def test_the_sheet_of_a_village_and_of_a_town(as_role: Any, village: Village) -> None:
    client = as_role("viewer")
    page = client.get(f"/households/sheet/?place={village.place.code}")
    assert (page.status_code, len(page.context["rows"])) == (200, 4)
    assert page.context["sheet"].people["all"] == 8
    page = client.get(f"/households/sheet/?place={village.town.code}")
    text = page.content.decode()
    assert ("合计" in text, "示例村" in text, "邻村" in text) == (True, True, True)


def test_quality_counts_lead_to_the_households(as_role: Any, village: Village) -> None:
    client = as_role("viewer")
    page = client.get("/households/quality/")
    rows = {str(row["title"]): row for row in page.context["rows"]}
    assert rows["没有户主"]["total"] == 1
    for row in rows.values():
        found = client.get(row["url"])
        assert found.status_code == 200
        assert len(found.context["rows"]) >= 1, row["title"]


def test_quality_says_so_when_nothing_is_wrong(as_role: Any, village: Village) -> None:
    Household.objects.exclude(pk=village.homes["示例远亲"].pk).update(
        ended_on="2020-01-01", end_reason="error"
    )
    text = as_role("viewer", village.place).get("/households/quality/").content.decode()
    assert "这里还没有农户" in text or "没有发现问题" in text


def test_an_empty_register_guides(as_role: Any, village: Village) -> None:
    from tests.web.people.cast import place

    text = as_role("recorder", place("320583", "昆山市")).get("/households/").content.decode()
    assert ("这里还没有农户" in text, "/ledgers/" in text, "/households/new/" in text) == (True, True, True)


def test_search_finds_by_name_and_number_only(as_role: Any, village: Village) -> None:
    client = as_role("viewer")
    assert "示例张三" in client.get("/search/?q=示例张三&stay=1").content.decode()
    assert (
        f"/households/{village.homes['示例李四'].pk}/"
        in client.get(f"/search/?q={village.homes['示例李四'].number}&stay=1").content.decode()
    )
    assert (
        "/households/" + str(village.homes["示例张三"].pk)
        not in client.get(f"/search/?q={PHONE}").content.decode()
    )


def test_the_entry_is_for_whose_scope_holds_places(as_role: Any, stranger: Any) -> None:
    assert 'href="/households/"' in as_role("viewer").get("/home/").content.decode()
    assert 'href="/households/"' not in stranger.get("/").content.decode()


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/households/", 34),
        ("{home}", 44),
        ("/households/people/{member}/", 22),
        ("/households/sheet/", 34),
        ("/households/quality/", 30),
    ],
)
def test_pages_cost_the_same_however_many_households(
    as_role: Any, village: Village, django_assert_max_num_queries: Any, address: str, most: int
) -> None:
    from tests.web.households.village import _ordinary

    client = as_role("recorder")
    for n in range(20):
        _ordinary(village, f"示例第{n}")
    made = address.format(home=home(village), member=village.member("示例张三").pk)
    with django_assert_max_num_queries(most):
        assert client.get(made).status_code == 200
