"""What people type of documents and of what is kept of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.certainty import Certainty
from xieshou.domain.evidence.documents.keeping import Caption
from xieshou.domain.evidence.documents.services import Particulars
from xieshou.domain.evidence.models import Attachment, Document, DocumentKind, Reliability
from xieshou.domain.places.resolving import resolve
from xieshou.kernel.actor import Actor
from xieshou.web.pairings.forms import PartialDateField

MOST_LINES = 100_000


class DocumentForm(forms.Form):
    """What a document says of itself."""

    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=DocumentKind.choices)
    title = forms.CharField(label=gettext_lazy("标题"), max_length=300)
    issuer = forms.CharField(label=gettext_lazy("发文或刊登单位"), max_length=200, required=False)
    number = forms.CharField(
        label=gettext_lazy("文号"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("如 中办发〔2016〕69号;括号写成 [] 或 () 也可,会统一成〔〕"),
    )
    dated = PartialDateField(
        label=gettext_lazy("日期"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("知道多少写多少:2016-10-27、2016-10 或 2016;只知不早于某日时写 >=2016-10-27"),
    )
    address = forms.CharField(label=gettext_lazy("网址或出处"), max_length=300, required=False)
    reliability = forms.ChoiceField(
        label=gettext_lazy("可靠性"), choices=Reliability.choices, initial=Reliability.UNKNOWN
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("著录可信度"),
        choices=Certainty.choices,
        initial=Certainty.SOURCE,
        help_text=gettext_lazy("标题、文号、日期从何得知"),
    )
    note = forms.CharField(
        label=gettext_lazy("说明"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("为何可靠或薄弱,如“转载网站,原刊不详”"),
    )

    @property
    def particulars(self) -> Particulars:
        """What was typed, as the domain takes it."""
        given = self.cleaned_data
        return Particulars(
            kind=DocumentKind(given["kind"]),
            title=given["title"],
            issuer=given["issuer"],
            number=given["number"],
            dated=given["dated"],
            address=given["address"],
            reliability=Reliability(given["reliability"]),
            certainty=Certainty(given["certainty"]),
            note=given["note"],
        )

    @staticmethod
    def of(document: Document) -> dict[str, Any]:
        """What is kept, as it would be typed."""
        columns = ("kind", "title", "issuer", "number", "address", "reliability", "certainty", "note")
        return {
            **{column: getattr(document, column) for column in columns},
            "dated": str(document.dated or ""),
        }


class NewDocumentForm(DocumentForm):
    """The same with the code, which later stays."""

    code = forms.CharField(
        label=gettext_lazy("编号"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("引用用的短号,以后不能更改;留空则自动编为 D1、D2……"),
    )
    field_order = ["code"]


class ReprintForm(forms.Form):
    """Which document this one reprints."""

    original = forms.ChoiceField(label=gettext_lazy("转载自"))

    def __init__(self, *args: Any, originals: list[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.originals = {str(each.pk): each for each in originals}
        field = self.fields["original"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = [
            ("", _("请选择原件")),
            *((key, f"{each.code} {each.title[:60]}") for key, each in self.originals.items()),
        ]


class CaptionForm(forms.Form):
    """What is said of any kept file."""

    caption = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False)
    public = forms.BooleanField(
        label=gettext_lazy("公开:未登录的人也能查看(有权公开时才勾选)"), required=False
    )

    @property
    def said(self) -> Caption:
        """What was typed, as the domain takes it."""
        return Caption(public=self.cleaned_data["public"], caption=self.cleaned_data["caption"])

    @staticmethod
    def of(attachment: Attachment) -> dict[str, Any]:
        """What is kept, as it would be typed."""
        return {"caption": attachment.caption, "public": attachment.public}


class PhotoCaptionForm(CaptionForm):
    """What is said of a photo: also where, when, by whom and under which licence (A30-4)."""

    caption = forms.CharField(label=gettext_lazy("图说"), max_length=300, required=False)
    place = forms.CharField(
        label=gettext_lazy("地点"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("区划名称或代码,如 碧江区 或 520602"),
    )
    taken = PartialDateField(
        label=gettext_lazy("拍摄日期"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("写成 2019-05-04、2019-05 或 2019"),
    )
    author = forms.CharField(label=gettext_lazy("作者"), max_length=100, required=False)
    licence = forms.CharField(
        label=gettext_lazy("许可"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("如 CC BY 4.0、本单位拍摄、作者授权"),
    )
    field_order = ["file", "caption", "place", "taken", "author", "licence", "public"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.place_id: int | None = None

    def clean_place(self) -> str:
        """The one division that is meant."""
        written = self.cleaned_data["place"].strip()
        if not written:
            return ""
        found = resolve(self.actor, written)
        if found.only is not None:
            self.place_id = found.only.division_id
            return written
        if found.matches:
            choices = _("、").join(f"{match.path}({match.code})" for match in found.matches[:5])
            raise forms.ValidationError(
                _("“%(name)s”不止一处,请写代码:%(choices)s") % {"name": written, "choices": choices}
            )
        raise forms.ValidationError(_("没有叫“%(name)s”的地方,请核对名称或写代码") % {"name": written})

    @property
    def said(self) -> Caption:
        """What was typed, as the domain takes it."""
        given = self.cleaned_data
        return Caption(
            public=given["public"],
            caption=given["caption"],
            place_id=self.place_id,
            taken=given["taken"],
            author=given["author"],
            licence=given["licence"],
        )

    @staticmethod
    def of(attachment: Attachment) -> dict[str, Any]:
        """What is kept, as it would be typed."""
        return {
            **CaptionForm.of(attachment),
            "place": attachment.place.code or attachment.place.name if attachment.place else "",
            "taken": str(attachment.taken or ""),
            "author": attachment.author,
            "licence": attachment.licence,
        }


class TextFileForm(CaptionForm):
    """A text file."""

    file = forms.FileField(
        label=gettext_lazy("原文文件"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".txt,text/plain"}),
        help_text=gettext_lazy("纯文本,UTF-8 或 GB18030(GBK)编码"),
    )
    field_order = ["file"]


class PhotoFileForm(PhotoCaptionForm):
    """A photo with what is said of it."""

    file = forms.FileField(
        label=gettext_lazy("照片文件"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        help_text=gettext_lazy("JPEG、PNG 或 WebP。原片妥善保存;页面上只展示去掉拍摄信息(含定位)的缩小图"),
    )


class OtherFileForm(CaptionForm):
    """Any other file."""

    file = forms.FileField(
        label=gettext_lazy("附件文件"),
        allow_empty_file=True,
        help_text=gettext_lazy("扫描件、表格等;只供下载,不在网页中打开"),
    )
    field_order = ["file"]


class PasteForm(CaptionForm):
    """A pasted text and the lines of it to keep."""

    text = forms.CharField(
        label=gettext_lazy("粘贴的文字"),
        strip=False,
        widget=forms.Textarea({"rows": 14}),
        help_text=gettext_lazy(
            "把网页或文档的全文粘贴到这里;菜单、广告等无关文字下一步可以剪去,也可直接删改"
        ),
    )
    first = forms.IntegerField(
        label=gettext_lazy("保留自第几行"), min_value=1, max_value=MOST_LINES, required=False
    )
    last = forms.IntegerField(
        label=gettext_lazy("保留到第几行"), min_value=1, max_value=MOST_LINES, required=False
    )
    field_order = ["text", "first", "last"]


class SureForm(forms.Form):
    """A removal is confirmed."""

    sure = forms.BooleanField(label=gettext_lazy("我已核对。移除后文件从数据文件夹中删去,不能恢复"))
