"""Documents that a record may cite, and what a user keeps of them: text, photos, files."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Public
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import PrecisionChoice
from xieshou.domain.evidence.models.edited import Edited
from xieshou.domain.parties.models import User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import TrackedQuerySet, recorded
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


class Document(Edited):
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
    text_sha256 = models.CharField(
        _("原文指纹"),
        max_length=64,
        blank=True,
        help_text=_("数字位置所依据的原文(UTF-8)的 SHA-256;用户附上的原文与之相同,才能标出位置"),
    )
    reprint_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reprints", verbose_name=_("转载自")
    )

    governed = Public("which documents there are is public; what is kept with them is not always")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "文献")
        verbose_name_plural = pgettext_lazy("复数", "文献")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="document_number_once"
            ),
            models.CheckConstraint(
                condition=Q(reprint_of__isnull=True) | ~Q(reprint_of=F("id")),
                name="document_reprints_another",
            ),
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


class AttachmentKind(models.TextChoices):
    """What a kept file is to its document."""

    TEXT = "text", _("原文")
    PHOTO = "photo", _("照片")
    FILE = "file", _("附件")


class Attachment(models.Model):
    """A file that a user keeps with a document, stored under its hash and never changed.

    Seen by those who sign in; by everybody only where ``public`` is set, because most texts are others'.
    """

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="attachments", verbose_name=pgettext_lazy("单数", "文献")
    )
    kind = models.CharField(_("种类"), max_length=8, choices=AttachmentKind)
    name = models.CharField(_("文件名"), max_length=200)
    media_type = models.CharField(_("文件类型"), max_length=80)
    size = models.PositiveBigIntegerField(_("字节数"))
    sha256 = models.CharField(_("指纹"), max_length=64)
    text = models.TextField(_("文字"), blank=True, editable=False)
    public = models.BooleanField(_("公开"), default=False, help_text=_("有权公开时才勾选"))
    caption = models.CharField(_("图说"), max_length=300, blank=True)
    place = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地点")
    )
    taken_on = models.DateField(_("拍摄日期"), null=True, blank=True)
    taken_precision = models.CharField(
        _("日期精度"), max_length=8, choices=PrecisionChoice, default=PrecisionChoice.UNKNOWN
    )
    author = models.CharField(_("作者"), max_length=100, blank=True)
    licence = models.CharField(_("许可"), max_length=100, blank=True)
    added_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("添加人")
    )
    added_at = models.DateTimeField(_("添加时间"))

    governed = Public("each says itself who may see it: see documents.queries")
    objects = TrackedQuerySet.as_manager()
    # The text is long and never edited in place: its hash tells one from another.
    history = recorded(excluded=["text"])

    class Meta:
        verbose_name = pgettext_lazy("单数", "附件")
        verbose_name_plural = pgettext_lazy("复数", "附件")
        ordering = ["document", "kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "sha256"], name="attachment_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def taken(self) -> PartialDate | None:
        """When a photo was taken, as exactly as that is known."""
        return PartialDate(self.taken_on, Precision(self.taken_precision)) if self.taken_on else None
