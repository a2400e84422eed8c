"""How sure we are of a stored fact. Shared by every area that stores facts from outside."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Certainty(models.TextChoices):
    """From the best to the worst. What is not SEED or SOURCE is shown with a mark on every page."""

    SEED = "seed", _("文章原文")
    SOURCE = "source", _("有出处")
    PARTIAL = "partial", _("部分有出处")
    DERIVED = "derived", _("推算")
    WEAK = "weak", _("出处薄弱")
    MEMORY = "memory", _("待核实")
    SAMPLE = "sample", _("示例")

    @property
    def rank(self) -> int:
        """0 for the best; lower is surer."""
        return list(type(self)).index(self)
