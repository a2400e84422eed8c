"""Columns that both ledgers of organisations have."""

from xieshou.domain.codelists import codes_of
from xieshou.domain.parties.models import OrganisationKind, Side
from xieshou.workbooks.declaring import Column, Kind

KINDS = codes_of(
    OrganisationKind,
    {
        "government": "government",
        "department": "department",
        "zone": "functional zone",
        "office": "sub-district office",
        "school": "school",
        "hospital": "hospital",
        "institution": "public institution",
        "association": "association",
        "firm": "firm",
        "bank": "bank",
        "village_body": "village body",
        "cooperative": "cooperative",
        "team": "work team",
    },
    {
        "zone": ("开发区", "高新区", "园区", "度假区"),
        "office": ("城市管理办事处",),
        "firm": ("公司",),
        "association": ("社会组织", "协会"),
    },
)
SIDES = codes_of(Side, {"east": "east", "west": "west", "other": "other"}, {"east": ("东",), "west": ("西",)})

NAME = Column(
    "name", "名称", "Name", required=True, also=("单位名称", "机构名称"), longest=120, example="昆山高新区"
)
NAME_EN = Column("name_en", "英文名称", "English name", longest=200, example="Kunshan High-tech Zone")
SIDE = Column("side", "方", "Side", Kind.CODE, required=True, also=("东西部",), codes=SIDES, example="东部")
PLACE_NAME = Column(
    "place_name", "所在地", "Place name", also=("所在地名称",), longest=60, example="昆山市",
    help="与所在地代码同时的全称;可删去整列", help_en="the full name for the code; may be left out",
)  # fmt: skip
START = Column("start", "起始", "Start", Kind.DATE, also=("成立时间", "设立时间"))
END = Column(
    "end", "终止", "End", Kind.DATE, also=("撤销时间",), help="不含当日;空 = 仍在",
    help_en="the first day on which it was no more; empty = it still is",
)  # fmt: skip
SOURCE = Column("source", "出处", "Source", also=("来源",), longest=200, example="示例")
NOTE = Column("note", "说明", "Note", also=("备注",), longest=300)


def place_column(*, required: bool) -> Column:
    """The code of the division in which an organisation sits."""
    return Column(
        "place", "所在地代码", "Place code", Kind.DIVISION, required=required, also=("区划代码",),
        example="320583", help="已撤销的单位填撤销前的代码", help_en="as of the last day of one that is gone",
    )  # fmt: skip
