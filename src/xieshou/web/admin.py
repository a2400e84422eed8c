"""Where Django looks for registrations: every area's, and none for groups, whose place roles will take."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice

from xieshou.web.evidence import admin as evidence
from xieshou.web.evidence import figures_admin as figures
from xieshou.web.households import admin as households
from xieshou.web.pairings import admin as pairings
from xieshou.web.parties import admin as parties
from xieshou.web.places import admin as places

__all__ = ["evidence", "figures", "households", "pairings", "parties", "places"]

admin.site.unregister(Group)
# The recovery codes of the second step are nobody's to read or to change by hand; see web/accounts.
admin.site.unregister(StaticDevice)
admin.site.index_title = _("登记管理")
admin.site.index_template = "web/registers/index.html"
