"""German that stands in no list: what grammar makes a promise, and what it leaves alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kept.promises.finding import Found, find

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=BERLIN)


def found(text: str) -> list[Found]:
    return find(text, now=NOW, zone=BERLIN, language="de")


@pytest.mark.parametrize(
    "text",
    [
        "Ich durchforste die Protokolle noch einmal für Sie.",
        "Ich gleiche beide Rechnungen ab.",
        "Ich schraube das Schild morgen wieder an.",
        "Ich check das bis 14 Uhr.",
        "Wir schleifen Ihr Messer nach.",
        "Wir säubern die Rinne morgen früh.",
        "Den Kratzer lackieren wir bis Freitag nach.",
        "Morgen früh entkalke ich die Maschine.",
        "Setz mich morgen dran.",
        "Wie besprochen tauschen wir den Zähler am 1. Dezember.",
        "Sobald ich mehr weiß, schreibe ich Ihnen.",
        "In jedem Fall erstatten wir Ihnen die Miete.",
        "Wir melden uns jede Stunde.",
        "Ich hab mir notiert, Sie am Donnerstag um 11 anzurufen.",
        "Wir haben uns vorgemerkt, Sie am Freitag zu beliefern.",
    ],
)
def test_whatever_i_or_we_do_is_promised(text: str) -> None:
    (one,) = found(text)
    assert one.who in ("I", "we")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Sabine telefoniert morgen um 9 mit ihr.", "Sabine"),
        ("Der Tischler hobelt die Tür am Freitag ab.", "Der Tischler"),
        ("Heute Abend schweißt unser Schlosser das Tor.", "unser Schlosser"),
        ("Das Labor untersucht die Probe bis morgen.", "Das Labor"),
        ("Das übernimmt meine Kollegin.", "meine Kollegin"),
        ("Der Monteur, Herr Busch, nimmt morgen Vormittag Kontakt zu Ihnen auf.", "Herr Busch"),
        ("Mein Kollege und ich bringen Ihnen das Gerät am Freitag.", "we"),
    ],
)
def test_whoever_of_ours_does_it_is_named(text: str, who: str) -> None:
    (one,) = found(text)
    assert one.who == who


@pytest.mark.parametrize(
    "text",
    [
        "Ihre Schuhe sind bis Freitag neu besohlt.",
        "Ihr Wagen ist am Donnerstag fahrbereit.",
        "Die Gutschrift erscheint am Montag auf Ihrem Konto.",
        "Ihre Fotos landen bis heute Abend in Ihrem Postfach.",
        "Spätestens am Montag funktioniert Ihre Karte wieder.",
        "Über Ihren Antrag wird bis zum 4. Dezember entschieden.",
        "Die Karten werden an der Kasse hinterlegt, spätestens am Donnerstag.",
        "Ihre Karten sind schon gedruckt und werden morgen geschnitten.",
        "Sie bekommen das Gerät ersetzt.",
        "Bis morgen Mittag wissen Sie Bescheid.",
        "Ist bis Freitag erledigt.",
        "Liegt morgen ab 9 bereit.",
        "Ab morgen können Sie sich wieder anmelden.",
    ],
)
def test_what_comes_about_is_ours_to_do(text: str) -> None:
    (one,) = found(text)
    assert one.who == "we"


@pytest.mark.parametrize(
    "text",
    [
        # how things are with us
        "Ich bezweifle, dass das bis Freitag hält.",
        "Wir betrachten den Fall als erledigt.",
        "Wir sehen die Sache als erledigt an.",
        "Ich bin morgen auf Schulung.",
        "Unsere Fahrer beginnen um sieben.",
        # what we always do, or would do in some case
        "Wir versichern Fahrräder und Roller.",
        "Wir verschicken Pakete mit der Post.",
        "Für jede Bestellung pflanzen wir einen Baum.",
        "Bestellungen werden innerhalb von zwei Tagen verschickt.",
        "Bei Bedarf schicken wir Ihnen ein Muster.",
        "Im Garantiefall tauschen wir das Gerät aus.",
        "Auf Wunsch gravieren wir Ihren Namen ein.",
        "Je nach Wetter streichen wir am Montag.",
        # what only goes on
        "Der Kleber trocknet bis morgen.",
        "Der Vertrag verlängert sich am 1. Januar.",
        "Die Garantie deckt den Schaden bis Ende Dezember.",
        "Das Gerät schaltet sich um 22 Uhr ab.",
        "Wegen der Erkrankung von Frau Rothe fällt der Kurs am Mittwoch aus.",
        # what has come about, is arranged or is somebody's to do
        "Ich habe mir Ihren Termin am Freitag notiert.",
        "Ich habe mir notiert, dass Sie am Freitag kommen.",
        "Ihr Antrag ist am 7. April bei uns eingelangt.",
        "Die Abnahme ist für den 22. Dezember angesetzt.",
        "Ihre Karte ist bis Montag gesperrt.",
        "Die Rechnung ist bis Freitag zu zahlen.",
        "Leitung informiert.",
        # others
        "Ihr Anbieter schaltet die Leitung am Montag frei.",
        "Der Großhändler liefert uns das Teil am Mittwoch.",
        "Anruferin: Frau Sommer.\nSie überweist den Betrag bis Freitag.",
        "Unsere Hotline erreichen Sie ab Montag wieder.",
        # not meant, or not now
        "Und morgen bringe ich den Weihnachtsmann mit, haha.",
        "Wir bestätigen Ihnen die Kündigung zum 31. Dezember.",
        "Ich wünschte, das wäre anders.",
        "Im Anhang sende ich Ihnen die Rechnung.",
    ],
)
def test_states_customs_cases_and_other_people_promise_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Wir rollen das Update morgen um 6 Uhr aus.", "25 06:00"),
        ("Der Fahrer kommt Mi gegen 11:30.", "25 11:30"),
        ("In spätestens einer Stunde ist der Pannendienst da.", "24 11:00"),
    ],
)
def test_hours_days_and_spans_as_they_are_said(text: str, due: str) -> None:
    (one,) = found(text)
    assert one.due and one.due.strftime("%d %H:%M") == due


def test_a_note_after_the_promise_is_not_part_of_it() -> None:
    (one,) = found("Die Brille liegt Freitag Nachmittag bereit, Gläser heute früh eingetroffen")
    assert one.quote == "Die Brille liegt Freitag Nachmittag bereit"
