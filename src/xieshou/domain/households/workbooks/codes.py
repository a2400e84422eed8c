"""Code lists of the household ledgers: the models' choices, with the words that offices write."""

from __future__ import annotations

from xieshou.domain.codelists import codes_of
from xieshou.domain.households.models import (
    Attribute,
    Cause,
    Fuel,
    Health,
    HouseGrade,
    HouseStructure,
    LeftBehind,
    Monitored,
    Skill,
    Standard,
)
from xieshou.domain.parties.models import Sex
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.masking import HIDDEN
from xieshou.workbooks.declaring import Code

MASKED = "hidden"
"""The value of a cell of a code column under its mask: there is something, and it is not told."""

CAUSES = codes_of(
    Cause,
    {
        "illness": "illness", "disability": "disability", "schooling": "schooling", "disaster": "disaster",
        "no_land": "lack of land", "no_water": "lack of water", "no_skill": "lack of skill",
        "no_labour": "lack of labour", "no_money": "lack of money", "poor_roads": "poor roads",
        "no_drive": "lack of drive", "other": "other",
    },
    {"no_labour": ("缺劳动力",), "no_drive": ("自身发展力不足",), "other": ("其他",)},
)  # fmt: skip
HEALTH = (
    *codes_of(
        Health,
        {
            "healthy": "healthy",
            "chronic": "long-term illness",
            "serious": "serious illness",
            "disabled": "disabled",
        },
        {"chronic": ("慢性病",), "serious": ("大病",)},
    ),
    Code(MASKED, HIDDEN, HIDDEN),
)
"""Health is sealed: it goes out as its mask, and the mask that comes back leaves it."""
SKILLS = codes_of(
    Skill,
    {
        "ordinary": "ordinary labour",
        "skilled": "skilled labour",
        "lost": "able no longer",
        "none": "not able",
    },
)
MONITORED = codes_of(
    Monitored,
    {
        "unstable": "unstably out of poverty",
        "marginal": "at the margin of poverty",
        "sudden": "in sudden serious difficulty",
    },
)
ORDINARY = "ordinary"
KINDS = (
    Code(ORDINARY, "普通农户", "ordinary household", ("一般农户", "一般户")),
    Code("out", "脱贫户", "household out of poverty", ("已脱贫户", "已脱贫")),
    Code("poor", "未脱贫户", "household in poverty", ("未脱贫", "贫困户")),
    Code("returned", "返贫户", "household returned to poverty", ("返贫",)),
)
"""户类型: the national export knows the first two; the others are for registers of before 2021."""
SEXES = codes_of(Sex, {"male": "male", "female": "female"}, {"male": ("男性",), "female": ("女性",)})
STANDARDS = codes_of(
    Standard,
    {"national": "national standard", "province": "standard of the province", "city": "standard of the city"},
    {"national": ("国家",), "province": ("省定", "省级标准"), "city": ("市定", "市级标准")},
)
ATTRIBUTES = codes_of(
    Attribute,
    {
        "general": "poor household",
        "low_income": "household on allowance",
        "five_guarantees": "household of the five guarantees",
        "low_income_poor": "poor household on allowance",
    },
    {"general": ("一般贫困户",), "low_income": ("低保",), "five_guarantees": ("五保",)},
)
STRUCTURES = codes_of(
    HouseStructure,
    {
        "concrete": "reinforced concrete", "brick_concrete": "brick and concrete",
        "brick_wood": "brick or stone and wood", "wood": "wood", "earth": "earth", "other": "other",
    },
    {
        "concrete": ("钢混", "框架"), "brick_concrete": ("砖混结构",), "brick_wood": ("砖木", "砖木结构"),
        "wood": ("木", "木房"), "earth": ("土木", "土坯房"),
    },
)  # fmt: skip
GRADES = codes_of(
    HouseGrade,
    {"A": "A (safe)", "B": "B (safe)", "C": "C (partly dangerous)", "D": "D (dangerous as a whole)"},
    {grade: (f"{grade}级",) for grade in "ABCD"},
)
FUELS = codes_of(
    Fuel,
    {
        "wood": "wood and straw", "coal": "coal", "gas": "gas", "biogas": "biogas", "electric": "electricity",
        "other": "other",
    },
    {"wood": ("柴火", "薪柴"), "coal": ("煤",), "gas": ("液化气", "天然气"), "electric": ("用电",)},
)  # fmt: skip
LEFT_BEHIND = codes_of(
    LeftBehind, {"child": "child left behind", "woman": "woman left behind", "elder": "elder left behind"}
)
STATES = codes_of(
    ReviewState,
    {"draft": "draft", "reported": "reported", "reviewed": "reviewed", "returned": "returned"},
)
