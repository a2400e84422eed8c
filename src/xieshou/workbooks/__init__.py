"""Excel in, Excel out: templates, reading, checking, comparing and writing of registers as workbooks (台账).

It owns how a declared workbook becomes a file and a file becomes checked rows. It knows no area, no database
and no Django, and never changes a record: an area registers what its rows are and how changes are applied.
"""
