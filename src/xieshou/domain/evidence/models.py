"""Documents that a record may cite, and the glossary of the programme."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.bilingual import name_in_language
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import PrecisionChoice
from xieshou.kernel.period import PartialDate, Precision


class DocumentKind(models.TextChoices):
    """What kind of text a document is."""

    POLICY = "policy", _("政策文件")
    AGREEMENT = "agreement", _("协议")
    REPORT = "report", _("报告")
    PRESS = "press", _("新闻报道")
    STUDY = "study", _("研究文献")
    STANDARD = "standard", _("标准")
    DATASET = "dataset", _("数据")
    OTHER = "other", _("其他")


class Reliability(models.TextChoices):
    """How far a document can be relied on."""

    GOOD = "good", _("可靠")
    WEAK = "weak", _("薄弱")
    UNKNOWN = "unknown", _("未评定")


class Document(models.Model):
    """A text that records cite: a policy, a newspaper page, a table. Reprints are one document."""

    code = models.CharField(_("编号"), max_length=40, unique=True, help_text=_("引用用的短号,如 S4"))
    kind = models.CharField(_("种类"), max_length=12, choices=DocumentKind)
    title = models.CharField(_("标题"), max_length=300)
    issuer = models.CharField(_("发文或刊登单位"), max_length=200, blank=True)
    number = models.CharField(_("文号"), max_length=60, blank=True, help_text=_("如 中办发〔2016〕69号"))
    dated_on = models.DateField(_("日期"), null=True, blank=True)
    date_precision = models.CharField(
        _("日期精度"), max_length=8, choices=PrecisionChoice, default=PrecisionChoice.UNKNOWN
    )
    address = models.CharField(_("网址或出处"), max_length=300, blank=True)
    reliability = models.CharField(
        _("可靠性"), max_length=8, choices=Reliability, default=Reliability.UNKNOWN
    )
    certainty = models.CharField(
        _("著录可信度"),
        max_length=10,
        choices=Certainty,
        default=Certainty.SOURCE,
        help_text=_("标题、文号、日期从何得知"),
    )
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("单数", "文献")
        verbose_name_plural = pgettext_lazy("复数", "文献")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="document_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def citation(self) -> str:
        """How others cite it: by its number where it has one, else by its code."""
        return self.number or self.code

    @property
    def dated(self) -> PartialDate | None:
        """The date as exactly as it is known."""
        return PartialDate(self.dated_on, Precision(self.date_precision)) if self.dated_on else None


class TermClass(models.TextChoices):
    """The seven classes of the programme's keywords."""

    STRATEGY = "strategy", _("战略类")
    POVERTY = "poverty", _("脱贫类")
    ECONOMY = "economy", _("经济类")
    ECOLOGY = "ecology", _("生态类")
    CULTURE = "culture", _("文化类")
    SOCIETY = "society", _("社会类")
    PARTY = "party", _("党建类")


class Term(models.Model):
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

    class Meta:
        verbose_name = pgettext_lazy("单数", "词条")
        verbose_name_plural = pgettext_lazy("复数", "词条")
        ordering = ["term_class", "name"]

    def __str__(self) -> str:
        return name_in_language(self)
