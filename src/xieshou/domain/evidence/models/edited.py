"""Records that ship with the product and that people may change."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Edited(models.Model):
    """A record that says when a person last changed it; then no load of shipped files overwrites it."""

    edited_at = models.DateTimeField(_("人工更改时间"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
