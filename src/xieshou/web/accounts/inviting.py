"""Inviting people, and the page on which somebody accepts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xieshou.domain.parties.accounts import granting, invitations, passwords, queries, services
from xieshou.domain.parties.accounts.models import Invitation
from xieshou.kernel.actor import Actor
from xieshou.web.accounts.forms import AcceptForm, ProfileForm
from xieshou.web.accounts.letters import send_invitation
from xieshou.web.accounts.mine import moment
from xieshou.web.accounts.scopes import GrantForms, held_in, held_in_words
from xieshou.web.accounts.signing_in import begin
from xieshou.web.accounts.wording import FAULTS, invitation_state
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv

PER_PAGE = 50


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All invitations."""
    page = Paginator(queries.invitations(actor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    rows = [(each, *invitation_state(each, now)) for each in page]
    context = {"page": page, "rows": rows, "total": page.paginator.count}
    return render(request, "web/accounts/invitations.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The invitations as CSV."""
    now = timezone.now()
    header = [_("姓名"), _("电子邮箱"), _("邀请人"), _("邀请时间"), _("有效期至"), _("状态"), _("账号")]
    rows = [
        [
            each.name,
            each.email,
            queries.name_of(each.invited_by) if each.invited_by else _("系统"),
            moment(each.made_at),
            moment(each.expires_at),
            invitation_state(each, now)[1],
            each.user.username if each.user else "",
        ]
        for each in queries.invitations(actor_of(request))
    ]
    return as_csv("invitations", header, rows)


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown this once, and sent where there is a mail server."""
    actor = actor_of(request)
    granting.require_administrator(actor, _("只有管理员可以邀请人员"))
    form = ProfileForm(request.POST or None)
    grants = GrantForms(request.POST or None, form_kwargs={"actor": actor}, prefix="grant")
    made = _invited(actor, form, grants) if form.is_valid() and grants.is_valid() else None
    if made is not None:
        invitation, token = made
        link = request.build_absolute_uri(reverse("accounts:open-link", args=[token]))
        sent = send_invitation(invitation, link)
        held = [held_in_words(actor, each) for each in invitations.granted(invitation)]
        context = {"invitation": invitation, "link": link, "sent": sent, "held": held}
        return render(request, "web/accounts/invited.html", context)
    context = {
        "form": form,
        "grants": grants,
        "title": _("邀请人员"),
        "lead": _("生成一个一次性链接,由您转交本人;本人打开链接,自己设用户名和密码。"),
        "button": _("生成邀请链接"),
        "managing": True,
    }
    return render(request, "web/accounts/form.html", context, status=400 if request.method == "POST" else 200)


def _invited(actor: Actor, form: ProfileForm, grants: Any) -> tuple[Invitation, str] | None:
    try:
        return invitations.invite(actor=actor, grants=held_in(grants), **form.cleaned_data)
    except granting.NothingGrantedError:
        form.add_error(None, _("请至少授予一个您管理范围内的角色。"))
        return None


@require_POST
def revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Make the link open nothing any more."""
    invitation = queries.invitations(actor_of(request)).filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404(_("没有这次邀请"))
    try:
        invitations.revoke_invitation(actor=actor_of(request), invitation=invitation)
    except invitations.InvitationUsedError:
        messages.warning(request, _("邀请已被接受;如需收回,请停用该账号。"))
    else:
        messages.success(request, _("邀请已撤销,链接不再有效。"))
    return redirect("accounts:invitations")


# Where the session keeps the token.
TOKEN = "invitation"  # noqa: S105


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address, lest logs and the history of the browser keep it."""
    request.session[TOKEN] = token
    return redirect("accounts:accept")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Who was invited chooses username and password, and is signed in."""
    form = AcceptForm(request.POST or None)
    token = str(request.session.get(TOKEN, ""))
    try:
        invitation = invitations.invitation_of(token)
        if form.is_valid():
            user = invitations.accept_invitation(
                token=token, username=form.cleaned_data["username"], password=form.cleaned_data["password"]
            )
            del request.session[TOKEN]
            begin(request, user, verified=False)
            messages.success(request, _("账号已设立,您已登录。"))
            return redirect("accounts:mine")
    except invitations.NoInvitationError as none:
        request.session.pop(TOKEN, None)
        return render(request, "web/accounts/no_invitation.html", {"reason": FAULTS[none.fault]}, status=410)
    except services.UsernameTakenError:
        form.add_error("username", _("这个用户名已有人使用,请另选一个。"))
    except services.BadUsernameError as bad:
        form.add_error("username", str(bad))
    except passwords.WeakPasswordError as weak:
        form.add_error("password", weak.reasons)
    context = {"form": form, "invitation": invitation}
    return render(request, "web/accounts/accept.html", context, status=400 if form.errors else 200)
