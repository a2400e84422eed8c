"""A model that holds personal data, for the tests of the fields; its table lives as long as a test."""

from __future__ import annotations

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import connection, models

from xieshou.domain import personal
from xieshou.kernel.codes.identity import check_identity_number
from xieshou.kernel.masking import PersonalKind

# Made up: region 522628 (a county of 黔东南), a birth date, sequence 000x, its check digit.
NUMBER = "522628199001010010"
OTHER_NUMBER = "522628199001010029"
PHONE = "13800005678"


def is_identity_number(text: str) -> None:
    """A validator that says the text, as careless ones do."""
    if problem := check_identity_number(text):
        raise ValidationError("%(value)s: %(problem)s", params={"value": text, "problem": problem.value})


# A registry of its own: the product does not have this model.
APART = Apps()


class Holder(personal.HoldsPersonalData):
    name = models.CharField(max_length=20)
    id_number = personal.PersonalField(
        PersonalKind.ID_NUMBER, blank=True, default="", validators=[is_identity_number]
    )
    id_index = personal.BlindIndexField(of="id_number", unique=True)
    phone = personal.PersonalField(PersonalKind.PHONE, blank=True, default="")
    phone_index = personal.BlindIndexField(of="phone")
    health = personal.PersonalField(PersonalKind.TEXT, blank=True, default="")

    objects = personal.SealingQuerySet.as_manager()

    class Meta:
        apps = APART
        app_label = "domain"
        db_table = "test_holder"


def columns() -> list[tuple[str, ...]]:
    """The table as it is, past every field."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, id_index, phone, phone_index, health FROM test_holder ORDER BY id")
        return list(cursor.fetchall())


def create_table(model: type[models.Model]) -> None:
    """The table of a model, inside the test's transaction, which takes it away again."""
    statement, _ = connection.schema_editor().table_sql(model)
    with connection.cursor() as cursor:
        cursor.execute(statement)
