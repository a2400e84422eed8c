"""Forms of the register: recorded, refused at the field, stale saves, events shown before they are done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.domain.personal.numbers import identity
from tests.support.pictures import photo
from tests.web.households.village import PHONE_MASK, Village
from xieshou.domain.households.models import (
    FormerStay,
    Household,
    HouseholdIncome,
    Member,
    PovertyStatus,
    Responsible,
    Visit,
)
from xieshou.domain.parties.models import Person

pytestmark = pytest.mark.django_db


def typed(told: Village, **more: str) -> dict[str, str]:
    return {
        "village": told.place.code,
        "people": "2",
        "p0-name": "示例新户",
        "p0-relation": "户主",
        "p0-id_number": identity(21, "520602"),
        "p1-name": "示例新妻",
        "p1-relation": "配偶",
        "p1-sex": "female",
        "p1-born_on": "1985-04-01",
        **more,
    }


def at(village: Village, path: str, name: str = "示例张三") -> str:
    return f"/households/{village.homes[name].pk}/{path}"


def of(village: Village, path: str, name: str) -> str:
    return f"/households/people/{village.member(name).pk}/{path}"


def test_a_household_is_recorded_whole_as_a_draft(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    page = client.post(
        "/households/new/", typed(village, main_cause="illness", safe_water="yes"), follow=True
    )
    assert page.status_code == 200, page.context["errors"]
    home = Household.objects.get(members__name="示例新户")
    assert (home.review_state, home.village, home.safe_water) == ("draft", village.place, True)
    assert home.members.get(name="示例新户").born_on == date(1900, 1, 1), "told by the ID number"
    assert identity(21, "520602") not in page.content.decode()


def test_one_more_member_loses_nothing_and_stores_nothing(as_role: Any, village: Village) -> None:
    before = Household.objects.count()
    page = as_role("recorder").post("/households/new/", typed(village, add="1"))
    text = page.content.decode()
    assert (page.status_code, len(page.context["people_forms"])) == (200, 3)
    assert ('value="示例新户"' in text, 'id="person-2"' in text, "没有保存" in text) == (True, True, False)
    assert Household.objects.count() == before


@pytest.mark.parametrize(
    ("wrong", "said", "leads"),
    [
        ({"village": ""}, "", "#id_village"),
        ({"p0-name": ""}, "", "#id_p0-name"),
        ({"p1-relation": "户主"}, "户主", "#id_p1-relation"),
        ({"p0-id_number": identity(21)[:-1] + "?"}, "身份证号有误", "#id_p0-id_number"),
        (
            {"p1-id_number": identity(21, "520602"), "p1-sex": "", "p1-born_on": ""},
            "身份证号相同",
            "#id_p1-id_number",
        ),
        ({"house_grade": "D", "unsafe_house": "no"}, "危房户", "#id_unsafe_house"),
        ({"identified": "去年"}, "无法识别", "#id_identified"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    as_role: Any, village: Village, wrong: dict[str, str], said: str, leads: str
) -> None:
    before = Household.objects.count()
    page = as_role("recorder").post("/households/new/", typed(village, **wrong))
    text = page.content.decode()
    assert page.status_code == 400
    assert said in text
    assert f'href="{leads}"' in text, page.context["errors"]
    assert f'id="{leads[1:]}"' in text
    assert Household.objects.count() == before


def test_doubts_are_told_while_typing_and_can_be_kept(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    doubtful = typed(village, main_cause="schooling")
    page = client.post("/households/check/", doubtful)
    text = page.content.decode()
    assert "户内没有在校生" in text
    assert "请核对" in text
    assert identity(21, "520602") not in text
    assert client.post("/households/new/", doubtful).status_code == 302


def test_what_is_typed_of_one_person_is_judged_beside_the_others(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    home = village.homes["示例张三"]
    said = {"household": str(home.pk), "people": "1", "p0-name": "示例幼子", "p0-relation": "户主"}
    text = client.post("/households/check/", said).content.decode()
    assert "一名户主" in text
    assert as_role("recorder", village.other).post("/households/check/", said).status_code == 404
    assert as_role("viewer").post("/households/check/", said).status_code == 403


def test_a_household_is_changed_and_masks_stay(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    form = client.get(at(village, "edit/"))
    sent = {name: "" if value is None else str(value) for name, value in form.context["form"].initial.items()}
    assert sent["phone"] == PHONE_MASK
    sent |= {"seen": str(form.context["version"]), "hamlet": "新寨组"}
    assert client.post(at(village, "edit/"), sent).status_code == 302
    home = Household.objects.get(pk=village.homes["示例张三"].pk)
    assert (home.hamlet, home.phone, home.review_state) == ("新寨组", "13800000001", "draft")
    assert home.water_quantity is True


def test_a_stale_save_is_refused_with_who_changed_what(as_role: Any, village: Village) -> None:
    one, other = as_role("recorder"), as_role("recorder")
    form = one.get(at(village, "edit/"))
    sent = {name: "" if value is None else str(value) for name, value in form.context["form"].initial.items()}
    sent["seen"] = str(form.context["version"])
    assert other.post(at(village, "edit/"), {**sent, "house_year": "2001"}).status_code == 302
    page = one.post(at(village, "edit/"), {**sent, "hamlet": "旧寨组"})
    text = page.content.decode()
    assert page.status_code == 400
    assert ("改过这条记录" in text, "建房年份" in text, 'value="旧寨组"' in text) == (True, True, True)
    assert Household.objects.get(pk=village.homes["示例张三"].pk).hamlet == "上寨组"


def test_a_person_is_changed_and_health_stays_sealed(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    form = client.get(of(village, "edit/", "示例张三"))
    initial = form.context["people_forms"][0].initial
    sent = {f"p0-{name}": str(value) for name, value in initial.items() if value not in (None, False)}
    sent |= {"seen": str(form.context["version"]), "p0-education": "高中"}
    page = client.post(of(village, "edit/", "示例张三"), sent)
    assert page.status_code == 302, page.context["errors"]
    member = village.member("示例张三")
    assert (member.education, member.health, member.born_on) == ("高中", "serious", date(1970, 5, 2))


def test_a_birth_and_a_death(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    said = {
        "people": "1",
        "p0-name": "示例新生",
        "p0-relation": "之孙子",
        "p0-born_on": "2026-11-01",
        "p0-sex": "male",
    }
    page = client.post(at(village, "add-member/?as=born"), said)
    assert page.status_code == 302, page.context["errors"]
    assert village.member("示例新生").joined_on == date(2026, 11, 1)
    said = {"by": "died", "on": "2026-11-20"}
    assert client.post(of(village, "leave/", "示例张老"), said).status_code == 302
    assert village.member("示例张老").left_by == "died"
    assert client.post(of(village, "undo/", "示例张老"), {}).status_code == 302
    assert village.member("示例张老").left_on is None


def test_a_head_who_dies_is_followed(as_role: Any, village: Village) -> None:
    said = {"by": "died", "on": "2026-11-20", "new_head": str(village.member("示例周氏").pk)}
    assert as_role("recorder").post(of(village, "leave/", "示例张三"), said).status_code == 302
    assert village.member("示例周氏").relation == "户主"


def test_somebody_moves_and_it_is_taken_back(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    said = {
        "to": village.homes["示例李四"].number,
        "why": "married",
        "relation": "之儿媳",
        "on": "2026-10-01",
    }
    page = client.post(of(village, "move/", "示例周氏"), said)
    assert page.status_code == 302, page.context["errors"]
    assert FormerStay.objects.get().left_by == "married_out"
    assert client.post(of(village, "move/", "示例周氏"), {**said, "to": "没有"}).status_code == 400
    assert client.post(of(village, "undo/", "示例周氏"), {}).status_code == 302
    assert village.member("示例周氏").household == village.homes["示例张三"]


def test_a_split_is_shown_before_it_is_done(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    wife = str(village.member("示例周氏").pk)
    said = {"members": [wife], "head": wife, "on": "2026-11-01", "hamlet": ""}
    page = client.post(at(village, "split/"), said)
    assert "将要发生的" in page.content.decode(), page.context["errors"]
    assert village.member("示例周氏").household == village.homes["示例张三"], "nothing yet"
    assert client.post(at(village, "split/"), {**said, "sure": "1"}).status_code == 302
    assert village.member("示例周氏").household.split_from == village.homes["示例张三"]
    refused = client.post(at(village, "split/"), {**said, "members": []})
    assert refused.status_code == 400


def test_a_merger_is_shown_before_it_is_done(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    said = {"kept": village.homes["示例张三"].number, "on": "2026-11-01"}
    page = client.post(at(village, "merge/", "示例王五"), said)
    assert "将要发生的" in page.content.decode(), page.context["errors"]
    assert client.post(at(village, "merge/", "示例王五"), {**said, "sure": "1"}).status_code == 302
    assert Household.objects.get(pk=village.homes["示例王五"].pk).end_reason == "merged"


def test_an_income_is_computed_while_typed_and_kept(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    said = {"year": "2022", "people": "4", "wage": "20000", "business": "6000", "business_cost": "2000"}
    text = client.post(at(village, "income/check/"), said).content.decode()
    assert "6,000" in text
    assert "÷ 4 人" in text
    assert client.post(at(village, "income/"), said).status_code == 302
    assert HouseholdIncome.objects.get(year=2022).wage == Decimal(20000)
    page = client.post(at(village, "income/"), {**said, "wage": "-5"})
    assert page.status_code == 400
    assert 'href="#id_wage"' in page.content.decode()


def test_status_monitoring_measure_and_cadre(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    wrong = client.post(at(village, "status/"), {"status": "poor", "since": "2026-11", "note": "示例"})
    assert wrong.status_code == 400
    assert "不能由" in wrong.content.decode()
    said = {"status": "out", "since": "2026-11", "note": "示例批复"}
    assert client.post(at(village, "status/"), said).status_code == 302
    assert PovertyStatus.objects.filter(household=village.homes["示例张三"]).count() == 4
    assert client.post(at(village, "status/undo/"), {}).status_code == 302
    assert client.post(at(village, "monitoring/", "示例李四"), {"end": "2026-11-20"}).status_code == 302
    measure = {"kind": "post", "content": "护林员(示例)", "start": "2026-01", "amount": "9600"}
    assert client.post(at(village, "measure/"), measure).status_code == 302
    kept = village.homes["示例张三"].measures.get(content="护林员(示例)")
    assert client.post(at(village, f"measure/{kept.pk}/end/"), {"end": "2026-11"}).status_code == 302
    cadre = Person.objects.create(name="示例新干部", name_key="示例新干部", division=village.town)
    said = {"find": "示例新", "person": str(cadre.pk), "since": "2026-11-01"}
    page = client.post(at(village, "responsible/"), said)
    assert page.status_code == 302, page.context["errors"]
    assert Responsible.objects.filter(end_on__isnull=True).get().person == cadre


def test_a_visit_with_photos(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    files = [SimpleUploadedFile(f"{n}.jpg", photo((300 + n, 200)), "image/jpeg") for n in range(2)]
    said = {
        "on": "2026-11-29",
        "visitors": "示例干部",
        "findings": "一切正常",
        "photos": files,
        "latitude": "27.7",
        "longitude": "109.1",
    }
    page = client.post(at(village, "visit/", "示例李四"), said)
    assert page.status_code == 302, page.context["errors"]
    visit = Visit.objects.get(visitors="示例干部")
    assert visit.photos.count() == 2
    bad = SimpleUploadedFile("a.jpg", b"no photo", "image/jpeg")
    page = client.post(
        at(village, "visit/", "示例李四"), {"on": "2026-11-29", "visitors": "甲", "photos": [bad]}
    )
    assert page.status_code == 400
    assert Visit.objects.filter(visitors="甲").count() == 0


def test_a_household_ends_and_another_head_is_named(as_role: Any, village: Village) -> None:
    client = as_role("recorder")
    said = {"head": str(village.member("示例周氏").pk), f"relation-{village.member('示例张三').pk}": "配偶"}
    assert client.post(at(village, "change-head/"), said).status_code == 302
    assert Member.objects.get(name="示例张三").relation == "配偶"
    assert (
        client.post(at(village, "end/", "示例王五"), {"reason": "moved", "on": "2026-11-01"}).status_code
        == 302
    )
    assert "销户" in client.get(at(village, "", "示例王五")).content.decode()


@pytest.mark.parametrize("path", ["edit/", "split/", "income/", "visit/", "status/", "end/", "add-member/"])
def test_a_viewer_may_not(as_role: Any, village: Village, path: str) -> None:
    assert as_role("viewer").get(at(village, path)).status_code == 403
