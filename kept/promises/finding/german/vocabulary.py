"""The words by which German promises are told from what only looks like one."""

from __future__ import annotations

from collections.abc import Mapping

from kept.promises.finding.phrases import Phrases
from kept.promises.finding.words import wordset

PARTS: Mapping[str, tuple[str, ...]] = {
    **{
        verb + "'s": (verb, "es")
        for verb in wordset(
            "hab ich bring geht wird ist mach du gibt wie geb schick klär schau nehm stell ruf frag leg setz prüf "
            "hol wenn reich pack tausch kümmer"
        )
    },
    "wirds": ("wird", "es"),
    "habs": ("hab", "es"),
    "i": ("ich",),
    "mi": ("mich",),
    "ned": ("nicht",),
    "nich": ("nicht",),
    "spaetestens": ("spätestens",),
    "uebermorgen": ("übermorgen",),
    "naechste": ("nächste",),
    "naechsten": ("nächsten",),
    "naechster": ("nächster",),
    "fuer": ("für",),
    "koennen": ("können",),
    "pruefe": ("prüfe",),
    "pruefen": ("prüfen",),
    "klaere": ("kläre",),
    "klaeren": ("klären",),
    "freitags": ("freitags",),
    "heut": ("heute",),
    **{f"{verb}ste": (f"{verb}st", "du") for verb in ["krieg", "bekomm", "wir", "kann", "ha", "bi", "mach"]},
}
COMMON = wordset(
    "der die das und ist sind wir ich sie ihnen ihr ihre ihren ihrem ihrer sich nicht ein eine einen einem einer zu "
    "den dem des für mit auf bei bis um am im vom zum zur wird werden wurde haben hat habe bitte danke morgen heute "
    "uhr kommt kann können mich mir dir du uns unser unsere unseren wie was wann wenn dass sobald auch noch nur "
    "oder aber nach von vor ab bin da dir um min in am so an hat will tagen wochen stunden minuten kw liefern "
    "versenden tauschen schicken senden rufen freitag montag dienstag mittwoch donnerstag samstag sonntag "
    "übermorgen innerhalb spätestens es er i man das's gerne gern ja nein sehr alles klar leider ihres meld melde "
    "melden mach erledige geht passt ruf rufe servus moin grüezi"
)

# First person, then all of us, then one of us
_FREE = """
melde|meld melden meldet; kümmere|kümmer kümmern kümmert; kläre|klär klären klärt; prüfe|prüf prüfen prüft
frage|frag fragen fragt; schaue|schau schauen schaut; gebe|geb geben gibt; rufe|ruf rufen ruft
schicke|schick schicken schickt; sende|send senden sendet; leite|leit leiten leitet; halte|halt halten hält
erstatte erstatten erstattet; überweise überweisen überweist; tausche|tausch tauschen tauscht
ersetze ersetzen ersetzt; informiere informieren informiert; benachrichtige benachrichtigen benachrichtigt
sorge|sorg sorgen sorgt; veranlasse veranlassen veranlasst; lege|leg legen legt; buche|buch buchen bucht
reserviere reservieren reserviert; verlängere verlängern verlängert; beantrage beantragen beantragt
setze|setz setzen setzt; trage|trag tragen trägt; suche|such suchen sucht; finde|find finden findet
maile|mail mailen mailt; bringe|bring bringen bringt; hole|hol holen holt; entsperre entsperren entsperrt
storniere stornieren storniert; korrigiere korrigieren korrigiert; lasse|lass lassen lässt
erledige|erledig erledigen erledigt; stelle|stell stellen stellt; teile|teil teilen teilt; sage|sag sagen sagt
reiche reichen reicht; hake|hak haken hakt; spiele spielen spielt; beantworte beantworten beantwortet
bearbeite bearbeiten bearbeitet; besorge besorgen besorgt; bestelle|bestell bestellen bestellt; faxe faxen faxt
organisiere organisieren organisiert; übernehme übernehmen übernimmt; schalte schalten schaltet
repariere reparieren repariert; montiere montieren montiert; nehme nehmen nimmt
vereinbare vereinbaren vereinbart; richte richten richtet; ändere ändern ändert
aktualisiere aktualisieren aktualisiert; bespreche besprechen bespricht; verschicke verschicken verschickt
behebe beheben behebt; schreibe|schreib schreiben schreibt; regle|regel regeln regelt
kontaktiere kontaktieren kontaktiert; verspreche versprechen verspricht; versichere versichern versichert
garantiere garantieren garantiert; verbinde|verbind verbinden verbindet; gehe|geh gehen -
erkundige erkundigen erkundigt; nachbessere nachbessern nachbessert; antworte antworten antwortet
liefere liefern liefert; tausch tauschen tauscht; packe|pack packen packt; drucke drucken druckt
versende versenden versendet; übermittle übermitteln übermittelt; übergebe|übergeb übergeben übergibt
unterrichte unterrichten unterrichtet; rolle|roll rollen rollt; läute|läut läuten läutet; streiche streichen streicht
ergänze ergänzen ergänzt; erstelle|erstell erstellen erstellt; starte starten startet; führe|führ führen führt
verschiebe verschieben verschiebt; ziehe|zieh ziehen zieht; wähle|wähl wählen wählt
notiere notieren notiert; übersende übersenden übersendet; bereite bereiten bereitet; verzichte verzichten verzichtet
gucke|guck gucken guckt; eröffne eröffnen eröffnet; vergüte vergüten vergütet; gewähre gewähren gewährt
erlasse erlassen erlässt; verrechne verrechnen verrechnet; stoppe stoppen stoppt; aktiviere aktivieren aktiviert
deaktiviere deaktivieren deaktiviert; reaktiviere reaktivieren reaktiviert; entferne entfernen entfernt
wechsle|wechsel wechseln wechselt; passe passen -; fordere|forder fordern fordert; füge fügen fügt; lade laden lädt
hinterlege hinterlegen hinterlegt; beauftrage beauftragen beauftragt; untersuche untersuchen untersucht
kontrolliere kontrollieren kontrolliert; analysiere analysieren analysiert; installiere installieren installiert
reinige reinigen reinigt; räume räumen räumt; kündige kündigen kündigt; ermittle ermitteln ermittelt
nenne nennen nennt; eskaliere eskalieren eskaliert; recherchiere recherchieren recherchiert
"""
_TIMED = """
komme|komm kommen kommt; spreche|sprech sprechen spricht; mache|mach machen macht
bestätige bestätigen bestätigt; entscheide entscheiden entscheidet; lese lesen liest; besuche besuchen besucht
- - erwartet; klingle klingeln klingelt; baue bauen baut; treffe treffen trifft; verlege verlegen verlegt
fahre fahren fährt; sehe sehen sieht; schaffe|schaff schaffen schafft
bekomme|bekomm bekommen bekommt; kriege|krieg kriegen kriegt
"""


_NO_FORM = "-"


def _forms(table: str, person: int) -> frozenset[str]:
    words = table.replace(";", " ").split()
    return frozenset(form for forms in words[person::3] for form in forms.split("|") if form != _NO_FORM)


# What would be a noun, or another's verb, without its “e”
_KEPT_WHOLE = wordset("antworte besuche drucke spiele starte faxe lese pass änder regle wechsle klingle ermittle")


def _spoken(forms: frozenset[str]) -> frozenset[str]:
    """“Nehm ich raus”: in speech the first person goes without its last letter."""
    return forms | {form[:-1] for form in forms - _KEPT_WHOLE if form.endswith("e")}


MINE, OURS, THEIRS = (_forms(_FREE, person) for person in range(3))
MINE_TIMED, OURS_TIMED, THEIRS_TIMED = (_forms(_TIMED, person) for person in range(3))
MINE, MINE_TIMED = _spoken(MINE), _spoken(MINE_TIMED)
INFINITIVES = (
    OURS
    | OURS_TIMED
    | wordset("anrufen zurückrufen eintreffen zusenden zuschicken kontaktieren sein klären nachreichen setzen")
)

# Forms of verbs that promise only with one of these words; with none, only with a time
_NEEDED_TABLE = """
gehe gehen: nach; lege legen legt: seite zurück bei nach vor dazu drauf bereit rein hin oben
gebe: es; gebe geben: bescheid rückmeldung weiter antwort frei auskunft ihnen dir das durch
gibt: bescheid rückmeldung weiter antwort ihnen dir; sage sagen: bescheid zu; sagt: bescheid
halte halten hält: laufenden frei bereit; halte: fest
setze setzen: verbindung warteliste liste um aus fort oben instand; setzt: verbindung
führe führen führt: weiter durch; rolle rollen rollt: aus zurück; läute läuten läutet: durch an zurück
ziehe ziehen zieht: vor ab; wähle wählen wählt: an ein; gucke gucken guckt: an nach
verzichte verzichten verzichtet: auf; bereite bereiten bereitet: vor; starte starten startet: neu
trage tragen spiele spielen: ein; finde finden: heraus raus; suche suchen: heraus raus
nehme nehmen: mit auf vor kontakt zurück raus heraus runter weg; nehme: an
stelle stellen: sicher zu um ein her bereit hin auf raus ihnen dir euch aus
schreibe schreiben: gut ihm; schreib: gut dir ihnen euch ihr
teile teilen: mit; reiche reichen: weiter nach ein; hole holen: ab ein nach
lasse lassen: begutachten prüfen reparieren klären kommen erklären wissen zukommen austauschen reinigen; lasse: machen
frage: nach ihn beim bei im sie den die da; frag: mal; fragen: nach beim bei ihn; fragt: nach
liefere liefern: nach; passe passen: an; kündige kündigen kündigt: an; füge fügen fügt: bei hinzu an ein
lade laden lädt: hoch auf; wechsle wechseln wechselt: aus den die das
 fordere fordern fordert: an nach; räume räumen räumt: ein auf weg
nenne nennen nennt: ihnen dir; liefert versende versenden packen schreibt antworten sehen erfolgt:
"""


def _by_form(table: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in table.strip().replace("\n", ";").split(";"):
        forms, _, words = entry.partition(":")
        for form in _spoken(wordset(forms)):
            found[form] = found.get(form, frozenset()) | wordset(words)
    return found


NEEDED = _by_form(_NEEDED_TABLE)
IDLE_WITH: Mapping[str, frozenset[str]] = {
    "frage": wordset("mich"),
    "fragen": wordset("uns nie"),
    "gebe": wordset("zu recht"),
    "sage": wordset("mal ganz offen"),
    "sag": wordset("mal"),
    "sehen": wordset("uns"),
    **dict.fromkeys(("stelle", "stell", "stellen"), wordset("rechnung frage fragen")),
    "nehmen": wordset("an sie"),
    "nehme": wordset("an"),
    "gehe": wordset("davon hause schlafen urlaub pause"),
    "gehen": wordset("davon hause schlafen urlaub pause"),
    "komme": wordset("dazu"),
    "kommen": wordset("dazu"),
}
UNLESS = {"sehen": wordset("an")}
SELVES: Mapping[str, str] = {"ich": "I", "wir": "we"}

MODALS = wordset(
    "kann können könnte könnten kannst möchte möchten würde würden müssen muss will wollen wollte wollten darf "
    "dürfen soll sollen mag mögen sollte sollten müsste müssten wäre wären hätte hätten könnt dürfte"
)
NEGATIONS = wordset("nicht nie niemals kein keine keinen keiner nichts nimmer")
HEDGES = wordset(
    "vielleicht hoffentlich wahrscheinlich normalerweise meistens meist immer üblicherweise eventuell "
    "möglicherweise versuchen versuche bemühen bemühe gewöhnlich manchmal montags dienstags mittwochs donnerstags "
    "freitags samstags werktags monatlich jährlich jeden generell grundsätzlich frühestens bestimmt vermutlich "
    "voraussichtlich angeblich wohl eigentlich"
)
# “Lassen Sie mich …” is no wish to be granted first
OFFERING = wordset("lassen lass verlassen geben gib rechnen haben hast sind sollten können werden")
HABITS = Phrases(
    "nach zahlungseingang",
    "nach eingang",
    "nach erhalt",
    "nach zahlung",
    "nach bezahlung",
    "in der regel",
    "in aller regel",
    "bei uns nur",
)
ONGOING = wordset("seit gerade derzeit anbei hiermit momentan aktuell bereits momentan zurzeit hochdruck schon")
PERFORMING = wordset("hiermit")
PAST = wordset("war waren wurde wurden hatte hatten gab kam kamen rief")
IFS = wordset("wenn falls sofern")
# What the customer is to bring in first
AWAITED = wordset(
    "unterlagen formular unterschrift zahlung zahlungseingang rückmeldung angaben nachweis vollmacht anzahlung"
)
# “Wenn es etwas Neues gibt”, “wenn sich etwas ändert”: what comes to pass of itself
TO_COME = wordset(
    "abholbereit versandbereit bereit soweit neues neuigkeiten ändert ergibt fertig eingetroffen vorliegt feststeht"
)
# What is promised by not doing it, and to whom
CHARGED = wordset("rechnung berechnet berechnen verrechnet verrechnen belastet belasten abgebucht abbuchen eingezogen")
CHARGED_TO = wordset("ihnen dir euch sie ihr ihrem dein deinem")
# “Hab ihm zugesagt, dass …”
GIVEN_WORD, HAVING_SAID = wordset("gesagt zugesagt versprochen zugesichert"), wordset("habe hab haben")
TOLD = wordset("ihm ihr kunden kundin dem der herrn frau")
CONDITIONS = wordset("wenn falls sofern sollte sollten soweit ohne")
SUBORDINATORS = CONDITIONS | wordset(
    "dass weil ob sobald damit was wie wann wer wo warum nachdem bevor obwohl während solange wofür weshalb welche "
    "welcher wem wen"
)
SAYS = wordset(
    "sagt sagen sagte sagten meint meinte meinten heißt denke denkt denken hoffe hoffen glaube glauben schrieb "
    "schrieben schreibt behauptet vermutet weiß wissen dachte dachten verspricht versprach erklärt zufolge gesagt "
    "geschrieben fürchte vermute wünsche wünschen hörte"
)
ARRIVED = wordset("da zurück fertig eingetroffen angekommen hier geklärt wieder")

YOURS = wordset(
    "erhalten bekommen kriegen hören erfahren erfährst haben bekommst erhältst kriegst hörst hast bekommt kriegt "
    "erhaltet hört finden "
    "sehen"
)
YOUR_PROOF = wordset(
    "sms bericht "
    "geld bescheid e mail bestätigung rückmeldung antwort gutschrift nachricht link anruf ersatz erstattung ware "
    "kopie brief unterlagen liste gutschein angebot paket termin rabatt nachlass prozent % leihgerät ersatzgerät"
)
# What is announced with a time and without a verb: “Zustellung morgen vor 12 Uhr”
ANNOUNCED = wordset(
    "lieferung zustellung anlieferung auslieferung nachlieferung ersatzlieferung abholung montage einbau rückruf "
    "versand austausch reparatur installation erstattung freischaltung liefertermin abholtermin montagetermin "
    "ersatztermin reparaturtermin"
)
ASKED_FOR = wordset("bitte erbeten gewünscht erwünscht möglich gestern kostenlos")
BY_MAIL = wordset("per postweg")
NOT_YOURS = wordset("zeit recht anspruch lust fragen anbei gern gerne monatlich unterschied hunger interesse")

EXTERNAL = wordset(
    "spedition gemeinde behörde finanzamt nachbarin kundin mieterin vermieterin krankenkasse telekom swisscom "
    "samsung bosch siemens miele lufthansa bahn netto rewe edeka sparkasse zoll system app software gutachten "
    "schornsteinfeger schornsteinfegerin bezirk amazon ebay paypal vodafone klarna kurier dhl dpd ups hermes gls "
    "lieferant hersteller airline vermieter nachmieter nachbar kunde kunden polizei gericht versicherung makler flug "
    "zug bus wetter ombudsmann post spediteur regierung mieter er ware's laut"
)
COMPANY = wordset(
    "haustechnik wagen berater beraterin "
    "team mannschaft monteur monteurin techniker technikerin fahrer fahrerin kollege kollegin kollegen kolleginnen "
    "abteilung fachabteilung buchhaltung werkstatt lager technik praxis ärztin arzt filiale büro leitung "
    "mitarbeiter mitarbeiterin gutachter gutachterin reiseleiterin reiseleiter stadtwerke bürgeramt amt bank "
    "kundendienst hausmeister spätschicht frühschicht versand service vertrieb hotline support handwerker "
    "elektriker schreiner maler bote jemand chefin geschäftsführung verwaltung zentrale installateur meister "
    "lehrling azubi disponent disponentin sachbearbeiter sachbearbeiterin apotheke bibliothek rezeption diese "
    "dieser apothekerin doktor verwalter hausverwalter chef"
)
PEOPLE_TITLES = wordset("frau herr herrn dr")
YOUR_OWN = wordset("doktor bank versicherung hausarzt arbeitgeber vermieter anbieter")
# … and what ends like that (Schulleitung, Pannendienst)
COMPANY_ENDS = (
    "leitung",
    "team",
    "abteilung",
    "dienst",
    "techniker",
    "technikerin",
    "büro",
    "amt",
    "meister",
    "fahrer",
    "leiter",
    "chef",
    "chefin",
    "leiterin",
    "monteur",
    "werkstatt",
    "verwaltung",
    "zentrale",
    "mechaniker",
)
UNNAMED = wordset("jemand")
BARE_PLURALS = wordset(
    "anträge bestellungen rückerstattungen kunden mülltonnen preise zimmer rechnungen anfragen pakete reklamationen "
    "gebühren erstattungen lieferungen"
)
THINGS = wordset(
    "kommt kommen geht gehen ist sind liegt liegen läuft laufen steht stehen folgt folgen trifft erreicht klappt "
    "erfolgt erfolgen verlässt ergeht ergehen"
)
# What a word without an article may do that is no name
THINGS_DEEDS = wordset(
    "spielt hält macht führt bekommt kriegt erwartet startet sehen liefert versendet verlängert spricht schafft"
)
# What begins a clause with a capital and names nobody
NO_NAMES = wordset(
    "übrigens zudem zusätzlich deutschland "
    "gerne selbstverständlich natürlich sicher klar dort dies man alle viele einige manche niemand keiner"
)
STATES = wordset(
    "da fertig behoben erledigt konto postfach zurückgebucht bereit vor wieder raus hinaus zu bei storniert "
    "abgeschlossen ersetzt repariert online hotel tür gebucht zurück ihnen verfügbar post weg freigeschaltet "
    "erstattet los sein storniert klappt geklärt einsatzbereit abholbereit eingeplant vorgesehen geplant angesetzt "
    "terminiert los rein überwiesen steht vorort"
)
NOT_DONE = wordset(
    "erhöht gesenkt verlängert gebeten benötigt gesperrt geschlossen berechnet gelöscht erhoben fällig verlängern "
    "gebraucht steigen gefallen sehen klug gut ehrlich vermissen schlau einziehen freuen werden angenommen "
    "abgelehnt ungültig begeistert schon teuer teurer kündigen bewerten eng besser schlechter gefallen regnen schneien"
)
DONE_ENDS = ("t", "en", "sein")
TAGS = wordset("ja ok okay oder gell passt recht einverstanden ne")

# What a clause may end with, parted from its verb
CLOSERS = wordset("an ab zu zurück ein um weiter aus mit heraus raus vorbei bescheid nach vor")

# First persons of verbs that say how things are, not what will be done
STATIVE = wordset(
    "wissen weiß finden finde bleiben bleibe glauben glaube hoffen hoffe verstehen verstehe bedauern bedauere danken "
    "danke freuen freue schließen schliessen öffnen arbeiten arbeite wünschen wünsche raten rate bitten bitte "
    "brauchen brauche benötigen benötige sehen sehe wollen haben habe sind bin kennen kenne heißen heiße wohnen "
    "wohne stehen stehe leben sitzen gehen gehe fühlen denken denke meinen meine empfehlen empfehle bekommen kriegen "
    "erwarten erwarte warten warte suchen vermissen hassen lieben liebe entschuldigen entschuldige mögen dürfen "
    "müssen sollen können werden werde wären würden hätten könnten möchten wurden hatten waren kamen gingen stimmen "
    "stimme lehne lehnen hänge hängen weise weisen verweise verweisen beziehe beziehen rege fange fangen"
    " helfe helfen empfehle drücke gönne gratuliere schulde schulden vertraue vertrauen biete bieten unsere "
    "keine eine ihnen ihren unseren meinen gerne drücke drücken rechnen rechne nehme schlage heute morgen alle beide "
    "diese jede ohne bitte danke gegen einen neben zwischen wegen leider selber"
)
ARRANGED = wordset("eingetragen vorgemerkt bestellt eingeplant gebucht reserviert vereinbart angesetzt beauftragt")
