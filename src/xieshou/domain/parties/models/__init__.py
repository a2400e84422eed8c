"""Organisations, the parties that pairings join, people who sign in and what they may do."""

from xieshou.domain.parties.models.accounts import Grant, RoleChoice, ScopeKind, User
from xieshou.domain.parties.models.organisations import Organisation, OrganisationKind, Party, Side
from xieshou.domain.parties.models.people import Person, Sex

__all__ = [
    "Grant",
    "Organisation",
    "OrganisationKind",
    "Party",
    "Person",
    "RoleChoice",
    "ScopeKind",
    "Sex",
    "Side",
    "User",
]
