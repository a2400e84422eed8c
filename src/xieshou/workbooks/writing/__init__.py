"""Writes workbooks: the template to fill in, exports, and a reader's own file with its wrong cells marked."""

from xieshou.workbooks.writing.columnar import export_parquet
from xieshou.workbooks.writing.exporting import export_csv, export_xlsx
from xieshou.workbooks.writing.marking import write_back
from xieshou.workbooks.writing.template import write_template

__all__ = ["export_csv", "export_parquet", "export_xlsx", "write_back", "write_template"]
