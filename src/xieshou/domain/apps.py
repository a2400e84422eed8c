"""Django's handle on the domain."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules whose ``register`` tells the queue what it can do, the lowest area first.
JOB_HANDLERS = ["workflow.jobs.upkeep", "workflow.ledgers.working", "workflow.calendar.working"]
# Modules that declare a ledger (台账), in the order in which people meet them in the list.
LEDGERS = [
    "places.workbooks.flags",
    "places.workbooks.exits",
    "places.workbooks.profiles",
    "parties.workbooks.organisations",
    "parties.workbooks.units",
    "parties.workbooks.people",
    "pairings.workbooks.pairings",
    "pairings.workbooks.round_rules",
    "evidence.workbooks.documents",
    "evidence.workbooks.terms",
    "evidence.workbooks.indicators",
    "evidence.workbooks.claims",
    "workflow.workbooks.tasks",
    "workflow.workbooks.calendar",
    "households.workbooks.poverty_lines",
    "households.workbooks.national",
    "households.workbooks.form",
    "households.workbooks.statuses",
    "households.workbooks.help",
]


class DomainConfig(AppConfig):
    """The one app that has models."""

    name = "xieshou.domain"
    label = "domain"
    verbose_name = _("携手")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every area say which indicators, ledgers, jobs and papers it has."""
        from xieshou.domain.households import indicators as of_households
        from xieshou.domain.households import reviewing as review_of_households
        from xieshou.domain.households.printing import paper as household_file
        from xieshou.domain.pairings import indicators, reaching, reviewing, told
        from xieshou.domain.pairings.printing import paper
        from xieshou.domain.parties.reaching import register_widening
        from xieshou.domain.personal import keys
        from xieshou.domain.recorded.examining import register_examiner
        from xieshou.domain.workflow.freezing.guarding import keep_closed_years
        from xieshou.domain.workflow.review import parties

        keys.check()
        parties.declare()
        reviewing.declare()
        review_of_households.declare()
        indicators.register()
        of_households.register()
        register_widening(reaching.widen)
        register_examiner(keep_closed_years)
        told.register()
        for module in LEDGERS:
            import_module(f"{self.name}.{module}")
        for module in JOB_HANDLERS:
            import_module(f"{self.name}.{module}").register()
        paper.declare()
        household_file.declare()
