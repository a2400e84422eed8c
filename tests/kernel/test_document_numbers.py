"""Document numbers fold to one form, whatever their brackets (A1-2, A31-7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.kernel.docnumbers import BadDocumentNumberError, DocumentNumber, find_document_numbers

STANDARD = "中办发〔2016〕69号"


@pytest.mark.parametrize(
    "written",
    [
        STANDARD,
        "中办发[2016]69号",
        "中办发\uff3b2016\uff3d69号",
        "中办发(2016)69号",
        "中办发\uff082016\uff0969号",
        "中办发﹝2016﹞69号",
        "中办发〈2016〉69号",
        "中办发【2016】69号",
        "中办发〔\uff12\uff10\uff11\uff16〕\uff16\uff19号",
        " 中办发 〔 2016 〕 第 69 号 ",
        "中办发〔2016〕069号",
    ],
)
def test_all_brackets_widths_and_blanks_fold_to_the_standard_form(written: str) -> None:
    """A1-2, A31-7."""
    number = DocumentNumber.parse(written)
    assert number == DocumentNumber("中办发", 2016, 69)
    assert str(number) == STANDARD
    assert [each.number for each in find_document_numbers(f"见{written.strip()}。")] == [number]


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "〔2016〕69号",
        "中办发2016年69号",
        "中办发〔16〕69号",
        "中办发〔2016〕号",
        "中办发〔2016〕0号",
        "根据:中办发〔2016〕69号",
    ],
)
def test_what_is_no_document_number_is_refused(bad: str) -> None:
    with pytest.raises(BadDocumentNumberError):
        DocumentNumber.parse(bad)


def test_different_offices_years_or_serials_are_different_documents() -> None:
    one = DocumentNumber.parse(STANDARD)
    for other in ("国办发〔2016〕69号", "中办发〔2017〕69号", "中办发〔2016〕6号"):
        assert DocumentNumber.parse(other) != one


def test_numbers_are_found_in_running_text_with_their_spans() -> None:
    """A1-2."""
    text = (
        "2013年2月国办发〔2013〕11号和中办发(2016)69号,根据国开办发 [2018] 10号、财农〔2021〕19号;"
        "按照和政发〔2020〕3号执行。关于印发《办法》的通知(国办发〔2018〕35号),表〔2016〕69号以外无文号。"
    )
    found = find_document_numbers(text)
    assert [str(each.number) for each in found][:6] == [
        "国办发〔2013〕11号",
        "中办发〔2016〕69号",
        "国开办发〔2018〕10号",
        "财农〔2021〕19号",
        "和政发〔2020〕3号",
        "国办发〔2018〕35号",
    ]
    for each in found:
        assert DocumentNumber.parse(text[each.start : each.end]) == each.number


@given(
    st.sampled_from(["国办发", "浙政办函", "国开发", "财农"]), st.integers(1949, 2099), st.integers(1, 99999)
)
def test_what_is_written_reads_back_the_same(agency: str, year: int, serial: int) -> None:
    number = DocumentNumber(agency, year, serial)
    assert DocumentNumber.parse(str(number)) == number
    assert [each.number for each in find_document_numbers(f"依据{number}")] == [number]
