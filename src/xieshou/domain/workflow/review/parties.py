"""Organisations and people as they are reviewed; they stand below workflow, hence they register here."""

from django.utils.translation import gettext_lazy as _

from xieshou.domain.parties.models import Organisation, Person
from xieshou.domain.workflow.review.registry import Reviewable, register


def declare() -> None:
    """Make both known; called when Django starts."""
    declare_people()
    register(
        Reviewable(
            "organisations",
            Organisation,
            _("单位"),
            lambda rows: rows.select_related("division"),
            _line,
            (
                "name",
                "kind",
                "side",
                "division",
                "parent",
                "credit_code",
                "name_en",
                "period",
                "source",
                "note",
            ),
        )
    )


def declare_people() -> None:
    """Make them known; of a sealed number a difference tells the masks."""
    register(
        Reviewable(
            "people",
            Person,
            _("人员"),
            lambda rows: rows.select_related("organisation", "division"),
            _person_line,
            ("name", "sex", "id_number", "phone", "organisation", "position", "division", "note"),
        )
    )


def _person_line(person: Person) -> str:
    return " · ".join(str(each) for each in (person.name, person.organisation or person.division) if each)


def _line(organisation: Organisation) -> str:
    place = f" · {organisation.division}" if organisation.division else ""
    return f"{organisation} · {organisation.get_kind_display()}{place}"
