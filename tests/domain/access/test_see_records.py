"""Who sees which records: the one filter (decision 10)."""

from __future__ import annotations

import pytest
from django.apps import apps

from xieshou.domain.access.seeing import governance_of, reaches
from xieshou.domain.pairings.models import Pairing, Round
from xieshou.domain.parties.models import Grant, Organisation, Party, User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.kernel.actor import ANONYMOUS, Actor, Permission, Reach, Role

pytestmark = pytest.mark.django_db


def place(code: str, name: str, *earlier: str) -> Division:
    level = 1 if code.endswith("0000") else 2 if code.endswith("00") else 3
    division = Division.objects.create(level=level, code=code, name=name)
    for start, each in enumerate([*earlier, code]):
        DivisionVersion.objects.create(
            division=division, code=each, name=name, name_key=name, stem=name, initials="x", source="示例",
            start_on=f"20{10 + start}-01-01",
        )  # fmt: skip
    return division


def draft_in(division: Division, name: str) -> Organisation:
    return Organisation.objects.create(
        name=name, name_key=name, kind="firm", side="west", division=division, review_state="draft"
    )


def officer(**grant) -> Actor:
    user = User.objects.create_user(f"officer{User.objects.count()}")
    Grant.objects.create(user=user, **grant)
    return actor_of_account(user)


def names(actor: Actor, permission: Permission = Permission.VIEW) -> set[str]:
    return set(Organisation.objects.seen_by(actor, permission).values_list("name", flat=True))


@pytest.fixture
def region() -> dict[str, Division]:
    """A western prefecture with two counties, an eastern city, and a pairing of a county with a district."""
    made = {
        "west": place("529900", "示例州"),
        "county": place("529901", "示例县"),
        "other": place("529902", "示例二县"),
        "east": place("339900", "示例市"),
        "district": place("339901", "示例区"),
    }
    for key, division in made.items():
        draft_in(division, key)
    round_ = Round.objects.create(code="示例", name="示例轮", name_en="sample", start_on="2013-01-01")
    Pairing.objects.create(
        round=round_, programme="assistance", tier="county", certainty="source", review_state="reviewed",
        giver=Party.objects.create(division=made["district"]),
        receiver=Party.objects.create(division=made["county"]),
    )  # fmt: skip
    return made


def test_what_is_not_reviewed_is_hidden_from_strangers_and_from_other_areas(region) -> None:
    assert names(ANONYMOUS) == set()
    assert names(officer(role="viewer", scope="division", division=region["other"])) == {"other"}
    Organisation.objects.filter(name="west").update(review_state="reviewed")
    assert names(ANONYMOUS) == {"west"}


def test_an_area_reaches_itself_what_lies_below_and_the_other_side_of_its_pairings(region) -> None:
    seen = names(officer(role="viewer", scope="division", division=region["west"]))
    assert seen == {"west", "county", "other", "district"}
    assert names(officer(role="viewer", scope="division", division=region["county"])) == {
        "county",
        "district",
    }


def test_the_other_side_is_read_and_never_written(region) -> None:
    recorder = officer(role="recorder", scope="division", division=region["county"])
    assert names(recorder, Permission.RECORD) == {"county"}


def test_a_role_gives_only_what_it_permits(region) -> None:
    viewer = officer(role="viewer", scope="everywhere")
    assert names(viewer) == set(region)
    assert names(viewer, Permission.RECORD) == set()
    assert not viewer.may(Permission.REVIEW)


def test_roles_over_several_scopes_add_up_each_for_itself(region) -> None:
    user = User.objects.create_user("both")
    Grant.objects.create(user=user, role="recorder", scope="division", division=region["county"])
    Grant.objects.create(user=user, role="viewer", scope="division", division=region["east"])
    actor = actor_of_account(user)
    assert names(actor) == {"county", "district", "east"}
    assert names(actor, Permission.RECORD) == {"county"}


def test_a_pairing_is_reached_by_either_side_and_by_who_was_granted_it(region) -> None:
    Pairing.objects.update(review_state="draft")
    pairing = Pairing.objects.get()
    for scope in (
        {"scope": "division", "division": region["district"]},
        {"scope": "division", "division": region["west"]},
        {"scope": "pairing", "pairing_ref": pairing.pk},
    ):
        assert reaches(officer(role="viewer", **scope), pairing), scope
    assert not reaches(officer(role="viewer", scope="division", division=region["other"]), pairing)
    assert not reaches(ANONYMOUS, pairing)


def test_what_lay_below_an_earlier_code_belongs_to_the_scope(region) -> None:
    renamed = place("529800", "示例新市", "522800")
    draft_in(place("522801", "示例旧县"), "old")
    assert "old" in names(officer(role="viewer", scope="division", division=renamed))


def test_an_organisation_reaches_itself_and_its_parts(region) -> None:
    head = Organisation.objects.get(name="county")
    part = draft_in(region["other"], "part")
    part.parent = head
    part.save()
    assert names(officer(role="viewer", scope="organisation", organisation=head)) == {"county", "part"}


def test_a_closed_account_reaches_nothing(region) -> None:
    user = User.objects.create_user("gone", is_active=False)
    Grant.objects.create(user=user, role="administrator", scope="everywhere")
    assert names(actor_of_account(user)) == set()


def test_working_out_a_reach_takes_two_queries_and_one_for_each_role(
    region, django_assert_num_queries
) -> None:
    user = User.objects.create_user("busy")
    for division in region.values():
        Grant.objects.create(user=user, role="viewer", scope="division", division=division)
    known = User.objects.get(pk=user.pk)
    with django_assert_num_queries(3):
        actor_of_account(known)


def test_administrators_keep_off_personal_data_and_auditors_off_writing() -> None:
    administrator = Actor.everywhere(Role.ADMINISTRATOR, user_id=1)
    auditor = Actor.everywhere(Role.AUDITOR, user_id=2)
    assert not administrator.may(Permission.REVEAL)
    assert not any(auditor.may(each) for each in (Permission.RECORD, Permission.REVIEW, Permission.MAINTAIN))


def test_reference_data_is_maintained_everywhere_or_not_at_all() -> None:
    here = Actor.of_roles([(Role.ADMINISTRATOR, Reach(codes=frozenset({"52"})))], user_id=1)
    assert here.may(Permission.ADMINISTER)
    assert not here.may_write


def test_every_model_says_where_its_records_belong() -> None:
    for model in apps.get_app_config("domain").get_models():
        if not model.__name__.startswith("Historical"):
            governance_of(model)


def test_a_pairing_that_nobody_reviewed_opens_nothing_of_the_other_side(region) -> None:
    recorder = {"role": "recorder", "scope": "division", "division": region["county"]}
    assert names(officer(**recorder)) == {"county", "district"}
    Pairing.objects.update(review_state="draft")
    assert names(officer(**recorder)) == {"county"}
