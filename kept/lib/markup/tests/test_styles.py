"""What stays of a stranger's sheet."""

import pytest

from kept.lib.markup import styles


def test_what_lays_out_and_colours_stays() -> None:
    css = """
    body { margin: 0; background: #eef }
    p.MsoNormal, div > .card { font: 11pt "Calibri", sans-serif; padding: 3px !important }
    @media only screen and (max-width: 600px) { .w { width: 100% !important } }
    """
    assert styles.sheet(css) == (
        "body{margin:0;background:#eef}"
        'p.MsoNormal,div > .card{font:11pt "Calibri" , sans-serif;padding:3px ! important}'
        "@media only screen and (max-width: 600px){.w{width:100% ! important}}"
    )


@pytest.mark.parametrize(
    "css",
    [
        "@import url(https://x.example/a.css);",
        "@font-face { font-family: x; src: url(https://x.example/a.woff) }",
        "p { background: url(https://x.example/a.png) }",
        "p { background: \\75rl(https://x.example/a.png) }",
        "p { position: fixed; inset: 0; z-index: 9 }",
        "p { min-height: 100vh }",
        "p::before { content: 'x' }",
        "p:has(*) { color: red }",
        "#main { color: red }",
        "[title^=a] { color: red }",
        "@media (prefers-color-scheme: dark) { p { color: white } }",
        "@media print { p { display: none } }",
        "@media (max-width { p { color: red } }",
        "@supports (x: y) { p { color: red } }",
        "@media screen { @media screen { p { color: red } } }",
        "p { & b { color: red } }",
        "p { color: red",
    ],
)
def test_what_fetches_escapes_or_waits_for_a_scheme_of_colours_goes(css: str) -> None:
    assert styles.sheet(css) == ""


def test_a_sheet_stays_within_its_element() -> None:
    for tricky in ("p{font-family:'</style><b>'}", "p{color:red}</style><img src=x>", "p<b{color:red}", "p{color:<b>}"):
        assert "<" not in styles.sheet(tricky)
        assert "<" not in styles.of_page(f"<style>{tricky}</style>")


def test_sheets_in_comments_and_for_paper_do_not_count() -> None:
    assert styles.of_page("<!--[if mso]><style>p{color:red}</style><![endif]-->") == ""
    assert styles.of_page("<style media=print>p{color:red}</style>") == ""
    assert styles.of_page("<style><!-- p{color:red} --></style>") == "p{color:red}"


def test_a_sheet_is_the_same_the_second_time() -> None:
    once = styles.sheet('p.a > b{color:red ! important;font-family:"A B"}@media screen{p{margin:0}}')
    assert once
    assert styles.sheet(once) == once


def test_endless_sheets_take_little_time() -> None:
    for css in (
        "{" * 200_000,
        "p{" * 60_000,
        "a," * 90_000 + "{color:red}",
        "@media x{" * 20_000,
        "a{color:red}" * 16_000,
    ):
        assert len(styles.sheet(css[: styles.LONGEST_SHEET])) <= styles.LONGEST_SHEET
