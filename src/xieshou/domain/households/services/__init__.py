"""Writes of the household register, by people. Each is one act, whole or not at all.

A change of anything that is said of a household makes it a draft again (visits do not): it is reported and
reviewed as one. Whoever changes it records over the village of every household that is touched.
"""

from xieshou.domain.households.services.changing import (
    change_head,
    update_household,
    update_member,
)
from xieshou.domain.households.services.ending import end_household, merge_households, split_household
from xieshou.domain.households.services.facts import (
    HouseholdFacts,
    IncomeFacts,
    MeasureFacts,
    MemberFacts,
    NewPhoto,
    VisitFacts,
    facts_of_household,
    facts_of_member,
)
from xieshou.domain.households.services.helping import (
    assign_responsible,
    end_measure,
    record_measure,
    relieve,
    update_measure,
)
from xieshou.domain.households.services.moving import (
    member_leaves,
    move_member,
    record_birth,
    record_death,
)
from xieshou.domain.households.services.recording import (
    findings_for,
    record_household,
    record_income,
    record_member,
)
from xieshou.domain.households.services.refusing import RefusedError
from xieshou.domain.households.services.standing import end_monitoring, open_monitoring, set_status
from xieshou.domain.households.services.taking_back import (
    take_back_leaving,
    take_back_move,
    take_back_status,
)
from xieshou.domain.households.services.visiting import record_visit, shown_photo

__all__ = [
    "HouseholdFacts",
    "IncomeFacts",
    "MeasureFacts",
    "MemberFacts",
    "NewPhoto",
    "RefusedError",
    "VisitFacts",
    "assign_responsible",
    "change_head",
    "end_household",
    "end_measure",
    "end_monitoring",
    "facts_of_household",
    "facts_of_member",
    "findings_for",
    "member_leaves",
    "merge_households",
    "move_member",
    "open_monitoring",
    "record_birth",
    "record_death",
    "record_household",
    "record_income",
    "record_measure",
    "record_member",
    "record_visit",
    "relieve",
    "set_status",
    "shown_photo",
    "split_household",
    "take_back_leaving",
    "take_back_move",
    "take_back_status",
    "update_household",
    "update_measure",
    "update_member",
]
