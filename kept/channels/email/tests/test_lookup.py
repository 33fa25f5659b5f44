"""The domain name system is asked for real: of a name server that the test runs."""

from __future__ import annotations

import socketserver
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Thread

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from kept.channels.email import lookup
from kept.channels.email.lookup import Live, Silent, Unanswered, Within

LONG = "v=DKIM1; k=rsa; p=" + "A" * 400
RECORDS = {
    ("firm.example.", "TXT"): [f'"{LONG[:255]}" "{LONG[255:]}"'],
    ("firm.example.", "MX"): ["10 mx.firm.example."],
    ("mx.firm.example.", "A"): ["192.0.2.7"],
    ("alias.example.", "CNAME"): ["mx.firm.example."],
}


@dataclass
class Names:
    """A name server; it says nothing about names that begin with `mute`, and refuses those with `broken`."""

    port: int = 0
    asked: list[str] = field(default_factory=list)

    def answer(self, wire: bytes) -> bytes | None:
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name, kind = str(question.name).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append(f"{name} {kind}")
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if name.startswith("mute"):
            return None
        if name.startswith("broken"):
            response.set_rcode(dns.rcode.SERVFAIL)
        elif alias := RECORDS.get((name, "CNAME")):
            response.answer += [dns.rrset.from_text(name, 300, "IN", "CNAME", *alias)]
            response.answer += [dns.rrset.from_text(alias[0], 300, "IN", "A", *RECORDS[alias[0], "A"])]
        elif found := RECORDS.get((name, kind)):
            response.answer.append(dns.rrset.from_text(name, 300, "IN", kind, *found))
        elif not any(known == name for known, _kind in RECORDS):
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response.to_wire()


@pytest.fixture
def names() -> Iterator[Names]:
    names = Names()

    class Asked(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, line = self.request
            if answer := names.answer(wire):
                line.sendto(answer, self.client_address)

    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Asked) as server:
        names.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield names
        server.shutdown()
        thread.join()


@pytest.fixture
def live(names: Names) -> Live:
    return Live([f"127.0.0.1:{names.port}"])


def test_records_come_in_one_piece_each(live: Live) -> None:
    assert live.look_up("Firm.example.", "TXT") == [LONG]
    assert live.look_up("firm.example", "MX") == ["10 mx.firm.example"]
    assert live.look_up("alias.example", "A") == ["192.0.2.7"]


@pytest.mark.parametrize("name", ["nobody.example", "mx.firm.example", "x" * 64 + ".example", "a..b", "ü" * 70, ""])
def test_where_there_is_nothing_nothing_is_found(live: Live, name: str) -> None:
    assert live.look_up(name, "TXT") == []


def test_an_answer_is_remembered(live: Live, names: Names) -> None:
    for _ in range(3):
        live.look_up("mx.firm.example", "A")
        live.look_up("nobody.example", "A")
    assert len(names.asked) == 2


def test_who_looks_afresh_sees_what_is_there_now(live: Live, names: Names) -> None:
    with lookup.asking(live):
        for _ in range(2):
            assert lookup.afresh().look_up("mx.firm.example", "A") == ["192.0.2.7"]
    assert len(names.asked) == 2


@pytest.mark.parametrize("name", ["mute.example", "broken.example"])
def test_who_does_not_answer_is_not_waited_for_again(live: Live, name: str) -> None:
    began = time.monotonic()
    for patience in (0.3, 60, 60):
        with pytest.raises(Unanswered):
            live.look_up(name, "TXT", within=patience)
    assert time.monotonic() - began < 30


def test_when_nobody_answers_anything_nobody_is_asked_for_a_while(live: Live, names: Names) -> None:
    for number in range(lookup.SILENT_AFTER):
        with pytest.raises(Unanswered):
            live.look_up(f"mute{number}.example", "TXT", within=0.02)
    with pytest.raises(Unanswered):
        live.look_up("firm.example", "TXT")
    assert "firm.example. TXT" not in names.asked


def test_within_a_time_it_ends(live: Live) -> None:
    assert Within(live, time.monotonic() + 60).look_up("firm.example", "TXT") == [LONG]
    began = time.monotonic()
    briefly = Within(live, began + 0.2)
    for number in range(3):
        with pytest.raises(Unanswered):
            briefly.look_up(f"mute{number}.example", "TXT", within=60)
    assert time.monotonic() - began < 30


def test_tests_ask_nobody_in_the_world() -> None:
    assert isinstance(lookup.resolver(), Silent)
    with lookup.asking(Live(["127.0.0.1:5353", "[::1]:5353", "192.0.2.1", "2001:db8::1"])) as _:
        assert isinstance(lookup.resolver(), Live)
    with pytest.raises(Unanswered):
        lookup.resolver().look_up("firm.example", "TXT")
