"""Colours of letters on a dark sheet: which stay, which are made lighter, and which letters need white paper."""

import colorsys
import re

_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*(?:[,/]\s*([\d.]+)\s*)?\)", re.IGNORECASE)
_CLEAR = re.compile(r"rgba\([^)]*[,/]\s*0(?:\.0*)?%?\s*\)")
_NAMED = {
    "black": "#000000", "windowtext": "#000000", "white": "#ffffff", "window": "#ffffff", "red": "#ff0000",
    "green": "#008000", "blue": "#0000ff", "navy": "#000080", "maroon": "#800000", "purple": "#800080",
    "teal": "#008080", "olive": "#808000", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0",
    "darkblue": "#00008b", "darkred": "#8b0000", "darkgreen": "#006400", "orange": "#ffa500", "yellow": "#ffff00",
    "crimson": "#dc143c", "brown": "#a52a2a", "dimgray": "#696969", "darkgray": "#a9a9a9", "lightgray": "#d3d3d3",
    "lightgrey": "#d3d3d3", "whitesmoke": "#f5f5f5", "snow": "#fffafa", "ivory": "#fffff0",
}  # fmt: skip
_NOTHING = {"", "transparent", "none", "inherit", "initial", "unset", "auto", "currentcolor", "0", "0 0"}
Rgb = tuple[float, float, float]
# The sheet of a dark page, as luminance; what is written on it should stand out by 4.5 to 1 (WCAG 1.4.3).
_SHEET = 0.0176
_CONTRAST = 4.6


def parse(said: str) -> Rgb | None:
    """A colour as red, green and blue between 0 and 1; None for one that is not known or cannot be seen."""
    said = said.partition("!")[0].strip().lower()
    said = _NAMED.get(said, said)
    if _HEX.fullmatch(said):
        digits = said[1:]
        digits = "".join(each * 2 for each in digits) if len(digits) < 5 else digits
        return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255
    if (found := _RGB.fullmatch(said)) and float(found[4] or 1) > 0:
        red, green, blue = (min(int(each[:4]), 255) / 255 for each in found.groups()[:3])
        return red, green, blue
    return None


def luminance(colour: Rgb) -> float:
    """Relative luminance (WCAG 2) between 0 and 1."""
    linear = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_paper(said: str) -> bool:
    """Whether a background is none, or as white as the paper it lies on."""
    said = said.partition("!")[0].strip().lower()
    if said in _NOTHING or _CLEAR.fullmatch(said):
        return True
    colour = parse(said.split()[0] if " " in said and "(" not in said else said)
    return colour is not None and luminance(colour) > 0.95


def is_light(said: str) -> bool:
    """Whether words of that colour were meant for a dark ground."""
    colour = parse(said)
    return colour is not None and luminance(colour) > 0.6


def on_dark(said: str) -> str:
    """The colour for a dark sheet: of the same hue and light enough to read; '' for what is ink, which follows ours."""
    colour = parse(said)
    if colour is None:
        return ""
    hue, light, saturation = colorsys.rgb_to_hls(*colour)
    if saturation < 0.2 or light < 0.08:
        return ""
    while (luminance(colour) + 0.05) / (_SHEET + 0.05) < _CONTRAST and light < 1:
        light = min(light + 0.03, 1)
        colour = colorsys.hls_to_rgb(hue, light, saturation)
    return "#" + "".join(f"{round(each * 255):02x}" for each in colour)
