"""Closing years and correcting what belongs to one, on the pages (A9-8)."""

import pytest

from xieshou.domain.places.models import Division, ProfileFigure
from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.freezing.models import ClosedYear

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    place = Division.objects.create(level=3, code="529901", name="示例县")
    return ProfileFigure.objects.create(
        division=place, measure="population", value=1, unit="人", year=2019, source="示例", certainty="source"
    )


def test_nobody_else_opens_the_page(stranger, viewer_client):
    for client in (stranger, viewer_client):
        assert client.get("/years/").status_code == 403
        assert client.post("/years/close/", {"year": "2019", "sure": "on"}).status_code == 403
    assert not ClosedYear.objects.exists()


def test_a_year_is_closed_after_a_confirmation_and_opened_with_a_reason(administrator_client):
    unsure = administrator_client.post("/years/close/", {"year": "2019"})
    assert unsure.status_code == 400
    assert "请勾选确认" in unsure.content.decode()
    administrator_client.post("/years/close/", {"year": "2019", "sure": "on", "note": "定稿"})
    assert ClosedYear.objects.get().note == "定稿"
    page = administrator_client.get("/years/").content.decode()
    assert "定稿" in page
    assert "2019,2" in administrator_client.get("/years/export.csv").content.decode("utf-8-sig")
    assert administrator_client.post("/years/2019/reopen/", {"why": ""}).status_code == 400
    administrator_client.post("/years/2019/reopen/", {"why": "复议"})
    assert not ClosedYear.objects.exists()


@pytest.mark.parametrize("year", ["", "abcd", "20199", "2999", "1900"])
def test_a_wrong_year_is_said_and_kept(administrator_client, year):
    answer = administrator_client.post("/years/close/", {"year": year, "sure": "on"})
    assert answer.status_code == 400
    assert not ClosedYear.objects.exists()


def test_a_form_that_a_closed_year_refuses_is_sent_again_as_a_correction(administrator_client, figure):
    administrator_client.post("/years/close/", {"year": "2019", "sure": "on"})
    address = f"/admin/domain/profilefigure/{figure.pk}/change/"
    typed = {
        "division": figure.division_id, "measure": "population", "value": "2", "unit": "人",
        "qualifier": "=", "year": "2019", "source": "示例", "certainty": "source", "note": "",
    }  # fmt: skip
    refused = administrator_client.post(address, typed)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "2019" in page
    assert 'name="value" value="2"' in page
    assert refused["Cache-Control"] == "no-store"
    figure.refresh_from_db()
    assert figure.value == 1
    sent = administrator_client.post(address, {**typed, "correction_reason": "年鉴更正"})
    assert sent.status_code == 302
    figure.refresh_from_db()
    assert figure.value == 2
    assert Act.objects.get(why="年鉴更正").corrects == [2019]
