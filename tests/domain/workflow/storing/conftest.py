"""A table made on the spot, with a column of every kind that frames hold."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.db import models


@pytest.fixture(scope="session")
def kinds() -> type[models.Model]:
    """The model, in a registry of its own: the product does not know it."""
    from django.apps.registry import Apps
    from django.db import models

    from xieshou.domain.personal import BlindIndexField, PersonalField
    from xieshou.kernel.masking import PersonalKind

    class Kinds(models.Model):
        code = models.CharField(max_length=20, unique=True)
        name = models.TextField(default="")
        note = models.CharField(max_length=5, null=True, default="无")
        count = models.IntegerField(null=True)
        small = models.PositiveSmallIntegerField(default=7)
        held = models.BooleanField(default=True)
        amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
        share = models.FloatField(null=True)
        day = models.DateField(null=True)
        moment = models.DateTimeField(null=True)
        changed = models.DateTimeField(auto_now=True)
        facts = models.JSONField(default=dict)
        token = models.UUIDField(default=uuid.uuid4)
        raw = models.BinaryField(null=True)
        phone = PersonalField(PersonalKind.PHONE, default="")
        phone_index = BlindIndexField(of="phone")

        class Meta:
            apps = Apps()
            app_label = "kinds"
            db_table = "kinds_of_fields"

    return Kinds


@pytest.fixture
def table(kinds: type[models.Model], db: None) -> type[models.Model]:
    """Its table, which goes with the test's transaction."""
    from django.db import connection

    sql, params = connection.schema_editor().table_sql(kinds)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    return kinds
