"""Quotes for what is far, heavy, or odd."""

from kept.demo.papers import photo, sheet
from kept.demo.script import answers, looks, notes, says, snoozes, sorts, takes, talk

TALKS = [
    talk(
        "quotes", "gareth",
        says("23 07:55", "Cardiff, and a loom", """
            Morning. Moving myself and a four-shaft floor loom from Nether Edge to Cardiff in about five weeks. The loom is 1.4 m
            wide and does dismantle but I'd rather it didn't. Doors here are 78 cm. What do you need from me?"""),
        takes("+50m", "yusuf"),
        answers("+20m", "yusuf", """
            Morning Gareth,
            a photo of the loom with something for scale, and the turn from its room to the front door. If the window of that
            room opens fully, a photo of that too: a 1.4 m loom does not forgive a 78 cm door, but it may like a window."""),
        says("17:20", "Photos attached. The window opens. I had not considered the window.",
             files=[photo("loom.png", "d8c7a0", "8a5a34", "cbb894"), photo("window.png", "bcd4e6", "f4f1e8", "7d8c6a")]),
        answers("+1 09:10", "yusuf", """
            The window it is. £1,140 to Cardiff, overnight stop included, with two extra hands for half an hour at each end for
            the loom, unassembled by nobody. I hold {go:%A} {go:%-d %B} for you for a week."""),
        says("+2 08:20", "Sold. My deposit went across this morning."),
        sorts("+45m", "yusuf", "order"),
        answers("+2m", "yusuf", "It has arrived, and so has the date in Marek's book, underlined, with a small drawing of a loom.", closes=True),
        go=34,
    ),
    talk(
        "quotes", "oluwaseun",
        says("22 13:26", "Quote request: 5-bed, Fulwood to Harrogate", """
            Good afternoon,

            We are relocating with three children and a large number of musical instruments (a drum kit, two cellos, an
            electric organ). Please provide an all-inclusive quote with full packing. The van must not come before 9.15 because of
            the school run, and must be gone by 15.00 from Fulwood as the buyers arrive.

            Best regards,
            Oluwaseun Adeyemi-Thompson"""),
        takes("+30m", "priya"),
        answers("+1 09:30", "priya", """
            Good morning,
            I have planned it as two days: packing on the {pack:%-d} from 9.30, loading on the {move:%-d} from 9.15 with five
            people and two vans, out of Fulwood by 14.00, unloading in Harrogate until about 18.30. With the cellos in hard cases
            that we bring, £2,480 including VAT. The list of what we have assumed is attached: please cross out what is wrong.""",
            files=[sheet("What we have assumed.csv", ("room", "things"), ("music room", "drum kit, 2 cellos, organ"),
                         ("bedrooms", "5 beds, 2 cots"), ("garage", "3 bicycles, workbench"))]),
        says("+1 16:02", """
            Only one cot now, the youngest has been promoted. Otherwise correct, accepted, and appreciated: you are the only firm
            that asked about the cellos."""),
        sorts("+1 08:50", "priya", "order"),
        answers("+5m", "priya", "Congratulations to the youngest. Both days are confirmed; the hard cases come with the packers.", closes=True),
        pack=29, move=30,
    ),
    talk(
        "quotes", "hugh",
        says("19 11:00", "Contents of the East Wing", """
            My late aunt's rooms at Dore Hall are to be cleared by the end of next month. There are about two hundred lots, some
            of them good. Part goes to auction in Leeds, part to three cousins who do not speak to one another, the rest to
            charity. I should want one firm and one person to deal with. Would you be that person?"""),
        takes("+1h", "ruth"),
        notes("+10m", "ruth", "I knew the aunt. I'll do this one myself; please pass me anything from Dore Hall."),
        answers("+40m", "ruth", """
            Dear Mr Cavendish-Ross,
            I would, and I am sorry for your loss: Miss Cavendish bought her Christmas trees from my father.
            I suggest that I come with my foreman for a morning, we number everything in your presence with four colours (Leeds, and
            the three cousins), and you have a list by the evening that each of them can be sent without the others' names on it.
            After that I can tell you the cost to the pound. Would {visit:%A} at ten suit?"""),
        says("15:31", "It would. Four colours is tactful. Mind the third stair."),
        answers("+1 09:00", "ruth", "Then {visit:%A} at ten. We shall mind the third stair."),
        says("+6 18:05", """
            Thank you for this morning. My cousin Philippa has already rung to ask which colour I gave myself. Please proceed."""),
        sorts("+1 08:55", "ruth", "order"),
        answers("+10m", "ruth", """
            Dear Mr Cavendish-Ross,
            the list is attached, with the auctioneer's references. Three days of four people, two journeys to Leeds, storage of the
            blue lots for a month while Mr Edmund finds a house: £3,960 in all. We begin on {begin:%A} {begin:%-d %B}.""",
            files=[sheet("Dore Hall, all lots.csv", ("lot", "what", "colour"), (1, "longcase clock, Thos. Lister, Halifax", "blue"),
                         (2, "pair of library steps", "green"), (3, "croquet set, incomplete", "red"), (4, "sideboard", "Leeds"))]),
        visit=8, begin=29,
    ),
    talk(
        "quotes", "raul",
        says("15 10:41", "Valencia to Sheffield, part load", """
            Good morning. I have six cubic metres in Valencia (furniture of my grandmother, no boxes) that should come to my flat in
            Kelham Island. There is no hurry. Do you bring part loads from Spain, and who makes the customs papers?"""),
        takes("+35m", "yusuf"),
        answers("+2h", "yusuf", """
            Good morning Raúl,
            we run to Spain about every five weeks, and six cubic metres fit in well: £1,480 from the street door in Valencia to the
            room in Kelham Island. Furniture inherited from family comes in free of duty; we prepare the form (C1421 is for those who
            move here, yours is C1422) and need a copy of the will or the notary's letter, and a list with a rough age."""),
        says("+2 09:15", "Very clear. The notary is slow, he is my cousin. I write when I have the paper."),
        snoozes("+30m", "yusuf", "in 4 09:00"),
    ),
    talk(
        "quotes", "zeynep",
        says("7 06:30", "From Izmir to Sheffield", """
            Hello, I start as a nurse at the Northern General in three months. I will have two suitcases and about 15 boxes that my
            father will send by a forwarder to Hull. Can you collect in Hull, keep them until I have a room, and bring them? I do
            not have an address yet, is it a problem?"""),
        takes("08:45", "yusuf"),
        answers("+25m", "yusuf", """
            Hello Zeynep,
            not a problem at all: we collect in Hull (£95), keep them for £12 a week, and bring them to your room for £45, whichever
            room it becomes. The forwarder must write our name and your telephone number on the papers. Welcome to Sheffield, early."""),
        says("+1 05:55", "Thank you so much. I was worried about this for weeks. I will write when the ship has a name."),
        looks("08:50", "yusuf"),
        snoozes("+5m", "yusuf", "in 20 09:00"),
    ),
]
