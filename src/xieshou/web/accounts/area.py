"""The accounts' place in the shell: one's own behind the name in the top bar, those of others on the left."""

from django.utils.translation import gettext_lazy as _

from xieshou.kernel.actor import Actor, Permission
from xieshou.web.shell import navigation


def administrators(actor: Actor) -> bool:
    """Who administers accounts, be it of one place."""
    return actor.may(Permission.ADMINISTER)


def register() -> None:
    """Add the entry for those who administer accounts."""
    navigation.register(
        navigation.Entry("accounts", _("账号"), "person", "accounts:list", 890, administrators)
    )
