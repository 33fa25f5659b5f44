"""Things that wait in the depot on Penistone Road."""

from kept.demo.papers import photo, sheet
from kept.demo.script import answers, closes, fills_in, notes, says, snoozes, sorts, takes, talk

TALKS = [
    talk(
        "moves", "vikram",
        says("23 18:20", "Storage unit 14: humidity?", """
            Hi, I've read that the Don was high last night and that Penistone Road was "damp". My speakers are in your unit 14. Ground floor. I
            am not sleeping."""),
        takes("+1 08:34", "zofia"),
        answers("+16m", "zofia", """
            Hi Vikram, I've just been in unit 14 with a torch. The floor is dry, the meter says 47 %, your speakers are on a pallet, 20 cm up.
            The water stood 300 m further down the road, in the car park of the carpet shop. A picture from five minutes ago is attached.""",
            files=[photo("unit-14.png", "b0b4b8", "8a6f52", "6a6e72")]),
        says("09:05", "You photographed the hygrometer. I could kiss you. Is it possible to have that reading weekly?"),
        notes("+20m", "zofia", "He is not the first to ask. We have the logger already, it only never told anybody."),
        answers("+30m", "zofia", "Weekly, every Monday, to everybody who stores with us: good idea, and it begins next week with you."),
        says("+5 08:20", "48 %. I have slept for eight hours. Thank you."),
        closes("+20m", "zofia"),
        sorts("+1m", "zofia", "question"),
    ),
    talk(
        "quotes", "leila",
        fills_in("20 11:15", "How much is storage for the contents of one small room for two months, and can I get to it at weekends?", subject="Storage"),
        takes("+20m", "priya"),
        answers("+5m", "priya", "£58 a month for a small room's worth, first week free, and you can get to it on Saturdays from 9 to 1. Bring a cardigan."),
        says("13:00", "Sold. I own several cardigans."),
        closes("+30m", "priya"),
        sorts("+1m", "priya", "order"),
    ),
    talk(
        "moves", "siobhan",
        says("9 14:30", "One box out of storage", "Could someone fish out the box marked CHRISTMAS (I know, I know) and post it to Galway? There's a passport in it. Siobhán"),
        takes("+15m", "zofia"),
        notes("+50m", "zofia", "Passport was under the crib. Sent by courier, tracked, £11.40. I left the crib."),
        answers("+2m", "zofia", "Found under the crib, and on its way to Galway by courier: it arrives tomorrow before noon. £11.40, no hurry."),
        says("+1 11:32", "In my hand. You're a star in the east."),
        closes("+20m", "zofia"),
        sorts("+1m", "zofia", "request"),
    ),
    talk(
        "moves", "gareth",
        says("5 11:11", "Can the piano tuner come to the depot?", "My late aunt's upright is in your unit 6 until the spring. Would it be heard as an eccentricity if a tuner visited it?"),
        takes("+25m", "zofia"),
        answers("+15m", "zofia", "It would be heard with pleasure: Wednesday afternoons are quiet. Our night watchman asks whether there will be Chopin."),
        says("13:20", "There will be one waltz."),
        closes("+10m", "zofia"),
    ),
    talk(
        "moves", "raul",
        says("2 12:24", "Paying for storage from Spain", "Hello, my bank asks for a BIC and what is the 'purpose'. The purpose is my grandmother's sideboard. Raúl"),
        takes("+30m", "tunde"),
        answers("+10m", "tunde", "Hello Raúl, BIC and IBAN are at the foot of the invoice, small, sorry. As purpose just write 3318. The sideboard sends its regards.", closes=True),
        sorts("+1m", "tunde", "question"),
    ),
    talk(
        "moves", "delroy",
        says("6 22:04", "can i visit my drums", "is that a thing. they've been in there for months"),
        takes("5 08:42", "zofia"),
        answers("+3m", "zofia", "It is a thing: Saturday 9 to 1, ring at the side gate. Nobody lives within 200 metres."),
        says("09:30", "see you saturday. bring earplugs (for marek)"),
        closes("+10m", "zofia"),
    ),
    talk(
        "quotes", "caroline",
        says("4 20:10", "Storing my father's medals until I am back", "Something small after something big: could you keep one parcel in the office safe until my next visit? I don't want it on a plane yet."),
        takes("+1 08:50", "ruth"),
        answers("+10m", "ruth", "Dear Caroline, of course: it is in our safe, in your name, with a receipt in the post. There's nothing to pay for a parcel of that kind.", closes=True),
    ),
    talk(
        "moves", "mei",
        says("8 19:14", "Labels fell off", "Hello! Two labels fell off in the rain before your men came. The boxes are maybe 'May 4' and 'May 7', or they are Yuki's. Sorry! 🌧"),
        takes("+1 08:44", "zofia"),
        answers("+30m", "zofia", "Hello May, one smells of rice crackers and the other rattles like a go board. Whose is whose?"),
        says("10:12", "Crackers is me. Go is Yuki!! You are detectives."),
        closes("+5m", "zofia"),
    ),
    talk(
        "moves", "tamsin",
        says("3 09:30", "Access on bank holiday?", "Is the depot open on the bank holiday? I've put my hiking boots in storage the week before a hiking holiday, which tells you everything about me."),
        takes("+20m", "zofia"),
        answers("+4m", "zofia", "It's closed, but Andy lives opposite and will hand your boots over the gate at nine, if you ring him the evening before: number below.\n07700 900 349", closes=True),
        sorts("+1m", "zofia", "request"),
    ),
    talk(
        "moves", "sanna",
        says("5 08:15", "Inventory of my unit", "Hi, do you still have the list of what is in unit 22? My insurance in Finland wants it in a table, of course."),
        takes("+30m", "zofia"),
        answers("+10m", "zofia", "Here it is, in a table, of course.",
                files=[sheet("unit-22.csv", ("what", "number"), ("boxes", 31), ("sauna stove", 1), ("stones, boxes of", 4), ("skis, pairs", 3))]),
        sorts("+1m", "zofia", "request"),
    ),
    talk(
        "quotes", "nguyen",
        says("2 05:20", "Storage for ancestors' table", "Dear Hillside, if my room is late, may the altar table wait with you? It should not be in a dark place, and nothing should be on top. Minh Khai"),
        takes("08:50", "priya"),
        notes("+30m", "priya", "Tunde, could it stand in the front office by the window for a week or two? It is 70 kg of carved wood and I think it would suit us."),
        notes("+20m", "tunde", "By the window. I'll move the fern."),
        answers("+5m", "priya", "Dear Ms Minh Khai, it may stand in our front office, by the window, with nothing on it, as long as you need. There is no charge; it honours us."),
        snoozes("+2m", "priya", "in 5 09:00"),
    ),
]
