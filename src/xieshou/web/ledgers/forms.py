"""The form by which a file comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class UploadForm(forms.Form):
    """One file. What is inside is examined later, with reasons of its own."""

    file = forms.FileField(
        label=gettext_lazy("填好的文件"),
        help_text=gettext_lazy(".xlsx、.xls、.csv 或 .parquet;列的次序随意,多余的列不读取"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.parquet"}),
        max_length=200,
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy("请先选择要导入的文件"),
            "max_length": gettext_lazy("文件名太长(%(length)d 个字符),请改短后再传"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.errors:
            self.fields["file"].widget.attrs["aria-invalid"] = "true"

    def clean_file(self) -> UploadedFile:
        """Turn away what is too large before it is kept."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_BYTES:
            raise forms.ValidationError(
                _("文件有 %(size)s,超过 %(most)s 的上限:请分成几个文件导入")
                % {"size": filesizeformat(file.size), "most": filesizeformat(settings.IMPORT_BYTES)}
            )
        return file
