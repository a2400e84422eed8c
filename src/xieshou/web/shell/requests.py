"""What the top bar says: the day on which things are looked at, and the place.

``?on=2013-02-06`` (or ``2013-02``, ``2013``: then its last day) and ``?scope=520000`` set them; the session
keeps them for pages whose address does not say. An empty value goes back to today, to the whole country.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from xieshou.kernel.period import BadDateError, PartialDate

EARLIEST = date(1949, 10, 1)
LATEST = date(2099, 12, 31)
SESSION_KEY = "lens"


class UnreadableRequestError(BadRequest):
    """The address holds a value that cannot be read. The message tells the user how to write it."""


@dataclass(frozen=True, slots=True)
class Lens:
    """Through what a page looks at the records.

    ``on`` is always a day; ``chosen`` tells whether the user chose it (else it is today). ``scope`` is a
    division code, or None for the whole country.
    """

    on: date
    chosen: bool = False
    scope: str | None = None

    @property
    def query(self) -> str:
        """``on`` and ``scope`` as chosen, ready to follow a ``?``; empty when neither was."""
        return urlencode(self.stored())

    def stored(self) -> dict[str, str]:
        """What the session keeps."""
        chosen = {"on": self.on.isoformat()} if self.chosen else {}
        return {**chosen, "scope": self.scope} if self.scope else chosen


def lens_of(request: HttpRequest) -> Lens:
    """The lens of this request; what the address says goes before what the session kept.

    Raises:
        UnreadableRequestError: for a date or a code that cannot be read; the page becomes a 400.
    """
    known = getattr(request, "_lens", None)
    if known is None:
        known = read_lens(request)
        request._lens = known
    return known


def read_lens(request: HttpRequest) -> Lens:
    """Read the address and the session, and keep in the session what the address newly says."""
    kept = _kept(request)
    asked = {name: request.GET[name].strip() for name in ("on", "scope") if name in request.GET}
    lens = _read({**kept, **asked})
    if asked and lens.stored() != kept and hasattr(request, "session"):
        request.session[SESSION_KEY] = lens.stored()
    return lens


def _read(said: dict[str, str]) -> Lens:
    return Lens(
        on=parse_on(said["on"]) if said.get("on") else timezone.localdate(),
        chosen=bool(said.get("on")),
        scope=parse_scope(said["scope"]) if said.get("scope") else None,
    )


def _kept(request: HttpRequest) -> dict[str, str]:
    session = getattr(request, "session", None)
    return dict(session.get(SESSION_KEY, {})) if session is not None else {}


def parse_on(text: str) -> date:
    """The day meant; of a month or a year its last day, as at which yearly figures stand.

    Raises:
        UnreadableRequestError: when ``text`` is no date between 1949-10-01 and 2099-12-31.
    """
    try:
        day = PartialDate.parse(text.replace("/", "-").replace(".", "-")).last_day
    except BadDateError:
        day = None
    if day is None:
        raise UnreadableRequestError(_("日期“%(text)s”无法识别:请写成 2013-02-06") % {"text": text[:40]})
    if not EARLIEST <= day <= LATEST:
        raise UnreadableRequestError(
            _("日期“%(text)s”超出范围:请写 %(earliest)s 至 %(latest)s 之间的日期")
            % {"text": text[:40], "earliest": EARLIEST, "latest": LATEST}
        )
    return day


def day_asked(request: HttpRequest, name: str) -> date | None:
    """The day that a filter of the address names; None where it names none.

    Raises:
        UnreadableRequestError: for what is no day.
    """
    text = request.GET.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UnreadableRequestError(
            _("日期“%(text)s”无法识别:请写成 2013-02-06") % {"text": text[:40]}
        ) from None


def parse_scope(text: str) -> str:
    """A division code of 2 to 12 digits.

    Raises:
        UnreadableRequestError: for anything else.
    """
    if not (text.isascii() and text.isdigit() and 2 <= len(text) <= 12):
        raise UnreadableRequestError(
            _("地区代码“%(text)s”无法识别:请写 2 至 12 位数字,如 520000") % {"text": text[:40]}
        )
    return text


class LensMiddleware:
    """Reads the lens before any page's view, so that a wrong date is said so on every page alike."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        """Nothing to do before the address is resolved."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """Raise for what cannot be read, except in the register tables, which have their own addresses."""
        match = request.resolver_match
        if match is not None and match.app_name != "admin" and request.method in {"GET", "HEAD"}:
            lens_of(request)


def lens_or_today(request: HttpRequest) -> Lens:
    """For the frame of an error page, which must stand even where the address cannot be read."""
    try:
        return lens_of(request)
    except UnreadableRequestError:
        return _read(_kept(request))


def lazy_lens(request: HttpRequest) -> Lens:
    """A lens for templates, read when first looked at."""
    return SimpleLazyObject(lambda: lens_or_today(request))
