"""Households held against people: a figure of 户 that cannot be right where 人 are known (A31-4).

Two tests. Households of some place, times the persons of a household, cannot exceed the people that another
claim knows there. And where a document says in how many villages or counties they live, they cannot crowd
there far beyond what the country's poor villages or counties held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from xieshou.domain.evidence.relations.figure import Figure
from xieshou.domain.evidence.relations.rules.sides import Standing, standing
from xieshou.domain.evidence.relations.rules.times import after
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict, directed
from xieshou.domain.evidence.relations.statement import Statement
from xieshou.kernel.quantity import Kind as UnitKind

HOUSEHOLD_SIZE = Fraction(365, 100)
"""Persons of a poor household: [002] counts 6278户 with 22896人, which is 3.65."""

SLACK = Fraction(1, 20)
"""Households differ in size from place to place; a twentieth over is not yet impossible."""

LOOSE = 2
"""What 超过 without an upper end may still mean: not twice what it names."""

POOR_PEOPLE_OF_2012 = 98_990_000
"""9899万 (S60)."""

CROWDED = 2
"""How many times the country's average a village or county of one document may hold."""

POOR_PEOPLE = frozenset({"poverty_pop"})
"""Indicators of how many poor people there are: nobody is lifted who was not poor."""

_POOR_VILLAGES, _POOR_COUNTIES = 128_000, 832
USUAL = {
    "villages_delisted": Fraction(POOR_PEOPLE_OF_2012, _POOR_VILLAGES),
    "registered_poor_villages": Fraction(POOR_PEOPLE_OF_2012, _POOR_VILLAGES),
    "counties_delisted_total": Fraction(POOR_PEOPLE_OF_2012, _POOR_COUNTIES),
    "national_poor_counties": Fraction(POOR_PEOPLE_OF_2012, _POOR_COUNTIES),
}
"""Poor people to one poor village or county, by the indicator that counts those: over the 12.8万 registered
poor villages (S65) and the 832 counties (S60). More than there were, since poor people live elsewhere too."""


def too_many_households(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Claims of households beside the claim of people, or of places, that they cannot be right with."""
    for households in statements:
        figure = households.figure
        if figure is None or figure.kind is not UnitKind.HOUSEHOLD or households.forecast or households.per:
            continue
        yield from _against_people(households, figure, statements)
        yield from _against_places(households, figure, statements)


def _against_people(
    households: Statement, figure: Figure, statements: Sequence[Statement]
) -> Iterator[Verdict]:
    """Of each document only the largest fitting figure of people: the smaller ones count less by intent."""
    widest: dict[str, tuple[Fraction, Statement]] = {}
    for people in statements:
        most = _most(people.figure) if people.figure else None
        if most is None or not _answers(households, people):
            continue
        known = widest.get(people.source.identity)
        if known is None or (most, people.code) > (known[0], known[1].code):
            widest[people.source.identity] = (most, people)
    implied = (figure.low or figure.value) * HOUSEHOLD_SIZE
    for most, people in widest.values():
        if implied > most * (1 + SLACK):
            yield directed(
                Kind.UNIT_MISMATCH,
                Reason.HOUSEHOLDS_EXCEED_PEOPLE,
                households,
                people,
                size=float(HOUSEHOLD_SIZE),
                implied=int(figure.value * HOUSEHOLD_SIZE),
            )


def _answers(households: Statement, people: Statement) -> bool:
    """Does the claim count the people among whom the households are?

    Either all poor people of the place or of one around it, or a member of the same family for the same
    parties, of another document or written beside it (6278户22896人). A total of people of a time before the
    households' may have grown since; then it must be another document's to be told as a doubt.
    """
    if people.figure is None or people.figure.kind is not UnitKind.PERSON or people.change or people.forecast:
        return False
    how = standing(households, people)
    if people.indicator in POOR_PEOPLE:
        left_over = households.as_of and people.as_of and after(people.as_of, households.as_of)
        return how in (Standing.SAME, Standing.INSIDE) and not left_over and not people.nationwide
    if people.family != households.family or how is not Standing.SAME or people.per:
        return False
    return not people.same_document(households) or _beside(households, people)


def _beside(a: Statement, b: Statement) -> bool:
    return a.span is not None and b.span is not None and a.span[1] == b.span[0]


def _most(figure: Figure) -> Fraction:
    """The most that a source can have meant: 超过15万 would not be said of 30万."""
    return figure.value * LOOSE if figure.high is None else figure.high


def _against_places(
    households: Statement, figure: Figure, statements: Sequence[Statement]
) -> Iterator[Verdict]:
    people = (figure.low or figure.value) * HOUSEHOLD_SIZE
    for places in statements:
        usual = USUAL.get(places.indicator)
        if usual is None or places.figure is None or not places.figure.value:
            continue
        if not places.same_document(households) or standing(households, places) is not Standing.SAME:
            continue
        if places.as_of != households.as_of or places.change != households.change:
            continue
        if people / places.figure.value > usual * CROWDED:
            yield directed(
                Kind.UNIT_MISMATCH,
                Reason.HOUSEHOLDS_PER_PLACE,
                households,
                places,
                size=float(HOUSEHOLD_SIZE),
                each=int(figure.value * HOUSEHOLD_SIZE / places.figure.value),
                usual=int(usual),
            )
