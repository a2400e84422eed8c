"""Record and change an organisation on a page: a stale save is refused, nothing is taken over unasked."""

from __future__ import annotations

import pytest

from xieshou.domain.parties.models import Organisation

pytestmark = pytest.mark.django_db
TYPED = {"kind": "school", "side": "west", "source": "示例来函"}


def version(client, organisation: Organisation) -> str:
    return str(client.get(f"/organisations/{organisation.pk}/edit/").context["version"])


def test_the_later_of_two_is_told_who_changed_what_and_saves_again(officer, school) -> None:
    """A9-8."""
    one, other, address = (
        officer("recorder"),
        officer("recorder", "先改的人"),
        f"/organisations/{school.pk}/edit/",
    )
    seen = version(one, school)
    assert other.post(address, {**TYPED, "note": "先改", "seen": version(other, school)}).status_code == 302
    refused = one.post(address, {**TYPED, "note": "后改", "seen": seen})
    page = refused.content.decode()
    assert refused.status_code == 400
    assert "先改的人 在" in page
    assert "说明" in page
    assert "后改</textarea>" in page
    school.refresh_from_db()
    assert (school.note, school.review_state) == ("先改", "draft")
    assert one.post(address, {**TYPED, "note": "后改", "seen": refused.context["version"]}).status_code == 302
    school.refresh_from_db()
    assert school.note == "后改"


def test_saving_what_stands_there_leaves_it_reviewed(officer, school) -> None:
    client = officer("recorder")
    same = {"kind": "school", "side": "west", "note": "原说明", "seen": version(client, school)}
    assert client.post(f"/organisations/{school.pk}/edit/", same).status_code == 302
    school.refresh_from_db()
    assert school.review_state == "reviewed"


def test_a_change_goes_through_review_on_the_page(officer, school) -> None:
    recorder, reviewer = officer("recorder"), officer("reviewer")
    page = f"/organisations/{school.pk}/"
    recorder.post(f"{page}edit/", {**TYPED, "note": "改过", "seen": version(recorder, school)})
    shown = recorder.get(page)
    assert "<ins>改过</ins>" in shown.content.decode()
    sent = {"step": "report", "record": shown.context["review"]["token"], "sure": "1", "back": page}
    assert recorder.post("/review/organisations/decide/", sent).headers["Location"] == page
    token = reviewer.get(page).context["review"]["token"]
    reviewer.post("/review/organisations/decide/", {**sent, "step": "pass", "record": token})
    school.refresh_from_db()
    assert school.review_state == "reviewed"
    assert f'href="{page}"' not in reviewer.get("/review/organisations/").content.decode()


def test_who_does_not_record_here_gets_no_form(officer, stranger, school, far) -> None:
    for client in (officer("reviewer"), officer("viewer"), stranger):
        assert client.get(f"/organisations/{school.pk}/edit/").status_code == 403
        assert client.get("/organisations/new/").status_code == 403
    assert officer("recorder").get(f"/organisations/{far.pk}/edit/").status_code == 404


def test_a_new_one_is_a_draft_with_what_is_odd_told(officer, county) -> None:
    page = officer("recorder").post(
        "/organisations/new/",
        {**TYPED, "name": "示例茶厂", "division": "522628", "credit_code": "91520000MA6DTEST00"},
        follow=True,
    )
    kept = Organisation.objects.get()
    assert page.redirect_chain == [(f"/organisations/{kept.pk}/", 302)]
    assert (kept.review_state, kept.division, kept.credit_code) == ("draft", county, "91520000MA6DTEST00")
    assert "已照填写的保存" in page.content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": "示例职业学校", "division": "522628"}, "已登记有同名单位"),
        ({"name": "示例茶厂", "division": "乌有县"}, "没有找到地区"),
        ({"name": "示例茶厂", "division": "320583"}, "不在您的填报范围内"),
        ({"name": "示例茶厂", "division": "522628", "kind": "king"}, "king"),
        ({"name": "", "division": "522628"}, "field-error"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(officer, school, far, more, said) -> None:
    answer = officer("recorder").post("/organisations/new/", {**TYPED, **more})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert Organisation.objects.count() == 2
    school.refresh_from_db()
    assert (school.note, school.review_state) == ("原说明", "reviewed")


def test_a_name_taken_beyond_one_s_scope_is_not_told(officer, far) -> None:
    said = {**TYPED, "name": "示例远厂", "division": "320583"}
    page = officer("recorder").post("/organisations/new/", said).content.decode()
    assert "已登记有同名单位" not in page
    assert "不在您的填报范围内" in page
