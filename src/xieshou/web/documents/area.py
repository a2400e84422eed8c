"""The documents' place in the shell."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from xieshou.domain.evidence.documents import register as shelf
from xieshou.kernel.actor import Actor
from xieshou.web.shell import navigation, search, words


def register() -> None:
    """Add the entry on the left and the search provider."""
    navigation.register(
        navigation.Entry("documents", pgettext_lazy("板块", "文献"), "document", "documents:list", 420)
    )
    search.register("documents", pgettext_lazy("板块", "文献"), found_documents, order=420)


def found_documents(actor: Actor, text: str) -> list[search.Hit]:
    """Documents with the words in code, number, title, issuer or note."""
    return [
        search.Hit(
            title=document.title,
            subtitle=" · ".join(
                part
                for part in (
                    document.number or document.code,
                    document.issuer,
                    words.date_in_words(document.dated) if document.dated else "",
                )
                if part
            ),
            url=reverse("documents:detail", args=[document.pk]),
            kind=document.get_kind_display(),
        )
        for document in shelf.search(actor, text)
    ]
