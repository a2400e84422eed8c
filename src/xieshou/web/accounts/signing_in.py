"""Signing in, in one step or two, and signing out."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from xieshou.domain.parties.accounts import sessions, two_step
from xieshou.domain.parties.accounts.queries import session_account, sign_in_of_session
from xieshou.domain.parties.models import User
from xieshou.web.accounts.addresses import client_address
from xieshou.web.accounts.duties import SEEN, VERIFIED
from xieshou.web.accounts.forms import CodeForm
from xieshou.web.accounts.wording import wait_in_words
from xieshou.web.shell.actors import actor_of

PENDING = "sign_in_pending"
PENDING_SECONDS = 300
BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInView(LoginView):
    """The password. Where the account asks for a second step, nobody is signed in before it."""

    template_name = "web/shell/sign_in.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, or go on to the second step."""
        user = form.get_user()
        target = self.get_success_url()
        if not two_step.asks_second_step(user):
            begin(self.request, user, verified=False)
            return redirect(target)
        self.request.session[PENDING] = {
            "user": user.pk,
            "hash": user.get_session_auth_hash(),
            "at": time.time(),
            "next": target,
        }
        return redirect("accounts:second-step")


class SignOutView(LogoutView):
    """Ends the sign-in, with its record."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out."""
        if request.user.is_authenticated and request.session.session_key:
            record = sign_in_of_session(request.session.session_key)
            if record is not None:
                sessions.end_sign_in(
                    actor=actor_of(request), sign_in=record, current=request.session.session_key
                )
        return super().post(request, *args, **kwargs)  # type: ignore[return-value]


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponseBase:
    """The code of the app, or a recovery code."""
    user, target = _pending(request)
    if user is None:
        return redirect(settings.LOGIN_URL)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            kind = two_step.verify_second_step(user=user, code=form.cleaned_data["code"])
        except two_step.TooManyCodesError as wait:
            form.add_error("code", wait_in_words(wait.until))
        except two_step.WrongCodeError:
            form.add_error(
                "code", _("验证码不对或已用过。请输入验证器当前显示的 6 位数字,或一个未用过的恢复码。")
            )
        else:
            del request.session[PENDING]
            begin(request, user, verified=True)
            return redirect("accounts:mine") if kind == two_step.RECOVERY else redirect(target)
    context = {"form": form}
    return render(request, "web/accounts/second_step.html", context, status=400 if form.errors else 200)


def begin(request: HttpRequest, user: User, *, verified: bool) -> None:
    """Sign the account in to this browser, and keep that it did."""
    login(request, user, backend=BACKEND)
    request.session[SEEN] = time.time()
    request.session[VERIFIED] = verified
    request.session.save()
    sessions.note_sign_in(
        user=user,
        session_key=str(request.session.session_key),
        address=client_address(request),
        agent=request.META.get("HTTP_USER_AGENT", ""),
        two_step=verified,
    )


def _pending(request: HttpRequest) -> tuple[User | None, str]:
    """Who gave the password in this browser just now, and where to go then."""
    kept = request.session.get(PENDING)
    if kept is None or time.time() - kept["at"] > PENDING_SECONDS:
        request.session.pop(PENDING, None)
        return None, ""
    return session_account(kept["user"], kept["hash"]), kept["next"]
