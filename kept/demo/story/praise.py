"""Thank you."""

from kept.demo.papers import photo
from kept.demo.script import answers, fills_in, gives, notes, says, sorts, takes, talk

TALKS = [
    talk(
        "moves", "desmond",
        says("18 17:31", "just saying", "three legs aside that was the easiest move of my life. the one with the moustache deserves a raise"),
        takes("+1 08:34", "zofia"),
        answers("+3m", "zofia", "The moustache has read it, and has left the message open on the office computer for all to see. Thank you, Desmond!", closes=True),
        sorts("+1m", "zofia", "praise"),
    ),
    talk(
        "moves", "agnes",
        says("23 14:00", "For the young men", """
            Dear Sirs, thirty-four years in one house and they carried it out in a morning as though each thing had been theirs. I had
            prepared myself for a sad day. I did not expect to laugh. There is a cake at the new address for whoever passes."""),
        gives("+20m", "zofia", "ruth"),
        answers("+30m", "ruth", "Dear Mrs Popplewell, I have read your letter to them at breakfast, and they pretended to have something in their eyes. We are passing on Friday. Ruth", closes=True),
        sorts("+1m", "ruth", "praise"),
    ),
    talk(
        "quotes", "tamsin",
        says("6 18:40", "For Priya", "You talked me out of the cheap one, and you were right: their van went past us with a mattress on the roof, in the rain. Ours had blankets. Thank you."),
        takes("+1 08:36", "priya"),
        answers("+2m", "priya", "This goes on the wall. I hope that the mattress found a home. Enjoy yours!", closes=True),
        sorts("+1m", "priya", "praise"),
    ),
    talk(
        "moves", "halina",
        says("5 08:12", "The table", "The table is in the kitchen, three men and one song in Polish. My mother wants to know who was the tenor. Dziękuję!", files=[photo("table.png", "a9743f", "e9dfcc", "7f5427")]),
        takes("+30m", "zofia"),
        answers("+5m", "zofia", "Tenor był nasz Andy, z Barnsley, który nauczył się tej piosenki ode mnie. Smacznego przy stole!", closes=True),
        sorts("+1m", "zofia", "praise"),
    ),
    talk(
        "moves", "stanley",
        says("3 11:05", "Appreciation, formal", """
            Dear Sirs,
            I wish to place on record (1) the punctuality, (2) the carrying, (3) the B flat. I have informed my bowls club, which numbers
            forty-one, most of whom will have to move somewhere sooner or later.
            Yours faithfully,"""),
        gives("+15m", "zofia", "ruth"),
        answers("+40m", "ruth", "Dear Mr Hobbs, it is on record, in three points, and framed. We should be honoured by the bowls club, later rather than sooner. Yours sincerely,", closes=True),
        sorts("+1m", "ruth", "praise"),
    ),
    talk(
        "quotes", "kofi",
        fills_in("3 19:50", "My mum needs a move next and she'll only have you lot. She says the tv man has nice manners. Can you ring her? She doesn't do email.", subject="my mum"),
        takes("2 08:32", "priya"),
        notes("+35m", "priya", "Rang Mrs Boateng, 35 minutes. Bungalow in Gleadless, end of next month, two freezers, strong views on wrapping. Survey in person next Thursday, bring the TV man."),
        answers("+3m", "priya", "We had a lovely half hour. The survey is next Thursday, and the TV man comes along. Thank you for sending her to us!", closes=True),
        sorts("+1m", "priya", "order"),
    ),
    talk(
        "moves", "bronwen",
        says("2 16:30", "Kiln's first firing", "No cracks! Enclosed: one picture of forty-one mugs. One of them has a van on it, for you, if someone's in Grenoside.", files=[photo("mugs.png", "d7c3a3", "5b7d87", "b5533c", "e9e1d2")]),
        takes("+15m", "zofia"),
        answers("+5m", "zofia", "Somebody will certainly be in Grenoside. It will be fought over. Thank you, Bronwen!"),
        sorts("+1m", "zofia", "praise"),
    ),
    talk(
        "moves", "siobhan",
        says("7 20:20", "Postcard by email", "From Galway: the kettle's on, the boxes are gone, my mother is telling everybody that she calmed the Irish Sea. If ye ever do weddings I'd have you for the chairs. S."),
        takes("+1 08:50", "zofia"),
        answers("+6m", "zofia", "We did chairs once, for 200, uphill. For you we would do it again. Love to your mother, and to the sea.", closes=True),
        sorts("+1m", "zofia", "praise"),
    ),
    talk(
        "claims", "fatima",
        says("3 13:30", "Thank you, and a question about Bev", "The sofa has become the whitest thing we own, so now the other one looks old. Does Bev also clean for normal people, for money?"),
        takes("+20m", "imogen"),
        answers("+8m", "imogen", "She does, £45 a sofa, and the dog is free. I've given her your number, if that is all right?"),
        says("14:40", "More than all right!"),
        sorts("+1m", "imogen", "praise"),
    ),
]
