"""Organisations, the parties that pairings join, people who sign in and what they may do."""

from xieshou.domain.parties.models.accounts import Grant, RoleChoice, ScopeKind, User
from xieshou.domain.parties.models.organisations import Organisation, OrganisationKind, Party, Side

__all__ = [
    "Grant",
    "Organisation",
    "OrganisationKind",
    "Party",
    "RoleChoice",
    "ScopeKind",
    "Side",
    "User",
]
