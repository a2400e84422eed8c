"""The paper and language of an address."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.papers import registering
from xieshou.papers.registering import Paper
from xieshou.papers.shelf import Shelf
from xieshou.web.shell.actors import actor_of

LANGUAGES = {Language.CHINESE: gettext_lazy("中文"), Language.ENGLISH: gettext_lazy("英文")}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, of which paper in which language."""

    actor: Actor
    paper: Paper
    language: Language

    @property
    def shelf(self) -> Shelf:
        """The users' own templates."""
        return self.paper.shelf(settings.XIESHOU_HOME, self.language)

    @property
    def language_name(self) -> str:
        """The language in the reader's words."""
        return str(LANGUAGES[self.language])


def writer_of(request: HttpRequest) -> Actor:
    """Somebody who may change templates.

    Raises:
        NotAllowedError: for all but administrators; the page becomes a 403.
    """
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以查看和更换文书模板"))
    return actor


def asked_of(request: HttpRequest, code: str, language: str) -> Asked:
    """What the address names, for somebody who may change it.

    Raises:
        NotAllowedError: for all but administrators.
        Http404: for a paper or a language that there is none of.
    """
    actor = writer_of(request)
    try:
        return Asked(actor, registering.paper(code), Language(language))
    except (KeyError, ValueError):
        raise Http404(_("没有这种文书")) from None
