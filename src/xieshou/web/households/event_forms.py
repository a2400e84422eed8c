"""What is typed when people come and go, households split, become one or end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.households import queries
from xieshou.domain.households.models import Ended, Household, Joined, Left, Member
from xieshou.domain.households.queries import HouseholdFilter
from xieshou.kernel.actor import Actor, Permission
from xieshou.web.households.forms import day

_LEAVING = (Left.DIED, Left.MARRIED_OUT, Left.MOVED_OUT)


class HouseholdField(forms.CharField):
    """A household by its whole number, among those over which the actor records."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.actor = actor

    def clean(self, value: Any) -> Household:
        """The household of that number."""
        number = super().clean(value)
        asked = HouseholdFilter(on=timezone.localdate(), text=number)
        found = (
            queries.households(self.actor, asked, permission=Permission.RECORD).filter(number=number).first()
        )
        if found is None:
            raise forms.ValidationError(
                _("您的填报范围内没有编号为“%(number)s”的农户") % {"number": str(number)[:40]}
            )
        return found


def among(label: Any, people: Sequence[Member], empty: Any = None, **more: Any) -> forms.TypedChoiceField:
    """One of the people of a household."""
    choices: list[tuple[Any, Any]] = [] if empty is None else [("", empty)]
    choices += [(str(each.pk), f"{each.name} · {each.relation or '—'}") for each in people]
    known = {str(each.pk): each for each in people}
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=known.__getitem__,
        empty_value=None,
        required=empty is None,
        **more,
    )


class LeaveForm(forms.Form):
    """Somebody died, married away or moved beyond the register; who heads the household then."""

    by = forms.ChoiceField(
        label=gettext_lazy("原因"),
        choices=[(each.value, each.label) for each in _LEAVING],
        widget=forms.RadioSelect,
    )
    on = day(gettext_lazy("日期"), initial=timezone.localdate)

    def __init__(self, *args: Any, others: Sequence[Member], head: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if head and others:
            self.fields["new_head"] = among(_("由谁接任户主"), others, _("暂不指定"))


class MoveForm(forms.Form):
    """Somebody goes to another household on record."""

    def __init__(self, *args: Any, actor: Actor, others: Sequence[Member], head: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = HouseholdField(
            actor=actor, label=_("迁到哪一户"), help_text=_("填对方的完整户编号")
        )
        self.fields["why"] = forms.ChoiceField(
            label=_("原因"),
            choices=[("moved", _("迁入")), ("married", _("婚嫁"))],
        )
        self.fields["relation"] = forms.CharField(
            label=_("与新户主的关系"), max_length=20, widget=forms.TextInput({"list": "relations"})
        )
        self.fields["on"] = day(_("日期"), initial=timezone.localdate)
        if head and others:
            self.fields["new_head"] = among(_("原户由谁接任户主"), others, _("暂不指定"))

    @property
    def ways(self) -> dict[str, Any]:
        """How the stay ends and the next begins."""
        if self.cleaned_data["why"] == "married":
            return {"left_by": Left.MARRIED_OUT, "joined_by": Joined.MARRIED_IN}
        return {"left_by": Left.MOVED_OUT, "joined_by": Joined.MOVED_IN}


class HeadForm(forms.Form):
    """Another head, and how the others stand to them."""

    def __init__(self, *args: Any, people: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["head"] = among(_("新户主"), people)
        for each in people:
            self.fields[f"relation-{each.pk}"] = relation_of(each)

    @property
    def relations(self) -> dict[int, str]:
        """By primary key, of those of whom one was given."""
        return relations_in(self, self.people)


class SplitForm(forms.Form):
    """Who forms a household of their own."""

    def __init__(self, *args: Any, people: Sequence[Member], head: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        known = {str(each.pk): each for each in people}
        self.fields["members"] = forms.TypedMultipleChoiceField(
            label=_("分出去的成员"),
            choices=[(key, f"{each.name} · {each.relation or '—'}") for key, each in known.items()],
            coerce=known.__getitem__,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["head"] = among(_("新户的户主"), people)
        if head:
            self.fields["remaining_head"] = among(
                _("原户的户主"), people, _("不变"), help_text=_("户主分出去时必填")
            )
        self.fields["hamlet"] = forms.CharField(label=_("新户的自然村(组)"), max_length=60, required=False)
        self.fields["on"] = day(_("分户日期"), initial=timezone.localdate)


class MergeForm(forms.Form):
    """The household into which this one goes."""

    def __init__(self, *args: Any, actor: Actor, people: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["kept"] = HouseholdField(
            actor=actor, label=_("并入哪一户"), help_text=_("填对方的完整户编号")
        )
        self.fields["on"] = day(_("并户日期"), initial=timezone.localdate)
        for each in people:
            self.fields[f"relation-{each.pk}"] = relation_of(each, _("与新户主的关系"))

    @property
    def relations(self) -> dict[int, str]:
        """By primary key, of those of whom one was given."""
        return relations_in(self, self.people)


class EndForm(forms.Form):
    """A household is no longer there."""

    reason = forms.ChoiceField(
        label=gettext_lazy("销户原因"),
        choices=[(each.value, each.label) for each in (Ended.MOVED, Ended.DIED_OUT, Ended.ERROR)],
        widget=forms.RadioSelect,
    )
    on = day(gettext_lazy("销户日期"), initial=timezone.localdate)


def relation_of(each: Member, what: Any = None) -> forms.CharField:
    """The relation that somebody then has."""
    label = f"{each.name} · {what or _('与户主关系')}"
    return forms.CharField(
        label=label, max_length=20, required=False, widget=forms.TextInput({"list": "relations"})
    )


def relations_in(form: forms.Form, people: Sequence[Member]) -> dict[int, str]:
    """What was typed of the relations."""
    said = {each.pk: form.cleaned_data.get(f"relation-{each.pk}", "").strip() for each in people}
    return {key: text for key, text in said.items() if text}
