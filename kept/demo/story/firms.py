"""Offices, schools, agents and galleries: customers who are firms."""

from kept.demo.papers import pdf, photo, sheet
from kept.demo.script import answers, closes, gives, hands, notes, out_of_office, says, snoozes, sorts, takes, talk

TALKS = [
    talk(
        "quotes", "sunita",
        says("22 10:05", "Office move: 42 desks, one weekend", """
            Hello,

            Kelham Software is moving from Neepsend to the third floor of Globe Works: 42 sit-stand desks, a small server rack, a kitchen, and
            a table football table on which the company runs. Out on a Friday from 16.00, working again on Monday at 9.00. Building
            insurance needs a method statement. Joel (cc) owns everything with a cable.

            Kind regards,
            Sunita""", cc=["Joel Marchetti <joel@kelhamsoftware.example>"]),
        takes("+15m", "priya"),
        sorts("+1m", "priya", "order"),
        answers("+1h", "priya", """
            Hello Sunita, hello Joel,
            gladly. I'd like to walk both floors with our foreman; it takes an hour. Three questions beforehand: does the lift at Globe Works
            take a sit-stand desk in one piece (180 x 80), who may switch off the rack, and is the table football table assembled for life?
            The weekend of {friday:%-d %B} is free."""),
        says("14:48", "Joel here. 1: yes, diagonally. 2: me, only me, nobody else, ever. 3: it is bolted to a sheet of MDF and to our hearts.", by="joel"),
        answers("+20m", "priya", "Thank you, Joel: only you, ever, is in the plan in bold. Would {visit:%A} at 14.00 suit for the walk?"),
        says("15:31", "{visit:%A} at 14.00 works. Floor plan of the new office attached, desks are numbered clockwise from the window.",
             files=[pdf("Globe Works L3 plan.pdf", "Globe Works, level 3", "Desks 1-42 clockwise from the window")]),
        notes("+3 16:20", "priya", "Walked it with Marek. 4 people Friday evening, 6 on Saturday, 2 on Sunday for the desks. Lift must be booked with the building from 17.00. Price £3,850."),
        answers("+15m", "priya", """
            Dear both,
            thank you for the tour. The method statement, the insurance certificate and the quotation are attached: £3,850 plus VAT, ten people
            over three days, every desk back at its number with its screens connected, and tested with Joel on Sunday at 15.00.""",
            files=[pdf("Method statement.pdf", "Hillside Removals: method statement", "Kelham Software Ltd, Neepsend to Globe Works"),
                   pdf("Insurance certificate.pdf", "Public liability: 5,000,000 GBP"),
                   sheet("Who is where.csv", ("day", "people"), ("Friday", 4), ("Saturday", 6), ("Sunday", 2))]),
        says("+2 09:33", "The board has said yes, and the landlord has said 'gosh, a method statement'. PO 80117. Please go ahead."),
        answers("+20m", "priya", "Confirmed, with thanks. Crates arrive ten days before, forty-two labelled bags for cables with them.", closes=True),
        visit=3, friday="28 fri",
    ),
    talk(
        "moves", "harriet",
        says("4 09:30", "Keys for 22 Kerwin Road", """
            Good morning,

            Please note that keys for the above are with our Ecclesall Road branch, not Hunters Bar, until further notice. Apologies for
            the confusion on Friday."""),
        takes("+20m", "zofia"),
        answers("+10m", "zofia", "Good morning Harriet, noted for all crews. No harm done on Friday: the walk was short and there was a bakery.", closes=True),
    ),
    talk(
        "moves", "dean",
        says("12 14:02", "Void clearance x 3 this week?", """
            Hi

            Three flats to empty before Friday, all small, all on the ground floor: 2 Wostenholm, 17a Wostenholm, 88 Machon Bank. Sofa, bed, bits.
            Nothing to keep except a filing cabinet at 88. Can you?

            Dean"""),
        takes("+10m", "zofia"),
        answers("+25m", "zofia", "Hi Dean, Wednesday, all three in one go: £540 with tipping. Where shall the filing cabinet live?"),
        says("15:10", "Brilliant. Back of our office, there's a gap where the last one was."),
        notes("+1 16:30", "zofia", "All three done. The cabinet at 88 has a cat's vaccination card in it, sent along in an envelope."),
        answers("+5m", "zofia", "Done by half past three; keys are through your letter box, the cabinet is in its gap.", closes=True),
        sorts("+1m", "zofia", "order"),
    ),
    talk(
        "quotes", "winifred",
        says("19 08:50", "Science block: moving during half-term", """
            Good morning,

            The Academy intends to relocate two laboratories during half-term. The chemicals will be handled by a licensed contractor. We
            require a price for benches, cupboards, 64 stools and one skeleton.

            Kind regards,
            Winifred Obi"""),
        takes("+20m", "priya"),
        answers("+1h", "priya", "Good morning Ms Obi, £1,120 for two days of four people, everyone with an enhanced DBS certificate. Is the skeleton on a stand, and has it a name for the label?"),
        says("+1 08:15", "It is on wheels, and is called Mr Bannister, after a former head teacher who asked for it. Purchase order attached.",
             files=[pdf("PO NMA-2281.pdf", "Northmoor Academy", "Purchase order 2281", "1,120.00 GBP")]),
        answers("+30m", "priya", "Thank you. Mr Bannister shall travel upright, in the cab of the second van, with his seat belt on.", closes=True),
        sorts("+1m", "priya", "order"),
    ),
    talk(
        "quotes", "ravi",
        says("1 11:45", "Invoice 4402", "Hello, please could you resend invoice 4402 with our VAT number on it (GB 555 0142 33)? The auditor is sitting next to me. Accounts, Peak Dental"),
        takes("+6m", "tunde"),
        answers("+4m", "tunde", "Hello Ravi, attached, with the number. Greetings to the auditor.", files=[pdf("Invoice 4402.pdf", "Peak Dental Practice", "VAT GB 555 0142 33", "618.00 GBP")], closes=True),
        sorts("+1m", "tunde", "request"),
    ),
    talk(
        "moves", "ravi",
        says("3 15:05", "Dentist's chair", "We've bought a second-hand treatment chair in Rotherham: 210 kg, hydraulic, no wheels, first floor at our end. Before I sign for it, is this realistic?"),
        takes("+15m", "zofia"),
        answers("+45m", "zofia", "Realistic with a stair climber and four people, £340, if the stairs are straight and 85 cm wide. Are they?"),
        says("16:20", "86. I've just measured with a dental mirror, don't ask."),
        answers("+10m", "zofia", "Then do sign. Any Wednesday afternoon; please let the seller drain the oil.", closes=True),
        sorts("+1m", "zofia", "question"),
    ),
    talk(
        "quotes", "finlay",
        says("20 06:40", "roaster", "need the old roaster moved from kelham to the new unit at attercliffe. its 420kg and she's called brenda. when you next quiet?"),
        gives("08:35", "tunde", "yusuf"),
        answers("+20m", "yusuf", "Tuesday at seven, before your customers wake. £280 with the pallet truck and two people Brenda can trust. Has she cooled by then?"),
        says("09:40", "she'll be stone cold. brew on the house"),
        closes("+5m", "yusuf"),
        sorts("+1m", "yusuf", "order"),
    ),
    talk(
        "moves", "finlay",
        says("16 12:44", "BRENDA LIVES", "first batch out of her at the new place. smells like heaven. tell the lads theres a bag each with their name on", files=[photo("brenda.png", "3b2a20", "b5651d", "1e1e1e")]),
        takes("+20m", "zofia"),
        answers("+3m", "zofia", "The whole yard is lifting its mugs to Brenda. Thank you!", closes=True),
        sorts("+1m", "zofia", "praise"),
    ),
    talk(
        "quotes", "university",
        says("5 11:20", "New starters: the next cohort", """
            Dear Hillside team,

            We expect eleven international colleagues to arrive over the coming ten weeks and would like to refer them to one
            provider. Could you offer a fixed price list for airport collection, storage up to four weeks, and delivery within S1 to S11?

            International Staff Office"""),
        takes("+30m", "yusuf"),
        notes("+20m", "yusuf", "Ruth, worth a proper price. Eleven people, and each of them will move again within two years."),
        notes("+1h", "ruth", "Ten per cent off everything, and one name they can write to. That's you, if you want it."),
        answers("+1 10:10", "yusuf", """
            Dear colleagues,
            the list is attached and holds for half a year. I am the one person for all eleven: they may write in English, Arabic, German or
            Polish, and we will find the rest. May I send each of them a welcome note with what to bring by hand?""",
            files=[sheet("Prices for new starters.csv", ("what", "GBP"), ("collection Manchester airport", 290), ("storage, week", 11), ("delivery S1-S11", 45))]),
        out_of_office("+1m", "Thank you for your message. The office is closed for the staff development day and will reply tomorrow."),
        says("+2 14:20", "This is exactly what we needed, and the welcome note is a lovely idea. We have put your address in the handbook."),
        closes("+20m", "yusuf"),
        sorts("+1m", "yusuf", "order"),
    ),
    talk(
        "quotes", "restorer",
        says("1 16:00", "My account of this month", "Dear Imogen, dear Tunde, one dresser door, one frame corner. The table leg I make as a present because it was interesting. Aurelio",
             files=[pdf("Conti 118.pdf", "Conti Restoration", "Door 180.00", "Frame 240.00", "Leg 0.00")]),
        takes("+20m", "tunde"),
        answers("+15m", "tunde", "Dear Aurelio, paid this minute, and the leg with a bottle of what you like on Friday.", closes=True),
        sorts("+1m", "tunde", "request"),
    ),
    talk(
        "moves", "elspeth",
        says("21 10:40", "Hanging help for the private view", "Could I borrow two of your people who own a spirit level and don't talk about art, on the afternoon before the view? E."),
        takes("+10m", "zofia"),
        answers("+8m", "zofia", "Kieran and Andy, from two o'clock, £90. Both own a level. Andy may say 'nice'."),
        says("11:20", "'Nice' is permitted once per painting."),
        closes("+5m", "zofia"),
        sorts("+1m", "zofia", "order"),
    ),
    talk(
        "moves", "joel",
        says("2 09:14", "Rack: photos of the cabling before", "As promised, before photos for Sunday. If anyone touches the orange cable I will know. Joel",
             files=[photo("rack-front.png", "15181c", "2b6cb0", "15181c"), photo("rack-back.png", "15181c", "e07b00", "2b2f36")]),
        hands("+15m", "yusuf", "crew"),
        takes("+5m", "zofia"),
        answers("+5m", "zofia", "Printed, laminated, and hung on the rack, with an arrow at the orange one: ONLY JOEL, EVER."),
        says("10:02", "I feel seen."),
        snoozes("+5m", "zofia", "in 3 08:00"),
    ),
    talk(
        "quotes", "dean",
        says("7 09:25", "Rate for regular clearances", "Hi, we do about five voids a month now. Any chance of a set price so I can stop emailing you every time? Dean"),
        takes("+30m", "priya"),
        answers("+2h", "priya", "Hi Dean, £170 a flat for anything up to one van, next working day if you book before noon, tipping included. One line by mail is enough: address, keys, what stays."),
        says("+1 11:15", "That'll do very nicely. Deal"),
        sorts("+1m", "priya", "order"),
    ),
    talk(
        "quotes", "winifred",
        says("5 12:25", "Certificates for the half-term crew", "Good afternoon, could you let us have the DBS numbers of the four colleagues by Monday for our register? Winifred Obi"),
        takes("+30m", "priya"),
        notes("+5m", "priya", "Tunde, numbers for Marek, Kieran, Andy and Bev please. Not by mail: she has the portal."),
        answers("+1h", "priya", "Good afternoon Ms Obi, they have been entered in your portal rather than sent by mail, so that they stay with you."),
        sorts("+1m", "priya", "request"),
    ),
]
