"""The file of a household in print (一户一档): what it says, to whom, and what it never gives away."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from tests.papers.building import text_of
from tests.web.households.village import MASK, NUMBER, PHONE, Village
from xieshou.domain.households.models import Household, Member
from xieshou.domain.households.printing.contents import contents
from xieshou.domain.households.printing.paper import HOUSEHOLD_FILE, print_file
from xieshou.kernel.actor import ANONYMOUS, SYSTEM
from xieshou.kernel.language import Language
from xieshou.papers.samples import names_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
DAY = date(2026, 11, 30)


def words(village: Village, home: Path, name: str = "示例张三", on: date = DAY) -> str:
    printed = print_file(actor=SYSTEM, household_id=village.homes[name].pk, on=on, at=AT, home=home)
    return text_of(printed.data)


@pytest.mark.parametrize("language", list(Language))
def test_the_shipped_template_passes_the_check_of_everybody_elses(language: Language) -> None:
    HOUSEHOLD_FILE.check(HOUSEHOLD_FILE.shipped(language), language)


@pytest.mark.parametrize("language", list(Language))
def test_the_sample_names_what_a_file_gives_and_nothing_else(village: Village, language: Language) -> None:
    with translation.override("en" if language is Language.ENGLISH else "zh-hans"):
        given: set[str] = set()
        for home in village.homes.values():
            given |= {name for name, _ in names_of(contents(SYSTEM, home.pk, DAY))}
    told = {name for name, _ in names_of(HOUSEHOLD_FILE.sample(language))}
    assert given - {name.removesuffix("[]") for name in given} <= told
    assert {name.split("[")[0].split(".")[0] for name in given} == {
        name.split("[")[0].split(".")[0] for name in told
    }


def test_it_tells_people_income_with_its_formula_and_that_it_is_made_up(
    village: Village, tmp_path: Path
) -> None:
    """A23-1, and domain.md B5: the net income per head is spelled out."""
    said = words(village, tmp_path)
    for each in ("示例张三", "示例村", "示例数据", "收入核算", "÷", "入户走访", "数据截至 2026年11月30日"):
        assert each in said, each


def test_no_number_is_told_nor_a_birth_date_that_would_complete_one(village: Village, tmp_path: Path) -> None:
    head = village.member("示例张三")
    head.id_number = NUMBER
    head.save()
    said = words(village, tmp_path)
    assert MASK in said
    assert NUMBER not in said
    assert PHONE not in said
    for member in Member.objects.filter(household=village.homes["示例张三"], born_on__isnull=False):
        assert member.born_on.isoformat() not in said


def test_what_came_after_the_day_is_left_out(village: Village, tmp_path: Path) -> None:
    household = village.homes["示例张三"]
    then = contents(SYSTEM, household.pk, date(2010, 1, 1))
    assert (then["incomes"], then["visits"], then["measures"]) == ([], [], [])
    now = contents(SYSTEM, household.pk, DAY)
    assert now["incomes"]
    assert now["visits"]


def test_the_page_leads_to_it_and_no_cache_keeps_it(village: Village, as_role) -> None:
    client = as_role("recorder")
    home = village.homes["示例张三"]
    address = f"/households/{home.pk}/file.docx"
    assert address in client.get(f"/households/{home.pk}/").content.decode()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert "no-store" in answer["Cache-Control"]
    assert "张三" not in answer["Content-Disposition"]


def test_beyond_the_reach_there_is_none(village: Village, as_role) -> None:
    home = village.homes["示例张三"]
    assert as_role("recorder", village.other).get(f"/households/{home.pk}/file.docx").status_code == 404
    with pytest.raises(Household.DoesNotExist):
        contents(ANONYMOUS, home.pk, DAY)
