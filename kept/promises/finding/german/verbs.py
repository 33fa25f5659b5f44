"""Verbs: the forms of common ones, how any other is told by its ending, and those that never say what will be done."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kept.promises.finding.words import wordset

_COMMON = wordset("""
abholen antworten bauen beantragen beantworten bearbeiten beauftragen beheben benachrichtigen bereiten besorgen
besprechen bestellen bringen buchen deaktivieren drucken entfernen entsperren ergänzen erkundigen erlassen erledigen
ermitteln eröffnen ersetzen erstatten erstellen eskalieren faxen finden fordern fragen führen fügen garantieren
geben gewähren gucken haken halten hinterlegen holen informieren installieren kontaktieren kontrollieren korrigieren
klären klingeln kündigen kümmern laden lassen legen leiten liefern läuten mailen melden montieren nachbessern nehmen
nennen notieren organisieren packen passen prüfen reaktivieren recherchieren regeln reichen reinigen reparieren
reservieren richten rollen rufen räumen sagen schalten schauen schicken schreiben senden setzen sorgen spielen
starten stellen stoppen stornieren streichen suchen tauschen teilen tragen unterrichten untersuchen veranlassen
verbinden vereinbaren vergüten verlegen verlängern verrechnen verschicken verschieben versenden versichern
versprechen verzichten wechseln wählen ziehen ändern übergeben übermitteln übernehmen übersenden überweisen
aktivieren aktualisieren analysieren
""")
# Being on one's way and the like: a promise only with a time
_MOVING = wordset(
    "kommen gehen fahren sprechen machen lesen treffen sehen schaffen bekommen kriegen entscheiden bestätigen besuchen"
)
_IRREGULAR: Mapping[str, str] = {
    "geben": "gibt",
    "halten": "hält",
    "tragen": "trägt",
    "lassen": "lässt",
    "übernehmen": "übernimmt",
    "nehmen": "nimmt",
    "besprechen": "bespricht",
    "versprechen": "verspricht",
    "übergeben": "übergibt",
    "erlassen": "erlässt",
    "laden": "lädt",
    "sprechen": "spricht",
    "lesen": "liest",
    "treffen": "trifft",
    "fahren": "fährt",
    "sehen": "sieht",
}
# What would be a noun without its “e”
_NOUNS = wordset("bereit antwort besuch druck spiel start fax pass les änder fahr seh treff fort")


def _stem(infinitive: str) -> str:
    return infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]


def _mine(infinitive: str) -> frozenset[str]:
    """“Ich melde”, in speech “ich meld”; “ich wechsle”."""
    stem = _stem(infinitive)
    short = {stem[:-2] + stem[-1] + "e"} if infinitive.endswith(("eln", "ern")) else set()
    return frozenset({stem + "e", stem} | short) - _NOUNS


def _theirs(infinitive: str) -> str:
    stem = _stem(infinitive)
    return _IRREGULAR.get(infinitive) or stem + ("et" if stem.endswith(("d", "t", "gn", "ffn", "chn")) else "t")


def _forms(infinitives: frozenset[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """In the first person, for all of us (as the infinitive), for one of us."""
    mine = frozenset(form for each in infinitives for form in _mine(each))
    return mine, infinitives, frozenset(_theirs(each) for each in infinitives)


MINE, OURS, THEIRS = _forms(_COMMON)
MINE_MOVING, OURS_MOVING, THEIRS_MOVING = _forms(_MOVING)
THEIRS_MOVING |= {"erwartet", "wartet"}
INFINITIVES = (
    OURS
    | OURS_MOVING
    | wordset("anrufen zurückrufen eintreffen zusenden zuschicken kontaktieren sein klären nachreichen setzen")
)

# How things are with us, and what we think, feel, say or always do
_STATES = wordset("""
ablehnen achten ahnen akzeptieren anerkennen annehmen arbeiten aufbewahren bedanken bedauern bedienen begrüßen
begreifen behaupten behalten bekennen bemerken bemühen benötigen benutzen beraten bereuen berufen beschäftigen
beschwören besitzen bestehen betrachten bestreiten beten betonen betreiben beweisen bewahren beziehen bezweifeln
bieten bilden bitten bleiben brauchen danken denken dienen distanzieren drücken dulden empfehlen empfinden
entschuldigen entsinnen erfahren erinnern erkennen erleben erwarten erwähnen essen existieren fangen fehlen feiern
finden folgern freuen fördern fühlen fürchten gebrauchen gehören gelten genießen gestehen gewinnen glauben
gratulieren grübeln gönnen hassen handeln hantieren heißen helfen herrschen herstellen hoffen hängen hören irren
kapieren kennen klagen knobeln kosten lachen leben lehnen leiden lernen lieben leugnen liegen lächeln mahnen meinen
merken mögen nutzen pflegen plädieren produzieren protestieren raten rechnen regen reisen respektieren riechen
scherzen schlafen schlagen schließen schliessen schulden schwanken schweigen schwören schätzen schämen schützen
sehnen siegen sitzen spaßen sparen spinnen spüren stammen staunen stecken stehen sterben stimmen streiten studieren
stutzen tolerieren trauern trauen träumen trinken unterliegen unterscheiden unterstützen urteilen verarbeiten
verachten verdienen verdanken verfügen vergessen verkaufen verlangen verleihen vermieten vermissen vermuten
verneinen verstehen versuchen vertrauen vertreten vertreiben verwahren verwalten verwechseln verwenden verweisen
verzeihen verärgern wagen warten warnen weigern weilen weinen weisen werben wetten widersprechen wissen wohnen
wundern wünschen zittern zweifeln zögern ärgern öffnen überlegen üben
""")
_STATE_FORMS = wordset(
    "bin sind habe haben hab weiß weiss werde werden rege bekommen kriegen dürfen "
    "müssen sollen können würden hätten könnten möchten wurden hatten waren kamen gingen wären schlage"
)
# … and how it goes with things by themselves
_COURSES = wordset("""
ablaufen basieren beginnen beinhalten beruhen bestehen betragen beträgt bewegen bieten bleiben brennen brummen
dauern decken drehen drohen enden endet enthalten enthält entsprechen entstehen erfordern erfüllen ergeben erlöschen
erlischt eröffnen existieren fehlen funktionieren fallen fällt fassen finden gehören gelten gilt genügen halten hält
heißen herrschen hängen kosten knistern laden lädt leuchten liegen lohnen messen mangeln nutzen passen passieren
piepen regnen reichen rosten schließen schliesst schmelzen schneien schwanken sinken sitzen sparen starten
stattfinden stecken steigen stimmen stinken tropfen trocknen umfassen verbrauchen verfallen verfällt verfügen
verlangen verlaufen verlängern verschleißen versagen verursachen vorliegen wachsen wiegen wirken wundern zeigen
ziehen zählen öffnen überschreiten
""")


def _every_form(infinitives: frozenset[str]) -> frozenset[str]:
    mine, ours, theirs = _forms(infinitives)
    return mine | ours | theirs


STATIVE = _every_form(_STATES) | _STATE_FORMS
COURSES = _every_form(_COURSES) | _COURSES
# What ends like a verb and is none
_NO_VERBS = wordset("""
auch noch doch dann nochmal jedoch allerdings mich dich euch ihnen ihr hier damals daher schon eben ferner hingegen
aber abermals alle allerorten alt anderen anderenfalls anstatt außen außerdem beide beiden bekannt bereit bereits
breit bestimmt bitte danke dazwischen deinen deine den denen derzeit dicht diese diesen direkt dort echt eigene
einen eine einigen einzelnen entlang erst erneut euren eure exakt fast fest fort fünften für garantiert gegen gerade
gerne gesamt gut glatt halt hart heute heut hinten ihren ihre indessen innen insgesamt jede jeden jederzeit jetzt
kalt keine keinen kommenden komplett konkret kurzfristig längst laut leicht leider letzten manchen meine meinen
meist mit mitten morgen möglichst müde nachts neben nächste nächsten nebst nett nicht oben oft ohne perfekt privat
recht rot samt satt schlecht selbst selber seit separat seine seinen sofort solchen sonst spät statt tot trotzdem
umsonst unbedingt unsere unseren unten unsren vielen viele vorne warmen wegen weit welchen welche wenigen wert zeit
zuerst zuletzt zweiten zwischen zusammen übermorgen überhaupt übrigen euretwegen pünktlichst schnellstens weitere
weiteren wichtige neue neuen
""")
# Participles (“aufgenommen”, “geprüft”) and the past (“wünschte”, “rechnete”)
_NO_PRESENT = re.compile(
    r"(?:ab|an|auf|aus|bei|bereit|durch|ein|entgegen|fest|frei|her|hin|los|mit|nach|über|um|unter|vor|weg|weiter"
    r"|wieder|zu|zurück|zusammen)?ge.*|.*(?:e|sch|g|b|k|p|z|m|ß|ss)te$"
)
_ENDINGS = ("t", "en", "e", "ern", "eln")
_SHORTEST = 4  # letters


def may_be(low: str) -> bool:
    """Whether a word could be a verb by its form."""
    is_one = low.endswith(_ENDINGS) and len(low) >= _SHORTEST and low.isalpha()
    return is_one and low not in _NO_VERBS and not _NO_PRESENT.match(low)


def may_be_short(low: str) -> bool:
    """“Ich check das”: in speech any first person goes without its last letter."""
    return (
        low.isalpha()
        and len(low) >= _SHORTEST
        and low[-1] not in "aeiouäöüy"
        and not may_be(low)
        and low not in _NO_VERBS
    )


def is_participle(low: str) -> bool:
    """“Geprüft”, “abgeholt”, “versendet”, “repariert”."""
    begins = low.startswith(_PARTICIPLE_STARTS) or "ge" in low[2:] or low.endswith("iert")
    return begins and low.endswith(("t", "en"))


def is_perfect_with_being(low: str) -> bool:
    """“Ist eingetroffen”, “ist angekommen”: it has happened."""
    return low.endswith(_OF_MOTION)


_OF_MOTION = (
    "getroffen",
    "gekommen",
    "gelangt",
    "gegangen",
    "gefahren",
    "gereist",
    "gezogen",
    "gefallen",
    "gelaufen",
    "gestiegen",
    "gewesen",
    "geblieben",
    "gewachsen",
    "geworden",
    "geschehen",
    "passiert",
    "erschienen",
    "verstorben",
    "vergangen",
)
_PARTICIPLE_STARTS = ("hinter", "ge", "be", "ver", "er", "ent", "zer", "über", "unter", "wieder")

# Words with which a verb says something else: “ich gebe zu”, “wir legen Wert darauf”
_IDLE_WITH: Mapping[str, frozenset[str]] = {
    "fragen": wordset("mich uns nie weil"),
    "führen": wordset("nur auch verschiedene"),
    "gehen": wordset("davon hause schlafen urlaub pause"),
    "geben": wordset("zu recht mühe bedenken"),
    "kommen": wordset("dazu"),
    "halten": wordset("für viel nichts"),
    "laden": wordset("ein"),
    "legen": wordset("wert nahe"),
    "machen": wordset("aufmerksam"),
    "treffen": wordset("uns"),
    "erhöhen": wordset("preise gebühren beiträge"),
    "nehmen": wordset("an sie ernst kenntnis teil"),
    "sagen": wordset("mal ganz offen ehrlich"),
    "setzen": wordset("voraus vertrauen"),
    "sehen": wordset("uns"),
    "stellen": wordset("rechnung frage fragen fest dar vor"),
    "teilen": wordset("ansicht meinung sorge auffassung"),
    "ziehen": wordset("um"),
    "bauen": wordset("auf"),
}
# … and words without which it says nothing
_ONLY_WITH: Mapping[str, frozenset[str]] = {
    "sagen": wordset("bescheid zu ihnen dir euch"),
    "führen": wordset("durch weiter aus"),
    "setzen": wordset(
        "verbindung liste warteliste um aus fort oben instand mich uns sie dich ihn ihnen dir rein ein an"
    ),
}
# … and the last words of clauses in which a state, or being on one's way, is a deed after all
_UNLESS: Mapping[str, frozenset[str]] = {
    "arbeiten": wordset("ein nach aus um durch"),
    "gehen": wordset("nach durch vor"),
    "hängen": wordset("an auf ab aus"),
    "bekommen": wordset("hin"),
    "finden": wordset("heraus raus"),
    "hören": wordset("an nach um"),
    "kriegen": wordset("hin"),
    "kommen": wordset("zu auf"),
    "nehmen": wordset("auf vor mit raus heraus aus weg runter zurück kontakt"),
    "sehen": wordset("an nach zu durch"),
    "schließen": wordset("an"),
}


def _by_form(table: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    return {form: words for infinitive, words in table.items() for form in (infinitive, *_mine(infinitive))}


IDLE_WITH, ONLY_WITH, UNLESS = _by_form(_IDLE_WITH), _by_form(_ONLY_WITH), _by_form(_UNLESS)

# What is parted from its verb and ends the clause
PARTICLES = wordset(
    "ab an auf aus bei bereit bescheid durch ein fest fort frei gut heraus her hin hinzu hoch los mit nach neu raus "
    "rein rückgängig runter sicher um unter vor vorbei weg weiter wieder zu zurecht zurück zusammen"
)
