"""The ledger of poverty lines: out, in again, the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbooks.values import texts
from xieshou.domain.certainty import Certainty
from xieshou.domain.households.loading import load_poverty_lines
from xieshou.domain.households.models import LinePurpose, PovertyLine
from xieshou.domain.places.models import Division, Level
from xieshou.domain.workflow.ledgers.exporting import export
from xieshou.domain.workflow.ledgers.importing import apply_examined, examine
from xieshou.kernel.actor import SYSTEM
from xieshou.workbooks.registering import register_named

pytestmark = pytest.mark.django_db
PLACES = ("610600", "530000", "410000")


@pytest.fixture
def places() -> None:
    for code in PLACES:
        Division.objects.create(code=code, name=code, level=Level.PROVINCE)


def everything() -> list[tuple[object, ...]]:
    fields = ("place__code", "year", "purpose", "amount", "source", "certainty", "note")
    return sorted(PovertyLine.objects.values_list(*fields), key=repr)


def out_and_in(path: Path) -> dict[str, int]:
    """Export, import into the same records, empty the register, import again; the first import's counts."""
    register = register_named("poverty-lines")
    export(actor=SYSTEM, register=register, target=path)
    again = examine(actor=SYSTEM, register=register, source=path, name=path.name)
    before = everything()
    PovertyLine.objects.all().delete()
    anew = examine(actor=SYSTEM, register=register, source=path, name=path.name)
    apply_examined(actor=SYSTEM, register=register, examination=anew)
    assert everything() == before
    return again.counts


@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_what_ships_comes_back_unchanged(places: None, tmp_path: Path, end: str) -> None:
    load_poverty_lines(actor=SYSTEM)
    count = PovertyLine.objects.count()
    assert count > 20
    assert out_and_in(tmp_path / f"lines.{end}") == {"new": 0, "changed": 0, "unchanged": count, "wrong": 0}


LINES = st.lists(
    st.builds(
        dict,
        place=st.sampled_from((None, *PLACES)),
        year=st.integers(1986, 2030),
        purpose=st.sampled_from(LinePurpose.values),
        amount=st.decimals(Decimal("0.01"), Decimal("99999999.99"), places=2),
        source=st.just("") | texts,
        certainty=st.sampled_from(Certainty.values),
        note=st.just("") | texts,
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda line: (line["place"], line["year"], line["purpose"]),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, end=st.sampled_from(["xlsx", "csv"]))
def test_any_line_comes_back_unchanged(
    places: None, tmp_path: Path, lines: list[dict[str, object]], end: str
) -> None:
    PovertyLine.objects.all().delete()
    ids = dict(Division.objects.values_list("code", "pk"))
    for line in lines:
        PovertyLine.objects.create(place_id=ids.get(line.pop("place")), **line)
    assert out_and_in(tmp_path / f"lines.{end}")["unchanged"] == len(lines)
