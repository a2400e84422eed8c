"""Mend slips of the published lists before anything is concluded from them.

Four kinds: a row that is missing in between, a name that jumps away and back, a code astray for a while (each
found by comparing a list with its neighbours), and misprints (named below). Nothing else is touched.
"""

from __future__ import annotations

Moment = tuple[int, int]

# A unit that is absent from the lists for at most this long, and then there again unchanged, was never gone.
LONGEST_GAP_IN_MONTHS = 14

# (code, misprint) → the name, where a misprint stands in several lists.
_MISPRINTS = {
    ("341302", "墉桥区"): "埇桥区",
    ("371700", "荷泽市"): "菏泽市",
    ("410304", "廛河回族区"): "瀍河回族区",
    ("411502", "师河区"): "浉河区",
    ("420104", "乔口区"): "硚口区",
    ("420505", "虎亭区"): "猇亭区",
    ("450331", "荔蒲县"): "荔浦县",
    ("451402", "江洲区"): "江州区",
    ("511681", "华莹市"): "华蓥市",
    ("513201", "马尔康区"): "马尔康市",
    ("610403", "杨凌区"): "杨陵区",
    ("440506", "达豪区"): "达濠区",
    ("532101", "邵通市"): "昭通市",
    ("532121", "邵通县"): "昭通县",
    ("422521", "樊阳县"): "襄阳县",
    ("139012", "三河县"): "三河市",
}
# The list of October 2011 has old names that the lists before and after it no longer have.
_STALE: dict[Moment, dict[str, str]] = {(2011, 12): {"220602": "浑江区"}}
# Cities of 山东 that the lists lost for three years, under the codes they had afterwards.
_LOST = {"370181": "章丘市", "370684": "蓬莱市", "370685": "招远市", "370983": "肥城市"}
_STALE |= {(year, 12): _LOST for year in (1992, 1993, 1994)}
# The prefecture that ended on 2003-12-01 stands beside its successor.
_OUTLIVED: dict[Moment, str] = {(2003, 12): "152600"}
# Rows that do not belong where they stand: two of 安徽 among those of 浙江 (1987), names that slipped by a
# line (1990, 1993), forest-region districts of 大兴安岭 that are no divisions (2006–2008).
_INTRUDERS = {
    ("339007", "安徽省"),
    ("339008", "合肥市"),
    ("232303", "海伦市"),
    ("440602", "石湾区"),
    ("232701", "加格达奇区"),
    ("232702", "松岭区"),
    ("232703", "新林区"),
    ("232704", "呼中区"),
}
_DIRECT = {"11", "12", "31", "50"}


def corrected(rows: dict[str, str]) -> dict[str, str]:
    """Code → name with known misprints put right."""
    return {
        code: _MISPRINTS.get((code, name), name)
        for code, name in rows.items()
        if (code, name) not in _INTRUDERS
    }


def mend(lists: list[tuple[Moment, dict[str, str]]]) -> list[dict[str, str]]:
    """Lists of code → name, each with the (year, month) it stands for, without their slips."""
    moments = [year * 12 + month for (year, month), _ in lists]
    mended = [corrected(names) | _STALE.get(moment, {}) for moment, names in lists]
    for (moment, _), names in zip(lists, mended, strict=True):
        names.pop(_OUTLIVED.get(moment, ""), None)
    _bring_home_strays(mended)
    _restore_prefectures(mended)
    for position in range(1, len(mended) - 1):
        soon = [
            later
            for moment, later in zip(moments[position + 1 :], mended[position + 1 :], strict=True)
            if moment - moments[position] <= LONGEST_GAP_IN_MONTHS
        ]
        _fill_gaps(mended[position - 1], mended[position], soon)
    return mended


def _fill_gaps(before: dict[str, str], here: dict[str, str], soon: list[dict[str, str]]) -> None:
    """Put back rows of the list before that a list soon after has again."""
    if before.items() <= here.items():
        return
    moved_here = {(code[:2], name) for code, name in here.items() if before.get(code) != name}
    for code, name in before.items() - here.items():
        present = here.get(code)
        if not any(later.get(code) == name for later in soon):
            continue
        # Under another code for a while, or another name in two lists on end: the list means what it says.
        if (present is None and (code[:2], name) in moved_here) or (present and soon[0].get(code) == present):
            continue
        here[code] = name


def _homeless(names: dict[str, str]) -> list[str]:
    """Codes of counties whose prefecture the list lacks though the code names one (GB/T 2260: 90 is none)."""
    return [
        code
        for code in names
        if not code.endswith("00")
        and code[:2] not in _DIRECT
        and code[2:4] not in {"90", "00"}
        and code[:4] + "00" not in names
    ]


def _restore_prefectures(lists: list[dict[str, str]]) -> None:
    """Put back a prefecture whose counties are listed without it, as one of the next two lists has it."""
    for position, here in enumerate(lists):
        for code in {code[:4] + "00" for code in _homeless(here)}:
            for later in lists[position + 1 : position + 3]:
                if code in later and any(c[:4] == code[:4] for c in later if c != code):
                    here[code] = later[code]
                    break


def _bring_home_strays(lists: list[dict[str, str]]) -> None:
    """Give a county without prefecture the code that it has in the next list, else in the one before."""
    for position in range(len(lists) - 2, -1, -1):
        here = lists[position]
        for code in _homeless(here):
            for other in (lists[position + 1], lists[position - 1] if position else {}):
                homes = [
                    c for c, name in other.items() if name == here[code] and c[:2] == code[:2] and c != code
                ]
                if len(homes) == 1 and homes[0] not in here and homes[0][:4] + "00" in here:
                    here[homes[0]] = here.pop(code)
                    break
