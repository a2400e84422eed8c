"""Two people with one record: the later of them is told who changed what, and loses nothing."""

from __future__ import annotations

import pytest

from xieshou.domain.pairings.models import Pairing

pytestmark = pytest.mark.django_db

TYPED = {"shape": "point_point", "formal": "on", "distance_qualifier": "=", "certainty": "source"}


def test_the_later_of_two_is_told_who_changed_what_and_saves_again(
    recorder, administrator_client, tongren
) -> None:
    pairing = tongren.pairings[3]
    address = f"/pairings/{pairing.pk}/edit/"
    seen = recorder.get(address).context["version"]
    administrator_client.post(
        address, {**TYPED, "note": "先改", "seen": administrator_client.get(address).context["version"]}
    )
    refused = recorder.post(address, {**TYPED, "note": "后改", "seen": seen})
    page = refused.content.decode()
    assert refused.status_code == 400
    assert "administrator 在" in page
    assert "形态、" in page
    assert "说明" in page
    assert "后改</textarea>" in page
    assert Pairing.objects.get(pk=pairing.pk).note == "先改"
    again = recorder.post(address, {**TYPED, "note": "后改", "seen": refused.context["version"]})
    assert again.status_code == 302
    assert Pairing.objects.get(pk=pairing.pk).note == "后改"


def test_who_records_elsewhere_does_not_get_the_form(reviewer, stranger, tongren) -> None:
    for client in (reviewer, stranger):
        assert client.get(f"/pairings/{tongren.pairings[3].pk}/edit/").status_code == 403


def test_saving_what_stands_there_leaves_it_reviewed(recorder, tongren) -> None:
    pairing = tongren.pairings[3]
    address = f"/pairings/{pairing.pk}/edit/"
    seen = recorder.get(address).context["version"]
    same = {"formal": "on", "distance_qualifier": "=", "certainty": "seed", "note": "", "seen": seen}
    assert recorder.post(address, same).status_code == 302
    assert Pairing.objects.get(pk=pairing.pk).review_state == "reviewed"
