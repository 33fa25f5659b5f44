"""Colours that were chosen for white paper, on a dark sheet."""

import pytest

from kept.lib.markup import colours


@pytest.mark.parametrize("said", ["#1F497D", "red", "navy", "rgb(0, 0, 238)", "#c00", "maroon !important"])
def test_dark_colours_become_light_enough_to_read(said: str) -> None:
    lighter = colours.parse(colours.on_dark(said))
    assert lighter is not None
    assert (colours.luminance(lighter) + 0.05) / (0.0176 + 0.05) >= 4.5


@pytest.mark.parametrize("said", ["black", "windowtext", "#222", "rgb(34,34,34)", "gray", "no-such-colour", "var(--x)"])
def test_ink_follows_ours(said: str) -> None:
    assert colours.on_dark(said) == ""


def test_light_colours_stay() -> None:
    assert colours.on_dark("#ffcc00") == "#ffcc00"


@pytest.mark.parametrize(
    "said", ["", "white", "#FFFFFF", "transparent", "none", "rgba(0,0,0,0)", "#fefefe", "white none"]
)
def test_what_counts_as_paper(said: str) -> None:
    assert colours.is_paper(said)


@pytest.mark.parametrize("said", ["#eef1f5", "black", "red", "linear-gradient(red, blue)"])
def test_what_does_not(said: str) -> None:
    assert not colours.is_paper(said)
