"""A1-6: what the shipped glossary must be, entry by entry."""

from __future__ import annotations

import re

import pytest

from xieshou.domain.evidence.loading import TERMS
from xieshou.domain.evidence.models import Document, Term, TermClass
from xieshou.domain.evidence.queries import term_named
from xieshou.domain.evidence.term_files import PARTS, TermEntry, read_terms
from xieshou.kernel.actor import ANONYMOUS

ENTRIES = read_terms(TERMS)
# Sentences end in 。 or, in English, in a full stop before a blank or the end.
ZH_SENTENCE = re.compile(r"[。?!]")
EN_SENTENCE = re.compile(r"[.?!](?=\s|$)")
HAN = re.compile(r"[\u4e00-\u9fff]")
FIGURE = re.compile(r"\d")

NAMES_ON_OUR_PAGES = re.findall(
    r"\S+",
    """
东西部协作 东西部扶贫协作 对口帮扶 对口支援 对口合作 定点帮扶 携手奔小康 万企帮万村 山海协作 轮次 结对 七结对
部门结对 产业结对 乡镇结对 村村结对 家庭结对 村企结对 社会力量结对 柔性结对 全覆盖 一对一 帮扶方 受帮扶方
区县结对方案 联席会议 两不愁三保障 建档立卡 贫困发生率 三率一度 错退率 漏评率 摘帽 四个不摘 过渡期 防返贫监测
国家级贫困县 深度贫困地区 重点帮扶县 集中连片特困地区 民族自治地方 革命老区 资金安排 下达 到位 拨付 支付
拨付率 带动 惠及 扶贫车间 公益性岗位 劳务协作 稳岗 消费帮扶 产业园区共建 飞地园区 六二二分红
组团式帮扶 挂职 专技人才 输血 造血 第三方评估 考核 审图号 统计口径 人次 行政区划代码 四在农家·美丽乡村
""",
)


def identify(entry: TermEntry) -> str:
    return entry.term.slug


def test_every_class_has_entries() -> None:
    assert {entry.term.term_class for entry in ENTRIES} == set(TermClass.values)


@pytest.mark.parametrize("entry", ENTRIES, ids=identify)
def test_every_part_is_two_to_four_sentences_in_both_languages(entry: TermEntry) -> None:
    for part in PARTS:
        text = getattr(entry.term, part)
        english = part.endswith("_en")
        ends = (EN_SENTENCE if english else ZH_SENTENCE).findall(text)
        assert 2 <= len(ends) <= 4, (part, text)
        assert ZH_SENTENCE.search(text[-1]) or EN_SENTENCE.search(text[-1]), (part, text)
        if english:
            assert len(text.split()) >= 12, (part, text)
        else:
            assert len(HAN.findall(text)) >= 24, (part, text)


@pytest.mark.parametrize("entry", ENTRIES, ids=identify)
def test_an_entry_with_figures_says_where_they_are_from(entry: TermEntry) -> None:
    if any(FIGURE.search(getattr(entry.term, part)) for part in PARTS):
        assert entry.sources


@pytest.mark.parametrize("entry", ENTRIES, ids=identify)
def test_a_figure_of_one_language_stands_in_the_other(entry: TermEntry) -> None:
    """Percentages and years must agree between Chinese and English, part by part."""
    for part in ("concept", "origin", "practice"):
        chinese, english = getattr(entry.term, part), getattr(entry.term, f"{part}_en")
        assert _percentages(chinese) == _percentages(english), part
        assert _years(chinese) <= _years(english) | _years(entry.term.origin_en), part


@pytest.mark.django_db
def test_every_source_that_a_term_cites_is_a_document(evidence: None) -> None:
    cited = {code for entry in ENTRIES for code in entry.sources}
    assert cited - set(Document.objects.values_list("code", flat=True)) == set()


@pytest.mark.django_db
def test_the_words_of_our_pages_are_explained(evidence: None) -> None:
    assert [name for name in NAMES_ON_OUR_PAGES if term_named(ANONYMOUS, name) is None] == []


@pytest.mark.django_db
def test_the_columns_hold_what_the_files_say(evidence: None) -> None:
    assert set(Term.objects.values_list("slug", flat=True)) == {entry.term.slug for entry in ENTRIES}


def _percentages(text: str) -> set[str]:
    return set(re.findall(r"(\d+(?:\.\d+)?)\s?%", text))


def _years(text: str) -> set[str]:
    return set(re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text))
