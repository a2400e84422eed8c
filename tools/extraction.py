"""The texts that code and templates show, as gettext calls them. Needs no xgettext.

Our own texts are written in Chinese and translated into English. Those of django-unfold, which ships no
catalogues, are written in English and translated into Chinese where Django itself does not.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
import polib
import unfold
from babel.messages.extract import extract_python
from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "xieshou"
TEMPLATES = {".html", ".txt"}
# Which arguments of a call are the text, its plural, its context ("c").
CALLS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Which argument says what is done: kept in Chinese with the act, and translated for whoever reads of it.
ACTS = {"act": 1, "acting": 2}


@dataclass
class Message:
    """A text to translate, and the files that show it."""

    text: str
    plural: str = ""
    context: str | None = None
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext looks a translation up by."""
        return self.context, self.text


Messages = dict[tuple[str | None, str], Message]


def message(name: str, literals: list[str | None]) -> Message:
    """The message of a call of ``name`` with these arguments; None stands for what is no literal.

    Raises:
        ValueError: when a text is no literal, so that nothing could be translated.
    """
    positions = CALLS[name]
    context, texts = None, []
    for number, position in enumerate(positions):
        literal = literals[number] if number < len(literals) else None
        if not literal:
            raise ValueError(f"{name}() needs literal text")
        if isinstance(position, tuple):
            context = literal
        else:
            texts.append(literal)
    return Message(texts[0], texts[1] if len(texts) > 1 else "", context)


def messages_of_code(source: str) -> Iterator[Message]:
    """The messages of Python source; read from its tree, because tokens hide what stands in f-strings."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        values = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
        literals = [value if isinstance(value, str) else None for value in values]
        # An act may be named elsewhere, with gettext_noop; other functions of these names name none.
        if name in ACTS and (named := literals[ACTS[name] - 1 : ACTS[name]]) and named[0]:
            yield Message(named[0])
        if name not in CALLS:
            continue
        try:
            yield message(name, literals)
        except ValueError as error:
            raise ValueError(f"line {node.lineno}: {error}") from None


def messages_of_template(source: str, origin: str) -> Iterator[Message]:
    """The messages of a template: Django turns its tags into calls and the rest into filler."""
    # The filler keeps the template's indents, over which Python's tokenizer would stumble.
    filled = "\n".join(line.lstrip() for line in templatize(source, origin=origin).split("\n"))
    for line, name, found, _ in extract_python(io.BytesIO(filled.encode()), list(CALLS), [], {}):
        try:
            yield message(name, list(found) if isinstance(found, tuple) else [found])
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from None


def messages_of(path: Path) -> Iterator[Message]:
    """The messages of one Python file or template."""
    source = path.read_text("utf-8")
    try:
        if path.suffix in TEMPLATES:
            yield from messages_of_template(source, str(path))
        else:
            yield from messages_of_code(source)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def gather(folder: Path, name: str, skip: tuple[str, ...] = ()) -> Messages:
    """The messages of every Python file and template under ``folder``, shown as files of ``name``."""
    found: Messages = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.suffix not in TEMPLATES | {".py"} or any(part in skip for part in parts):
            continue
        for seen in messages_of(path):
            kept = found.setdefault(seen.key, seen)
            if seen.plural and kept.plural and seen.plural != kept.plural:
                raise ValueError(f"{path}: {seen.text!r} has two plurals")
            kept.plural = kept.plural or seen.plural
            kept.files.add(f"{name}/{'/'.join(parts)}")
    return found


def ours() -> Messages:
    """The product's own messages, in Chinese."""
    return gather(PACKAGE, "src/xieshou", skip=("migrations", "vendor"))


def djangos_apps() -> list[str]:
    """Django's own apps that the product installs, also those that it configures."""
    names = [AppConfig.create(app).name for app in settings.INSTALLED_APPS]
    return [name for name in names if name.startswith("django.")]


def app_folder(app: str) -> Path:
    """Where an app of Django lies."""
    return Path(django.__file__).parent.joinpath(*app.split(".")[1:])


def unfolds() -> Messages:
    """The messages of django-unfold, in English, that Django does not put into Chinese."""
    parts = {path.name for path in (Path(unfold.__file__).parent / "contrib").iterdir()}
    installed = {app.split(".")[2] for app in settings.INSTALLED_APPS if app.startswith("unfold.contrib.")}
    found = gather(Path(unfold.__file__).parent, "unfold", skip=tuple(parts - installed))
    known = {
        (entry.msgctxt, entry.msgid, bool(entry.msgid_plural))
        for folder in [Path(django.__file__).parent / "conf", *map(app_folder, djangos_apps())]
        for file in folder.glob("locale/zh_Hans/LC_MESSAGES/django.mo")
        for entry in polib.mofile(str(file))
        if entry.msgstr or any(entry.msgstr_plural.values())
    }
    return {key: seen for key, seen in found.items() if (*key, bool(seen.plural)) not in known}
