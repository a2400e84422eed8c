"""What the ledgers of evidence share: the filter by words."""

from xieshou.workbooks.declaring import Column

HOLDING = Column(
    "text", "含有文字", "Holds", longest=200, help="与页面的搜索相同", help_en="as the page looks for words"
)
