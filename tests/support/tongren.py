"""铜仁 and its helpers since 1996, small enough to read: the pairings that A3-1 to A3-5 name."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.domain.places.conftest import Atlas
from xieshou.domain.dated import period_columns
from xieshou.domain.evidence.models import Document, DocumentKind
from xieshou.domain.pairings.models import Pairing, PairingSource, Round, Tier
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division
from xieshou.domain.programme import Programme
from xieshou.domain.reviewed import SHIPPED
from xieshou.kernel.period import Period


@dataclass
class Tongren:
    """The divisions by name, and the pairings in the order in which they began."""

    places: dict[str, Division] = field(default_factory=dict)
    pairings: list[Pairing] = field(default_factory=list)


def build(atlas: Atlas) -> Tongren:
    """Provinces, prefectures, counties, one town; three rounds; four pairings."""
    told = Tongren(_places(atlas))
    article = Document.objects.create(code="[002]", kind=DocumentKind.PRESS, title="示例文章")
    first, second, third = (
        Round.objects.create(code=code, name=f"{code}轮", name_en=code, **period_columns(Period.parse(*span)))
        for code, *span in (
            ("1996", "1996", "2013-02"),
            ("2013", "2013-02", "2016-12"),
            ("2016", "2016-12", "2021"),
        )
    )

    def pair(
        giver: str, receiver: str, in_round: Round, start: str, end: str | None, **more: object
    ) -> Pairing:
        pairing = Pairing.objects.create(
            round=in_round,
            programme=more.pop("programme", Programme.EAST_WEST_POVERTY),
            tier=more.pop("tier", Tier.PREFECTURE),
            giver=party_of(told.places[giver]),
            receiver=party_of(told.places[receiver]),
            certainty="seed",
            **period_columns(Period.parse(start, end)),
            **SHIPPED,
            **more,
        )
        PairingSource.objects.create(pairing=pairing, document=article, certainty="seed")
        told.pairings.append(pairing)
        return pairing

    qingdao = pair("青岛市", "铜仁市", first, "1996-08", "2013-02")
    suzhou = pair("苏州市", "铜仁市", second, "2013-02", "2016-12", programme=Programme.COUNTERPART_HELP)
    again = pair("苏州市", "铜仁市", third, "2016-12", "2021")
    pair("昆山市", "碧江区", third, "2017-10", "2021", tier=Tier.COUNTY, parent=again)
    for earlier, later in ((qingdao, suzhou), (suzhou, again)):
        earlier.successor = later
        earlier.save(update_fields=["successor"])
    return told


def _places(atlas: Atlas) -> dict[str, Division]:
    guizhou = atlas.add("贵州省", 1, "520000")
    tongren = atlas.add("铜仁地区", 2, "522200", guizhou, None, "2011-10-22")
    atlas.version(tongren, "铜仁市", "520600", guizhou, "2011-10-22")
    bijiang = atlas.add("铜仁市", 3, "522201", tongren, "1987-08-21", "2011-10-22")
    atlas.version(bijiang, "碧江区", "520602", tongren, "2011-10-22")
    shandong, jiangsu = atlas.add("山东省", 1, "370000"), atlas.add("江苏省", 1, "320000")
    suzhou = atlas.add("苏州市", 2, "320500", jiangsu)
    places = [
        *(guizhou, tongren, bijiang, shandong, jiangsu, suzhou),
        atlas.add("江口县", 3, "520621", tongren),
        atlas.add("坝黄镇", 4, "520602101", bijiang),
        atlas.add("青岛市", 2, "370200", shandong),
        atlas.add("昆山市", 3, "320583", suzhou, "1989-07-27"),
    ]
    return {place.name: place for place in places}
