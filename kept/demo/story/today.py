"""The last hours before one looks: what has just come in, what waits, what is half written."""

from kept.demo.papers import photo
from kept.demo.script import answers, drafts, fills_in, gives, hands, looks, notes, says, sorts, takes, talk

TALKS = [
    talk(
        "claims", "eleanor",
        says("-25h", "The nursery boxes are NOT here", """
            I am writing this sitting on the stairs. The four boxes marked NURSERY are not in this house. I've opened everything. The baby is due in
            nine days and her things, all of them, the blanket my gran knitted, are in those boxes. I rang at three and was told that somebody
            would ring back. Nobody rang back.

            I trusted you because you were kind about the loft. Where are they?

            Ellie Whitcombe"""),
        sorts("+15m", "tunde", "complaint"),
        hands("+1m", "tunde", "claims"),
        says("-160m", "It's the next day. Still nothing. I don't want to be that person but I haven't slept, and I am telling everybody in my antenatal group. E."),
        looks("-100m", "marek"),
        notes("-95m", "marek", "Four boxes with a yellow label NURSERY are in the cage at the depot, they were on the second sheet and the second sheet stayed on the dashboard. I can bring them in an hour. Who rings her? I am not allowed to write to customers and I think she should hear it from somebody now."),
    ),
    talk(
        "quotes", "hugh",
        says("-300m", "Dore Hall: a fourth cousin", """
            Dear Mrs Marlow,
            a fourth cousin has emerged, from New Zealand, with a claim on the croquet set (incomplete). Have you a fifth colour?
            In some embarrassment,"""),
        takes("-290m", "ruth"),
        drafts("-280m", "ruth", "Dear Mr Cavendish-Ross,\nwe have yellow. I would suggest that lot 3 stays where it is until"),
    ),
    talk(
        "claims", "elspeth",
        says("-215m", "The fair: insurance values", "Ruth, before I sign: our insurer wants your cover confirmed at £240,000 for the transport to the fair, in writing, by you. Could I have it this week? Elspeth"),
        gives("-200m", "imogen", "ruth"),
        sorts("-199m", "imogen", "request"),
        notes("-198m", "imogen", "She asked for you by name. Our policy goes to 250,000 per vehicle since January, certificate is in the blue folder."),
    ),
    talk(
        "quotes", "rosalind",
        says("-185m", "A friend of mine needs you", """
            Hello all,
            my friend Maureen (72, newly widowed, far too proud) has to leave a four-bedroom house in Totley by the end of next month. I've told
            her about box 17. May I bring her in for a cup of tea, so that it isn't "a survey"? Roz"""),
        takes("-170m", "priya"),
        answers("-150m", "priya", "Dear Roz, please do. Thursday or Friday at eleven, in the front office, with the good cups; Marek will happen to be there. It isn't a survey at all."),
        sorts("-149m", "priya", "question"),
    ),
    talk(
        "quotes", "amara",
        fills_in("-140m", "Hello, Amara again. We finally completed!! Can I pay the balance by card on the phone, or is there a link? Also my sister wants a quote, 1-bed, S8 to S2.", subject="Balance, and my sister"),
    ),
    talk(
        "quotes", "bjork",
        says("-125m", "One horse trailer", "Hello again! Do you know somebody who moves horses, living ones? You seem to know everybody. Þórunn"),
    ),
    talk(
        "moves", "delroy",
        says("-110m", "gig tonight", "drums out of storage by 6 today, can i just turn up?? band is freaking"),
        takes("-100m", "zofia"),
        answers("-97m", "zofia", "Turn up from four at the side gate: Andy has them on a trolley. What are you playing?"),
        says("-60m", "two tone. andy is on the guest list"),
    ),
    talk(
        "moves", "oluwaseun",
        says("-88m", "Timing for Harrogate", """
            Good day,

            The school in Harrogate has offered to take the children from 8.00 on both days. Might the packers therefore begin at 8.00 rather
            than at 9.30?

            Best regards,
            Oluwaseun"""),
        hands("-80m", "tunde", "crew"),
    ),
    talk(
        "moves", "omar",
        says("-75m", "شكر وملاحظة صغيرة", "السلام عليكم، كل شيء وصل سليمًا والحمد لله. فقط طاولة صغيرة بقيت في الشاحنة على ما أظن. بارك الله فيكم. عمر",
             files=[photo("table.png", "8b6b4a", "d9c7a8", "5d452d")]),
        takes("-66m", "yusuf"),
        drafts("-62m", "yusuf", "وعليكم السلام أخي عمر،\nالحمد لله على السلامة. وجدنا الطاولة، وسنوصلها"),
    ),
    talk(
        "claims", "graham",
        says("-52m", "Wheelie bin", "Your van reversed over my wheelie bin this morning. Doorbell camera again. To be fair he got out and said sorry to the bin. I'd like a new bin."),
        sorts("-40m", "imogen", "complaint"),
        takes("-39m", "imogen"),
    ),
    talk(
        "quotes", "priscilla",
        says("-35m", "Recommendation for Singapore families", "Hi Zofia and team, three families from our school are moving to Yorkshire soon and I've told them all about the mattresses. Whom should they write to? Priscilla"),
        takes("-31m", "priya"),
        answers("-26m", "priya", "", later="in 1 08:00", html="""<p>Dear Priscilla,</p><p></p><p>how kind of you. They may write to me at this address, best with:</p><ul><li><p>the <strong>day</strong> they hope to move,</p></li><li><p>both addresses, and on which floor they are,</p></li><li><p>whatever is heavier than a mattress.</p></li></ul><p></p><p>Each of them gets ten boxes with our compliments, and so do you.</p>"""),
    ),
    talk(
        "moves", "winifred",
        says("-24m", "Mr Bannister", "Good afternoon, the skeleton has been moved by the sixth form to the staff room and is wearing my coat. Please do not be alarmed on the day. W. Obi"),
    ),
    talk(
        "moves", "wes",
        says("-9m", "outside", "i'm at the depot w/ the goose. is anyone in"),
    ),
]
