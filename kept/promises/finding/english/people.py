"""Who it is that promises: us, somebody of ours, the customer, others; and what only looks like a name."""

from __future__ import annotations

from kept.promises.finding.english import spelling
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.words import wordset

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
YOUR_OWN = wordset("bank insurer employer provider gp doctor school carrier accountant lawyer mp")
INDEFINITE = wordset("nothing none nobody all any every each most some many no their his her anything")
DEFINITE = wordset("the both your our this that these those my its")
ARTICLES = wordset("a an one two three another")
TITLES = wordset("mr mrs ms dr miss prof sir madam nurse")
PRONOUN_SUBJECTS = wordset("i we you he she it they that this there")
# Capital letters that begin no name
COMMON_CAPITALS = (
    spelling.COMMON
    | COMPANY
    | v.ADVERBS
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
