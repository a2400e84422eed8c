"""Words for kinds of columns, rows left out and states of uploads.

What is wrong with a cell or a file the engine says itself, in both languages: marked copies need it, too.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.workbooks.declaring import Kind
from xieshou.workbooks.reading.reports import SkipReason

KINDS = {
    Kind.TEXT: _("文字"),
    Kind.TEXTS: _("多项文字"),
    Kind.INTEGER: _("整数"),
    Kind.DECIMAL: _("小数"),
    Kind.YEAR: _("年份"),
    Kind.MONEY: _("金额"),
    Kind.QUANTITY: _("带单位的数量"),
    Kind.DATE: _("日期"),
    Kind.PERIOD: _("起止时间"),
    Kind.CODE: _("选项"),
    Kind.BOOLEAN: _("是或否"),
    Kind.IDENTITY: _("身份证号"),
    Kind.DIVISION: _("区划代码"),
    Kind.CREDIT_CODE: _("统一社会信用代码"),
    Kind.DOCUMENT_NUMBER: _("文号"),
}

SKIPPED = {
    SkipReason.BLANK: _("空行"),
    SkipReason.EXAMPLE: _("示例行"),
    SkipReason.TOTAL: _("合计行"),
    SkipReason.REPEATED_HEADER: _("重复的表头"),
    SkipReason.COLUMN_NUMBERS: _("栏号行"),
    SkipReason.REMARK: _("备注或落款"),
    SkipReason.ONLY_OTHER_COLUMNS: _("只有不读取的列有内容"),
}

UNIT_FROM = {
    "heading": _("表头写明"),
    "above": _("表格上方写明"),
    "declared": _("台账约定"),
}

FORMATS = {".xlsx": "Excel (.xlsx)", ".xls": "Excel 97–2003 (.xls)", ".csv": "CSV", ".parquet": "Parquet"}

# Colour and shape: never without the state's word beside them.
BADGES = {
    "received": ("badge-programme", "◐"),
    "checked": ("badge-programme", "○"),
    "refused": ("badge-bad", "✗"),
    "applied": ("badge-good", "✓"),
    "discarded": ("", "–"),
}

FIGURES = {
    "new": pgettext_lazy("导入", "新增"),
    "changed": pgettext_lazy("导入", "变更"),
    "unchanged": pgettext_lazy("导入", "不变"),
    "wrong": pgettext_lazy("导入", "有误"),
}
