"""Refusals in the user's words: what is wrong, and how to mend it."""

from __future__ import annotations

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from xieshou.domain.evidence.documents.keeping import AttachmentRefusedError, Refusal
from xieshou.domain.evidence.documents.services import ReprintReason, ReprintRefusedError


def refusal_in_words(refused: AttachmentRefusedError) -> str:
    """Why a file was not kept."""
    facts = refused.facts
    match refused.reason:
        case Refusal.EMPTY:
            return _("文件是空的,没有可保存的内容;请检查后重新选择")
        case Refusal.TOO_BIG:
            return _("文件有 %(size)s,超过上限 %(most)s;请压缩或分开后再附") % {
                "size": filesizeformat(facts["size"]),
                "most": filesizeformat(facts["most"]),
            }
        case Refusal.NOT_TEXT:
            return _(
                "这不是可读的纯文本:只认 UTF-8 和 GB18030(含 GBK)编码;"
                "请在编辑器中另存为 UTF-8 的 .txt,Word、PDF 请作为附件"
            )
        case Refusal.NOT_A_PHOTO:
            return _("这不是可读的照片:只认完整的 JPEG、PNG 或 WebP;手机的 HEIC 照片请先转存为 JPEG")
        case Refusal.TOO_MANY_PIXELS:
            return _("照片展开后像素太多,上限是 %(most)s 百万像素;请缩小后再附") % {
                "most": facts["most"] // 1_000_000
            }


def reprint_in_words(refused: ReprintRefusedError) -> str:
    """Why one document cannot be marked as the reprint of another."""
    match refused.reason:
        case ReprintReason.ITSELF:
            return _("文献不能是它自己的转载")
        case ReprintReason.OF_A_REPRINT:
            return _("所选文献本身也是转载,请改选它的原件 %(original)s") % {
                "original": refused.instead.code if refused.instead else ""
            }
        case ReprintReason.HAS_REPRINTS:
            return _("这份文献自己有转载(如 %(reprint)s),请先把它们改归原件") % {
                "reprint": refused.instead.code if refused.instead else ""
            }
