"""The catalogue of measures: indicators under all their names, and the schemes by which they are sorted.

Never: the figures themselves, nor which round asks for which measure.
"""
