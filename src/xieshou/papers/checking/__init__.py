"""Is a file fit to be a template of a paper? Everything that is wrong is told at once, with its place."""

from xieshou.papers.checking.template import check_template

__all__ = ["check_template"]
