"""Where Django looks for registrations: every area's, and none for groups, whose place roles will take."""

from django.contrib import admin
from django.contrib.auth.models import Group

from xieshou.web.evidence import admin as evidence
from xieshou.web.pairings import admin as pairings
from xieshou.web.parties import admin as parties
from xieshou.web.places import admin as places

__all__ = ["evidence", "pairings", "parties", "places"]

admin.site.unregister(Group)
