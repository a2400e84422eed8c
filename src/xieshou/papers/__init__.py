"""The Word engine: templates that users may replace, checked before they are taken, and filled with values.

Plain Python; knows neither Django nor any area. An area declares a ``Paper`` and hands over its values, which
are ready for the eye (texts, lists of texts, pictures); see docs/decisions/0007.
"""
