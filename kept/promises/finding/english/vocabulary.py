"""The words by which English promises are told from what only looks like one."""

from __future__ import annotations

from collections.abc import Mapping

from kept.promises.finding.phrases import Phrases
from kept.promises.finding.words import wordset

_PRONOUNS = [
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "that",
    "this",
    "there",
    "who",
    "what",
    "someone",
    "somebody",
    "nobody",
    "everybody",
    "one",
    "everything",
]
_PRONOUNS += ["tech", "engineer", "crew", "driver", "hedge", "bag", "lads", "team", "parcel", "order", "refund", "here"]
_ENDINGS = {"'ll": ("will",), "'re": ("are",), "'m": ("am",), "'ve": ("have",), "'d": ("would",), "'s": ("is",)}
PARTS: Mapping[str, tuple[str, ...]] = {
    **{pronoun + ending: (pronoun, *rest) for pronoun in _PRONOUNS for ending, rest in _ENDINGS.items()},
    **{
        verb + "n't": (verb, "not")
        for verb in [
            "do",
            "does",
            "did",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "would",
            "could",
            "should",
            "must",
            "need",
        ]
    },
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "'s"),
    "somebody'll": ("somebody", "will"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youll": ("you", "will"),
    "theyll": ("they", "will"),
    "itll": ("it", "will"),
    "wel": ("we", "will"),
    "weve": ("we", "have"),
    "youre": ("you", "are"),
    "theyre": ("they", "are"),
    "hes": ("he", "is"),
    "shes": ("she", "is"),
    **{f"{verb}nt": (verb, "not") for verb in ["do", "does", "did", "is", "was", "could", "would", "should"]},
    "gonna": ("going", "to"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "imma": ("i", "will"),
    "gotcha": ("got", "you"),
    "u": ("you",),
    "ur": ("your",),
    "wil": ("will",),
    "ll": ("will",),
    "tmrw": ("tomorrow",),
    "tmr": ("tomorrow",),
    **dict.fromkeys(("tomoz", "tmw", "tomo", "2moro"), ("tomorrow",)),
    "tomorow": ("tomorrow",),
    "tommorow": ("tomorrow",),
    "tommorrow": ("tomorrow",),
    "tomoro": ("tomorrow",),
    "tues": ("tuesday",),
    "tonite": ("tonight",),
    "n": ("and",),
    "wi": ("with",),
    "gie": ("give",),
    "ye": ("you",),
    "definately": ("definitely",),
    "recieve": ("receive",),
    "thursady": ("thursday",),
    "wendesday": ("wednesday",),
    "wensday": ("wednesday",),
}

COMMON = wordset(
    "the a an and to of in is are was you your we our i it that this for on with be have has will would can could "
    "not no if when at by from they he she us me my but or so as do does did there here what who how please thanks "
    "thank let tomorrow today by's yes ok sorry hi hello going get call ring back should shall just been them their "
    "its monday tuesday wednesday thursday friday saturday sunday am pm sure before after until than all any out up"
)
MODALS = wordset("will shall")
ADVERBS = wordset(
    "also then now certainly definitely still just personally both all of course gladly happily surely therefore "
    "again soon quickly immediately simply even each too obviously naturally kindly honestly really absolutely "
    "straight hereby then's ever first probably hopefully maybe perhaps possibly usually normally generally always "
    "typically only never not no longer likely uh um er eh"
)
NEGATIONS = wordset("not never no")
HEDGES = wordset(
    "probably hopefully maybe perhaps possibly usually normally generally always typically only likely ever often "
    "sometimes"
)

# Whose word it is
EXTERNAL = wordset(
    "tesco asda aldi lidl walmart costco barclays hsbc natwest lloyds santander citibank stripe netflix spotify "
    "samsung sony bosch siemens dell hp lenovo auspost startrack aramex bluedart delhivery dtdc purolator yodel "
    "parcelforce tnt swisscom telstra optus airtel jio telekom verizon comcast airbnb expedia ryanair easyjet "
    "lufthansa qantas client clients amazon ebay paypal google apple microsoft vodafone klarna visa mastercard "
    "ofcom ofgem hmrc openreach ikea post courier couriers dhl dpd ups hermes evri fedex gls usps supplier "
    "suppliers manufacturer manufacturers maker airline airlines council hotel insurer insurers insurance ombudsman "
    "landlord agent police debit customer customers neighbour neighbor wife husband solicitor court government "
    "committee mayor weather sun train bus buses tram plane boat course concert exhibition show film flight flights "
    "ferry user users app button price prices rates taxes tax regulator law passengers residents buyers buyer "
    "vendor vendors hospital guests pensioners tenants election tour contractor's beneficiary's treasury embassies "
    "mum mom mother dad father parent parents nobody anyone anybody everyone mail publisher importer interest road "
    "sale rain snow host"
)
COMPANY = wordset(
    "team teams crew crews engineer engineers technician technicians tech techs driver drivers colleague colleagues "
    "department departments office manager managers supervisor boss lads men man fitter fitters plumber electrician "
    "carpenter nurse doctor dentist practice warehouse depot support billing rep guide guides surveyor foreman "
    "mechanic reception receptionist radiology pharmacy officer inspector staff desk folks guys contractors squad "
    "installer installers specialist specialists agents advisor adviser someone somebody people shift library "
    "locksmith painter workshop bakery buyer's dispatch logistics accounts finance hq management cleaner cleaners "
    "movers packers gardener ops devs developers clerk undersigned legal maintenance housekeeping member network "
    "sales service services level tanker tankers coach consultant lawyer branch surgery secretary sister matron "
    "midwife pharmacist chef courier's steward worker caseworker handler assessor adjuster auditor trainer "
    "instructor teacher plasterer roofer builder glazier joiner tiler decorator waiter porter valet concierge "
    "butler chauffeur tradie tradies sparky handyman janitor caretaker operator supervisors bookkeeper controller "
    "planner scheduler dispatcher estimator programmer analyst editor designer tailor optician vet hygienist "
    "therapist stylist"
)
# Things, and people who are none of ours, in spite of their ending
_NO_AGENTS = EXTERNAL | wordset(
    "order number letter offer computer printer voucher paper water cover power tower meter boiler heater cooker "
    "charger adapter adaptor cylinder counter router server monitor door floor error motor color folder sticker "
    "trailer freezer mixer dryer drier washer toaster filter shower radiator transfer quarter weather matter corner "
    "corridor ladder timber answer layer rubber silver copper leather sender reader scanner speaker projector "
    "elevator escalator generator refrigerator ventilator container carrier ferry flyer cleaner burner timer roller "
    "locker drawer poster banner ruler marker buffer tracker hanger header register mirror razor sensor detector "
    "compressor reactor sector factor doctor's visitor tutor's author competitor creditor debtor investor donor "
    "owner employer user lender seller tenant guest other another brother sister mother father daughter partner "
    "member never over under after summer winter dinner supper chapter centre center theatre theater newsletter "
    "reminder remainder cluster thermometer list artist's twist mist wrist waist human man's fan van plan loan pan "
    "scan gran span clan ban shampoo passenger trader reorder border tender finger shoulder manner fever river "
    "butter pepper sugar jumper slipper trouser sweater"
)
_AGENTS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "eer")


def is_agent(low: str) -> bool:
    """“Decorator”, “arborists”, “barman”: somebody called after what he does."""
    one = low.removesuffix("s")
    return len(one) > 4 and one.endswith(_AGENTS) and one not in _NO_AGENTS and low not in _NO_AGENTS


UNNAMED = wordset("someone somebody")
GENERIC_HEADS = wordset("orders claims refunds deliveries bills bins engineers customers repairs items goods")
CUSTOMERS = wordset("him her them mr mrs ms miss customer the cust client")
TIME_NOUNS = wordset("today tomorrow tonight noon monday tuesday wednesday thursday friday saturday sunday week")
# What is arranged for the customer, and is so
HIS_EVENTS = wordset("appointment table room slot booking reservation seat seats flight place stay tickets")
# What is announced with a time and without a verb
ANNOUNCED = wordset("delivery redelivery collection callback installation fitting pickup date")
# What one is rather than does
STATIVE = wordset(
    "vary need want know mean seem matter depend cost hurt regret love hate like think believe remain become help "
    "decide require expect hope try wish feel understand"
)
YOUR_OWN = wordset("bank insurer employer provider gp doctor school carrier accountant lawyer mp")
INDEFINITE = wordset("nothing none nobody all any every each most some many no their his her anything")
DEFINITE = wordset("the both your our this that these those my its")
ARTICLES = wordset("a an one two three another")
TITLES = wordset("mr mrs ms dr miss prof sir madam nurse")

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

# They say that …
SAYS = wordset(
    "says say said told tells tell promised promises promise mentioned mentions wrote writes thinks think thought "
    "hopes hope meant means believe believes believed guess guessed doubt doubts expects expect expected wish "
    "wished suppose claimed reckon reckons confirm confirms confirmed assure assures assured guarantee guarantees "
    "guaranteed agreed sure confident heard hear understand understood imagine bet saying announced stated states "
    "warns warned know"
)
ASSERTS = wordset("hear promise confirm guarantee assure sure confident say promised ensure tell know assured")
ASKING = wordset(
    "see know check ask asked tell told hear find sure out wonder doubt say decide confirm ask's asking even as"
)
WONDERING = wordset("whether if how why where what when who which unless lest")
_CUSTOMERS_CONDITIONS = (
    "once you",
    "once your",
    "after you",
    "when you",
    "until you",
    "as soon as you",
    "the moment you",
    "once we receive",
    "once we have received",
    "once we have your",
    "as soon as we receive",
    "as soon as we have your",
    "as soon as we have received",
    "after we receive",
    "when we receive",
    "upon receipt",
    "on receipt",
)
_LATER_CONDITIONS = (
    "in case",
    "in the event",
    "as long as",
    "so long as",
    "subject to",
    "on condition",
    "only when",
    "only if",
    "provided",
    "providing",
    "depending",
    "assuming",
)
# When it is sure to come about, and no condition
COMING = Phrases(
    *(
        f"when you {come}"
        for come in ("arrive", "get here", "get home", "get in", "check in", "come in", "land", "collect")
    )
)
# What depends on the customer, on what may follow the promise, and on what may come before it
CUSTOMERS_CONDITIONS = Phrases(*_CUSTOMERS_CONDITIONS)
LATER_CONDITIONS = Phrases(*_CUSTOMERS_CONDITIONS, *_LATER_CONDITIONS)
CONDITIONS = Phrases(
    *_CUSTOMERS_CONDITIONS,
    *_LATER_CONDITIONS,
    "if",
    "supposing",
    "whenever",
    "the sooner",
    "all being well",
    "had i",
    "had we",
    "were it",
    "should you",
    "should the",
    "should it",
    "should there",
    "should that",
    "should this",
    "should any",
    "should your",
)
# An “if” with these is none
_NEEDS = ("nothing else", "necessary", "need be", "needed", "required", "only to", "anything changes")
MANNERS = Phrases(*_NEEDS)
AGREED = Phrases(*_NEEDS, "that is ok", "that is okay", "that is alright", "that is all right", "i have to stay")
# What makes a guess, a habit or a hope of the rest
GUESSES = Phrases(
    "with luck",
    "with any luck",
    "with a bit of luck",
    "god willing",
    "weather permitting",
    "time permitting",
    "in theory",
    "in an ideal world",
    "ideally",
    "fingers crossed",
    "all going well",
    "a chance",
    "is possible",
    "is likely",
    "is unlikely",
    "hope is",
    "guess is",
    "aim is",
    "plan is",
    "not certain",
    "not sure",
    "next time",
    "in future",
    "in the future",
    "from now on",
    "once payment",
    "after payment",
    "in my dreams",
    "at this rate",
    "apparently",
    "supposedly",
)
WISHES = Phrases("love to tell", "love to say", "like to tell", "like to say", "wish i could", "wish we could")
SAID_TO_DO = Phrases("what we will do", "what i will do")
# What comes to pass first, and is no condition
EVENTUALLY = Phrases("when", "once", "as soon as", "after", "the minute", "the moment", "as", "by the time")
BY_ACCOUNT = Phrases("according to")
CUSTOMERS_TURN = wordset(
    "reply pop come send write call ring drop let bring click tell use answer sign fill return upload forward text "
    "email show visit contact ask take"
)
TAGS = wordset("ok okay alright right yes yeah deal")
# A question of its own after the promise
ASKED_BACK = Phrases(
    *(
        f"{verb} {who}"
        for verb in ("can", "could", "would", "do", "did", "have", "are", "will")
        for who in ("you", "u")
    ),
    *(f"{verb} {who}" for verb in ("can", "could", "shall", "may") for who in ("i", "we")),
)
TAG_PHRASES = Phrases(
    "is that",
    "is it",
    "does that",
    "does it",
    "all right",
    "that ok",
    "sound good",
    "will that",
)

# Where a clause ends without a comma
SUBORDINATORS = wordset("provided providing assuming if because unless although though whereas since")
PRONOUN_SUBJECTS = wordset("i we you he she it they that this there")
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
# Capital letters that begin no name
COMMON_CAPITALS = (
    COMMON
    | COMPANY
    | ADVERBS
    | EXTERNAL
    | wordset(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december english german power water service refund repairs gas broadband "
        "internet results line good news bad great dear rest assured also next last once after before then help "
        "more others assistance either neither righto cheers quick heads short understood absolutely apologies "
        "greetings here there having replacement payment delivery confirmation tracking everything nothing somebody "
        "someone tech patch fix order orders contractors technician engineers christmas easter first second third "
        "further kindly please regarding as of to in for with by from about unfortunately hopefully luckily two "
        "three four five six our your my their his her work works installation building boarding passports bins "
        "taxes interest fees storage rooms time nope yep yes hand pinky"
    )
)
WORKS = wordset("business works repairs")
