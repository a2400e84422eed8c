"""Identity numbers are explained, credit codes warned about; the numbers are the standards' own examples."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from xieshou.kernel.codes import (
    CreditCodeDoubt,
    DisabilityKind,
    DisabilityProblem,
    IdentityDoubt,
    IdentityProblem,
    NotADisabilityNumberError,
    NotAnIdentityNumberError,
    Sex,
    check_credit_code,
    check_disability_number,
    check_identity_number,
    parse_disability_number,
    parse_identity_number,
)

FEMALE, MALE = "11010519491231002X", "440524188001010014"


def test_an_identity_number_tells_birth_and_sex() -> None:
    holder = parse_identity_number(FEMALE)
    assert (holder.born, holder.sex, holder.region) == (date(1949, 12, 31), Sex.FEMALE, "110105")
    assert parse_identity_number(MALE).sex is Sex.MALE
    assert holder.age(date(2020, 12, 30)) == 70
    assert holder.age(date(2020, 12, 31)) == 71


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", "\uff11\uff11010519491231002\uff38", "110105-19491231 002X"]
)
def test_an_identity_number_is_read_as_people_type_it(typed: str) -> None:
    """A31-7: full width."""
    assert parse_identity_number(typed).text == FEMALE


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("1101051949123100", IdentityProblem.LENGTH),
        ("110105491231002", IdentityProblem.LENGTH),
        ("1.10105194912E+17X", IdentityProblem.CHARACTERS),
        ("11010519491231O02X", IdentityProblem.CHARACTERS),
        ("990105194912310026", IdentityProblem.REGION),
        ("110105194902300028", IdentityProblem.DATE),
        ("110105194912310021", IdentityProblem.CHECK_DIGIT),
        ("110105194912310000", IdentityProblem.CHECK_DIGIT),
    ],
)
def test_a_bad_identity_number_is_explained(bad: str, problem: IdentityProblem) -> None:
    assert check_identity_number(bad) is problem


def test_nobody_is_born_after_the_day_of_asking() -> None:
    assert check_identity_number(FEMALE, on=date(1949, 12, 30)) is IdentityProblem.DATE
    assert check_identity_number(FEMALE, on=date(1949, 12, 31)) is None


def test_an_unknown_county_is_a_doubt_not_an_error() -> None:
    body = "11999919491231002"
    assert (
        parse_identity_number(body + ric.calc_check_digit(body + "0")).doubt is IdentityDoubt.UNKNOWN_COUNTY
    )
    body = "52212119850101001"  # 遵义县, a district since 2016
    assert parse_identity_number(body + ric.calc_check_digit(body + "0")).doubt is None


def test_neither_errors_nor_representations_show_the_number() -> None:
    holder = parse_identity_number(FEMALE)
    certificate = parse_disability_number(FEMALE + "11")
    for shown in (repr(holder), str(holder), repr(certificate)):
        assert "19491231" not in shown
        assert FEMALE not in shown
    with pytest.raises(NotAnIdentityNumberError) as caught:
        parse_identity_number("110105194912310021")
    assert "1101" not in str(caught.value)


@given(st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(place: int, shift: int) -> None:
    wrong = (int(FEMALE[place]) + shift) % 10
    assert check_identity_number(FEMALE[:place] + str(wrong) + FEMALE[place + 1 :]) is not None


def test_a_disability_certificate_tells_kind_and_grade() -> None:
    """A22: holder, kind and grade."""
    certificate = parse_disability_number(MALE + "42")
    assert (certificate.kind, certificate.grade) == (DisabilityKind.LIMBS, 2)
    assert certificate.holder.text == MALE


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (MALE, DisabilityProblem.LENGTH),
        (MALE + "82", DisabilityProblem.KIND),
        (MALE + "05", DisabilityProblem.KIND),
        (MALE + "45", DisabilityProblem.GRADE),
        (MALE[:-1] + "542", DisabilityProblem.HOLDER),
    ],
)
def test_a_bad_certificate_number_is_explained(bad: str, problem: DisabilityProblem) -> None:
    assert check_disability_number(bad) is problem


def test_a_certificate_says_what_is_wrong_with_its_holder() -> None:
    with pytest.raises(NotADisabilityNumberError) as caught:
        parse_disability_number("110105194912310021" + "42")
    assert caught.value.holder_problem is IdentityProblem.CHECK_DIGIT


@pytest.mark.parametrize("code", ["91110000101623741K", "911101066976941872", "91350100M000100Y43"])
def test_a_sound_credit_code_passes(code: str) -> None:
    assert check_credit_code(code).valid
    assert check_credit_code(f" {code[:9].lower()} {code[9:]}").text == code


@pytest.mark.parametrize(
    ("code", "warning"),
    [
        ("91350211M0000XUF46", CreditCodeDoubt.CHECK_DIGIT),
        ("9135021", CreditCodeDoubt.LENGTH),
        ("9111000010162374IK", CreditCodeDoubt.CHARACTERS),
        ("91AB0000101623741K", CreditCodeDoubt.CHARACTERS),
    ],
)
def test_a_doubtful_credit_code_warns_and_is_kept(code: str, warning: CreditCodeDoubt) -> None:
    seen = check_credit_code(code)
    assert (seen.text, seen.valid, seen.warning) == (code, False, warning)


def test_the_code_of_a_village_collective_may_begin_with_letters() -> None:
    body = "N2520602MF0000000"[:17]
    sound = [check_credit_code(body + last) for last in "0123456789ABCDEFGHJKLMNPQRTUWXY"]
    assert [seen.valid for seen in sound].count(True) == 1
    assert sound[0].region == "520602"
