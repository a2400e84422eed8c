"""Example people (示例) of the demonstration, so that masks and reasons can be tried. None of them exists.

Their ID numbers are made, not found: the code of a division, the birth date 1 January 1900 (which tells
everybody that nobody has them), a running number and the check digit that follows. Their phones have eleven
digits and begin with 100, as no mobile phone's number does.
"""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.domain.parties.people.queries import people
from xieshou.domain.parties.people.services import PersonFacts, record_person
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import SYSTEM
from xieshou.kernel.codes import check_identity_number

NOTE = "示例,并无此人"


@dataclass(frozen=True, slots=True)
class Example:
    """A person who does not exist: where, as what, and the running number of both numbers."""

    name: str
    sex: str
    place: str
    position: str
    running: int


EXAMPLES = (
    Example("示例一", "male", "330100", "挂职干部", 1),
    Example("示例二", "female", "330100", "支教教师", 2),
    Example("示例三", "male", "330100", "支医医生", 3),
    Example("示例四", "female", "522600", "对接联络员", 4),
    Example("示例五", "male", "522630", "驻村工作队员", 5),
    Example("示例六", "female", "522630101", "村级填报员", 6),
)


def demo_people() -> int:
    """Record the examples that are not there yet, as drafts; how many. Without their place they are left."""
    known = set(people(SYSTEM).filter(note=NOTE).values_list("name", flat=True))
    made = 0
    for example in EXAMPLES:
        division = Division.objects.filter(code=example.place).first()
        if example.name in known or division is None:
            continue
        record_person(
            actor=SYSTEM,
            facts=PersonFacts(
                name=example.name,
                sex=example.sex,
                id_number=made_up_number(example.place[:6], example.running),
                phone=f"1000000{example.running:04d}",
                position=example.position,
                division=division,
                note=NOTE,
            ),
        )
        made += 1
    return made


def made_up_number(region: str, running: int) -> str:
    """A number of nobody that passes its check: region, 19000101, running number (0 to 999), check digit."""
    body = f"{region}19000101{running:03d}"
    return next(body + last for last in "0123456789X" if check_identity_number(body + last) is None)
