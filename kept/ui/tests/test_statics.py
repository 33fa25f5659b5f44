"""Browsers keep styles and scripts for good, so a change of one must change their address."""

import gzip
import warnings
from pathlib import Path
from typing import Any

from asgiref.sync import async_to_sync
from django.templatetags.static import static
from django.test import Client

from kept.lib.fingerprint import static_files
from kept.ui import statics


def test_a_changed_script_changes_the_fingerprint(tmp_path: Path) -> None:
    script = tmp_path / "ui" / "static" / "ui" / "a.js"
    script.parent.mkdir(parents=True)
    script.write_text("1")
    before = static_files(tmp_path)
    assert static_files(tmp_path) == before
    script.write_text("2")
    assert static_files(tmp_path) != before


def test_static_files_may_be_kept_for_good() -> None:
    response = Client().get(static("ui/js/kept.js"))
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]


def test_text_travels_packed_and_unpacks_to_the_same() -> None:
    address = static("ui/js/kept.js")
    plain, packed = (Client().get(address, headers={"accept-encoding": how}) for how in ("identity", "gzip"))
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(b"".join(packed)) == b"".join(plain)


def test_it_leaves_in_pieces_without_being_gathered_first() -> None:
    response: Any = Client().get(static("ui/js/kept.js"))

    async def pieces() -> bytes:
        return b"".join([piece async for piece in response])

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sent = async_to_sync(pieces)()
    assert sent == (Path(statics.__file__).parent / "static/ui/js/kept.js").read_bytes()


def test_all_sheets_of_the_desk_travel_as_one_in_their_order() -> None:
    together = b"".join(Client().get(static(statics.SHEET))).decode()
    sheets = [Path(each).read_text() for each in statics.parts()]
    assert len(sheets) > 20
    places = [together.index(each) for each in sheets]
    assert places == sorted(places)
