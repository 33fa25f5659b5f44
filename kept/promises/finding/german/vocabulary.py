"""The words by which German promises are told from what only looks like one."""

from __future__ import annotations

from collections.abc import Mapping

from kept.promises.finding.phrases import Phrases
from kept.promises.finding.words import wordset

PARTS: Mapping[str, tuple[str, ...]] = {
    **{
        verb + "'s": (verb, "es")
        for verb in wordset(
            "hab ich bring geht wird ist mach du gibt wie geb schick klär schau nehm stell ruf frag leg setz prüf hol "
            "wenn reich pack tausch kümmer"
        )
    },
    "wirds": ("wird", "es"),
    "habs": ("hab", "es"),
    "i": ("ich",),
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
    "uhr kommt kann können mich mir dir du uns unser unsere unseren wie was wann wenn dass sobald auch noch nur oder "
    "aber nach von vor ab bin da min in so an will tagen wochen stunden minuten kw liefern versenden tauschen "
    "schicken senden rufen freitag montag dienstag mittwoch donnerstag samstag sonntag übermorgen innerhalb "
    "spätestens es er i man das's gerne gern ja nein sehr alles klar leider ihres meld melde melden mach erledige "
    "geht passt ruf rufe servus moin grüezi"
)

MODALS = wordset(
    "kann können könnte könnten kannst möchte möchten würde würden müssen muss will wollen wollte wollten darf dürfen "
    "soll sollen mag mögen sollte sollten müsste müssten wäre wären hätte hätten könnt dürfte"
)
NEGATIONS = wordset("nicht nie niemals kein keine keinen keiner nichts nimmer")
HEDGES = wordset(
    "vielleicht hoffentlich wahrscheinlich normalerweise meistens meist immer üblicherweise eventuell möglicherweise "
    "versuchen versuche bemühen bemühe gewöhnlich manchmal montags dienstags mittwochs donnerstags freitags samstags "
    "werktags monatlich jährlich jeden jede jeder jedes jedem regelmäßig stets ausschließlich täglich wöchentlich "
    "vierteljährlich generell grundsätzlich frühestens bestimmt vermutlich voraussichtlich angeblich wohl eigentlich"
)
# “Lassen Sie mich …” is no wish to be granted first
OFFERING = wordset("lassen lass verlassen geben gib rechnen haben hast sind sollten können werden")
# “Bei Ihnen” and “bei der Lieferung” are places and times, “bei Bedarf” is a case
NEAR_WHOM = wordset("ihnen dir euch uns mir ihm ihr der dem den frau herrn ihrer ihrem unserer unserem meiner meinem")
JOKING = wordset("haha hahaha hihi scherz scherzkeks aprilscherz witz lol 😂 😜 🤣")
HABITS = Phrases(
    "im anhang",
    "in der anlage",
    "auf wunsch",
    "auf anfrage",
    "gegen aufpreis",
    "gegen gebühr",
    "gegen vorlage",
    "je nach",
    "so gut wie",
    "nach zahlungseingang",
    "nach eingang",
    "nach erhalt",
    "nach zahlung",
    "nach bezahlung",
    "in der regel",
    "in aller regel",
    "bei uns nur",
)
ONGOING = wordset("seit gerade derzeit anbei hiermit momentan aktuell bereits momentan zurzeit hochdruck")
# With one of them “schon” is not of what has been
TO_COME_SOON = wordset("morgen übermorgen am um gegen bis ab nächste nächsten")
PERFORMING = wordset("hiermit")
PAST = wordset(
    "stand standen ging gingen lag lagen nahm nahmen hielt fand lief liefen bot blieb ließ traf half konnte konnten "
    "musste mussten durfte war waren wurde wurden hatte hatten gab kam kamen rief"
)
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
RECEIVERS = wordset("ihnen dir euch")
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
    "erhaltet hört finden sehen"
)
YOUR_PROOF = wordset(
    "sms bericht geld bescheid e mail bestätigung rückmeldung antwort gutschrift nachricht link anruf ersatz "
    "erstattung ware kopie brief unterlagen liste gutschein angebot paket termin rabatt nachlass prozent % leihgerät "
    "ersatzgerät"
)
# What is announced with a time and without a verb: “Zustellung morgen vor 12 Uhr”
ANNOUNCED = wordset(
    "lieferung zustellung anlieferung auslieferung nachlieferung ersatzlieferung abholung montage einbau rückruf "
    "versand austausch reparatur installation erstattung freischaltung liefertermin abholtermin montagetermin "
    "ersatztermin reparaturtermin"
)
ASKED_FOR = wordset("bitte erbeten gewünscht erwünscht möglich gestern kostenlos")
BY_MAIL = wordset("per postweg")
NOT_YOURS = wordset(
    "wahl möglichkeit gelegenheit frist besuch geduld zeit recht anspruch lust fragen anbei gern gerne monatlich "
    "unterschied hunger interesse"
)

EXTERNAL = wordset(
    "spedition gemeinde behörde finanzamt nachbarin kundin mieterin vermieterin krankenkasse telekom swisscom samsung "
    "bosch siemens miele lufthansa bahn netto rewe edeka sparkasse zoll system app software schornsteinfeger "
    "schornsteinfegerin bezirk amazon ebay paypal vodafone klarna kurier dhl dpd ups hermes gls lieferant hersteller "
    "airline vermieter nachmieter nachbar kunde kunden polizei gericht versicherung makler flug zug bus wetter "
    "ombudsmann post spediteur regierung mieter er ware's laut"
)
EXTERNAL |= wordset(
    "fähre schiff flugzeug straßenbahn anrufer anruferin kd käufer käuferin absender empfänger tochter sohn mutter "
    "vater eltern kind kinder gast gäste patient patientin teilnehmer anbieter provider google apple microsoft schule "
    "steuerberater notar"
)
EXTERNAL_ENDS = (
    "kunde",
    "kundin",
    "mieter",
    "mieterin",
    "nachbarin",
    "lieferant",
    "hersteller",
    "gesellschaft",
    "versicherung",
    "spedition",
    "behörde",
    "ministerium",
    "gericht",
    "paketdienst",
    "kurierdienst",
)
COMPANY = wordset(
    "haustechnik berater beraterin team mannschaft monteur monteurin techniker technikerin fahrer fahrerin "
    "kollege kollegin kollegen kolleginnen abteilung fachabteilung buchhaltung werkstatt lager technik praxis ärztin "
    "arzt filiale büro leitung mitarbeiter mitarbeiterin gutachter gutachterin reiseleiterin reiseleiter stadtwerke "
    "bürgeramt amt bank kundendienst hausmeister spätschicht frühschicht versand service vertrieb hotline support "
    "handwerker elektriker schreiner maler bote jemand chefin geschäftsführung verwaltung zentrale installateur "
    "meister lehrling azubi disponent disponentin sachbearbeiter sachbearbeiterin apotheke bibliothek rezeption diese "
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
# Names of trades and offices
ACTING_ENDS = (
    "er",
    "in",
    "ist",
    "eur",
    "euse",
    "ant",
    "ent",
    "innen",
    "leute",
    "kraft",
    "kräfte",
    "hilfe",
    "abteilung",
    "stelle",
    "labor",
    "küche",
    "kanzlei",
    "erei",
    "zentrum",
    "werke",
    "referat",
    "station",
    "trupp",
)
# What we do it with
TOOLS = wordset(
    "wagen lkw transporter system router server koffer fernseher drucker rechner zähler container newsletter"
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
# What begins a clause with a capital and names nobody
NO_NAMES = wordset(
    "übrigens zudem zusätzlich deutschland gerne selbstverständlich natürlich sicher klar dort dies man alle viele "
    "einige manche niemand keiner"
)
STATES = wordset(
    "da fertig behoben erledigt konto postfach zurückgebucht bereit vor wieder raus hinaus zu bei storniert "
    "abgeschlossen ersetzt repariert online hotel tür gebucht zurück ihnen verfügbar post weg freigeschaltet "
    "erstattet los sein klappt geklärt einsatzbereit abholbereit eingeplant vorgesehen geplant angesetzt terminiert "
    "rein überwiesen steht vorort"
)
REFLEXIVE = wordset("meldet kümmert schaut sieht setzt kümmern melden schauen setzen erkundigt bemüht")
NOT_DONE = wordset(
    "belastet abgebucht eingezogen abgestellt gemahnt gekündigt blockiert besetzt verreist verhindert ausgebucht "
    "belegt befristet begrenzt reserviert erkrankt beschäftigt gültig erhöht gesenkt verlängert gebeten benötigt "
    "gesperrt geschlossen berechnet gelöscht erhoben fällig verlängern gebraucht steigen gefallen sehen klug gut "
    "ehrlich vermissen schlau einziehen freuen werden angenommen abgelehnt ungültig begeistert schon teuer teurer "
    "kündigen bewerten eng besser schlechter regnen schneien"
)
DONE_ENDS = ("t", "en", "sein")
TAGS = wordset("ja ok okay oder gell passt recht einverstanden ne")

# What a clause may end with, parted from its verb
CLOSERS = wordset("an ab zu zurück ein um weiter aus mit heraus raus vorbei bescheid nach vor")

ARRANGED = wordset(
    "vorgesehen geplant terminiert eingetaktet eingetragen vorgemerkt bestellt eingeplant gebucht reserviert "
    "vereinbart angesetzt beauftragt"
)
# … and what is so already, when it is of a thing
SETTLED = wordset("angesetzt terminiert bestellt gebucht reserviert vereinbart vorgemerkt")
