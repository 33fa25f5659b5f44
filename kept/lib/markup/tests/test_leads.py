"""Where links lead: what a person is told is where a browser goes."""

import pytest

from kept.lib.markup import leads


@pytest.mark.parametrize(
    ("href", "place"),
    [
        ("https://hillside.example/boxes", "hillside.example"),
        ("HTTPS://Hillside.EXAMPLE:8443/", "hillside.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://bank.example\\@evil.example/", "bank.example"),
        ("https:\\\\evil.example\\@bank.example", "evil.example"),
        ("https:evil.example", "evil.example"),
        ("https:/evil.example/bank.example", "evil.example"),
        ("https:////evil.example", "evil.example"),
        ("ht\ntps://ev\til.example", "evil.example"),
        ("\x01 https://evil.example", "evil.example"),
        ("https://%65vil.example/", "evil.example"),
        ("https://evil。example/", "evil.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://[::1]/", "[::1]"),
        ("mailto:vera@lindqvist.example?subject=Boxes", "vera@lindqvist.example"),
        ("tel:+442071234567", "+442071234567"),
    ],
)
def test_the_place_is_the_one_a_browser_goes_to(href: str, place: str) -> None:
    lead = leads.lead(href)
    assert lead is not None
    assert lead.place == place
    again = leads.lead(lead.href)
    assert again is not None
    assert again.place == place


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/sign-out/", "https://", "", "x"]
)
def test_other_addresses_lead_nowhere(href: str) -> None:
    assert leads.lead(href) is None


@pytest.mark.parametrize(
    ("words", "href", "elsewhere"),
    [
        ("www.bank.co.uk", "https://evil.example/", True),
        ("https://bank.co.uk/login", "https://bank.co.uk.evil.example/", True),
        ("Sign in at bank.co.uk now", "https://evil.example/", True),
        ("help@bank.co.uk", "https://evil.example/", True),
        ("track it", "https://bank.co.uk@evil.example/", True),
        ("bank.co.uk", "https://other.co.uk/", True),
        ("www.bank.co.uk", "https://login.bank.co.uk/x", False),
        ("bank.co.uk", "http://www.bank.co.uk/", False),
        ("Our offers", "https://click.example/", False),
        ("plan.pdf", "https://files.example/7", False),
        ("boxes.zip", "https://files.example/7", False),
        ("version 3.5.2", "https://files.example/7", False),
        ("help@bank.co.uk", "mailto:help@bank.co.uk", False),
    ],
)
def test_words_that_name_another_host_are_noticed(words: str, href: str, elsewhere: bool) -> None:
    lead = leads.lead(href)
    assert lead is not None
    assert leads.is_elsewhere(words, lead) is elsewhere
