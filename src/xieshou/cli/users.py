"""``xieshou user …``: accounts, for who sits at the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from xieshou.cli.asking import one_place
from xieshou.cli.django_setup import with_django
from xieshou.cli.output import AsJson, fail, print_json, print_table, say, wants_json

if TYPE_CHECKING:
    from xieshou.domain.parties.accounts.granting import Scope
    from xieshou.domain.parties.models import User

app = typer.Typer(
    name="user",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Make, close and unlock accounts (账号); list them.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
Username = Annotated[str, typer.Argument(metavar="USERNAME", show_default=False, help="As it is typed in.")]


@app.command()
@with_django
def add(
    username: Username,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What the person is called.")] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help="An e-mail address.")] = "",
    as_json: AsJson = None,
) -> None:
    """Make an account (设立账号) and print its first password, which its holder must change.

    The password is printed this once and kept nowhere.
    """
    from xieshou.domain.parties.accounts import services
    from xieshou.kernel.actor import SYSTEM

    try:
        user, password = services.create_account(actor=SYSTEM, username=username, name=name, email=email)
    except services.UsernameTakenError:
        raise fail(f"用户名“{username}”已有人使用 / There is an account “{username}” already.", 2) from None
    except services.BadUsernameError as bad:
        raise fail(f"用户名有误 / A bad username: {bad}", 2) from None
    _print_first_password(user, password, wants_json(as_json))


@app.command()
@with_django
def role(
    username: Username,
    role: Annotated[
        str,
        typer.Argument(
            metavar="ROLE",
            show_default=False,
            help="viewer, recorder, reviewer, finance, administrator, auditor or evaluator.",
        ),
    ],
    place: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help="Over this division with all below it.")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAME", help="Over this organisation.")
    ] = None,
    pairing: Annotated[int | None, typer.Option("--pairing", metavar="ID", help="Over this pairing.")] = None,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="Without bounds.")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take that role back.")] = False,
) -> None:
    """Give an account a role (授予角色) over a scope, or take it back.

    Exits with 2 when role, scope or account are unknown, and with 1 when there was none to take back.
    """
    from xieshou.domain.parties.accounts.granting import grant_role, take_role_back
    from xieshou.domain.parties.accounts.queries import grants_of
    from xieshou.kernel.actor import SYSTEM, Role

    try:
        wanted = Role(role)
    except ValueError:
        raise fail(f"没有角色“{role}” / no such role: {', '.join(Role)}", 2) from None
    user = _user(username)
    scope = scope_meant(place, organisation, pairing, everywhere)
    if not take_back:
        say(f"已授予 / granted: {grant_role(actor=SYSTEM, user=user, role=wanted, scope=scope)}")
        return
    columns = {"role": wanted, **scope.columns}
    held = [
        each
        for each in grants_of(SYSTEM, user)
        if all(getattr(each, column) == value for column, value in columns.items())
    ]
    if not held:
        raise fail(f"“{username}”没有这项角色 / “{username}” does not hold this role there")
    take_role_back(actor=SYSTEM, grant=held[0])
    say(f"已收回 / taken back: {username} {role}")


def scope_meant(place: str | None, organisation: str | None, pairing: int | None, everywhere: bool) -> Scope:
    """The one scope that the options name.

    Raises:
        typer.Exit: with code 2 when there is not exactly one, or it is unknown.
    """
    from xieshou.domain.pairings import queries as pairings
    from xieshou.domain.pairings.models import Pairing
    from xieshou.domain.parties.accounts.granting import EVERYTHING, Scope
    from xieshou.domain.parties.models import ScopeKind
    from xieshou.domain.parties.queries import organisations_named
    from xieshou.kernel.actor import SYSTEM

    if sum((place is not None, organisation is not None, pairing is not None, everywhere)) != 1:
        raise fail("请写明一个范围 / Name one scope: --place, --organisation, --pairing or --everywhere.", 2)
    if place is not None:
        return Scope(ScopeKind.DIVISION, division=one_place(place, None, None, False, "--place: "))
    if organisation is not None:
        found = organisations_named(SYSTEM, organisation)
        if len(found) != 1:
            raise fail(f"--organisation: {len(found)} × “{organisation}”", 2)
        return Scope(ScopeKind.ORGANISATION, organisation=found[0])
    if pairing is not None:
        try:
            return Scope(ScopeKind.PAIRING, pairing=pairings.pairing(SYSTEM, pairing).pk)
        except Pairing.DoesNotExist:
            raise fail(f"没有编号为 {pairing} 的结对 / There is no pairing {pairing}.", 2) from None
    return EVERYTHING


@app.command()
@with_django
def password(username: Username, as_json: AsJson = None) -> None:
    """Draw a new first password (重设密码) for an account and print it; all its sign-ins end."""
    from xieshou.domain.parties.accounts.passwords import set_first_password
    from xieshou.kernel.actor import SYSTEM

    user = _user(username)
    _print_first_password(user, set_first_password(actor=SYSTEM, user=user), wants_json(as_json))


@app.command()
@with_django
def disable(username: Username) -> None:
    """Close an account (停用): its sign-ins end at once, and nobody signs in to it; its history stays."""
    from xieshou.domain.parties.accounts.services import disable_account
    from xieshou.kernel.actor import SYSTEM

    disable_account(actor=SYSTEM, user=_user(username))
    say(f"已停用 / closed: {username}")


@app.command()
@with_django
def enable(username: Username) -> None:
    """Open a closed account again (启用)."""
    from xieshou.domain.parties.accounts.services import enable_account
    from xieshou.kernel.actor import SYSTEM

    enable_account(actor=SYSTEM, user=_user(username))
    say(f"已启用 / open: {username}")


@app.command()
@with_django
def unlock(username: Username) -> None:
    """Forget the failed sign-ins of an account (解除锁定), so that it can be tried again at once."""
    from xieshou.domain.parties.accounts.locking import unlock as forget
    from xieshou.kernel.actor import SYSTEM

    number = forget(actor=SYSTEM, username=_user(username).username)
    say(f"已解除锁定 / unlocked: {username}" if number else f"没有锁定 / was not locked: {username}")


@app.command(name="two-step-off")
@with_django
def two_step_off(username: Username) -> None:
    """Turn the second step off (取消两步验证) for somebody who lost phone and recovery codes."""
    from xieshou.domain.parties.accounts.two_step import turn_off_two_step
    from xieshou.kernel.actor import SYSTEM

    turn_off_two_step(actor=SYSTEM, user=_user(username))
    say(f"已取消两步验证 / second step off: {username}")


@app.command(name="list")
@with_django
def list_accounts(as_json: AsJson = None) -> None:
    """List the accounts: names, whether open, locked, in two steps, and when last seen."""
    from xieshou.domain.parties.accounts import queries
    from xieshou.kernel.actor import SYSTEM

    found = list(queries.accounts(SYSTEM))
    roles = queries.roles_by_user(found)
    rows = [_row(each, sorted(roles[each.user.pk])) for each in queries.described(found)]
    if wants_json(as_json):
        print_json(rows)
    else:
        print_table(rows)


def _row(account: Any, roles: list[str]) -> dict[str, Any]:
    return {
        "username": account.user.username,
        "name": account.name,
        "open": account.user.is_active,
        "must_change_password": account.user.must_change_password,
        "roles": roles,
        "two_step": account.two_step,
        "locked_until": account.locked_until and account.locked_until.isoformat(timespec="seconds"),
        "last_seen": account.last_seen and account.last_seen.isoformat(timespec="seconds"),
    }


def _user(username: str) -> User:
    """The account of that name.

    Raises:
        typer.Exit: with code 2 when there is none.
    """
    from xieshou.domain.parties.accounts.queries import account_named
    from xieshou.kernel.actor import SYSTEM

    user = account_named(SYSTEM, username)
    if user is None:
        raise fail(f"没有账号“{username}” / There is no account “{username}”.", 2)
    return user


def _print_first_password(user: User, password: str, as_json: bool) -> None:
    row = {"username": user.username, "password": password}
    if as_json:
        print_json(row)
    else:
        print_table([row])
    say("初始密码只显示这一次,首次登录须更换 / Shown this once; to be changed at the first sign-in.")
