"""The pages of the templates."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.kernel.language import Language
from xieshou.papers.faults import TemplateRefusedError
from xieshou.papers.registering import papers
from xieshou.papers.samples import names_of
from xieshou.papers.shelf import NoSuchVersionError
from xieshou.web.papers.asked import LANGUAGES, Asked, asked_of, writer_of
from xieshou.web.papers.forms import TemplateForm
from xieshou.web.papers.wording import in_words


def listing(request: HttpRequest) -> HttpResponse:
    """Every paper in both languages, and the template that each is printed with."""
    writer_of(request)
    rows = [
        {
            "paper": paper,
            "language": language.value,
            "language_name": LANGUAGES[language],
            "own": paper.shelf(settings.XIESHOU_HOME, language).in_use(),
        }
        for paper in papers()
        for language in Language
    ]
    return render(request, "web/papers/list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """One template: replace it, go back, see what it may name."""
    asked = asked_of(request, code, language)
    form = TemplateForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        faults = _taken(asked, form)
        if not faults:
            messages.success(request, _("模板已更换;以前的版本都还在。"))
            return redirect("papers:detail", code, language)
    versions = asked.shelf.versions()
    context = {
        "asked": asked,
        "form": form,
        "faults": faults,
        "versions": versions,
        "own": next((v for v in versions[:1] if not v.shipped), None),
        "names": named_values(asked),
    }
    bad = bool(faults or form.errors)
    return render(request, "web/papers/detail.html", context, status=400 if bad else 200)


def _taken(asked: Asked, form: TemplateForm) -> list[str]:
    """Take the uploaded file into use; what is wrong with it otherwise."""
    data = form.cleaned_data["file"].read()
    try:
        asked.paper.check(data, asked.language)
    except TemplateRefusedError as refused:
        return [in_words(fault) for fault in refused.faults]
    asked.shelf.take(
        actor=asked.actor,
        data=data,
        name=form.cleaned_data["file"].name,
        at=timezone.localtime(),
        note=form.cleaned_data["note"],
    )
    return []


def named_values(asked: Asked) -> list[tuple[str, str]]:
    """What a template may name, with an example of each."""
    found = names_of({**asked.paper.sample(asked.language), "made": {"line": _("由什么生成(必填)")}})
    return [(name, value if isinstance(value, str) else _("图片")) for name, value in found]


@require_POST
def use(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Take an earlier version into use again, or the shipped one."""
    asked = asked_of(request, code, language)
    number, now = request.POST.get("number", ""), timezone.localtime()
    try:
        if number:
            asked.shelf.use_again(actor=asked.actor, number=int(number), at=now)
            messages.success(request, _("已改用第 %(number)s 版。") % {"number": number})
        else:
            asked.shelf.restore(actor=asked.actor, at=now)
            messages.success(request, _("已恢复随软件提供的模板;自己的版本都还在。"))
    except (NoSuchVersionError, ValueError):
        raise Http404(_("没有这一版模板,或其文件已丢失")) from None
    return redirect("papers:detail", code, language)
