"""The glossary of the programme, and the phrases that its papers state as guidance."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Public
from xieshou.domain.bilingual import name_in_language
from xieshou.domain.evidence.models.documents import Document
from xieshou.domain.evidence.models.edited import Edited
from xieshou.domain.recorded import TrackedQuerySet, recorded


class TermClass(models.TextChoices):
    """The seven classes of the programme's keywords."""

    STRATEGY = "strategy", _("战略类")
    POVERTY = "poverty", _("脱贫类")
    ECONOMY = "economy", _("经济类")
    ECOLOGY = "ecology", _("生态类")
    CULTURE = "culture", _("文化类")
    SOCIETY = "society", _("社会类")
    PARTY = "party", _("党建类")


class Term(Edited):
    """A keyword of the programme, explained in three parts and both languages."""

    slug = models.SlugField(_("标识"), max_length=60, unique=True)
    name = models.CharField(pgettext_lazy("单数", "词条"), max_length=60, unique=True)
    name_en = models.CharField(_("英文"), max_length=120)
    term_class = models.CharField(_("类别"), max_length=10, choices=TermClass)
    aliases = models.CharField(_("别名"), max_length=300, blank=True, help_text=_("以顿号分隔"))
    concept = models.TextField(_("概念内涵"))
    concept_en = models.TextField(_("概念内涵(英文)"))
    origin = models.TextField(_("缘由演进"))
    origin_en = models.TextField(_("缘由演进(英文)"))
    practice = models.TextField(_("实践成效"))
    practice_en = models.TextField(_("实践成效(英文)"))
    sources = models.CharField(pgettext_lazy("复数", "出处"), max_length=300, blank=True)
    # Everything above folded to simplified script and lower case, for search.
    search_key = models.TextField(editable=False, default="")

    governed = Public("terms are public knowledge")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "词条")
        verbose_name_plural = pgettext_lazy("复数", "词条")
        ordering = ["term_class", "name"]

    def __str__(self) -> str:
        return name_in_language(self)


class PrincipleKind(models.TextChoices):
    """What a phrase of guidance is."""

    DEFINITION = "definition", _("定位")
    GUIDELINE = "guideline", _("方针")
    PRINCIPLE = "principle", _("原则")
    SLOGAN = "slogan", _("提法")


class Principle(models.Model):
    """A phrase in which a document says what the programme is or how it is done, to be quoted as it is."""

    code = models.SlugField(_("编号"), max_length=40, unique=True)
    kind = models.CharField(_("种类"), max_length=12, choices=PrincipleKind)
    text = models.CharField(_("原文"), max_length=200)
    text_en = models.CharField(_("英文"), max_length=300, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="principles", verbose_name=pgettext_lazy("单数", "文献")
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Public("terms are public knowledge")

    class Meta:
        verbose_name = pgettext_lazy("单数", "方针原则")
        verbose_name_plural = pgettext_lazy("复数", "方针原则")
        ordering = ["kind", "code"]

    def __str__(self) -> str:
        return self.text
