"""``xieshou keys``: the keys that seal personal data."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xieshou.cli.django_setup import require_migrated, with_django
from xieshou.cli.output import AsJson, fail, print_json, print_table, say, wants_json

if TYPE_CHECKING:
    from xieshou.domain.personal.rotating import Rotated

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def keys() -> None:
    """The keys (密钥) that seal personal data: what is under which, a new one, an old one laid aside."""


@app.command()
@with_django
def status(as_json: AsJson = None) -> None:
    """How many values of each personal column, and files, are under which key. Shows ids, never a key."""
    from xieshou.domain.personal import files
    from xieshou.domain.personal.keys import Purpose, ring
    from xieshou.domain.personal.rotating import standing

    require_migrated()
    now = ring()
    ids = {purpose: [key.id for key in now.keys(purpose)] for purpose in Purpose}
    rows = [
        {
            "column": one.place.name,
            "purpose": purpose.value,
            "key": key,
            "values": count,
            "state": _state(key, ids[purpose]),
        }
        for one in standing()
        for purpose, counts in ((Purpose.SEAL, one.sealed), (Purpose.INDEX, one.indexed))
        for key, count in sorted(counts.items())
    ] + [
        {"column": name, "purpose": Purpose.SEAL.value, "key": key, "values": count,
         "state": _state(key, ids[Purpose.SEAL])}
        for name, counts in files.standing().items()
        for key, count in sorted(counts.items())
    ]  # fmt: skip
    if wants_json(as_json):
        print_json({"keys": {purpose.value: listed for purpose, listed in ids.items()}, "columns": rows})
    else:
        print_table(rows or [{"column": "—", "keys": [key for listed in ids.values() for key in listed]}])
    if any(row["state"] == "missing" for row in rows):
        raise fail("有数据的密钥不在密钥环中,无法解密 / The ring lacks keys that data is under.")


@app.command()
def new() -> None:
    """Write a fresh key to stdout, for XIESHOU_PERSONAL_KEYS or XIESHOU_PERSONAL_INDEX_KEYS."""
    import base64
    import secrets

    typer.echo(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii"))


@app.command()
@with_django
def rotate(as_json: AsJson = None) -> None:
    """Make new keys and bring every value and file under them, history too; killed, it goes on when run anew.

    A rotation that was broken off is finished first, without another new key. Where the environment gives the
    keys, put new ones in front there, then run this.
    """
    from xieshou.domain.personal import rotating
    from xieshou.domain.personal.keys import Purpose, from_environment
    from xieshou.domain.personal.ringing import add_key

    require_migrated()
    due = rotating.pending()
    made = [] if due else [add_key(purpose).id for purpose in Purpose if not from_environment(purpose)]
    if not due and not made:
        raise fail(
            "全部数据已用最新密钥;密钥由环境变量给出,请先在最前面加入新密钥 / "
            "Everything is under the newest keys. The environment gives them: put new ones in front first."
        )
    due = rotating.pending()
    done = rotating.rotate(told=lambda seen: _progress(seen, due))
    left = rotating.pending()
    _report(done, made, left, wants_json(as_json))
    if left:
        raise typer.Exit(1)


@app.command()
@with_django
def retire(
    purpose: Annotated[str, typer.Argument(help="seal or index.")],
    key: Annotated[str, typer.Argument(help="The id of the key, as `keys status` shows it.")],
) -> None:
    """Lay an old key aside under which nothing is any more. It is kept beside the ring: backups need it."""
    from xieshou.domain.personal import ringing, rotating
    from xieshou.domain.personal.keys import Purpose

    require_migrated()
    try:
        where = rotating.retire(Purpose(purpose), key)
    except ringing.KeysFromEnvironmentError:
        raise fail(
            "密钥由环境变量给出,请在那里移除 / The environment gives these keys: remove it there."
        ) from None
    except ringing.NoSuchKeyError:
        raise fail(f"密钥环中没有可移除的旧密钥 {key} / The ring has no old key {key}.", 2) from None
    except rotating.KeyInUseError as used:
        raise fail(
            f"仍有 {used.rows:,} 个值使用该密钥,请先运行 xieshou keys rotate / "
            f"{used.rows:,} values are under it; run `xieshou keys rotate` first."
        ) from None
    except ValueError:
        raise fail("用途应为 seal 或 index / The purpose is seal or index.", 2) from None
    say(f"已移出密钥环,存于 / Laid aside in: {where}")


def _state(key: str, ids: list[str]) -> str:
    if key not in ids:
        return "missing"
    return "newest" if key == ids[0] else "older"


def _progress(seen: int, due: int) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\r{seen:,} / {due:,}", err=True, nl=False)


def _report(done: Rotated, made: list[str], left: int, as_json: bool) -> None:
    answer: dict[str, Any] = {
        "new_keys": made,
        "resealed": done.resealed,
        "reindexed": done.reindexed,
        "left": left,
        "unreadable": done.unreadable,
        "twice": done.twice,
    }
    if as_json:
        print_json(answer)
    else:
        print_table([answer])
    if done.unreadable:
        say("有的值无法解密,保持原样 / Some values do not open and were left.")
    if done.twice:
        say("有的值出现两次,请先合并 / Some values stand twice; merge those records first.")
