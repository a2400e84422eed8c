"""The sentences for problems, in both languages: a marked copy is written where no translator is at hand."""

from __future__ import annotations

from xieshou.kernel.language import Language
from xieshou.workbooks.cells.contract import NoteCode, ProblemCode

PROBLEMS: dict[ProblemCode, tuple[str, str]] = {
    ProblemCode.REQUIRED: ("必填,不能为空", "required: it must not be empty"),
    ProblemCode.TOO_LONG: (
        "有 {length} 个字符,最多 {longest} 个",
        "has {length} characters; at most {longest} are kept",
    ),
    ProblemCode.NOT_A_NUMBER: (
        "不是数字:请只写数字,没有数据时留空",
        "is no number: write digits only, and leave it empty where there is none",
    ),
    ProblemCode.NOT_WHOLE: ("应为整数", "must be a whole number"),
    ProblemCode.TOO_SMALL: ("不能小于 {least}", "must not be less than {least}"),
    ProblemCode.TOO_LARGE: ("不能大于 {most}", "must not be more than {most}"),
    ProblemCode.NOT_EXACT: (
        "这一列需要准确的数,不能写约数“{word}”",
        "this column needs an exact number, not an approximate one (“{word}”)",
    ),
    ProblemCode.UNKNOWN_UNIT: ("不认识这个单位", "its unit is not known"),
    ProblemCode.NO_UNIT: (
        "缺少单位:请连同单位填写,如 40余个",
        "lacks its unit: write it with the number, as in 40余个",
    ),
    ProblemCode.WRONG_UNIT: (
        "单位是“{unit}”,这一列应以“{wanted}”计",
        "is counted in {unit}; this column counts in {wanted}",
    ),
    ProblemCode.NOT_TO_THE_CENT: (
        "折合 {yuan} 元,不足一分的部分无法入账:请检查单位,或改为精确到分的金额",
        "is {yuan} yuan, with a fraction of a cent: check the unit, or write the amount to the cent",
    ),
    ProblemCode.NOT_A_FIGURE: (
        "不是一个数值:请写一个数和单位,如 近2.28亿元",
        "is no single figure: write one number with its unit, as in 近2.28亿元",
    ),
    ProblemCode.NOT_A_YEAR: ("不是年份:请写四位数字,如 2019", "is no year: write four digits, as in 2019"),
    ProblemCode.NOT_A_DATE: (
        "不是日期:请写 2019、2019-12 或 2019-12-01",
        "is no date: write 2019, 2019-12 or 2019-12-01",
    ),
    ProblemCode.NO_SUCH_DAY: ("没有这一天", "there is no such day"),
    ProblemCode.AMBIGUOUS_DATE: (
        "可能是 {year}年1月,也可能是 {year}年10月(Excel 会去掉末尾的 0):请写 {year}-01 或 {year}-10",
        "may be January or October {year}, since Excel drops a final 0: write {year}-01 or {year}-10",
    ),
    ProblemCode.NOT_A_PERIOD: (
        "不是起止时间:请写 2013年2月至2016年12月,未结束的写 2013年2月至今",
        "is no period: write 2013年2月至2016年12月, or 2013年2月至今 where it has not ended",
    ),
    ProblemCode.ENDS_BEFORE_START: ("结束早于开始", "ends before it starts"),
    ProblemCode.UNKNOWN_CODE: (
        "不在可选项中:{choices}",
        "is none of the choices: {choices}",
    ),
    ProblemCode.NOT_A_BOOLEAN: ("请写“是”或“否”", "write 是 or 否 (yes or no)"),
    ProblemCode.BAD_IDENTITY: ("身份证号有误:{reason}", "the identity number is wrong: {reason}"),
    ProblemCode.BAD_DIVISION: (
        "不是行政区划代码:应为 6 位(县及以上)、9 位(乡镇)或 12 位(村)数字",
        "is no division code: 6 digits down to counties, 9 for towns, 12 for villages",
    ),
    ProblemCode.DIGITS_LOST: (
        "以数字存储,超过 15 位的部分已被 Excel 改为 0:请将此列设为“文本”格式后重新填写",
        "is stored as a number, of which Excel keeps 15 digits: format the column as text and enter it again",
    ),
    ProblemCode.FORMULA_WITHOUT_VALUE: (
        "公式没有计算结果:请在 Excel 中打开并保存一次,或粘贴为数值",
        "is a formula without a result: open and save the file in Excel once, or paste it as a value",
    ),
    ProblemCode.ERROR_CELL: (
        "是 Excel 的错误值 {error}:请改正公式或填写数值",
        "is Excel's error {error}: mend the formula or enter a value",
    ),
    ProblemCode.DUPLICATE_KEY: (
        "与第 {rows} 行重复:“{key}”应各不相同",
        "repeats row {rows}: “{key}” must differ",
    ),
}

NOTES: dict[NoteCode, tuple[str, str]] = {
    NoteCode.SERIAL_DATE: ("按 Excel 日期序号理解", "taken as Excel's day number"),
    NoteCode.MONTH_BY_FORMAT: (
        "按单元格显示格式只取到年月或年",
        "taken to the month or year, as the cell shows it",
    ),
    NoteCode.TIME_DROPPED: ("略去钟点", "the time of day was left out"),
    NoteCode.DIGITS_AS_DATE: ("按年月日数字理解", "taken as digits of year, month and day"),
    NoteCode.UNIT_IN_CELL: ("以单元格中写明的单位为准", "counted in the unit that the cell states"),
    NoteCode.ROUNDED_BINARY: (
        "略去 Excel 二进制小数的误差",
        "noise of Excel's binary fractions was left out",
    ),
    NoteCode.NOT_STANDARD_NUMBER: ("不是标准文号,按原文保留", "no standard document number; kept as written"),
    NoteCode.DOUBTFUL_CREDIT_CODE: (
        "统一社会信用代码校验不通过,仍予保留",
        "the credit code fails its check; kept all the same",
    ),
    NoteCode.FINER_ON_RECORD: (
        "与台账已记的更准的日期相符,保留已记的日期",
        "agrees with the more exact date on record, which is kept",
    ),
    NoteCode.AS_KEPT: ("改用台账的记法", "brought into the way in which the register writes it"),
}

_IDENTITY = {
    "length": ("应为 18 位", "it has 18 characters"),
    "characters": ("只能有数字,末位可为 X", "it has digits only, or X at the end"),
    "region": ("前两位不是任何省份", "its first two digits are those of no province"),
    "date": ("出生日期不存在", "there is no such date of birth"),
    "check_digit": ("校验位不符,请逐位核对", "its check digit does not agree; compare it digit by digit"),
}


def identity_reason(reason: str, language: Language) -> str:
    """Why an identity number fails, in that language."""
    zh, en = _IDENTITY[reason]
    return en if language is Language.ENGLISH else zh
