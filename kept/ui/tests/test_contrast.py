"""Text can be read on every paper it stands on: at least 4.5 to 1, by light and by dark (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[1] / "static/ui/css/tokens.css").read_text()
LIGHT = TOKENS.split(":root {")[1].split("\n  }")[0]
DARK = TOKENS.split(':root[data-theme="dark"] {')[1].split("\n  }")[0]

PAIRS = [
    *((ink, paper) for ink in ("ink", "soft-ink", "quiet") for paper in ("paper", "rail", "sheet", "sunk", "note")),
    *((ink, paper) for ink in ("lamp-ink", "kept", "due", "broken", "night") for paper in ("paper", "sheet")),
    *((ink, f"{ink}-wash") for ink in ("kept", "due", "broken", "night")),
    ("lamp-ink", "lamp-wash"),
    ("lamp-ink", "note"),
    ("note-ink", "note"),
    ("on-lamp", "lamp"),
    ("on-lamp", "lamp-near"),
    ("paper", "ink"),
    ("undo", "ink"),
    ("on-note", "note-line"),
]


def colours(block: str) -> dict[str, tuple[float, float, float]]:
    found = re.findall(r"--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", block)
    return {name: (float(light), float(chroma), float(hue)) for name, light, chroma, hue in found}


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance of an oklch colour, through linear sRGB (CSS Color 4, 10.2)."""
    light, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    clipped = [min(1.0, max(0.0, part)) for part in (red, green, blue)]
    return 0.2126 * clipped[0] + 0.7152 * clipped[1] + 0.0722 * clipped[2]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast((0, 0, 0), (1, 0, 0)) == pytest.approx(21, abs=0.01)
    assert contrast((0.5999, 0, 0), (1, 0, 0)) == pytest.approx(3.95, abs=0.05), "#808080 on white"


@pytest.mark.parametrize("block", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_on_its_paper(block: str, ink: str, paper: str) -> None:
    named = colours(block)
    assert contrast(named[ink], named[paper]) >= 4.5


@pytest.mark.parametrize("block", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "sheet", "rail"])
def test_edges_of_fields_and_the_focus_can_be_seen(block: str, paper: str) -> None:
    named = colours(block)
    assert contrast(named["edge"], named[paper]) >= 3
    assert contrast(named["focus"], named[paper]) >= 3


@pytest.mark.parametrize("block", [LIGHT, DARK], ids=["light", "dark"])
def test_initials_on_every_hue(block: str) -> None:
    values = {name: float(value) for name, value in re.findall(r"--hue-([\w-]+): ([\d.]+)", block)}
    for hue in range(0, 360, 15):
        ground = (values["light"], values["chroma"], float(hue))
        ink = (values["ink-light"], values["ink-chroma"], float(hue))
        assert contrast(ground, ink) >= 4.5, hue


def test_who_has_no_script_gets_the_same_dark() -> None:
    fallback = TOKENS.split(":root:not([data-theme]) {")[1].split("\n    }")[0]
    assert colours(fallback) == colours(DARK)
