"""Programme types. Shared by every area whose records belong to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Programme(models.TextChoices):
    """Programme types; figures of one are never added to another's."""

    EAST_WEST_POVERTY = "east_west_poverty", _("东西部扶贫协作")
    EAST_WEST = "east_west", _("东西部协作")
    COUNTERPART_HELP = "counterpart_help", _("对口帮扶")
    COUNTERPART_SUPPORT = "counterpart_support", _("对口支援")
    COUNTERPART_COOPERATION = "counterpart_cooperation", _("对口合作")
    DESIGNATED = "designated", _("定点帮扶")
    WELL_OFF_TOGETHER = "well_off_together", _("携手奔小康")
    FIRMS_TO_VILLAGES = "firms_to_villages", _("万企帮万村")
    MOUNTAIN_SEA = "mountain_sea", _("山海协作")
