"""What a word can be by its form: a verb of doing, in the present, going on or done. What is none stands in lists."""

from __future__ import annotations

from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.words import wordset

_VOWELS = frozenset("aeiouy")

# No verbs, or none with which something is done
SMALL = wordset(
    "a an the this that these those my your our his her its their some any no all both each every either neither i "
    "we you he she it they me us him them who whom whose which what when where why how there here and or but nor so "
    "yet if unless because though although while since as than then in on at by to of for from with without into "
    "onto over under up down out off about around round after before until till between among through via per like "
    "not never also too very just still only even again ever always often sometimes once twice soon later now today "
    "tonight tomorrow yesterday maybe perhaps please thanks sorry yes yep yeah nope ok okay well quite rather "
    "really already almost enough much many more most less least few several one two three four five six seven "
    "eight nine ten next last first second third other another same such own good fine happy glad sure free "
    "anything everything nothing something anyone everyone someone nobody anybody everybody somebody available able "
    "ready due late early back away home ahead new old full busy aware afraid certain confident grateful monday "
    "tuesday wednesday thursday friday saturday sunday morning afternoon evening noon night week month year hour "
    "whatever whenever whichever wherever whoever minute min hr mr mrs ms miss dr"
)
AUXILIARY = wordset(
    "am is are was were be been being do does did have has had can could may might must shall should will would "
    "ought need dare cannot ll ve re d s t"
)
# What one is, has, knows or feels; what begins and ends by itself
_STATES = wordset(
    "know think believe guess suppose imagine reckon assume presume expect hope wish want need like love hate "
    "prefer enjoy fear doubt wonder mean seem feel look sound appear remember forget recall regret miss mind care "
    "matter understand realise realize recognise recognize agree disagree appreciate value trust accept admit "
    "apologise apologize thank own owe belong contain include consist depend deserve exist cost weigh fit suit "
    "remain stay live work sleep rest wait struggle try aim tend use read see hear find notice spend last vary "
    "differ require lack concern involve equal resemble become say refer note enclose attach acknowledge sympathise "
    "sympathize welcome congratulate insist propose suggest recommend advise ask beg warn remind charge offer sell "
    "serve host celebrate turn operate cater teach train specialise specialize stock employ produce face manage "
    "lead head drive chair supervise oversee recover hit quit split spread bet cast burst experience cross pray "
    "cheer root learn study sit stand play sing dance marry go retire travel fly attend meet have intend plan "
    "dispute"
)
# What goes on by itself, unless it is done to something
_OPENINGS = wordset("close open finish end stop break shut run pass leave move change cover")
# Past forms that the present has not
_PAST = wordset(
    "was were had did went came got gave made said told took saw sent rang spoke wrote knew thought found left lost "
    "met paid kept held brought bought caught taught sought felt fell fought flew forgot broke began became bore "
    "blew built chose drew drank drove ate froze grew hung hid laid led lent lit meant rode rose ran sold shook "
    "shone shot showed shrank sang sank sat slept slid spent spun stood stole stuck struck swore swept swam swung "
    "threw understood woke wore won wound withdrew undertook mistook dealt heard redid undid rewrote reread "
    "overheard oversaw overtook forgave bit fed dug bent bled fled hurt wept tore spat stung sprang leapt dreamt "
    "learnt resold remade upheld reran rebuilt withheld overran foresaw"
)
# Participles that do not end in -ed
PARTICIPLES = wordset(
    "beaten bent bitten blown born borne bought bound bred broken brought built burnt cast caught chosen cut dealt "
    "done drawn driven dug eaten fed flown found forgiven frozen given gone ground grown hidden held hung kept laid "
    "led lent lit made mown overseen paid put redone rewritten rebuilt remade rerun resent rehung rung run seen "
    "sent set sewn shown shut sold sorted sought spent split spread spun sprung stuck struck swept sworn swung "
    "taken taught thrown told torn undone unwound withdrawn wound woven written"
)
_NO_DEEDS = SMALL | AUXILIARY | _STATES | _PAST | _OPENINGS
_ED_IN_PRESENT = wordset("need feed speed proceed exceed succeed embed shred shed wed bed breed bleed seed weed")
_LY_VERBS = wordset("apply supply resupply reply comply rely fly multiply tally rally ally")
# Nouns and other words in -ing
_NO_DOING = wordset(
    "morning evening nothing something anything everything during building meeting ceiling wedding being spring "
    "king thing things wing ring string sibling pudding clothing heating lighting plumbing parking housing shipping "
    "banking according following regarding concerning including excluding pending depending considering assuming "
    "owing barring notwithstanding outstanding missing existing remaining upcoming incoming outgoing ongoing"
)


def is_deed(low: str) -> bool:
    """Whether it can be a verb of doing in its base form."""
    if not low.isalpha() or len(low) < 2 or low in _NO_DEEDS:
        return False
    if low.endswith("ed"):
        return low in _ED_IN_PRESENT
    if low.endswith("ly"):
        return low in _LY_VERBS
    return not (is_ing(low) or low in PARTICIPLES - _BASE_TOO or low.endswith(("ness", "tion", "ment")))


_BASE_TOO = wordset("cut put set shut split spread run rerun cast")


def is_ing(low: str) -> bool:
    """“Hanging”, but not “bring”: before -ing stands a syllable."""
    return low.endswith("ing") and not _VOWELS.isdisjoint(low[:-3]) and low not in _NO_DOING


def is_idle_ing(low: str) -> bool:
    """“Hoping”, “needing”, “closing”."""
    return low in v.IDLE_ING or not is_ing(low) or any(stem in _STATES or stem in _OPENINGS for stem in _stems(low))


def is_opening_ing(low: str) -> bool:
    return any(stem in _OPENINGS for stem in _stems(low))


def is_opening(low: str) -> bool:
    return low in _OPENINGS


def _stems(low: str) -> tuple[str, str, str]:
    """Of “hoping” hop and hope, of “running” run."""
    return low[:-3], low[:-3] + "e", low[:-4]


def is_present(low: str) -> bool:
    """“Ships”, “carries”, “re-tests”: what he, she or it does."""
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return False
    return all(map(is_deed, _bases(low)))


def _bases(low: str) -> tuple[str, ...]:
    return (low[:-3] + "y",) if low.endswith("ies") else (low[:-1], low[:-2]) if low.endswith("es") else (low[:-1],)


def is_past(low: str) -> bool:
    """“Took”, “called”."""
    return low in _PAST or is_done(low)


def is_done(low: str) -> bool:
    """“Rekeyed”, “swept”."""
    return (low.endswith("ed") and len(low) > 3) or low in PARTICIPLES
