"""The register of organisations: the list with its filters, one of them, the file."""

from __future__ import annotations

import pytest

from xieshou.domain.parties.models import Organisation

pytestmark = pytest.mark.django_db


def text(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[:300]
    return answer.content.decode()


def test_what_is_reviewed_is_everybody_s_and_drafts_are_their_place_s(stranger, officer, school, far) -> None:
    for client in (stranger, officer("viewer")):
        page = text(client, "/organisations/")
        assert f'href="/organisations/{school.pk}/"' in page
        assert "示例远厂" not in page
        assert client.get(f"/organisations/{far.pk}/").status_code == 404
        assert "示例远厂" not in text(client, "/organisations/export.csv")
        assert "示例远厂" not in text(client, "/search/?q=示例")
    assert "示例职业学校" in text(stranger, "/search/?q=职业学校")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("text=职业", True),
        ("text=職業", True),
        ("text=91110000000000000x", True),
        ("kind=school&side=west", True),
        ("kind=firm", False),
        ("side=east", False),
        ("state=waiting", False),
        ("scope=520000", True),
        ("scope=320000", False),
        ("sort=-division", True),
    ],
)
def test_the_list_is_narrowed(administrator_client, school, asked: str, found: bool) -> None:
    Organisation.objects.filter(pk=school.pk).update(credit_code="91110000000000000X")
    assert ("示例职业学校" in text(administrator_client, f"/organisations/?{asked}")) is found
    assert ("示例职业学校" in text(administrator_client, f"/organisations/export.csv?{asked}")) is found


@pytest.mark.parametrize("asked", ["kind=king", "side=middle", "state=odd", "sort=colour", "text=%00"])
def test_what_no_filter_has_is_said(stranger, db, asked: str) -> None:
    assert stranger.get(f"/organisations/?{asked}").status_code == 400


def test_the_page_tells_what_hangs_on_it_as_far_as_the_reader_sees(
    stranger, administrator_client, school, county
) -> None:
    head = Organisation.objects.create(name="示例总校", name_key="示例总校", kind="school", side="west")
    Organisation.objects.filter(pk=school.pk).update(parent=head)
    Organisation.objects.create(
        name="示例分校", name_key="示例分校", kind="school", side="west", parent=school, division=county
    )
    whole, public = (
        text(client, f"/organisations/{school.pk}/") for client in (administrator_client, stranger)
    )
    for name in ("示例总校", "示例分校"):
        assert name in whole
        assert name not in public, "drafts"
    assert f"/audit/organisation/{school.pk}/" in whole
    assert f"/organisations/{school.pk}/edit/" not in public


def test_a_long_list_takes_few_queries(administrator_client, county, django_assert_max_num_queries) -> None:
    for n in range(60):
        Organisation.objects.create(
            name=f"示例{n}", name_key=f"示例{n}", kind="firm", side="west", division=county
        )
    with django_assert_max_num_queries(8):
        assert "下一页" in text(administrator_client, "/organisations/")


def test_a_page_takes_as_many_queries_with_many_below(
    administrator_client, school, django_assert_max_num_queries
) -> None:
    for n in range(30):
        Organisation.objects.create(
            name=f"分校{n}", name_key=f"分校{n}", kind="school", side="west", parent=school
        )
    with django_assert_max_num_queries(17):
        assert "分校29" in text(administrator_client, f"/organisations/{school.pk}/")
