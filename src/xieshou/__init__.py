"""携手 Xieshou: the year's work of China's paired-assistance programme, on one truth."""

__version__ = "0.1.0"
