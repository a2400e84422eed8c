"""The form by which an administrator enters a new pairing. What it asks, it hands to the area's service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from unfold.widgets import AutocompleteWidgetMixin

from xieshou.domain.access import seen_by
from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.models import Pairing, Shape
from xieshou.domain.pairings.services import PairingRefusedError, record_pairing
from xieshou.domain.pairings.tiers import UnknownTierError
from xieshou.domain.pairings.wording import in_words
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.places.models import Division
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import BadPeriodError, PartialDate, Period, Precision

UNITS = {"division": Division, "organisation": Organisation}


class UnitSelect(AutocompleteWidgetMixin, AutocompleteSelect):
    """Asks for matching units while one types, in Unfold's dress."""

    def __init__(self, name: str) -> None:
        AutocompleteSelect.__init__(self, Party._meta.get_field(name), admin.site)


def unit_field(name: str, label: Any) -> forms.ModelChoiceField:
    """A choice among the divisions or organisations that the form's actor sees, found while typing."""
    model = UNITS[name]
    return forms.ModelChoiceField(
        model._default_manager.none(), required=False, label=label, widget=UnitSelect(name)
    )


class NewPairingForm(forms.ModelForm):
    """Two parties, each a division or an organisation; tier and kind follow from them."""

    actor: Actor

    giver_division = unit_field("division", _("帮扶方(区划)"))
    giver_organisation = unit_field("organisation", _("帮扶方(单位)"))
    receiver_division = unit_field("division", _("受帮扶方(区划)"))
    receiver_organisation = unit_field("organisation", _("受帮扶方(单位)"))

    class Meta:
        model = Pairing
        fields = (
            "round",
            "programme",
            "parent",
            "start_on",
            "start_precision",
            "end_on",
            "end_precision",
            "shape",
            "formal",
            "certainty",
            "note",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in ("giver", "receiver"):
            for name, model in UNITS.items():
                self.fields[f"{side}_{name}"].queryset = seen_by(self.actor, model._default_manager.all())

    def clean(self) -> dict[str, Any]:
        """Try the service and undo it, so that what it refuses is said beside the form with nothing lost."""
        cleaned = super().clean() or {}
        units = {side: self._unit(side, cleaned) for side in ("giver", "receiver")}
        if self.errors:
            return cleaned
        try:
            with transaction.atomic():
                self._record(units)
                transaction.set_rollback(True)
        except PairingRefusedError as refusal:
            for finding in refusal.findings:
                self.add_error(None, in_words(finding))
        except BadPeriodError:
            self.add_error("end_on", _("终止日期早于起始日期"))
        except UnknownTierError:
            self.add_error(None, _("这两个单位之间没有可用的结对层级"))
        return cleaned

    def record(self) -> Pairing:
        """Store what was checked."""
        return self._record({side: self._unit(side, self.cleaned_data) for side in ("giver", "receiver")})

    def _unit(self, side: str, cleaned: dict[str, Any]) -> Division | Organisation | None:
        chosen = [unit for name in UNITS if (unit := cleaned.get(f"{side}_{name}")) is not None]
        if len(chosen) != 1:
            self.add_error(f"{side}_division", _("区划与单位请填且只填一项"))
            return None
        return chosen[0]

    def _record(self, units: dict[str, Any]) -> Pairing:
        data = self.cleaned_data
        return record_pairing(
            actor=self.actor,
            round_=data["round"],
            programme=Programme(data["programme"]),
            giver=units["giver"],
            receiver=units["receiver"],
            period=Period(*(self._point(name) for name in ("start", "end"))),
            source=None,
            parent=data.get("parent"),
            shape=Shape(data["shape"]) if data.get("shape") else None,
            formal=data["formal"],
            certainty=Certainty(data["certainty"]),
            note=data.get("note", ""),
        )

    def _point(self, name: str) -> PartialDate | None:
        day = self.cleaned_data.get(f"{name}_on")
        return PartialDate(day, Precision(self.cleaned_data[f"{name}_precision"])) if day else None
