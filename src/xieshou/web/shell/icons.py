"""The shell's own line icons, drawn on a grid of 24 and inlined, so that they take the text's colour."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "overview": "M3 6.5 9 4l6 2.5L21 4v13.5L15 20l-6-2.5L3 20zM9 4v13.5M15 6.5V20",
    "place": "M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0c0 5.4-6.5 11-6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6"
    " 2.3 2.3 0 0 0 0 4.6z",
    "pair": "M11 18.5H8a6.5 6.5 0 1 1 0-13h3M13 5.5h3a6.5 6.5 0 1 1 0 13h-3M8 12h8",
    "book": "M12 6.5C10 5 7 4.5 3.5 4.5V18c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2V4.5C17 4.5 14 5"
    " 12 6.5zM12 6.5V20",
    "document": "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 11.5h6M9 14.5h6M9 17.5h4",
    "table": "M3.5 5h17v14h-17zM3.5 10h17M3.5 14.5h17M9 10v9",
    "ledger": "M5 3.5h14v17H5zM5 8h14M9.5 8v12.5M12.5 12h4M12.5 15.5h4",
    "upload": "M12 15.5v-11M7.5 9 12 4.5 16.5 9M4.5 19.5h15",
    "claim": "M9.5 4 7.5 20M17 4l-2 16M4.5 9h16M3.5 15h16",
    "indicator": "M15.5 3.5 3.5 15.5l5 5 12-12zM7 12l2 2M10 9l3 3M13 6l2 2",
    "conflict": "M5 9.5h14M5 14.5h14M16.5 4.5l-9 15",
    "home": "M3.5 11 12 4l8.5 7M6 9.5V20h4.5v-5.5h3V20H18V9.5",
    "household": "M3 11.5 12 4l9 7.5M5.5 9.5V20h13V9.5M12 13.6a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z"
    "M8.5 20c0-2.4 1.4-3.8 3.5-3.8s3.5 1.4 3.5 3.8",
    "task": "M5 4.5h14v15.5H5zM8.5 3v3M15.5 3v3M8.5 12.8l2.4 2.4 4.6-5",
    "job": "M4 6.8l1.9 1.9L9.3 5M4 16.3l1.9 1.9 3.4-3.7M13 7h7.5M13 16.5h7.5",
    "history": "M4 12a8 8 0 1 0 2.5-5.8M4 4.5V9h4.5M12 7.5V12l3 2",
    "lock": "M5.5 10.5h13v10h-13zM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2.5",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3 20.5 20.5",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8",
    "sun": "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5V5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7"
    "M17 17l1.7 1.7M5.3 18.7 7 17M17 7l1.7-1.7",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "device": "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 4v16M14.5 6.5h3.4M14.5 10h5.2M14.5 14h5.2"
    "M14.5 17.5h3.4",
    "person": "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
    "people": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M15.5 4.3"
    "a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2.2.7 3.6 2.5 4 5.1",
    "organisation": "M4.5 20.5v-16h9v16M13.5 9.5h6v11M2.5 20.5h19M7.5 8h3M7.5 11.5h3M7.5 15h3"
    "M16.5 13v.5M16.5 16.5v.5",
    "management": "M4 7.5h7M16.5 7.5H20M4 16.5h3M12.5 16.5H20M13.8 9.9a2.4 2.4 0 1 0 0-4.8"
    " 2.4 2.4 0 0 0 0 4.8z"
    "M9.8 18.9a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z",
    "key": "M8 19.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM11.3 11.7 19.5 3.5M16 7l3 3M13.5 9.5l2 2",
    "eye": "M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5S2.5 12 2.5 12zM12 14.8"
    "a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
    "more": "M4 7h16M4 12h16M4 17h16",
    "go": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "download": "M12 4v11M7.5 11 12 15.5 16.5 11M4.5 19.5h15",
    "error": "M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7zM12 7.5v5.5M12 16v.5",
    "warn": "M12 4 2.8 19.5h18.4zM12 10v4.5M12 16.7v.5",
    "info": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.7v.5",
    "success": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8 12.3l2.8 2.7L16 9.5",
    "empty": "M3.5 13 6 5h12l2.5 8v6h-17zM3.5 13H9l1 2.5h4L15 13h5.5",
    "up": "M6 14.5l6-6 6 6",
    "down": "M6 9.5l6 6 6-6",
    "next": "M9.5 6l6 6-6 6",
    "close": "M6 6l12 12M18 6 6 18",
}


def icon(name: str, size: int = 20) -> SafeString:
    """The inline SVG, ``size`` pixels wide. Screen readers skip it, so put a word beside it."""
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'
        ' focusable="false"><path d="{1}"/></svg>',
        size,
        mark_safe(PATHS[name]),  # noqa: S308  (our own constants)
    )
