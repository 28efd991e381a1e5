"""Colours by name, for formats that take no numbers."""

# A choice of the names of CSS Color 3 §4.
COLORS = {
    "black": 0x000000, "silver": 0xC0C0C0, "gray": 0x808080, "white": 0xFFFFFF,
    "maroon": 0x800000, "red": 0xFF0000, "purple": 0x800080, "fuchsia": 0xFF00FF,
    "green": 0x008000, "lime": 0x00FF00, "olive": 0x808000, "yellow": 0xFFFF00,
    "navy": 0x000080, "blue": 0x0000FF, "teal": 0x008080, "aqua": 0x00FFFF,
    "orange": 0xFFA500, "gold": 0xFFD700, "khaki": 0xF0E68C, "chocolate": 0xD2691E,
    "sienna": 0xA0522D, "tomato": 0xFF6347, "salmon": 0xFA8072, "crimson": 0xDC143C,
    "indigo": 0x4B0082, "orchid": 0xDA70D6, "plum": 0xDDA0DD, "steelblue": 0x4682B4,
    "skyblue": 0x87CEEB, "seagreen": 0x2E8B57, "yellowgreen": 0x9ACD32, "darkslategray": 0x2F4F4F,
}  # fmt: skip


def color_name(color: str) -> str:
    """The CSS name nearest to a colour #RRGGBB: calendars take no number (RFC 7986 §5.9)."""
    wanted = _channels(int(color.lstrip("#"), 16))

    def distance(name: str) -> int:
        return sum(
            (one - other) ** 2 for one, other in zip(wanted, _channels(COLORS[name]), strict=True)
        )

    return min(COLORS, key=distance)


def _channels(color: int) -> tuple[int, int, int]:
    return color >> 16, color >> 8 & 0xFF, color & 0xFF
