"""The arcs as JSON, and what the map's script needs to know of the page."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag, urlencode
from django.utils.translation import gettext as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.mapping import MapPairing, MapParty, Named
from xieshou.domain.places.stems import ETHNIC_GROUPS
from xieshou.domain.programme import Programme
from xieshou.kernel.language import Language
from xieshou.kernel.period_words import format_period
from xieshou.web.overview.addresses import pairing_address, place_address
from xieshou.web.overview.filters import Asked
from xieshou.web.overview.mapfiles import address_of, point_at
from xieshou.web.overview.picture import BAND_LABELS

# Where the name proper ends in "Qiandongnan Miao and Dong Autonomous Prefecture".
_KINDS = "Autonomous|Special|Province|Prefecture|League|Region|City|County|District|Banner"
_END = re.compile(rf" (?:{'|'.join(map(re.escape, ETHNIC_GROUPS.values()))}|{_KINDS})\b")


def arcs_as_json(arcs: Iterable[MapPairing]) -> bytes:
    """``parties`` by id (names since when, point, code, address) and ``pairings`` with their periods.

    Dates are written as far as they are known: 2013, 2013-02, 2013-02-06, and >=2013-02-06 for "at some time
    from then on"; null is open. Names and labels come in both languages.
    """
    known = list(arcs)
    parties = {end.party_id: end for arc in known for end in (arc.giver, arc.receiver)}
    value = {
        "parties": {str(key): _party(party) for key, party in parties.items()},
        "pairings": [_pairing(arc) for arc in known],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _party(party: MapParty) -> dict[str, Any]:
    return {
        "names": [_named(named) for named in party.names],
        "at": point_at(party.codes),
        # Whose territory it is in, for the tint of the province.
        "in": next((code[:2] for code in party.codes), ""),
        "url": place_address(party.code),
    }


def _named(named: Named) -> list[str]:
    """Since, Chinese, short Chinese, English, short English."""
    since = named.since.isoformat() if named.since else ""
    return [since, named.name, named.short, named.name_en, _END.split(named.name_en, maxsplit=1)[0]]


def _pairing(arc: MapPairing) -> dict[str, Any]:
    pairing, period = arc.pairing, arc.pairing.period
    return {
        "id": pairing.pk,
        "from": arc.giver.party_id,
        "to": arc.receiver.party_id,
        "since": str(period.start) if period.start else None,
        "until": str(period.end) if period.end else None,
        "when": [format_period(period, language) for language in (Language.CHINESE, Language.ENGLISH)],
        "programme": pairing.programme,
        "round": pairing.round.code,
        "band": arc.band.value,
        "certainty": pairing.certainty,
        "url": pairing_address(pairing.pk),
    }


def answer(request: HttpRequest, body: bytes) -> HttpResponseBase:
    """The JSON, or 304 to a browser that has this very content. Asked again each time: records change."""
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:16])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def config(asked: Asked, today: date, provinces: dict[str, str]) -> dict[str, Any]:
    """The script's view of the page: addresses, the day, and every word that it draws.

    ``provinces`` names them by code.
    """
    arcs = reverse("overview:arcs")
    return {
        "arcs": f"{arcs}?{urlencode({'scope': asked.scope})}" if asked.scope else arcs,
        "map": address_of("national.json"),
        # The script puts a province's code in the place of the noughts.
        "place": place_address("000000"),
        "on": asked.on.isoformat(),
        "chosen": asked.chosen,
        "names": provinces,
        "today": today.isoformat(),
        "programmes": {value: str(label) for value, label in Programme.choices},
        "certainties": {value: str(label) for value, label in Certainty.choices},
        "bands": {band.value: str(label) for band, label in BAND_LABELS.items()},
        "words": {
            "giver": _("帮扶方"),
            "receiver": _("受帮扶方"),
            "unsure": _("起讫日期不详,当日是否有效未定"),
            "map": _("结对地图;内容与结对列表相同"),
            "gives": _("帮扶 %s"),
            "receives": _("由 %s 帮扶"),
            "pairs": _("%s 对"),
            "play": _("播放"),
            "pause": _("暂停"),
            "failed": _("地图未能载入,请查看列表"),
        },
    }
