"""The columns of the ledger of pairings."""

from __future__ import annotations

from decimal import Decimal

from xieshou.domain.codelists import CERTAINTIES, codes_of
from xieshou.domain.pairings.models import EndReason, PairKind, Shape, Tier
from xieshou.domain.places.workbooks.profiles import QUALIFIERS
from xieshou.domain.programme import Programme
from xieshou.domain.reviewed import Standing
from xieshou.workbooks.declaring import Column, Kind, Workbook

PROGRAMMES = codes_of(
    Programme,
    {
        "east_west_poverty": "east-west poverty alleviation",
        "east_west": "east-west cooperation",
        "counterpart_help": "counterpart help",
        "counterpart_support": "counterpart support",
        "counterpart_cooperation": "counterpart cooperation",
        "designated": "designated assistance",
        "well_off_together": "well-off together",
        "firms_to_villages": "ten thousand firms to villages",
        "mountain_sea": "mountain-sea cooperation",
    },
    {"east_west_poverty": ("东西扶贫协作",)},
)
TIERS = codes_of(Tier, {tier.value: tier.value.replace("_", "-") + " tier" for tier in Tier})
KINDS = codes_of(PairKind, {kind.value: kind.value.replace("_", "-") + " pairing" for kind in PairKind})
SHAPES = codes_of(Shape, {shape.value: shape.value.replace("_", " to ") for shape in Shape})
REASONS = codes_of(
    EndReason,
    {
        "round_ended": "the round ended",
        "handed_over": "handed over",
        "adjusted": "adjusted",
        "dissolved": "a party was dissolved",
        "other": "other",
    },
)

WORKBOOK = Workbook(
    "pairings",
    "结对台账",
    "Pairings",
    (
        Column("round", "轮次", "Round", required=True, longest=20, example="2016", help="轮次的编号",
               help_en="the code of the round"),
        Column("programme", "协作类型", "Programme", Kind.CODE, required=True, codes=PROGRAMMES,
               example="东西部扶贫协作"),
        Column("tier", "层级", "Tier", Kind.CODE, codes=TIERS, also=("级别", "结对级别"), example="县—县",
               help="由双方得出;可删去整列", help_en="follows from the parties; may be left out"),
        Column("kind", "结对种类", "Kind", Kind.CODE, codes=KINDS, example="政府结对",
               help="由双方得出;可删去整列", help_en="follows from the parties; may be left out"),
        Column("giver", "东部单位", "Giver", required=True, longest=120, also=("帮扶方", "帮扶单位"),
               example="昆山市", help="区划写结对起始日的全称;其他单位写登记的全称",
               help_en="a division by its full name at the start; others as on record"),
        Column("giver_code", "东部单位代码", "Giver code", Kind.DIVISION, also=("帮扶方代码",),
               example="320583", help="区划的代码;其他单位填所在地代码",
               help_en="of the division; for others that of the place they sit in"),
        Column("receiver", "西部单位", "Receiver", required=True, longest=120,
               also=("受帮扶方", "受帮扶单位"), example="碧江区"),
        Column("receiver_code", "西部单位代码", "Receiver code", Kind.DIVISION, also=("受帮扶方代码",),
               example="520602"),
        Column("start", "起始", "Start", Kind.DATE, also=("结对日期", "结对时间"), example="2017-10"),
        Column("end", "终止", "End", Kind.DATE, also=("终止时间",), help="不含当日;空 = 仍有效",
               help_en="the first day on which it was no longer in force; empty = it still is"),
        Column("parent_giver", "上级结对东部单位", "Giver of the pairing above", longest=120,
               example="苏州市"),
        Column("parent_receiver", "上级结对西部单位", "Receiver of the pairing above", longest=120,
               example="铜仁市"),
        Column("shape", "形态", "Shape", Kind.CODE, codes=SHAPES, example="点对点"),
        Column("formal", "正式结对", "Formal", Kind.BOOLEAN, example="是", help="否 = 柔性结对",
               help_en="no = flexible"),
        Column("distance", "距离", "Distance", Kind.DECIMAL, unit="公里", least=0,
               most=Decimal("999999.9"), example="1400"),
        Column("distance_qualifier", "距离限定", "Distance is", Kind.CODE, codes=QUALIFIERS, example="约"),
        Column("end_reason", "终止原因", "Why it ended", Kind.CODE, codes=REASONS),
        Column("successor", "接续的东部单位", "Carried on by", longest=120,
               help="自终止之日起帮扶同一西部单位的东部单位",
               help_en="who helps the same receiver from the day of the end on"),
        Column("sources", "出处", "Sources", Kind.TEXTS, also=("文献", "来源"), example="S33",
               help="文献编号,以顿号分隔", help_en="codes of documents, with 、 between them"),
        Column("certainty", "可信度", "Certainty", Kind.CODE, codes=CERTAINTIES, example="有出处"),
        Column("note", "说明", "Note", also=("备注",), longest=300),
    ),
    key=("round", "programme", "giver", "giver_code", "receiver", "receiver_code", "start"),
)  # fmt: skip

STANDING = Column("state", "审核状态", "Review state", Kind.CODE, codes=codes_of(
    Standing,
    {
        "waiting": "not reviewed yet",
        "draft": "draft",
        "reported": "reported",
        "reviewed": "reviewed",
        "returned": "returned",
    },
))  # fmt: skip
