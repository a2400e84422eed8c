"""The pair book as a Word file."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.pairings.models import Pairing
from xieshou.domain.pairings.printing.paper import print_book
from xieshou.papers.faults import NoChineseFontError
from xieshou.papers.shelf import NoSuchVersionError
from xieshou.web.papers.files import as_word
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import lens_of


def book(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """The book of one pairing as of the day of the top bar, in the language of the page."""
    try:
        printed = print_book(
            actor=actor_of(request),
            pairing_id=pairing_id,
            on=lens_of(request).on,
            at=timezone.localtime(),
            home=settings.XIESHOU_HOME,
            font=settings.CHART_FONT,
        )
    except Pairing.DoesNotExist:
        raise Http404(_("没有这个结对,它可能已被删除")) from None
    except NoChineseFontError as error:
        told = _(
            "服务器上没有可用的中文字体,图表无法绘制(找过:%(fonts)s)。请安装一种中文字体"
            "(Debian、Ubuntu:fonts-noto-cjk),或用环境变量 XIESHOU_CHART_FONT 指明字体文件。"
        )
        return _unable(request, pairing_id, told % {"fonts": error})
    except NoSuchVersionError:
        told = _("现用的模板文件已丢失或被改动。请管理员在“文书模板”中恢复随软件提供的模板。")
        return _unable(request, pairing_id, told)
    return as_word(printed.name, printed.data)


def _unable(request: HttpRequest, pairing_id: int, reason: str) -> HttpResponse:
    """503: the machine lacks something that an administrator can bring."""
    context = {"reason": reason, "pairing_id": pairing_id}
    return render(request, "web/pairings/not_printed.html", context, status=503)
