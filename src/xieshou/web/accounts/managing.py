"""管理: the accounts of others. What changes something asks first and is posted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xieshou.domain.parties.accounts import (
    granting,
    locking,
    passwords,
    queries,
    services,
    sessions,
    two_step,
)
from xieshou.domain.parties.models import User
from xieshou.kernel.actor import Actor
from xieshou.web.accounts.forms import NewAccountForm, ProfileForm
from xieshou.web.accounts.mine import history_page, moment, sign_in_rows
from xieshou.web.accounts.scopes import GrantForms, held_in, scope_in_words
from xieshou.web.accounts.wording import roles_in_words, states_of
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv

PER_PAGE = 50


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All accounts, with what needs a look."""
    actor = actor_of(request)
    text = request.GET.get("q", "").strip()[:60]
    page = Paginator(queries.accounts(actor, text=text), PER_PAGE).get_page(request.GET.get("page"))
    roles = queries.roles_by_user(list(page))
    rows = [
        (each, states_of(each), roles_in_words(roles[each.user.pk])) for each in queries.described(list(page))
    ]
    context = {
        "page": page,
        "rows": rows,
        "text": text,
        "total": page.paginator.count,
        "addresses": queries.locked_addresses(actor),
    }
    return render(request, "web/accounts/list.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as CSV."""
    found = queries.described(
        list(queries.accounts(actor_of(request), text=request.GET.get("q", "").strip()[:60]))
    )
    roles = queries.roles_by_user([each.user for each in found])
    header = [_("用户名"), _("姓名"), _("电子邮箱"), _("角色"), _("状态"), _("两步验证"), _("最近活动")]
    rows = [
        [
            each.user.username,
            each.name,
            each.user.email,
            roles_in_words(roles[each.user.pk]),
            "、".join(word for _class, word in states_of(each)),
            _("已开启") if each.two_step else _("未开启"),
            moment(each.last_seen),
        ]
        for each in found
    ]
    return as_csv("accounts", header, rows)


@require_safe
def detail(request: HttpRequest, user_id: int) -> HttpResponse:
    """One account, and what an administrator can do to it."""
    user = asked_account(request, user_id)
    actor = actor_of(request)
    described = queries.described([user])[0]
    wholly = granting.may_administer(actor, user)
    page = None
    if wholly or actor.user_id == user.pk:
        found = queries.sign_ins(actor, user)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "account": described,
        "states": states_of(described),
        "grants": grants_in_words(actor, user),
        "wholly": wholly,
        "page": page,
        "rows": sign_in_rows(request, user, page) if page is not None else [],
        "history": history_page(request, user) if page is not None else None,
        "acts": [(name, act) for name, act in ACTS.items() if wholly and act.offered(described, actor)],
    }
    return render(request, "web/accounts/detail.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an account with a password that is shown once."""
    actor = actor_of(request)
    granting.require_administrator(actor, _("只有管理员可以设立账号"))
    form = NewAccountForm(request.POST or None)
    grants = GrantForms(request.POST or None, form_kwargs={"actor": actor}, prefix="grant")
    if form.is_valid() and grants.is_valid():
        try:
            user, password = services.create_account(actor=actor, grants=held_in(grants), **form.cleaned_data)
        except granting.NothingGrantedError:
            form.add_error(None, _("请至少授予一个您管理范围内的角色。"))
        except services.UsernameTakenError:
            form.add_error("username", _("这个用户名已有人使用。"))
        except services.BadUsernameError as bad:
            form.add_error("username", str(bad))
        else:
            return _first_password(request, user, password)
    context = {
        "form": form,
        "grants": grants,
        "title": _("设立账号"),
        "lead": _("系统生成一个初始密码,只显示一次;本人首次登录时须更换。也可以改发邀请,由本人自己设密码。"),
        "button": _("设立账号"),
        "managing": True,
    }
    return render(request, "web/accounts/form.html", context, status=400 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest, user_id: int) -> HttpResponse:
    """Change how somebody is called and written to."""
    user = asked_account(request, user_id)
    form = ProfileForm(request.POST or None, initial={"name": user.get_full_name(), "email": user.email})
    if form.is_valid():
        services.change_profile(actor=actor_of(request), user=user, **form.cleaned_data)
        messages.success(request, _("已保存。"))
        return redirect("accounts:detail", user.pk)
    context = {"form": form, "title": _("更改资料"), "lead": user.username, "managing": True, "account": user}
    return render(request, "web/accounts/form.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, user_id: int, name: str) -> HttpResponse:
    """Ask whether to do one of the acts, then do it."""
    user = asked_account(request, user_id)
    chosen = ACTS.get(name)
    if chosen is None:
        raise Http404(_("没有这项操作"))
    if request.method == "POST":
        if name == "new-password":
            return _first_password(
                request, user, passwords.set_first_password(actor=actor_of(request), user=user)
            )
        try:
            chosen.do(actor_of(request), user)
        except services.OwnAccountError:
            messages.error(request, _("不能停用自己的账号;请由另一位管理员办理。"))
        else:
            messages.success(request, chosen.done)
        return redirect("accounts:detail", user.pk)
    context = {"user_asked": user, "name": queries.name_of(user), "act": chosen}
    return render(request, "web/accounts/confirm.html", context)


@require_POST
def unlock_address(request: HttpRequest) -> HttpResponse:
    """Let an address try again."""
    locking.unlock(actor=actor_of(request), address=request.POST.get("address", "")[:45] or None)
    messages.success(request, _("已解除锁定。"))
    return redirect("accounts:list")


def asked_account(request: HttpRequest, user_id: int) -> User:
    """The account of the address; 404 where there is none that the actor administers."""
    user = queries.account(actor_of(request), user_id)
    if user is None:
        raise Http404(_("没有这个账号"))
    return user


def grants_in_words(actor: Actor, user: User) -> list[tuple[Any, str]]:
    """The grants of an account that the actor sees, each with its scope in words."""
    return [(each, scope_in_words(actor, granting.Scope.of(each))) for each in queries.grants_of(actor, user)]


def _first_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"account": user, "name": queries.name_of(user), "password": password}
    return render(request, "web/accounts/first_password.html", context)


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do to an account: ``offered`` says to which, ``warns`` what follows."""

    title: Any
    warns: Any
    done: Any
    do: Callable[[Actor, User], object]
    offered: Callable[[queries.Account, Actor], bool]


ACTS: dict[str, Act] = {
    "unlock": Act(
        gettext_lazy("解除锁定"),
        gettext_lazy("忘掉这个账号最近输错密码的次数,可以马上再登录。"),
        gettext_lazy("已解除锁定。"),
        lambda actor, user: locking.unlock(actor=actor, username=user.username),
        lambda account, actor: account.locked_until is not None,
    ),
    "sign-out": Act(
        gettext_lazy("全部退出"),
        gettext_lazy("这个账号在所有设备上的登录立即结束;仍可重新登录。"),
        gettext_lazy("已全部退出。"),
        lambda actor, user: sessions.sign_out_everywhere(actor=actor, user=user),
        lambda account, actor: account.user.pk != actor.user_id,
    ),
    "change-password": Act(
        gettext_lazy("要求更换密码"),
        gettext_lazy("本人下一次打开页面时,须先更换密码才能继续。"),
        gettext_lazy("已要求更换密码。"),
        lambda actor, user: passwords.require_password_change(actor=actor, user=user),
        lambda account, actor: not account.user.must_change_password,
    ),
    "new-password": Act(
        gettext_lazy("重设密码"),
        gettext_lazy("生成新的初始密码,只显示一次;原密码作废,所有登录结束,本人登录后须更换密码。"),
        "",
        lambda actor, user: None,
        lambda account, actor: account.user.pk != actor.user_id,
    ),
    "two-step-off": Act(
        gettext_lazy("取消两步验证"),
        gettext_lazy(
            "本人丢失手机又没有恢复码时使用。请先核实身份。所有登录结束,之后只凭密码登录,应尽快重新设置。"
        ),
        gettext_lazy("已取消两步验证。"),
        lambda actor, user: two_step.turn_off_two_step(actor=actor, user=user),
        lambda account, actor: account.two_step and account.user.pk != actor.user_id,
    ),
    "disable": Act(
        gettext_lazy("停用账号"),
        gettext_lazy("所有登录立即结束,不能再登录;账号经手的记录保留。"),
        gettext_lazy("账号已停用。"),
        lambda actor, user: services.disable_account(actor=actor, user=user),
        lambda account, actor: account.user.is_active and account.user.pk != actor.user_id,
    ),
    "enable": Act(
        gettext_lazy("启用账号"),
        gettext_lazy("可以重新用原密码登录。"),
        gettext_lazy("账号已启用。"),
        lambda actor, user: services.enable_account(actor=actor, user=user),
        lambda account, actor: not account.user.is_active,
    ),
}
