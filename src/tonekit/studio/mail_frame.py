"""A message's HTML as a mail program would show it: in the light, in the dark, inverted, without pictures."""

from __future__ import annotations

import re

SCHEMES = ("light", "dark", "inverted")
IMAGES = ("on", "off")
_DARK = re.compile(r"@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)")
_META = re.compile(r'(<meta name="(?:supported-)?color-schemes?" content=")light dark(")')
_REMOTE = re.compile(r'(<img\b[^>]*?\bsrc=")(?!data:)[^"]*(")')
_END_OF_HEAD = "</head>"
# Nothing is loaded from elsewhere: a grey field stands where a picture would.
_FIELD = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='160' height='40'%3E"
    "%3Crect width='160' height='40' rx='6' fill='%23c9ced6'/%3E%3C/svg%3E"
)
# What programs do that force their own dark colours on a light mail.
_INVERTED = (
    "html{background:#0c0b0a}body{min-height:100vh;filter:invert(1) hue-rotate(180deg)}"
    "img{filter:invert(1) hue-rotate(180deg)}"
)
_NO_WAY_OUT = '<base target="_blank">'  # a link would open a window, which a sandboxed frame may not
_CALM = "html{scrollbar-width:thin}"


def dressed(html: str, scheme: str = "light", images: str = "on") -> str:
    """Return the document with one of SCHEMES and one of IMAGES settled, whatever the browser prefers."""
    dark = scheme == "dark"
    html = _DARK.sub("@media all" if dark else "@media not all", html)
    html = _META.sub(rf"\g<1>{'dark' if dark else 'light'}\g<2>", html)
    html = _REMOTE.sub(rf"\g<1>{_FIELD if images == 'on' else 'data:,'}\g<2>", html)
    style = _CALM + (_INVERTED if scheme == "inverted" else "")
    return html.replace(_END_OF_HEAD, f"{_NO_WAY_OUT}<style>{style}</style>{_END_OF_HEAD}", 1)
