"""Reads of the catalogue. All of it is public; the actor is taken so that scopes can join later."""

from __future__ import annotations

from difflib import get_close_matches

from django.db.models import Exists, OuterRef, Q, QuerySet

from xieshou.domain.evidence.catalogue.words import key_of, stored_words
from xieshou.domain.evidence.models import (
    Indicator,
    IndicatorAlias,
    IndicatorPart,
    Principle,
    PrincipleKind,
    Scheme,
    SchemeClass,
    SubjectKind,
    Tagging,
)
from xieshou.kernel.actor import Actor


def indicators(
    actor: Actor,
    *,
    part: IndicatorPart | str | None = None,
    scheme_class: SchemeClass | None = None,
    text: str | None = None,
) -> QuerySet[Indicator]:
    """Indicators with their family: of one part, in one class of a scheme, with every word of ``text``.

    A word is looked for in code, names and aliases, whatever its script, width and case.
    """
    found = Indicator.objects.select_related("parent")
    if part:
        found = found.filter(part=part)
    if scheme_class is not None:
        tagged = Tagging.objects.filter(scheme_class=scheme_class, subject_kind=SubjectKind.INDICATOR)
        found = found.filter(pk__in=tagged.values("subject_id"))
    for word in (text or "").split():
        key = key_of(word)
        alias = IndicatorAlias.objects.filter(indicator=OuterRef("pk"), key__contains=key)
        found = found.filter(
            Q(code__contains=key)
            | Q(name__icontains=key)
            | Q(name__icontains=word)
            | Q(name_en__icontains=key)
            | Exists(alias)
        )
    return found


def indicator(actor: Actor, word: str) -> Indicator | None:
    """The indicator of that code, name, English name or alias; any script, width and case. Two queries."""
    key = key_of(word)
    if not key:
        return None
    alias = IndicatorAlias.objects.filter(key=key).select_related("indicator__parent").first()
    if alias is not None:
        return alias.indicator
    for each in Indicator.objects.select_related("parent"):
        if key in map(key_of, (each.code, each.name, each.name_en)):
            return each
    return None


def near_indicators(actor: Actor, word: str, limit: int = 5) -> list[Indicator]:
    """At most ``limit`` indicators whose words hold the word, lie in it, or resemble it; the likest first."""
    key = key_of(word)
    if not key:
        return []
    codes = {key_of(text): code for code, words in stored_words().items() for text in words}
    holding = sorted((each for each in codes if key in each or (len(each) > 1 and each in key)), key=len)
    close = get_close_matches(key, list(codes), n=limit, cutoff=0.5)
    wanted = list(dict.fromkeys(codes[each] for each in (*holding, *close)))[:limit]
    stored = Indicator.objects.in_bulk(wanted, field_name="code")
    return [stored[code] for code in wanted]


def with_members(indicator: Indicator) -> list[int]:
    """The ids of an indicator and of all that belong to it, directly or below. One query."""
    below: dict[int | None, list[int]] = {}
    for pk, parent in Indicator.objects.order_by("code").values_list("pk", "parent"):
        below.setdefault(parent, []).append(pk)
    ids = [indicator.pk]
    for each in ids:
        ids.extend(below.get(each, ()))
    return ids


def schemes(actor: Actor) -> QuerySet[Scheme]:
    """Classification schemes with their classes and documents."""
    return Scheme.objects.select_related("document").prefetch_related("classes")


def classes_of(actor: Actor, indicator: Indicator) -> list[SchemeClass]:
    """The classes in which an indicator stands, at most one of each scheme."""
    tagged = Tagging.objects.filter(subject_kind=SubjectKind.INDICATOR, subject_id=indicator.pk)
    found = SchemeClass.objects.filter(pk__in=tagged.values("scheme_class"))
    return list(found.select_related("scheme").order_by("scheme__code"))


def by_class(actor: Actor, scheme: Scheme) -> list[tuple[SchemeClass, list[Indicator]]]:
    """The classes of a scheme in its order, each with its indicators. Three queries."""
    tagged = dict(
        Tagging.objects.filter(scheme=scheme, subject_kind=SubjectKind.INDICATOR).values_list(
            "subject_id", "scheme_class"
        )
    )
    found: dict[int, list[Indicator]] = {}
    for each in Indicator.objects.filter(pk__in=tagged):
        found.setdefault(tagged[each.pk], []).append(each)
    return [(each, found.get(each.pk, [])) for each in scheme.classes.all()]


def sorted_into(actor: Actor) -> dict[int, dict[int, int]]:
    """The class in which each indicator stands, by scheme: scheme id, indicator id, class id. One query."""
    found: dict[int, dict[int, int]] = {}
    tagged = Tagging.objects.filter(subject_kind=SubjectKind.INDICATOR)
    for scheme, subject, of_class in tagged.values_list("scheme", "subject_id", "scheme_class"):
        found.setdefault(scheme, {})[subject] = of_class
    return found


def principles(actor: Actor, *, kind: PrincipleKind | str | None = None) -> QuerySet[Principle]:
    """The phrases of guidance with their documents, of one kind if given."""
    found = Principle.objects.select_related("document")
    return found.filter(kind=kind) if kind else found


def family_of(actor: Actor, indicator: Indicator) -> list[Indicator]:
    """The measures that are easily taken for one another: the family's head, then its members; else nothing.

    Of an indicator that heads a family and belongs to another, the family that it heads. One query.
    """
    mine = Q(pk=indicator.pk) | Q(parent=indicator)
    if indicator.parent_id is not None:
        mine |= Q(pk=indicator.parent_id) | Q(parent=indicator.parent_id)
    near = list(Indicator.objects.filter(mine).select_related("parent"))
    below = [each for each in near if each.parent_id == indicator.pk]
    head_id = indicator.pk if below else indicator.parent_id
    head = [each for each in near if each.pk == head_id]
    return [*head, *(each for each in near if each.parent_id == head_id)] if head else []


def aliases_of(actor: Actor, indicator: Indicator) -> list[str]:
    """The other words under which it is found."""
    return list(indicator.aliases.values_list("text", flat=True))
