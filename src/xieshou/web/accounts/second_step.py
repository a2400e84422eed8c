"""Setting up the second step, its recovery codes, and turning it off."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.domain.parties.accounts import queries, two_step
from xieshou.domain.parties.accounts.authenticators import set_up_of
from xieshou.web.accounts.duties import VERIFIED, lacks_second_step
from xieshou.web.accounts.forms import CodeForm, PresentPasswordForm
from xieshou.web.accounts.mine import own, present_password_is
from xieshou.web.accounts.wording import wait_in_words
from xieshou.web.shell.actors import actor_of


@never_cache
@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Explain; then, once begun, show the secret and ask for a first code."""
    user = own(request)
    device = two_step.started_device(user)
    form = CodeForm(request.POST or None) if device else None
    if form is not None and form.is_valid():
        try:
            codes = two_step.confirm_two_step(
                actor=actor_of(request),
                user=user,
                code=form.cleaned_data["code"],
                keep=str(request.session.session_key),
            )
        except two_step.NotStartedError:
            return redirect("accounts:two-step")
        except two_step.TooManyCodesError as wait:
            form.add_error("code", wait_in_words(wait.until))
        except two_step.WrongCodeError:
            form.add_error("code", _("验证码不对。请确认手机时间准确,再输入验证器当前显示的 6 位数字。"))
        else:
            request.session[VERIFIED] = True
            return render(request, "web/accounts/codes.html", {"codes": codes, "first": True})
    told = set_up_of(device) if device else None
    context = {
        "form": form,
        "required": lacks_second_step(request),
        "now": two_step.two_step_of(user),
        "secret": _in_fours(told.secret) if told else "",
        "picture": qr_code(told.address) if told else "",
    }
    wrong = form is not None and form.errors
    return render(request, "web/accounts/two_step.html", context, status=400 if wrong else 200)


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin the set-up with a new secret."""
    two_step.start_two_step(actor=actor_of(request), user=own(request))
    return redirect("accounts:two-step")


@never_cache
@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, after the password; shown this once."""
    user = own(request)
    form = PresentPasswordForm(request.POST or None)
    if form.is_valid() and present_password_is(request, user, form):
        try:
            made = two_step.renew_recovery_codes(actor=actor_of(request), user=user)
        except two_step.NotStartedError:
            return redirect("accounts:two-step")
        return render(request, "web/accounts/codes.html", {"codes": made})
    context = {
        "form": form,
        "title": _("换一批恢复码"),
        "lead": _("新的恢复码只显示一次;原来的恢复码随即作废。"),
        "button": _("生成新的恢复码"),
    }
    return render(request, "web/accounts/form.html", context, status=400 if form.errors else 200)


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def turn_off(request: HttpRequest) -> HttpResponse:
    """Ask for the password alone again, after the password."""
    user = own(request)
    form = PresentPasswordForm(request.POST or None)
    if form.is_valid() and present_password_is(request, user, form):
        two_step.turn_off_two_step(actor=actor_of(request), user=user)
        request.session[VERIFIED] = False
        messages.success(request, _("两步验证已关闭;登录只需密码。"))
        return redirect("accounts:mine")
    context = {
        "form": form,
        "title": _("关闭两步验证"),
        "lead": _("关闭后,知道密码的人就能登录您的账号。")
        + (
            _("您的角色须开启两步验证:关闭后须重新设置才能继续。")
            if queries.must_have_second_step(user)
            else ""
        ),
        "button": _("关闭两步验证"),
    }
    return render(request, "web/accounts/form.html", context, status=400 if form.errors else 200)


def qr_code(address: str) -> SafeString:
    """A QR code as inline SVG, dark on white in either theme, since cameras want it so."""
    drawn = segno.make(address, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="qr-code", lineclass=None, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308  (drawn by us; the address is only in its dots)


def _in_fours(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
