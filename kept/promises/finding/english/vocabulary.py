"""What is done: by us, by things, and to the customer; and what looks like it and is no deed."""

from __future__ import annotations

from collections.abc import Mapping

from kept.promises.finding.phrases import Phrases
from kept.promises.finding.words import wordset

MODALS = wordset("will shall")
ADVERBS = wordset(
    "also then now certainly definitely still just personally both all of course gladly happily surely therefore "
    "again soon quickly immediately simply even each too obviously naturally kindly honestly really absolutely "
    "straight hereby then's ever first probably hopefully maybe perhaps possibly usually normally generally always "
    "typically only never not no longer likely uh um er eh"
)
# What is arranged for the customer, and is so
HIS_EVENTS = wordset("appointment table room slot booking reservation seat seats flight place stay tickets")
# What is announced with a time and without a verb
ANNOUNCED = wordset("delivery redelivery collection callback installation fitting pickup date")
# What one is rather than does
STATIVE = wordset(
    "vary need want know mean seem matter depend cost hurt regret love hate like think believe remain become help "
    "decide require expect hope try wish feel understand"
)
# What I or we will do that is no promise
IDLE_VERBS = wordset(
    "need want require admit bet assume guess say miss remember wait await understand love hate hope take never "
    "know try think believe wish wonder regret see leave consider struggle like prefer prepare's suppose expect "
    "appreciate start begin put close cherish treasure enjoy look's eat die rest stop mean doubt fail forget lose "
    "rue own cover carry speak talk drink raise accept charge bill debit deduct"
)
# … unless these words follow
BUSY_PHRASES: Mapping[str, frozenset[str]] = {
    "see": wordset("to that whether about you if who what when where how"),
    "raise": wordset("it this that the your a"),
    "accept": wordset("it the"),
    "leave": wordset("it them a the it's word"),
    "know": wordset("more by"),
    "put": wordset("you it one the a your in on them together something aside through"),
    "take": wordset("care a another it over up your them the you his her off"),
    "start": wordset("on work with at the"),
    "begin": wordset("on work with at the"),
    "look": wordset("into at after for over"),
    "close": wordset("it the your on this"),
    "carry": wordset("out"),
    "cover": wordset("the your that all any"),
    "want": frozenset(),
    "try": wordset("again another"),
    "speak": wordset("to with"),
    "talk": wordset("to with"),
}
IDLE_PHRASES = Phrases(
    "make every effort",
    "make an effort",
    "go out of our way",
    "cross that bridge",
    "get my coat",
    "hand over to",
    "be brief",
    "check twice",
    "see what happens",
    "look forward",
    "see what i can do",
    "see what we can do",
    "see each other",
    "see you in",
    "put it this way",
    "put it like",
    "take that as",
    "take your word",
    "take it from",
    "take it that",
    "take the blame",
    "take up to",
    "have to",
    "have no",
    "have a think",
    "do my best",
    "do our best",
    "do what i can",
    "do what we can",
    "do everything in",
    "do everything we can",
    "do everything i can",
    "do all we can",
    "do all i can",
    "tell you a secret",
    "tell you what",
    "tell you the same",
    "be honest",
    "leave a bit",
    "leave it there",
    "leave it to",
    "leave it at",
    "leave it up",
    "raise a glass",
    "let you down",
    "let my",
    "let you go",
    "do better",
    "see how it",
    "see how we",
    "see how things",
    "let you get",
    "let you decide",
    "give you that",
    "give you this much",
    "give you that much",
    "close this for now",
    "do everything",
    "text you from",
    "make no promises",
    "keep my fingers",
    "keep our fingers",
    "go home",
    "see you soon",
    "see you around",
    "grant you",
    "need a copy",
    "need a photo",
)
# I won't …
STAYING_WITH_IT = Phrases(
    *(f"let {what} {how}" for what in ("it", "this") for how in ("drop", "rest", "lie")), "rest until"
)
# I'll be …
BEING_PHRASES = Phrases(
    "in touch",
    "in contact",
    "in the post",
    "there",
    "with you",
    "round",
    "around at",
    "around by",
    "over",
    "at your",
    "at yours",
    "at the gate",
    "at the door",
    "at his",
    "on site",
    "on your doorstep",
    "back to",
    "back online",
    "back up",
    "up and running",
    "up there",
    "down there",
    "over there",
    "up to you",
    "up at",
    "back with you",
    "back in touch",
    "back on to you",
    "back at yours",
    "right back",
    "along",
    "outside",
    "finished",
    "done",
    "through to you",
    "down",
    "sure to",
    "wi you",
    "out there",
    "out to",
    "out with",
    "out at",
    "right for",
)
READY = Phrases("with", "back in your", "back on your", "back with")
THERE = Phrases("there", "round", "with you", "at your", "at yours", "on your", "on site", "round at", "back with")
ARRIVING = wordset("reach arrive land hit clear appear")
EVENTS = wordset("delivery appointment slot collection visit survey installation service fitting booking")
IDLE_ING = wordset(
    "waiting thinking hoping looking wearing running needing going having being expecting wondering working adding "
    "reporting closing trying aiming planning asking getting's charging missing considering wanting enjoying "
    "struggling using attending exhibiting"
)
# What things will do: reach, or have done to them
THING_VERBS = wordset(
    "clear arrive come reach follow ship reflect land go get leave run drop start begin send show appear hit take"
)
# What a thing does, too, that nobody does for us
THINGS_DO = THING_VERBS | wordset(
    "affect apply cause allow enable let make give show help save replace include increase reduce improve change "
    "determine decide charge fine bill"
)
THING_PHRASES: Mapping[str, frozenset[str]] = {
    "go": wordset("out on to by in at live off up through back"),
    "run": frozenset(),
    "take": wordset("place effect"),
    "get": wordset("to there done sorted fixed sent"),
    "start": frozenset(),
    "begin": frozenset(),
    "send": frozenset(),
    "drop": wordset("through"),
}
DONE = wordset(
    "delivered waived couriered sent dispatched posted shipped refunded credited repaired fixed replaced restored "
    "reactivated activated answered resolved processed emailed mailed issued transferred collected picked installed "
    "fitted mended filled emptied completed finished done sorted reviewed decided made returned reversed lifted "
    "corrected updated applied ported moved rebooked contacted called phoned rung notified informed reimbursed "
    "cleared rehung repainted painted ready back there here with yours online live up outside looked dealt "
    "exchanged swapped tuned cut cleaned reissued resent redelivered upgraded reconnected connected switched gone "
    "forwarded passed handled reopened rescheduled investigated examined checked assessed approved cancelled "
    "canceled released unlocked unblocked inspected visited met paid texted round home ironed stitched rebuilt "
    "treated removed taken serviced sitting waiting settled present seen handed published patched merged deployed "
    "put reset booked swept written provided supplied read's flown driven brought given built shown drawn"
)
NOT_DONE = wordset(
    "recorded considered discontinued debited deducted suspended terminated expired limited shocked pleased amazed "
    "delighted surprised disappointed forced delayed interested located used allowed supposed expected blocked "
    "disabled asked charged required needed closed shut found encrypted stored kept shared erased forfeited lost "
    "taxed fined penalised appreciated remembered rewarded restricted frozen downgraded locked missed noted valued "
    "respected withheld retained published demolished monitored logged scanned treated rejected deleted interrupted "
    "insured held due available billed"
)
IN_PLACE = {
    "in": wordset("your the our touch today's tonight's tomorrow's"),
    "on": wordset("your its the our site"),
    "at": wordset("your the yours"),
    "out": wordset("to with for by on today tomorrow"),
    "over": wordset("to at by"),
    "off": frozenset(),
}
# What somebody of ours does to the customer, whatever he is called
CONTACTS = wordset("call ring phone text email write contact speak talk notify update inform telephone message")
# What comes or goes by itself, as far as the customer sees
SHIPS, LEAVES = wordset("ships follows lands"), wordset("shipping going dispatching arriving")
MOVES = wordset("arrives comes ships follows leaves lands goes gets")
# What you will get from us
YOUR_VERBS = wordset("hear receive get have see be")
YOUR_PROOF = wordset(
    "refund credit money payment email e answer reply response call confirmation letter link voucher copy update "
    "report itinerary invoice text message news replacement word"
)
YOUR_STATES = wordset(
    "refunded contacted called notified updated informed reimbursed credited rung phoned emailed getting receiving "
    "hearing back sent moved seen paid compensated able online reconnected rebooked"
)
PAPERS = wordset(
    "statement letter email invoice report confirmation receipt copy summary certificate contract quote quotation "
    "estimate form label update breakdown schedule response reply answer refund replacement credit list paperwork "
    "itinerary agreement proposal voucher"
)
NOT_YOURS = wordset("to until time used received enough right options everything access")
LET_ME_VERBS = wordset(
    "check look find ask get run speak talk chase verify investigate sort confirm see dig have go follow consult "
    "call ring phone text email clarify double discuss research raise escalate take"
)
LET_ME_TALK: Mapping[str, frozenset[str]] = {
    "see": wordset("what if whether when who how where"),
    "have": wordset("a it someone somebody"),
    "go": wordset("and through check ask"),
    "get": wordset("back someone somebody a that this it the on in my"),
    "take": wordset("a another this it care"),
}
BASE_VERBS = wordset(
    "ring call phone text email e mail send post ship deliver collect fetch bring come go get give let keep drop "
    "write update report check chase ask speak talk find look see fix repair replace refund credit reimburse pay "
    "issue book rebook arrange organise organize sort handle deal raise escalate pass forward transfer confirm "
    "notify inform contact reach respond reply answer return visit pop pick put hold reserve order exchange swap "
    "install fit mend measure finish complete make take do have be work review process investigate examine amend "
    "correct cancel waive reset restore push deploy ping message circle follow tell show meet start begin load "
    "unload pack move store remove clean cut fill open reopen unlock lift release hand add extend knock throw shoot "
    "fax attend telephone try monitor carry revert publish switch arrive land drive walk rebuild circulate supply "
    "resubmit grab pull whip swing nip courier run draft prepare compile print sign schedule clear settle explain "
    "stop wait guide share dispatch provide submit set loop dig action bleed service flush drain test paint adjust "
    "tighten assess diagnose reissue reprint"
)
PRESENT = wordset(
    "arrives comes ships follows leaves lands calls rings phones delivers visits meets collects goes picks gets "
    "starts brings fetches drops sends texts emails returns reports replies answers checks installs fits repairs "
    "looks takes handles reviews"
)
# Of these, what somebody is about to receive
HANDING_OVER = wordset(
    "sending shipping reshipping posting mailing emailing bringing refunding crediting reimbursing waiving "
    "couriering issuing"
)
PASSING_ON = wordset("passing forwarding handing escalating transferring")
REGARDS = wordset("thanks regards wishes condolences congratulations")
SENT_OFF = wordset("sending shipping posting returning couriering")
TO_WHOM, BY_WHAT = wordset("to over onto back on"), wordset("by via to over back")
# What a thing does that is on its way
MOVING = wordset("going coming arriving leaving landing shipping dispatching reshipping moving heading")
ONWARD = wordset("out off in us")
TAKES = wordset(
    "saves gets makes helps gives earns brings keeps leads is are was takes costs closes opens starts begins ends "
    "means requires needs has does goes works"
)
COMING_OUT = wordset("going coming heading arriving")
WORKS_OF_OURS = wordset("work works repair repairs job installation fitting delivery renovation cleaning service")
AMENDS = wordset("apology apologies thanks explanation favour favor")
FAREWELLS = wordset("see thank bless help meet miss told promise")
UNDOING, ON_THE_WAY = wordset("removing reversing"), wordset("separately under by")
MAKING_GOOD = wordset("reshipping refunding crediting reimbursing waiving bringing")
CONTACTING = wordset("calling ringing phoning emailing writing texting checking")
OF_WHAT = wordset("about regarding because concerning to in on with from")
# “Remember to …”, which names nobody
FINITE = wordset("am are is has have can could must need needs will shall would")
ASKED_TO = wordset(
    "remember need want try going happy ready due able nothing something time please how what where when which who "
    "as feel forget wish hope aim plan hoping trying looking welcome thanks note sorry delighted pleased lovely "
    "great good glad keen eager excited honoured proud nice plenty reason chance deadline lots ways hard free "
    "likely unable easy best make be ask up down customers tenants guests everyone anyone somebody someone"
)
