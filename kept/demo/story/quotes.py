"""What would it cost: the order line's daily bread."""

from kept.demo.papers import pdf, photo, sheet
from kept.demo.script import answers, closes, fills_in, gives, notes, says, sorts, takes, talk

TALKS = [
    talk(
        "quotes", "halina",
        says("26 09:12", "Two-bed flat, Walkley to Meersbrook", """
            Hello,
            I am moving from Walkley Street (second floor, no lift) to Meersbrook Park Road (ground floor) and would like a
            price. It is a two-bed flat, mostly flat-pack, about forty boxes, one very heavy oak table that took three men to
            bring up. I can pack the boxes myself.
            Is a Saturday dearer than a weekday?
            Halina Wójcik"""),
        takes("+14m", "priya"),
        sorts("+1m", "priya", "question"),
        answers("+26m", "priya", """
            Good morning Halina,
            two porters and the Luton van for most of a day: £520 including VAT, with the oak table in mind (we bring straps
            and a third man for that one piece, at no extra cost). Saturday costs the same as any day; only the last Friday of
            a month is dearer, because everybody completes on it.
            Which Saturday would you like? I can hold {one:%-d %B} or {two:%-d %B} for you until Thursday."""),
        says("18:47", """
            Thank you for the quick answer! {two:%-d %B} please. And thank you for thinking of the table."""),
        sorts("+1 08:40", "priya", "order"),
        answers("+4m", "priya", """
            {two:%A} {two:%-d %B} is yours, arrival between 8 and 8.30. The confirmation is attached; nothing to pay until the
            day before.""", files=[pdf("Confirmation 2217.pdf", "Hillside Removals", "Walkley Street to Meersbrook Park Road",
                                       "Luton van, two porters, third man for one piece", "520.00 GBP incl. VAT")], closes=True),
        one="15 sat", two="22 sat",
    ),
    talk(
        "quotes", "desmond",
        says("25 21:38", "quote", """
            hi how much for man and van sheffield s11 to leeds ls6. one bedroom. 3rd floor to 1st. bike, bed, desk, sofa, tele,
            10 boxes maybe 12. any day next week"""),
        takes("24 08:31", "yusuf"),
        answers("08:39", "yusuf", """
            Hi Desmond,
            £285 with one man if you help carry, £365 with two and you hold the doors. Both include the fuel and up to five
            hours. Tuesday or Thursday are free. Does the sofa come apart, or did it go up in one piece?"""),
        says("12:04", "two men. thursday. sofa comes apart but I lost the allen key lol"),
        answers("12:20", "yusuf", """
            Two men, Thursday, from 9. We own every Allen key that was ever made. See you then!""", closes=True),
        sorts("+1m", "yusuf", "order"),
    ),
    talk(
        "quotes", "stanley",
        says("25 10:02", "Removal of one (1) upright piano", """
            Dear Sirs,
            I require one upright piano (Chappell, 1934, iron frame) taken from 8 Bole Hill Road to my granddaughter's school
            in Totley. There are four steps down to the pavement, no turn. Kindly state your charge, your insurance, and whether
            your men have moved a piano before.
            Yours faithfully,"""),
        takes("+40m", "priya"),
        answers("+35m", "priya", """
            Dear Mr Hobbs,
            £165, three men with a piano trolley and a ramp, on any weekday morning. It is insured with us for £5,000 while in
            our hands. Our foreman Marek has moved pianos for nineteen years; he asks whether the Chappell has its original
            castors, because then we would carry rather than roll it.
            Please let it stand a fortnight before it is tuned."""),
        says("+1 09:15", """
            Dear Miss Raman,
            The castors are original and squeak. I accept. Any morning but Wednesday, when I have the chiropodist.
            Yours sincerely,"""),
        sorts("+10m", "priya", "order"),
        answers("+2m", "priya", """
            Dear Mr Hobbs,
            then Thursday the {day:%-d} at 9.30, and it shall be carried. Marek will telephone when they set off.""", closes=True),
        day="9 thu",
    ),
    talk(
        "quotes", "eleanor",
        fills_in("24 20:15", """
            We're expecting, and would love to be in before the baby is! Three-bed terrace in Crookes to a four-bed in Dronfield. Can
            you give a rough idea before someone comes to look? We honestly don't know how much stuff we have. A lot.""",
            subject="Rough idea for a three-bed"),
        gives("23 08:35", "tunde", "priya"),
        answers("09:02", "priya", """
            Congratulations, Ellie!
            A three-bed terrace like yours is usually between £850 and £1,150: one big van, three people, one day. What moves it
            up is the loft, the shed and books. What moves it down is giving things away first.
            A video survey takes twenty minutes: you walk through the house with your telephone and open the cupboards, and nobody
            minds the mess. Would Thursday at 19.00 suit, when you are both home?"""),
        says("19:41", "Thursday at 7 is perfect. There is a loft. I'm so sorry about the loft. Ellie x"),
        answers("+1 08:44", "priya", "Booked for Thursday at 19.00; the link comes an hour before. Lofts are where the good stories are.", closes=True),
        sorts("+1m", "priya", "question"),
    ),
    talk(
        "quotes", "callum",
        says("21 22:51", "cheapest option", """
            mate whats the cheapest you can do. its literally a bed and a fridge. hillsborough to hillsborough"""),
        takes("20 08:33", "yusuf"),
        answers("+5m", "yusuf", """
            Literally a bed and a fridge: £60 if it can be any time on Tuesday, because the van passes you anyway. £95 at an hour
            of your choice."""),
        says("10:10", "tuesday any time. legend"),
        answers("+12m", "yusuf", "Tuesday it is. Switch the fridge off on Monday night, and keep it off for four hours after it arrives.", closes=True),
        sorts("+1m", "yusuf", "order"),
    ),
    talk(
        "quotes", "mei",
        says("18 15:44", "Student move with storage in between?", """
            Hi! I finish at the university in three weeks but my new flat is only free ten weeks later. I have 9 boxes, 1 suitcase, 1
            rice cooker, 1 bicycle. Can you keep them and how much is it for all? Some friends maybe also want. Thank you,
            May"""),
        takes("+20m", "priya"),
        answers("+15m", "priya", """
            Hi May,
            for students we have a price of their own: collection, storage for up to ten weeks and delivery within Sheffield for £129, up to
            12 boxes and a bicycle. If three friends join and we collect from one address, everybody pays £99.
            Please keep passport, laptop and rice cooker with you. You will want rice meanwhile."""),
        says("+1 17:09", "We are five now!! I send names tomorrow. You are right about the rice cooker."),
        answers("+1 08:58", "priya", "Five it is, £99 each. Send the names and I will send each of you a form with a box label."),
        says("+2 13:15", "Here are the names, and which are vegetarian (sorry, wrong list, but also names)",
             files=[sheet("names.csv", ("name", "boxes"), ("May Chen", 9), ("Yuki Tanabe", 7), ("Jasper Lindholm", 4),
                          ("Ananya R.", 11), ("Chloé D.", 6))]),
        answers("+25m", "priya", "Perfect. Labels go out this afternoon. We collect on {day:%A} {day:%-d %B}, from noon so that nobody needs an alarm.", closes=True),
        sorts("+1m", "priya", "order"),
        day=11,
    ),
    talk(
        "quotes", "amara",
        fills_in("17 12:20", "How far ahead must I book for a Friday at the end of the month? Solicitor will not give me a date."),
        takes("+25m", "yusuf"),
        answers("+8m", "yusuf", """
            Hello Amara,
            three weeks for a last Friday, one for any other day. But you can hold a date with us without paying: if completion
            slips we move it once for nothing, as long as we hear by noon the working day before. Shall I hold
            {friday:%A} the {friday:%-d} for you?"""),
        says("16:42", "Yes please, that is a weight off me."),
        answers("+1 08:36", "yusuf", "Held. Send me the two addresses whenever you have five minutes.", closes=True),
        sorts("+1m", "yusuf", "question"),
        friday="12 fri",
    ),
    talk(
        "quotes", "joan",
        says("16 14:00", "Do you take a budgerigar?", """
            I am going into Wostenholm House, one room. My son says a van is too much but I have my chair, my sewing machine, the
            small bookcase, pictures, and Gerald, who is a budgerigar. Would your men take him in the cab? He does not care for
            the dark."""),
        takes("+12m", "priya"),
        answers("+20m", "priya", """
            Dear Mrs Micklethwaite,
            a small van and two kind men: £140. By law we may not carry animals in the back, and Gerald would not like it; but our
            Zofia lives two streets from Wostenholm House and will gladly drive him there in her own car, with the heating on and
            the radio if he likes it. For that there is no charge.
            Which day is your room ready?"""),
        says("+1 10:25", """
            That is extremely kind. He likes Radio 3. The room is ready on {room:%A} {room:%-d %B}."""),
        notes("+20m", "priya", "Zofia, Gerald, Radio 3, {room:%A} the {room:%-d} at ten. I owe you a cake."),
        sorts("+1m", "priya", "order"),
        answers("+3m", "priya", "Then {room:%A} at ten. We hang the pictures where you point.", closes=True),
        room=11,
    ),
    talk(
        "quotes", "tamsin",
        says("13 16:20", "Can you match £640?", """
            Hello, another company have quoted £640 for my move (2-bed, S7 to S17) and yours was £735. I'd rather go with you, your
            man on the phone was lovely. Any chance?"""),
        takes("+10m", "priya"),
        answers("+30m", "priya", """
            Hello Tamsin,
            thank you for asking instead of just leaving. I can't do £640 with three people, and with two I would be promising you a day
            that ends at nine at night. What I can do: on one of our quiet days it is £690, the same three people.
            Do ask the other firm two things: is VAT in it, and are your things covered on the stairs or only in the van?"""),
        says("+1 09:47", "They said VAT is extra and 'the stairs are at owner's risk'. A quiet day with you please!"),
        sorts("+6m", "priya", "order"),
        answers("+2m", "priya", "{day:%A} {day:%-d %B} is a quiet one: 8.30, and the stairs are at our risk.", closes=True),
        day=6,
    ),
    talk(
        "quotes", "vikram",
        says("11 08:12", "Quote 2260: question about the cover", """
            The quote says £40 per item limit unless declared. I have an amplifier worth £3,200 and records worth more than I admit
            at home. How do I declare?"""),
        takes("+28m", "yusuf"),
        answers("+14m", "yusuf", """
            Hi Vikram,
            write me a list of everything worth more than £500 with its value; it costs 1.1 % of the sum, so about £60 for what you
            describe. Records are best declared as a collection with a number and a total. The list stays between us."""),
        says("20:03", "List attached. Please do not copy my wife.",
             files=[sheet("declared.csv", ("what", "value"), ("valve amplifier", 3200), ("records, 640 of them", 4100))]),
        answers("+1 08:45", "yusuf", "Declared and covered, £80.30. Your secret drives in its own crate.", closes=True),
        sorts("+1m", "yusuf", "advice"),
    ),
    talk(
        "quotes", "bronwen",
        fills_in("9 19:33", """
            Just a shed. It's full of tools, a kiln (yes a kiln, 90 kg), and I'd like it moved to Grenoside before the garden is
            dug. Do you do sheds?"""),
        takes("8 08:40", "priya"),
        answers("+15m", "priya", """
            Hello Bronwen,
            we do sheds. The kiln goes upright on a pallet with the shelves and the bricks of the door taken out: could you do that
            beforehand, and send a photo of its feet? £210 for the lot, half a day."""),
        says("12:12", "Here are its feet. They are not pretty.", files=[photo("kiln-feet.png", "555555", "a0522d", "888888")]),
        answers("+20m", "priya", "They are honest feet. {day:%A} at one o'clock?"),
        says("+1 07:50", "{day:%A} at one it is."),
        sorts("08:40", "priya", "order"),
        closes("+1m", "priya"),
        day=6,
    ),
]
