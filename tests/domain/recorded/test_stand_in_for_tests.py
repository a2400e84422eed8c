"""What stands in for somebody in tests serves tests alone: a service that forgets its act fails in them."""

from __future__ import annotations

import pytest
from django.db import transaction

from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.parties.services import keep_organisations
from xieshou.domain.recorded import NobodyActsError, acting
from xieshou.domain.reviewed import SHIPPED
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
FACTS = {"name": "示例甲", "division_id": None, "kind": OrganisationKind.FIRM, "side": Side.EAST}


def test_a_test_makes_records_by_hand() -> None:
    kept = Organisation.objects.create(**FACTS, name_key="示例甲")
    Organisation.objects.bulk_create([Organisation(**FACTS | {"name": "示例乙"}, name_key="示例乙")])
    Organisation.objects.update(note="新")
    kept.delete()
    assert [each.actor_name for each in Organisation.history.all()] == ["system"] * 5


def test_code_of_the_product_that_writes_outside_an_act_is_refused() -> None:
    with pytest.raises(NobodyActsError), transaction.atomic():
        keep_organisations([FACTS], SHIPPED, {}, SYSTEM)
    assert not Organisation.objects.exists()


def test_the_same_code_inside_an_act_writes() -> None:
    with acting(SYSTEM, "载入单位"):
        keep_organisations([FACTS], SHIPPED, {}, SYSTEM)
    assert Organisation.objects.count() == 1
