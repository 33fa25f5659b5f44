"""Boxes, tape and blankets: small orders."""

from kept.demo.papers import pdf
from kept.demo.script import answers, closes, fills_in, looks, notes, says, sorts, takes, talk

TALKS = [
    talk(
        "quotes", "eleanor",
        says("15 12:02", "More boxes", "Twenty more boxes please. I have met the loft. Ellie"),
        takes("+10m", "priya"),
        answers("+4m", "priya", "They come tomorrow, with a headlamp on loan.", closes=True),
        sorts("+1m", "priya", "order"),
    ),
    talk(
        "quotes", "halina",
        says("23 11:30", "Wardrobe boxes", "Hello, are the wardrobe boxes (with the rail) to buy or to borrow? I need four for one day. Halina"),
        takes("+15m", "priya"),
        answers("+5m", "priya", "To borrow, and free with a move: the crew brings four, you hang the clothes in, they hang out again at the other end.", closes=True),
        sorts("+1m", "priya", "question"),
    ),
    talk(
        "quotes", "jean",
        says("8 18:02", "Les cartons à vin", "The cartons came, very good. Only seven, not eight, but I drank the difference. All is well."),
        takes("+1 08:40", "yusuf"),
        answers("+5m", "yusuf", "We admire your way of solving problems. The eighth comes today all the same.", closes=True),
    ),
    talk(
        "quotes", "boxmaker",
        says("4 09:00", "Price change on double-wall from the 1st", """
            Hi Tunde,

            Heads up, paper's gone up again so double-wall goes from £1.62 to £1.71 from the 1st. If you order the usual 2,000 before
            then I'll hold the old price. Also we're trialling a tape without plastic, I'll pop two rolls in.

            Denise"""),
        takes("+20m", "tunde"),
        answers("+25m", "tunde", "Hi Denise, thank you for the warning: 2,000 at the old price, please, to Penistone Road, and the two rolls for Marek, who has views on tape."),
        says("11:14", "Done, Tuesday before noon. Views on tape welcome!"),
        closes("+5m", "tunde"),
        sorts("+1m", "tunde", "order"),
    ),
    talk(
        "quotes", "agnes",
        says("26 11:11", "Tissue paper", "Could the young man bring the proper tissue for glasses, not newspaper? Newspaper comes off on the crystal and then I look at old football."),
        takes("+20m", "priya"),
        answers("+3m", "priya", "Dear Mrs Popplewell, acid-free tissue, two reams, no football.", closes=True),
        sorts("+1m", "priya", "request"),
    ),
    talk(
        "quotes", "mei",
        says("13 18:30", "Box for a bicycle?", "Hi, it's May! Does my bicycle need a box or is it ok as it is (it has a basket and a duck)?"),
        takes("+1 08:52", "priya"),
        answers("+6m", "priya", "It is ok as it is; we wrap the chain. The duck should ride with you.", closes=True),
        sorts("+1m", "priya", "question"),
    ),
    talk(
        "quotes", "martin",
        says("21 14:08", "90 small boxes received, 11 remain", "As forecast by my wife there are boxes left over. May they be returned for credit? They are unused and moderately resentful."),
        takes("+15m", "yusuf"),
        answers("+10m", "yusuf", "They may: £1.20 each, so £13.20 on your final invoice. We shall comfort them.", closes=True),
        sorts("+1m", "yusuf", "request"),
    ),
    talk(
        "quotes", "aisha",
        fills_in("4 22:40", "do you sell the big blue tape. the other one doesnt stick to anything including itself"),
        takes("3 08:33", "yusuf"),
        answers("+3m", "yusuf", "£2.50 a roll at the counter, or three for £6 on Friday's van. It sticks to everything, including you: scissors, not teeth."),
        says("09:00", "3. too late re teeth"),
        closes("+5m", "yusuf"),
        sorts("+1m", "yusuf", "order"),
    ),
    talk(
        "quotes", "elspeth",
        says("7 10:15", "Crates for the fair", "Priya, could I have a price for eleven picture crates, the foam-lined ones, largest 140 x 110? Returned to you after the fair. E."),
        takes("+15m", "priya"),
        answers("+1h", "priya", "Hire is £14 a crate and week, so £308 for two weeks, cleaned and numbered. The quotation is attached, with the corner of lot 22 in mind: new foam in all of them.",
                files=[pdf("Quotation crates.pdf", "Drummond Galleries", "11 foam-lined crates, two weeks", "308.00 GBP excl. VAT")]),
        says("+1 12:30", "Ordered. New foam is a graceful apology."),
        sorts("+1m", "priya", "order"),
    ),
    talk(
        "quotes", "bjork",
        says("2 10:20", "Blankets", "Do you rent blankets without movers? I have friends with backs, but no blankets. Þórunn"),
        takes("+30m", "priya"),
        answers("+5m", "priya", "We do: twenty blankets for a weekend are £15, and straps are free, for the friends' backs.", closes=True),
        sorts("+1m", "priya", "order"),
    ),
    talk(
        "quotes", "nadia",
        says("17 16:16", "Are your boxes new or used?", "Both is fine. I only ask because of a cat with asthma."),
        takes("+10m", "yusuf"),
        answers("+10m", "yusuf", "Both, and for the cat we pick new ones: no dust, no stranger's cat. Same price. What is the name, for the label?"),
        says("17:01", "Ferdinand. Thank you, he is very moved, as it were."),
        closes("+5m", "yusuf"),
        looks("+1m", "yusuf"),
        sorts("+1m", "yusuf", "order"),
    ),
    talk(
        "quotes", "finlay",
        says("3 07:02", "empties", "got about 40 of your boxes in the roastery from last time, all good nick. want em back or shall the cafe cat keep em"),
        takes("+1h", "yusuf"),
        notes("+5m", "yusuf", "Kieran passes there on Thursday with an empty van."),
        answers("+2m", "yusuf", "We'd love them back: Thursday about ten, and £20 off your next invoice. The cat keeps one of her choice.", closes=True),
    ),
]
