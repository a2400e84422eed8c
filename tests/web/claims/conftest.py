"""A few claims on 恩施 and 黔东南, enough to filter, to compare and to decide on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # this file is read before Django is ready
    from xieshou.domain.evidence.models import Claim


@dataclass
class Told:
    """The claims by what they say."""

    projects: Claim
    rival: Claim
    funds: Claim
    families: Claim
    elsewhere: Claim
    forecast: Claim
    noise: Claim


@pytest.fixture
def told(db: None) -> Told:
    from tests.domain.evidence.building import a_claim, a_document, an_indicator
    from tests.domain.pairings.building import a_division
    from xieshou.domain.places.models import Level

    hubei = a_division("湖北省", "420000", Level.PROVINCE)
    enshi = a_division("恩施州", "422800", above=hubei)
    qiandongnan = a_division("黔东南州", "522600")
    hangzhou = a_division("杭州市", "330100")
    yanbian = a_division("延边州", "222400")
    article = a_document("[甲]", title="示例文章甲", issuer="示例报", text_sha256="0" * 64)
    other = a_document("[乙]", title="示例文章乙")
    projects = an_indicator("projects", "个", name="帮扶项目数", name_en="projects", definition_en="sample")
    funds = an_indicator("funds", "万元", name="财政援助资金", name_en="fiscal aid")
    people = an_indicator("reached", "", name="带动对象", name_en="those reached", part="poverty")
    families = an_indicator(
        "families", "户", name="带动贫困户", name_en="families", part="poverty", parent=people
    )
    helped = {"givers": (hangzhou,), "receivers": (enshi,), "as_of": "2020-10"}
    return Told(
        projects=a_claim(
            "872个", document=article, indicator=projects, status="proposed", label="扶贫项目",
            period_text="截至目前", span_start=1694, span_end=1698, **helped,
        ),
        rival=a_claim("305个", document=other, indicator=projects, **helped),
        funds=a_claim(
            "近2.28亿元", document=article, indicator=funds, givers=(hangzhou,), receivers=(qiandongnan,),
            start="2013", as_of="2017", status="adopted",
        ),
        families=a_claim("16万户", document=article, indicator=families, **helped),
        elsewhere=a_claim(
            "30余个", document=other, indicator=projects, receivers=(yanbian,),
            programme="counterpart_cooperation", as_of="2019",
        ),
        forecast=a_claim(
            "1000个", document=other, indicator=projects, nationwide=True, is_forecast=True, programme=""
        ),
        noise=a_claim("3个", document=other, indicator=projects, tier="noise", programme=""),
    )  # fmt: skip
