"""Letters to people, where a mail server is named in the settings."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from xieshou.domain.parties.accounts.models import Invitation

logger = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Send the link to who is invited; whether it went. The link is in no log."""
    if not (settings.EMAIL_HOST and invitation.email):
        return False
    text = render_to_string("web/accounts/invitation.txt", {"invitation": invitation, "link": link})
    try:
        return bool(send_mail(_("携手:邀请您设立账号"), text, None, [invitation.email]))
    except (SMTPException, OSError) as problem:
        logger.warning("an invitation could not be sent: %s", type(problem).__name__)
        return False
