"""What people choose when they replace a template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    """A Word file, and why it is brought."""

    file = forms.FileField(
        label=_("Word 文件"),
        max_length=120,
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".docx"}),
        help_text=_("由下面的模板修改而来的 .docx;先检查,有误则不更换"),
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)
