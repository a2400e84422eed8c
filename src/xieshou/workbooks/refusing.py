"""Files that are refused as a whole, each with its reason in the reader's words."""

from __future__ import annotations

from typing import ClassVar

from xieshou.kernel.language import Language


class RefusedFileError(ValueError):
    """A file is refused before a row of it is looked at; nothing was changed.

    ``code`` is stable, for scripts; ``facts`` fill the sentences. ``str`` is the Chinese one and then the
    English one.
    """

    code: ClassVar[str] = "refused"
    zh: ClassVar[str] = "文件无法读取"
    en: ClassVar[str] = "The file cannot be read"

    def __init__(self, **facts: str) -> None:
        self.facts = facts
        super().__init__(f"{self.describe(Language.CHINESE)} / {self.describe(Language.ENGLISH)}")

    def describe(self, language: Language) -> str:
        """The sentence in that language."""
        return (self.en if language is Language.ENGLISH else self.zh).format(**self.facts)


class EmptyFileError(RefusedFileError):
    """It holds nothing, or no row under its header."""

    code = "empty"
    zh = "文件是空的:请在模板中填写后再导入"
    en = "The file is empty: fill in the template and import it again"


class TooLargeError(RefusedFileError):
    """It has more bytes than are taken."""

    code = "too_large"
    zh = "文件有 {size} MB,超过 {limit} MB 的上限:请分成几个文件导入"
    en = "The file has {size} MB, more than the limit of {limit} MB: split it into several"


class BeyondMemoryError(RefusedFileError):
    """It has more cells than the process may hold, even in pieces."""

    code = "beyond_memory"
    zh = "工作表约有 {cells} 个单元格,约需 {needed} MiB 内存,上限 {room} MiB:请分成几个文件导入"
    en = "The sheet has some {cells} cells and needs {needed} MiB of memory of {room}: split it"


class ZipBombError(RefusedFileError):
    """It would unpack to far more than its size, or than it states."""

    code = "zip_bomb"
    zh = "文件解压后过大({part}),疑似恶意文件:请在 Excel 中打开并另存为新的 .xlsx 后再试"
    en = "The file unpacks to too much ({part}) and may be malicious: save it anew as .xlsx in Excel"


class EncryptedError(RefusedFileError):
    """It asks for a password."""

    code = "encrypted"
    zh = "文件设有密码:请在 Excel 中取消密码(文件 → 信息 → 保护工作簿)后再导入"
    en = "The file asks for a password: remove it in Excel (File → Info → Protect Workbook)"


class EncryptedParquetError(EncryptedError):
    """A Parquet file whose columns or footer are encrypted."""

    zh = "Parquet 文件是加密的:请导出一份不加密的再导入"
    en = "The Parquet file is encrypted: write one without encryption and import that"


class NestedColumnError(RefusedFileError):
    """A Parquet file has a column whose cells are lists, records or bytes."""

    code = "nested_column"
    zh = "列“{column}”的单元格是列表、结构或二进制,不是一个值:请展开或去掉这一列"
    en = "The cells of the column “{column}” are lists, records or bytes: unnest the column or leave it out"


class MacroError(RefusedFileError):
    """It carries macros."""

    code = "macros"
    zh = "文件含有宏,为安全起见不予接收:请另存为不含宏的 .xlsx 工作簿"
    en = "The file contains macros and is not accepted: save it as a workbook without macros (.xlsx)"


class ExternalLinkError(RefusedFileError):
    """It takes values from other files."""

    code = "external_links"
    zh = "文件中的公式引用了其他文件({link}):请在 Excel 的“数据 → 编辑链接”中断开链接,或粘贴为数值"
    en = "Formulas refer to other files ({link}): break them in Excel (Data → Edit Links), or paste values"


class DamagedError(RefusedFileError):
    """It is cut off or garbled."""

    code = "damaged"
    zh = "文件不完整或已损坏({what}):请重新保存或重新下载后再导入"
    en = "The file is incomplete or damaged ({what}): save or download it again"


class WrongExtensionError(RefusedFileError):
    """Its name says another format than its content."""

    code = "wrong_extension"
    zh = "文件名以 {named} 结尾,内容却是 {found}:请在 Excel 中打开,另存为 .xlsx"
    en = "The file is named {named} but holds {found}: open it in Excel and save it as .xlsx"


class ParquetByAnotherNameError(WrongExtensionError):
    """A Parquet file is called something else; no spreadsheet program opens it."""

    zh = "文件名以 {named} 结尾,内容却是 Parquet:请把文件名改为以 .parquet 结尾"
    en = "The file is named {named} but holds Parquet: let its name end with .parquet"


class NotAWorkbookError(RefusedFileError):
    """It is no table that can be read."""

    code = "not_a_workbook"
    zh = "这不是可以导入的表格,而是{found}:可导入的有 .xlsx、.xls、.csv 和 .parquet"
    en = "This is no table that can be imported but {found_en}: .xlsx, .xls, .csv and .parquet can be"


class UnsafeXmlError(RefusedFileError):
    """Its XML declares entities, which no spreadsheet program writes."""

    code = "unsafe_xml"
    zh = "文件内部含有不安全的 XML 声明({part}):请在 Excel 中打开并另存为新的 .xlsx 后再试"
    en = "The file holds unsafe XML declarations ({part}): open it in Excel and save it anew as .xlsx"


class BadEncodingError(RefusedFileError):
    """A CSV file is in none of the encodings that are read."""

    code = "bad_encoding"
    zh = "CSV 文件的编码既不是 UTF-8 也不是 GB18030(第 {line} 行):请在 Excel 中另存为“CSV UTF-8”"
    en = "The CSV file is neither UTF-8 nor GB18030 (line {line}): in Excel, save it as “CSV UTF-8”"


class BadCsvError(RefusedFileError):
    """A CSV file is not well formed."""

    code = "bad_csv"
    zh = "CSV 文件第 {line} 行的引号或分隔符有误:请检查该行,或在 Excel 中另存为 .xlsx"
    en = "Line {line} of the CSV file has a misplaced quote or separator: mend it, or save it as .xlsx"


class NoHeaderError(RefusedFileError):
    """No row carries the headings of the register."""

    code = "no_header"
    zh = "没有找到“{title}”的表头:缺少列 {missing}。读到的表头是:{found}。请使用模板的列名"
    en = "No header of “{title_en}” was found: the columns {missing_en} are missing. Read as header: {found}"


class RepeatedHeadingError(RefusedFileError):
    """Two columns claim to be the same."""

    code = "repeated_heading"
    zh = "{cells} 两列的表头都表示“{title}”:请只保留一列,或改名"
    en = "The columns {cells} are both headed “{title_en}”: keep one of them, or rename it"


class WrongUnitHeadingError(RefusedFileError):
    """A heading counts in a unit that measures something else."""

    code = "wrong_unit_heading"
    zh = "表头“{heading}”({cell})的单位应能换算为{wanted}"
    en = "The unit in the heading “{heading}” ({cell}) cannot be converted into {wanted}"


class OtherRegisterError(RefusedFileError):
    """It is a template or export of another register."""

    code = "other_register"
    zh = "这是另一份台账(“{found}”)的模板或导出文件,不是“{title}”"
    en = "This is a template or export of another register (“{found}”), not of “{title_en}”"
