"""The register tables: who may open them, and that every one opens."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.domain.evidence.building import a_claim
from xieshou.domain import models as domain
from xieshou.domain.parties.models import User

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.model_name)
CHANGEABLE = ["divisionflag", "organisation", "pairing", "profilefigure", "round", "term"]


def lists(model):
    return reverse(f"admin:domain_{model._meta.model_name}_changelist")


def test_strangers_and_viewers_are_led_to_the_one_sign_in_page(stranger, viewer_client):
    for client in (stranger, viewer_client):
        answer = client.get("/admin/domain/pairing/", follow=True)
        assert answer.redirect_chain[-1][0].startswith("/sign-in/")
    assert "无权打开" in viewer_client.get("/admin/", follow=True).content.decode()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_every_register_opens_and_searches(administrator_client, model):
    assert administrator_client.get(lists(model)).status_code == 200
    assert administrator_client.get(lists(model), {"q": "黔东南"}).status_code == 200


@pytest.mark.parametrize("name", CHANGEABLE)
def test_forms_to_add_open(administrator_client, name):
    assert administrator_client.get(reverse(f"admin:domain_{name}_add")).status_code == 200


READ_ONLY = [
    *(
        "division",
        "succession",
        "party",
        "claim",
        "indicator",
        "scheme",
        "principle",
        "attachment",
        "document",
    ),
    *("claimrelation", "claimcheck"),
]


@pytest.mark.parametrize("name", READ_ONLY)
def test_what_only_loading_changes_has_no_form_to_add(administrator_client, name):
    assert administrator_client.get(reverse(f"admin:domain_{name}_add")).status_code == 403


def test_no_form_lists_all_divisions(administrator_client):
    """45 thousand options would make a page of megabytes; such fields ask as one types."""
    domain.Division.objects.create(level=3, code="520000", name="不应列出县")
    for name in CHANGEABLE:
        page = administrator_client.get(reverse(f"admin:domain_{name}_add")).content.decode()
        assert "不应列出县" not in page, name


def test_divisions_are_found_while_typing(administrator_client):
    domain.Division.objects.create(level=2, code="522600", name="黔东南苗族侗族自治州")
    asked = {"term": "黔东南", "app_label": "domain", "model_name": "divisionflag", "field_name": "division"}
    found = administrator_client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["text"] for row in found] == ["黔东南苗族侗族自治州"]


def test_english_registers_name_records_in_english(administrator_client):
    domain.Division.objects.create(
        level=2,
        code="522600",
        name="黔东南苗族侗族自治州",
        name_en="Qiandongnan Miao and Dong Autonomous Prefecture",
    )
    administrator_client.cookies["django_language"] = "en"
    asked = {"term": "黔东南", "app_label": "domain", "model_name": "divisionflag", "field_name": "division"}
    found = administrator_client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["text"] for row in found] == ["Qiandongnan Miao and Dong Autonomous Prefecture"]
    page = administrator_client.get(lists(domain.Division)).content.decode()
    assert "Select division to view" in page


def test_a_document_is_shown_and_leads_to_its_own_page(administrator_client):
    """There it is recorded and changed by the services that see to numbers and reprints."""
    kept = domain.Document.objects.create(code="S900", kind="policy", title="示例文件")
    assert "示例文件" in administrator_client.get("/admin/domain/document/").content.decode()
    page = administrator_client.get(reverse("admin:domain_document_change", args=[kept.pk]))
    assert f"/documents/{kept.pk}/" in page.content.decode()


def test_accounts_and_their_secrets_are_no_register(administrator_client):
    """They have pages of their own: a register would show the secrets of the second step."""
    registered = {model._meta.label for model in admin.site._registry}
    assert not registered & {"domain.User", "domain.Authenticator", "otp_static.StaticDevice", "auth.Group"}
    assert administrator_client.get("/admin/domain/user/").status_code == 404
    assert administrator_client.get("/admin/domain/authenticator/").status_code == 404
    assert reverse("accounts:list") in administrator_client.get("/admin/").content.decode()


def test_the_mark_of_staff_opens_nothing(client, db):
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert client.get("/admin/domain/party/").status_code == 302


def test_auditors_of_everything_look_in_and_change_nothing(client, db):
    auditor = User.objects.create_user("auditor")
    domain.Grant.objects.create(user=auditor, role="auditor", scope="everywhere")
    client.force_login(auditor)
    assert client.get("/admin/domain/organisation/").status_code == 200
    assert client.get("/admin/domain/organisation/add/").status_code == 403
    assert client.get("/admin/domain/pairing/").status_code == 200


def test_auditors_of_an_area_read_through_the_pages_alone(client, db):
    place = domain.Division.objects.create(level=1, code="520000", name="示例省")
    auditor = User.objects.create_user("auditor")
    domain.Grant.objects.create(user=auditor, role="auditor", scope="division", division=place)
    client.force_login(auditor)
    assert client.get("/admin/domain/organisation/").status_code == 302


def test_lists_of_many_rows_need_no_query_a_row(administrator_client, django_assert_max_num_queries):
    for number in range(30):
        place = domain.Division.objects.create(level=3, code=f"5226{number:02}", name=f"示例县{number}")
        domain.DivisionFlag.objects.create(
            division=place, kind="deep_poverty", source="示例", certainty="sample"
        )
    with django_assert_max_num_queries(12):
        administrator_client.get("/admin/domain/divisionflag/")


def test_claims_and_indicators_are_shown_with_the_way_to_their_pages(administrator_client):
    """Deciding goes through the services: the register has nothing to type into."""
    claim = a_claim("872个")
    page = administrator_client.get(reverse("admin:domain_claim_change", args=[claim.pk])).content.decode()
    assert "872个" in page
    assert 'name="status"' not in page
    assert claims_admin(domain.Claim).view_on_site(claim) == f"/claims/{claim.pk}/"
    assert claims_admin(domain.Indicator).view_on_site(claim.indicator) == "/indicators/projects/"


def claims_admin(model):
    return admin.site._registry[model]
