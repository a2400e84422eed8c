"""The ledgers' place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.kernel.actor import Actor
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left."""
    navigation.register(navigation.Entry("ledgers", _("台账"), "ledger", "ledgers:list", 440, signed_in))


def signed_in(actor: Actor) -> bool:
    """Whole registers are worked by accounts."""
    return actor.user_id is not None
