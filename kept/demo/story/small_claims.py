"""Small things broken, and people who say so kindly."""

from kept.demo.papers import pdf, photo
from kept.demo.script import answers, closes, fills_in, notes, says, sorts, takes, talk

TALKS = [
    talk(
        "claims", "desmond",
        says("17 19:22", "bed", "youve left me 1 bed leg short. im on 3 legs and a biscuit tin"),
        takes("16 08:34", "imogen"),
        sorts("+1m", "imogen", "complaint"),
        notes("+9m", "imogen", "Zofia, could you look under the passenger seat of van 3? That is where bed legs go."),
        notes("+40m", "zofia", "Behind the seat, with two pencils and a satsuma."),
        answers("+4m", "imogen", """
            Desmond, your leg is found and apologises. Kieran drives to Leeds tomorrow and will bring it by at about 11. Please keep
            the biscuits: those are our fault too, so there will be new ones."""),
        says("+1 11:40", "got the leg AND biscuits. top service, the bed says thanks"),
        closes("+20m", "imogen"),
    ),
    talk(
        "claims", "leila",
        fills_in("15 14:26", "My mirror arrived in many pieces. Seven years of bad luck, or do you insure that too?",
                 subject="Mirror", files=[photo("mirror.png", "c8d4dc", "eef2f4", "9fb0ba", "c8d4dc")]),
        takes("+15m", "imogen"),
        sorts("+1m", "imogen", "complaint"),
        answers("+20m", "imogen", """
            Dear Leila,
            I'm sorry: the mirror is covered, the seven years are at our expense. Do you remember roughly what it cost and where it is
            from? If they still make it, I would rather send you the same one than a cheque."""),
        says("18:03", "£85, from the shop on Abbeydale Road, they have two left. Oval, brass."),
        answers("+1 10:15", "imogen", "They have one left now: it is on our counter, and comes to you on Friday, carried upright by two people.", closes=True),
    ),
    talk(
        "claims", "graham",
        says("14 08:59", "INVOICE 4471 - DISPUTED", """
            Your van stood in my drive from 8.10 to 9.00 doing nothing because YOUR second man was late. I have been charged for seven
            hours. I will pay for six. I have it on the doorbell camera."""),
        takes("+30m", "imogen"),
        notes("+10m", "imogen", "He is right, Kieran's bus. The sheet says 8.55."),
        sorts("+1m", "imogen", "complaint"),
        answers("+12m", "imogen", """
            Dear Mr Sowerby,
            you are right: our second man arrived at 8.55, and you should never have been charged for waiting for us. The new invoice is
            for six hours and attached; please throw the old one away. I'm sorry that you had to write.""",
            files=[pdf("Invoice 4471-B.pdf", "Hillside Removals", "Six hours, two porters, one van", "372.00 GBP incl. VAT")]),
        says("11:15", "Paid. Didn't expect that, to be fair. Lads were good once they'd started."),
        closes("+10m", "imogen"),
    ),
    talk(
        "claims", "jasper",
        says("10 23:12", "my plant", """
            this is maybe stupid but Gudrun (monstera, 1.80 m) arrived with a broken main leaf and i've had her since school. i don't
            know what i want from you tbh"""),
        takes("9 08:50", "imogen"),
        answers("+25m", "imogen", """
            Hi Jasper,
            not stupid. I asked my mother, who knows: cut below the broken node, put the cutting in water, and Gudrun gets a daughter.
            A voucher for a pot and good soil is on its way to you. And I've told the crew that plants taller than a person ride
            standing, strapped at the pot."""),
        says("13:37", "ok that's actually really nice. her daughter will be called Imogen"),
        answers("+20m", "imogen", "I have never been so honoured by a plant.", closes=True),
        sorts("+1m", "imogen", "complaint"),
    ),
    talk(
        "claims", "agnes",
        says("22 10:30", "The kettle", """
            I am writing about the kettle. It was on the hob when the men came and it is not in any box. It is only a kettle but it
            whistles in two notes."""),
        takes("+15m", "imogen"),
        answers("+10m", "imogen", "Dear Mrs Popplewell, I shall not rest. Did it have a lid of its own, or one from another kettle?"),
        says("14:12", "Its own, with a black knob. Vera across the road says that young men leave kettles on hobs."),
        notes("+30m", "zofia", "Rang the new people. It is on the hob. It was never packed. They say it is a lovely whistle."),
        answers("+12m", "imogen", """
            Dear Mrs Popplewell,
            Vera knows young men. It stood on the hob all the time; the new family had grown fond of it, but give it back. Marek lives
            round the corner and brings it to you this evening, in the front seat."""),
        says("+1 09:30", "It is home and has whistled. Both notes."),
        closes("+20m", "imogen"),
        sorts("+1m", "imogen", "complaint"),
    ),
    talk(
        "claims", "pete",
        says("21 12:10", "Two left gloves?!", """
            Not a real complaint but one of your lads took my right gardening glove and left his. Size XL. I have hands like a pianist.
            Swap back whenever someone's passing. Pete"""),
        takes("+30m", "imogen"),
        notes("+15m", "marek", "Size XL right hand is Big Andy. He says he thought it had shrunk."),
        answers("+5m", "imogen", "Big Andy confesses. He passes on Thursday, with your glove and a bar of chocolate as ransom.", closes=True),
        says("+3 18:20", "Glove exchanged at the gate like spies. Chocolate shared. All square."),
        closes("+1 08:35", "imogen"),
    ),
    talk(
        "claims", "callum",
        says("11 13:50", "fridge makes noise", "since the move the fridge hums like a bee. did you drop it. be honest"),
        takes("+25m", "imogen"),
        answers("+10m", "imogen", """
            Honestly: not that anybody knows, and I asked both. Most fridges hum after a move when they stand a little crooked. Put a
            glass of water on top: if the water is not level, turn the front feet. If it still hums tomorrow, we send somebody."""),
        says("+1 08:15", "it was crooked. fridge is fine. i am the bee"),
        closes("+20m", "imogen"),
    ),
    talk(
        "claims", "tamsin",
        says("5 15:10", "Small thing: lampshade", "The blue lampshade has a dent. It is £12 of lampshade. I only mention it because you said to mention everything."),
        takes("+20m", "imogen"),
        sorts("+1m", "imogen", "complaint"),
        answers("+5m", "imogen", "We did say so, and meant it. £12 are on their way to the card you paid with. Thank you for the rest of your kind note to Priya."),
        says("+1 09:20", "That was quicker than buying the lampshade."),
    ),
    talk(
        "claims", "dean",
        says("16 11:20", "Scuffed stairwell, 40 Norfolk Row", """
            Hi both

            Managing agent says the communal stairwell at Norfolk Row got scuffed by "a removals firm" on the 3rd. Was that you lot? They
            want £400 for repainting a whole flight which seems rich.

            Cheers
            Dean"""),
        takes("+45m", "imogen"),
        notes("+30m", "zofia", "We were at 44 that day, not 40. Tracker attached to the sheet. There was another firm's lorry at 40, I have it on the dashcam."),
        answers("+10m", "imogen", """
            Hi Dean,
            not us this time: on the 3rd we were at number 44 (van tracker), and somebody else's lorry stood at number 40 from ten to two.
            I can send the agent the picture. And for what it is worth, £400 would paint both sides of the stairs and the ceiling."""),
        says("12:58", "Ha. Picture would be great. Cheers for digging"),
        answers("+5m", "imogen", "Here it is.", files=[photo("norfolk-row.png", "8c99a5", "40474f", "c0c7cd")], closes=True),
    ),
    talk(
        "claims", "lucy",
        says("18 21:15", "cot screws", "no screws for the cot!! baby currently in drawer. (nice drawer. lined.) help"),
        takes("17 08:31", "imogen"),
        notes("+5m", "zofia", "Screws are taped inside the headboard, left side, in a freezer bag. Always."),
        answers("+2m", "imogen", "Lucy, look inside the headboard, left side: there should be a freezer bag taped to it. If not, I am at your door with a screwdriver in 30 minutes."),
        says("08:52", "FOUND. baby promoted from drawer. you are angels"),
        closes("+5m", "imogen"),
    ),
]
