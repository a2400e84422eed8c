"""Deciding on a claim in the browser."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_a_decision_is_asked_once_more_and_then_kept(administrator_client, administrator_user, told):
    address = f"/claims/{told.projects.pk}/accept/"
    assert "文献确实这样写" in administrator_client.get(address).content.decode()
    answer = administrator_client.post(address, {"note": "与原文核对"}, follow=True)
    assert "已核定" in answer.content.decode()
    told.projects.refresh_from_db()
    assert (told.projects.status, told.projects.decided_by, told.projects.decision_note) == (
        "accepted",
        administrator_user,
        "与原文核对",
    )


def test_adopting_says_what_is_adopted_now(administrator_client, told):
    told.rival.status = "adopted"
    told.rival.save()
    address = f"/claims/{told.projects.pk}/adopt/"
    assert "305个" in administrator_client.get(address).content.decode()
    administrator_client.post(address)
    told.rival.refresh_from_db()
    told.projects.refresh_from_db()
    assert (told.projects.status, told.rival.status) == ("adopted", "accepted")


def test_a_rejection_without_reason_is_sent_back(administrator_client, told):
    answer = administrator_client.post(f"/claims/{told.projects.pk}/reject/", {"note": " "})
    assert answer.status_code == 400
    assert "写明理由" in answer.content.decode()
    told.projects.refresh_from_db()
    assert told.projects.status == "proposed"


def test_a_decision_that_another_made_first_is_said_so(administrator_client, told):
    answer = administrator_client.post(f"/claims/{told.rival.pk}/accept/")
    assert answer.status_code == 400
    assert "已核" in answer.content.decode()


def test_buttons_stand_only_where_they_mean_something(administrator_client, viewer_client, told):
    page = administrator_client.get(f"/claims/{told.projects.pk}/")
    assert [each.name for each in page.context["decisions"]] == ["accept", "adopt", "reject"]
    assert f"/claims/{told.projects.pk}/adopt/" in page.content.decode()
    assert "/adopt/" not in viewer_client.get(f"/claims/{told.projects.pk}/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_an_administrator_decides(stranger, viewer_client, told, method):
    for client in (stranger, viewer_client):
        assert getattr(client, method)(f"/claims/{told.projects.pk}/accept/").status_code == 403
    told.projects.refresh_from_db()
    assert told.projects.status == "proposed"


def test_an_unknown_decision_or_claim_is_not_found(administrator_client, told):
    assert administrator_client.get(f"/claims/{told.projects.pk}/burn/").status_code == 404
    assert administrator_client.get("/claims/999999/accept/").status_code == 404
