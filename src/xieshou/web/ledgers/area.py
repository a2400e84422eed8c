"""The ledgers' place in the shell."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.ledgers import services
from xieshou.kernel.actor import Actor
from xieshou.web.jobs import results
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left."""
    navigation.register(navigation.Entry("ledgers", _("台账"), "ledger", "ledgers:list", 440, signed_in))
    results.register(services.EXAMINE, _("查看核对结果"), page_of_upload)
    results.register(services.APPLY, _("查看导入结果"), page_of_upload)


def page_of_upload(job: Job) -> str:
    """Where the file of a job is looked at."""
    return reverse("ledgers:upload", args=[job.params["upload"]])


def signed_in(actor: Actor) -> bool:
    """Whole registers are worked by accounts."""
    return actor.user_id is not None
