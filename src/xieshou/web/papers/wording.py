"""What is wrong with a template, in the user's words: what, where, how to mend it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.papers.faults import Fault, FaultCode, Part

SENTENCES = {
    FaultCode.EMPTY: gettext_lazy("文件是空的;请重新选择文件"),
    FaultCode.TOO_LARGE: gettext_lazy("文件过大(上限 %(what)s);请压缩或删去其中的图片"),
    FaultCode.NOT_WORD: gettext_lazy("这不是 Word 文档(.docx);请上传由本页下载后修改的模板"),
    FaultCode.OLD_OR_LOCKED: gettext_lazy("文件是旧版 .doc 或设有密码;请取消密码,另存为 .docx"),
    FaultCode.WORD_TEMPLATE: gettext_lazy("文件是 Word 模板(.dotx);请另存为普通文档 .docx"),
    FaultCode.DAMAGED: gettext_lazy("文件已损坏 %(what)s;请在 Word 中打开并重新保存"),
    FaultCode.MACRO: gettext_lazy("文件含有宏,不予接收;请另存为不含宏的 .docx"),
    FaultCode.EMBEDDED: gettext_lazy("文件嵌有其他文件或控件(%(what)s);请删去"),
    FaultCode.LINKED: gettext_lazy("文件链接到外部内容(%(what)s);请改为插入内容本身,或换成普通超链接"),
    FaultCode.ENTITY: gettext_lazy("文件内含不许使用的声明(%(what)s);请在 Word 中重新保存"),
    FaultCode.FIELD: gettext_lazy("文件含有会读取文件或运行程序的域 %(what)s;请删去该域"),
    FaultCode.UNFINISHED_TAG: gettext_lazy("标记 %(what)s 不完整;开头和结尾须在同一段内成对"),
    FaultCode.UNKNOWN_TAG: gettext_lazy(
        "不认识的标记 %(what)s;可用的只有 for、if、elif、else、endif、endfor"
    ),
    FaultCode.UNCLOSED: gettext_lazy("%(what)s 没有结尾;请在后面补上 endfor 或 endif"),
    FaultCode.UNOPENED: gettext_lazy("%(what)s 没有对应的开头;请补上 for 或 if,或将其删去"),
    FaultCode.UNREADABLE_TAG: gettext_lazy("标记无法识别(%(what)s);请对照下面的名称表改正"),
    FaultCode.FORBIDDEN: gettext_lazy("模板中不许使用 %(what)s;只可填入数值、循环和判断"),
    FaultCode.UNKNOWN_NAME: gettext_lazy("没有 %(what)s 这一项;请对照下面的名称表改正"),
    FaultCode.NO_TEXT: gettext_lazy("%(what)s 是一组内容,不能直接填入;请写出其中的一项,或用 for 逐条列出"),
    FaultCode.NO_LIST: gettext_lazy("%(what)s 不是列表,不能用 for 逐条列出"),
    FaultCode.LOOP_APART: gettext_lazy("循环 %(what)s 套在另一循环之内,却不属于 %(advice)s;请移到外面"),
    FaultCode.MISSING_NAME: gettext_lazy(
        "缺少 %(what)s:每份文书都须载明由什么生成;请在页脚加上这一项(写在双花括号内)"
    ),
    FaultCode.BROKEN_LAYOUT: gettext_lazy(
        "填入内容后版面断裂;循环或判断的首尾须在同一表格内各占一行,或在表格外各占一段"
    ),
}
PARTS = {
    Part.BODY: gettext_lazy("正文"),
    Part.HEADER: gettext_lazy("页眉"),
    Part.FOOTER: gettext_lazy("页脚"),
    Part.NOTES: gettext_lazy("脚注"),
}


def in_words(fault: Fault) -> str:
    """One sentence, with the place where there is one and the name that was probably meant."""
    told = str(SENTENCES[fault.code]) % {"what": fault.what, "advice": fault.advice}
    if fault.code is FaultCode.UNKNOWN_NAME and fault.advice:
        told = _("%(told)s。是否指 %(advice)s?") % {"told": told, "advice": fault.advice}
    if fault.part not in PARTS:
        return told
    if not fault.near:
        return _("%(part)s:%(told)s") % {"part": PARTS[fault.part], "told": told}
    return _("%(part)s“%(near)s”:%(told)s") % {
        "part": PARTS[fault.part],
        "near": fault.near,
        "told": told,
    }
