"""The two model fields: the sealed column, and its blind index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.lookups import Exact, IsNull
from django.db.models.query_utils import DeferredAttribute
from django.forms import CharField as FormCharField
from django.forms import Field as FormField

from xieshou.domain.personal import sealing
from xieshou.domain.personal.sealed import Sealed, UnreadableError
from xieshou.domain.personal.sealing import Column
from xieshou.kernel.masking import PersonalKind

if TYPE_CHECKING:
    TextField = models.TextField[str, Sealed]
    CharField = models.CharField[str | None, str | None]
else:
    TextField, CharField = models.TextField, models.CharField


class SealedLookupError(FieldError):
    """A sealed column was searched by its text; ``personal.matching`` is how an exact match is found."""


class UnsealedWriteError(TypeError):
    """Clear text was on its way into a sealed column, past the model: ``QuerySet.update`` does that."""


class SealedAttribute(DeferredAttribute):
    """Seals what is assigned, at once: no instance ever holds the clear text."""

    field: PersonalField

    def __set__(self, instance: models.Model, value: object) -> None:
        name = self.field.attname
        instance.__dict__[name] = self.field.sealed(value, instance.__dict__.get(name))


class PersonalField(TextField):
    """Text that is sealed in its column: ``PersonalField(PersonalKind.PHONE, verbose_name=…)``.

    Assign plain text; what is read is a ``Sealed``. Empty is the empty text, never NULL. Assigning the mask
    that the value has leaves the value as it is, so a form or a ledger that comes back masked changes
    nothing; any other mask is refused with ``MaskedTextError``. Validators see the clear text.

    ``bound`` is the name that tokens are bound to, ``person.id_number``; found out by itself, kept in
    migrations, and to be named when a model or a field is renamed, since old tokens would not open.
    """

    descriptor_class = SealedAttribute

    def __init__(self, kind: PersonalKind | str, *args: Any, bound: str = "", **kwargs: Any) -> None:
        self.kind = PersonalKind(kind)
        self.bound = bound
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Kind and bound name stay in migrations; the path is the package's, which may be cut anew."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs |= {"kind": self.kind.value} | ({"bound": self.bound} if self.bound else {})
        return name, "xieshou.domain.personal.PersonalField", args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Bind to the first real model; the copy in its history table stays bound to the same."""
        super().contribute_to_class(cls, name, private_only)
        if not self.bound and not cls._meta.abstract:
            self.bound = f"{cls._meta.model_name}.{name}"

    @property
    def column_bound(self) -> Column:
        """The column as sealing knows it."""
        return Column(self.bound, self.kind)

    def sealed(self, value: object, present: object = None) -> Sealed:
        """What an instance holds once ``value`` is assigned over ``present``.

        Raises:
            MaskedTextError: for a mask that is not the one of ``present``.
        """
        column = self.column_bound
        if value is None:
            value = ""
        if isinstance(value, Sealed):
            return value if value.column == column else Sealed.of(value.unseal(), column)
        if not isinstance(value, str):
            raise UnsealedWriteError(f"{self.bound}: assign a text, not {type(value).__name__}")
        if isinstance(present, Sealed) and value and value.strip() == str(present):
            return present
        fresh = Sealed.of(value, column)
        # The same again keeps its token, so that nothing has changed where nothing has.
        return present if isinstance(present, Sealed) and fresh == present else fresh

    def from_db_value(self, value: str | None, *_: object) -> Sealed:
        """A token becomes its sealed value."""
        return Sealed(value or "", self.column_bound)

    def to_python(self, value: object) -> Sealed:
        """Seals text; leaves what is sealed."""
        return self.sealed(value)

    def clean(self, value: Any, model_instance: models.Model | None) -> Sealed:
        """Validate the clear text. What validators say about it is kept, the text itself is not."""
        sealed = self.sealed(value)
        if not sealed.readable:
            return sealed  # it is kept as it is
        try:
            super().validate(sealed.unseal(), model_instance)
            super().run_validators(sealed.unseal())
        except ValidationError as error:
            raise ValidationError(
                [
                    ValidationError(one.message, one.code, _without_text(one, sealed))
                    for one in error.error_list
                ]
            ) from None
        return sealed

    def get_prep_value(self, value: Any) -> Any:
        """The token of a sealed value.

        Raises:
            UnsealedWriteError: for text that nobody sealed.
        """
        if value is None or value == "":
            return ""
        if isinstance(value, Sealed):
            return value.token
        if hasattr(value, "resolve_expression"):
            return value
        raise UnsealedWriteError(f"{self.bound}: set it on the record and save that")

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is anything can be asked of the column.

        Raises:
            SealedLookupError: for every other question.
        """
        if lookup_name in {"exact", "isnull"}:
            return OnlyEmpty if lookup_name == "exact" else IsNull
        raise SealedLookupError(f"{self.bound}: sealed; ask with personal.matching()")

    def value_to_string(self, obj: models.Model) -> str:
        """For serializers: the mask."""
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> FormField | None:
        """One line of text; it starts with the mask."""
        options: dict[str, Any] = {"form_class": FormCharField, "strip": True} | kwargs
        return models.Field.formfield(self, **options)


class OnlyEmpty(Exact):
    """``field=""``: the one value whose column content is known."""

    def get_prep_lookup(self) -> Any:
        """Let the empty text through.

        Raises:
            SealedLookupError: for any other.
        """
        if str(self.rhs) != "":
            raise SealedLookupError(f"{self.lhs.output_field.bound}: sealed; ask with personal.matching()")
        return ""


class BlindIndexAttribute(DeferredAttribute):
    """Follows the value that it indexes: read on an instance, it is always the index of what stands there."""

    field: BlindIndexField

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is not None:
            sealed = instance.__dict__.get(self.field.of)
            if isinstance(sealed, Sealed):
                try:
                    return sealing.blind(sealed.unseal(), sealed.column)
                except UnreadableError:
                    pass
        return super().__get__(instance, cls)

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class BlindIndexField(CharField):
    """The keyed index of a personal field of the same model: ``BlindIndexField(of="id_number")``.

    For exact match by ``personal.matching`` and for unique constraints. NULL where nothing is compared.
    """

    descriptor_class = BlindIndexAttribute

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        defaults = {"max_length": 64, "null": True, "blank": True, "editable": False, "default": None}
        super().__init__(*args, **(defaults | {"db_index": not kwargs.get("unique", False)} | kwargs))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """The name of what it indexes stays in migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "xieshou.domain.personal.BlindIndexField", args, kwargs | {"of": self.of}

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """The indexed field stands in the model, whose saves and set-based writes keep the two together."""
        from xieshou.domain.personal.querysets import SealingQuerySet
        from xieshou.domain.personal.saving import HoldsPersonalData

        found = super().check(**kwargs)
        fields = {field.name: field for field in self.model._meta.get_fields()}
        of = fields.get(self.of)
        if not isinstance(of, PersonalField):
            return [
                *found,
                Error(f"{self.of} is no PersonalField of this model", obj=self, id="xieshou.E001"),
            ]
        if hasattr(self.model, "history_object"):
            return found  # a history table, whose rows are only ever added
        if not issubclass(self.model, HoldsPersonalData):
            found.append(Error("the model must extend HoldsPersonalData", obj=self, id="xieshou.E002"))
        if not isinstance(self.model._default_manager.get_queryset(), SealingQuerySet):
            found.append(Error("objects must be of a SealingQuerySet", obj=self, id="xieshou.E003"))
        return found


def _without_text(error: ValidationError, sealed: Sealed) -> dict[str, Any]:
    return {**(error.params or {}), "value": str(sealed)}
