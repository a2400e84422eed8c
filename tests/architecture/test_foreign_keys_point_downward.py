"""Foreign keys follow the order of the areas; import-linter cannot see those that are named by strings."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Field, ForeignObjectRel, Model

from tests.architecture.order import areas_from_above

# Django's own, below everything.
GROUND = {"auth", "contenttypes"}
DOMAIN = "xieshou.domain."


def area(model: type[Model]) -> str:
    """The area in which a model is written."""
    return model.__module__.removeprefix(DOMAIN).split(".")[0]


def upward_keys(models: list[type[Model]], order: list[str]) -> list[str]:
    """The relations of ``models`` that reach an area above or beside their own."""
    rank = {name: place for place, name in enumerate(reversed(order))}
    wrong = []
    for model in models:
        for field in model._meta.get_fields():
            if not isinstance(field, Field | ForeignObjectRel) or not field.is_relation or field.auto_created:
                continue
            target = field.related_model
            # None is a generic key: it names no model, so it points nowhere upward.
            if target is None or target._meta.app_label in GROUND:
                continue
            mine, its = area(model), area(target)
            if its not in rank or mine not in rank or (mine != its and rank[its] >= rank[mine]):
                wrong.append(f"{mine}.{model.__name__}.{field.name} → {its}.{target.__name__}")
    return wrong


def domain_models() -> list[type[Model]]:
    """Every model of ours, the history tables and hidden join tables included."""
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.app_label == "domain"
    ]


def test_every_model_is_written_in_a_listed_area() -> None:
    order = areas_from_above()
    assert {area(model) for model in domain_models()} <= set(order)


def test_models_live_in_the_one_app() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("xieshou.")]
    assert ours
    assert {model._meta.app_label for model in ours} == {"domain"}


def test_foreign_keys_point_downward() -> None:
    assert upward_keys(domain_models(), areas_from_above()) == []


def test_a_key_that_points_upward_is_seen() -> None:
    """The walk itself: upside down, today's keys are wrong."""
    wrong = upward_keys(domain_models(), areas_from_above()[::-1])
    assert "pairings.Pairing.round → pairings.Round" not in wrong
    assert any(line.startswith("parties.") and "→ places." in line for line in wrong)
