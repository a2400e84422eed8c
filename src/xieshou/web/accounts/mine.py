"""我的账号: profile, password, sign-ins."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xieshou.domain.parties.accounts import passwords, queries, services, sessions, two_step
from xieshou.domain.parties.accounts.granting import Scope
from xieshou.domain.parties.models import User
from xieshou.domain.workflow.audit.accounts import history_of_account
from xieshou.web.accounts.forms import ChangePasswordForm, ProfileForm
from xieshou.web.accounts.scopes import scope_in_words
from xieshou.web.accounts.wording import browser_in_words, ending_of
from xieshou.web.audit.wording import act_in_words, actor_in_words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv

PER_PAGE = 20
CHANGES = 50


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own account at a glance, with the sign-ins."""
    user = own(request)
    actor = actor_of(request)
    page = Paginator(queries.sign_ins(actor, user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "name": queries.name_of(user),
        "two_step": two_step.two_step_of(user),
        "page": page,
        "rows": sign_in_rows(request, user, page),
        "grants": [(each, scope_in_words(actor, Scope.of(each))) for each in queries.grants_of(actor, user)],
        "others": len(queries.open_keys(actor, user) - current_of(request)),
        "history": history_page(request, user),
    }
    return render(request, "web/accounts/mine.html", context)


@login_required
@require_safe
def export_sign_ins(request: HttpRequest) -> HttpResponse:
    """One's own sign-ins as CSV."""
    user = own(request)
    alive = queries.open_keys(actor_of(request), user)
    header = [_("登录时间"), _("最近活动"), _("网络地址"), _("浏览器"), _("两步验证"), _("状态")]
    rows = [
        [
            moment(each.signed_in_at),
            moment(each.seen_at),
            each.address or "",
            browser_in_words(each.agent),
            _("是") if each.two_step else _("否"),
            ending_of(each, alive=each.pk in alive),
        ]
        for each in queries.sign_ins(actor_of(request), user)
    ]
    return as_csv("sign-ins", header, rows)


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Change how one is called and written to."""
    user = own(request)
    form = ProfileForm(request.POST or None, initial={"name": user.get_full_name(), "email": user.email})
    if form.is_valid():
        services.change_profile(actor=actor_of(request), user=user, **form.cleaned_data)
        messages.success(request, _("已保存。"))
        return redirect("accounts:mine")
    context = {"form": form, "title": _("更改资料")}
    return render(request, "web/accounts/form.html", context, status=400 if form.errors else 200)


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose another password."""
    user = own(request)
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid() and present_password_is(request, user, form):
        before = str(request.session.session_key)
        try:
            passwords.change_password(
                actor=actor_of(request), user=user, password=form.cleaned_data["password"], keep=before
            )
        except passwords.WeakPasswordError as weak:
            form.add_error("password", weak.reasons)
        else:
            keep_session(request, user, before)
            messages.success(request, _("密码已更换;其他设备上的登录都已退出。"))
            return redirect("accounts:mine")
    context = {"form": form, "forced": user.must_change_password}
    return render(request, "web/accounts/password.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def end(request: HttpRequest, sign_in_id: int) -> HttpResponseBase:
    """Sign out one browser."""
    user = own(request)
    record = queries.sign_ins(actor_of(request), user).filter(pk=sign_in_id).first()
    if record is None:
        raise Http404(_("没有这次登录"))
    sessions.end_sign_in(actor=actor_of(request), sign_in=record, current=str(request.session.session_key))
    messages.success(request, _("已退出这次登录。"))
    return redirect("accounts:mine")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    number = sessions.sign_out_everywhere(
        actor=actor_of(request), user=own(request), keep=str(request.session.session_key)
    )
    told = ngettext("已退出其他 %(n)d 处登录。", "已退出其他 %(n)d 处登录。", number) % {"n": number}
    messages.success(request, told)
    return redirect("accounts:mine")


def own(request: HttpRequest) -> User:
    """The account of who asks; the view lets nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101  (login_required)
    # The request's own is a lazy stand-in; Django's session functions want the same object.
    return request.user


def present_password_is(request: HttpRequest, user: User, form: Any) -> bool:
    """Is the typed present password right? Wrong ones count towards a lock, as at the sign-in."""
    right = authenticate(request, username=user.get_username(), password=form.cleaned_data["present"])
    if right is None or right.pk != user.pk:
        form.add_error("present", _("密码不对。"))
        return False
    return True


def keep_session(request: HttpRequest, user: User, before: str) -> None:
    """Go on in this browser after the password changed."""
    update_session_auth_hash(request, user)
    request.session.save()
    sessions.follow_session(old=before, new=str(request.session.session_key))


def current_of(request: HttpRequest) -> set[int]:
    """The sign-in of this browser."""
    record = queries.sign_in_of_session(str(request.session.session_key))
    return {record.pk} if record else set()


def sign_in_rows(request: HttpRequest, user: User, records: Any) -> list[dict[str, Any]]:
    """The sign-ins as the table shows them."""
    alive, current = queries.open_keys(actor_of(request), user), current_of(request)
    return [
        {
            "record": each,
            "browser": browser_in_words(each.agent),
            "current": each.pk in current,
            "alive": each.pk in alive,
            "state": ending_of(each, alive=each.pk in alive),
        }
        for each in records
    ]


def history_page(request: HttpRequest, user: User) -> Any:
    """A page of what happened to the account: change, what was done and by whom, in words."""
    done = history_of_account(actor_of(request), user)
    rows = [
        (
            each.change,
            act_in_words(each.act) if each.act else "",
            actor_in_words(each.act) if each.act else each.change.who,
        )
        for each in done
    ]
    return Paginator(rows, CHANGES).get_page(1)


def moment(value: Any) -> str:
    """A moment in a file, to the minute, by the clock of the site."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""
