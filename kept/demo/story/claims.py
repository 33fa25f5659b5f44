"""Broken, lost, late: the claims desk, and how it is made right."""

from kept.demo.papers import pdf, photo
from kept.demo.script import answers, closes, gives, hands, notes, says, snoozes, sorts, takes, talk

TALKS = [
    talk(
        "claims", "margaret",
        says("24 09:05", "Damage to a dresser, move of last Thursday", """
            Dear Sir or Madam,
            your men were courteous and quick, and I was sorry to find on Sunday that the left door of my Welsh dresser has split
            from top to bottom. It was my grandmother's and came through two wars. I did not notice on the day because the dust
            sheet was over it. I enclose two photographs my neighbour took.
            I do not want money for it. I want the door as it was.""",
            files=[photo("dresser.png", "6b4423", "8a5a34", "5a3a20"), photo("split.png", "8a5a34", "d8b890", "8a5a34")]),
        takes("+20m", "imogen"),
        sorts("+1m", "imogen", "complaint"),
        answers("+35m", "imogen", """
            Dear Mrs Ollerenshaw,
            I am very sorry. You will have the door as it was: that is exactly the right thing to want.
            I have asked the crew what happened and will tell you honestly when I know. Meanwhile, may our restorer look at it? His
            name is Aurelio Conti and he repairs for the museum. He could call on Wednesday or Thursday, whichever you prefer."""),
        notes("+25m", "imogen", "Marek, was the dresser strapped by the cornice or by the body? The split runs from the hinge, I think the strap was over the door."),
        notes("13:10", "marek", """
            Body, but the second strap went over the doors when we re-loaded for the sofa. My fault, I told the lad to. I will say
            so to her myself if you want."""),
        says("+1 10:11", "Thursday, in the afternoon please. I shall be in all day but the afternoon is when the light is good."),
        answers("+1 08:42", "imogen", """
            Thursday at two. And what happened: when we re-loaded for the sofa, the second strap went across the doors instead of
            the body. That was our mistake. Marek, the foreman, would like to tell you so himself, if you will let him ring."""),
        says("15:20", "He rang. We talked for half an hour, mostly about his mother's dresser in Brno. I am quite reconciled."),
        notes("+2 16:30", "imogen", "Aurelio: glue and a butterfly key from behind, nothing visible, £180, eight days. Told him yes."),
        answers("+2m", "imogen", """
            Dear Mrs Ollerenshaw,
            Signor Conti can mend it from behind so that nothing shows; he takes the door with him on Monday and brings it back on
            {back:%A} the {back:%-d}. We pay him directly. Until then he will hang a cloth so that the dresser does not look robbed.""",
            snoozes="+6 09:00"),
        says("+7 11:30", """
            Dear Miss Ferris,
            the door is home. I have looked at it with my reading glasses and with a lamp and I cannot find the place. My grandmother
            would have liked the Italian gentleman. Thank you for not arguing with an old woman."""),
        answers("+30m", "imogen", """
            Dear Mrs Ollerenshaw,
            thank you for telling us on Sunday and not next year. We have changed how we strap dressers: never across a door, and the
            foreman looks under every sheet with the customer before the van leaves. That is your doing.""", closes=True),
        back=16,
    ),
    talk(
        "claims", "rosalind",
        says("20 17:48", "A box is missing and it is the one that matters", """
            I have unpacked everything. Fifty-one boxes were listed, fifty are here. The one that isn't is number 17, "Dad's letters",
            a brown archive box with a red string. I know exactly where it stood in the old hall. Please tell me you have it.
            Roz Keane"""),
        gives("+12m", "tunde", "imogen"),
        sorts("+2m", "imogen", "complaint"),
        answers("+15m", "imogen", """
            Dear Roz,
            I am so sorry. I don't have it yet, and I won't tell you something comforting that I don't know. Here is what we are doing
            tonight: two people are going through the van and the depot, and I am ringing the customer who was unloaded after you. I
            will write to you tomorrow before ten, whatever I know by then."""),
        hands("+2m", "imogen", "crew"),
        notes("21:05", "zofia", "Van 2 emptied to the boards, blankets unfolded one by one. Not there. Depot cage: not there."),
        answers("+1 09:40", "imogen", """
            Dear Roz, as promised, before ten: not in the van, not at the depot, and not with the family unloaded after you. Today we
            look at the old house; the new owners have kindly said we may come at four. Could it have stood inside something, a
            wardrobe, the linen chest?"""),
        says("10:02", "It might have been in the linen chest. I don't remember. I haven't slept. Thank you for writing before ten."),
        notes("16:50", "marek", """
            Not in the old house. But the linen chest went to her brother in Chesterfield on the second run, not to her. It was on
            my sheet as "chest, full, do not open". I am driving there now."""),
        answers("18:25", "imogen", """
            Roz, we have it. Number 17, red string, in the linen chest, in your brother's garage, dry and closed. Marek has it on the
            seat beside him and will be at your door at seven, if that is all right. He won't put it in the van."""),
        says("19:48", """
            It's on my table. I've read the first one. I'm crying but the good kind. Please tell Marek I am sorry I didn't offer him
            tea, I couldn't speak."""),
        answers("+1 08:35", "imogen", """
            He understood, and he is glad. From now on a box that a customer marks with red string travels in the cab. We call it your
            rule.""", closes=True),
        notes("+3m", "imogen", "For the Monday meeting: chests that go elsewhere must be listed with what stands IN them. We were lucky."),
    ),
    talk(
        "claims", "fatima",
        says("12 20:40", "Water mark on the sofa", """
            Hello, there is a ring on the arm of my cream sofa that wasn't there before. I don't say it was a mug of tea but it has the
            size of a mug of tea."""),
        takes("11 08:40", "imogen"),
        answers("+30m", "imogen", """
            Hello Fatima,
            I don't say it either, but I have spoken to the mug. Our upholstery cleaner can come on Saturday morning or any evening next
            week; it takes her an hour and costs you nothing. If a shadow stays, we talk about a new cover."""),
        sorts("+1m", "imogen", "complaint"),
        says("12:31", "Saturday please, 10ish."),
        answers("+15m", "imogen", "Saturday at ten; her name is Bev, and she has a small dog who stays in the car unless invited.", snoozes="+4 09:00"),
        says("+5 10:48", "The ring is gone and the dog was invited. Thank you!"),
        closes("11:20", "imogen"),
    ),
    talk(
        "claims", "elspeth",
        says("13 12:00", "Frame, lot 22, corner", """
            Dear team,

            on unpacking lot 22 (oil on board, A. Whitelaw) we found the lower left corner of the frame crushed, gesso lost over about
            2 cm. The painting is untouched. The crate was ours, so I do not assume whose fault it is. Condition report from before
            the transport and photographs are attached.

            We need to decide before the private view on {view:%A}.""",
            files=[photo("lot22-corner.png", "b8922e", "f0e6c8", "7a5c1e"), pdf("Condition report lot 22.pdf", "Lot 22: frame sound, all four corners")]),
        takes("+18m", "imogen"),
        sorts("+1m", "imogen", "complaint"),
        notes("+15m", "imogen", "Ruth, her report is from the morning of the transport. Corner was sound. It's ours, I'd say so at once: they are fair people and there are eleven more lots for the fair."),
        notes("+20m", "ruth", "Agreed. Say it, and let Aurelio go today."),
        answers("+8m", "imogen", """
            Dear Elspeth,
            your report shows the corner sound that morning, so it is ours, and I apologise. Signor Conti can be with you at four
            today. He believes that he can rebuild the gesso for the private view, and gild it properly afterwards at his bench. All
            of it at our cost."""),
        says("17:35", "He has been, he was charming, and the corner will be presentable. I had braced myself for correspondence. Thank you."),
        snoozes("+1 08:50", "imogen", "+4 09:00"),
        says("+6 10:05", "The gilded frame is back and better than the other three corners. Please close your file, and quote us for the fair."),
        answers("+30m", "imogen", "Closed with pleasure. Priya will send you the quotation for the fair this week.", closes=True),
        view=6,
    ),
    talk(
        "claims", "kofi",
        says("19 18:30", "tv", "screen has a line down the middle since you moved it. 55 inch. worked the night before, my daughter filmed it"),
        takes("18 08:36", "imogen"),
        sorts("+1m", "imogen", "complaint"),
        answers("+20m", "imogen", """
            Hi Kofi,
            that must be infuriating. Please send me the model number from the back, the film if your daughter still has it, and a photo
            of the line. If it was fine the night before, we replace it."""),
        says("12:58", "found it. photo of the line. model is on the sticker",
             files=[photo("line.png", "101820", "3c6e91", "101820")]),
        answers("+40m", "imogen", "Clear as day. A new one of the same size is ordered to your address for {day:%A}; the man takes the old one along."),
        says("+3 17:30", "all good. works. tell your driver the tv goes glass to glass next time not glass to bike"),
        notes("+1 08:40", "imogen", "He is right: screens against screens, never against bicycles. Added to the loading card."),
        closes("+1m", "imogen"),
        day=4,
    ),
    talk(
        "claims", "ottilie",
        says("8 13:15", "Scratches on new oak floor", """
            Hi,
            Attached are three scratches in our (three week old) oak floor, from the front door to the kitchen, where your team slid
            the fridge. There was no board down. I watched it happen and said so at the time.
            Ottilie""", files=[photo("floor.png", "c49a6c", "b5895a", "e8d8c0", "b5895a")]),
        takes("+20m", "imogen"),
        sorts("+1m", "imogen", "complaint"),
        notes("+8m", "imogen", "Who was it? The sheet says Kieran and the new one. Were boards in van 4 at all?"),
        notes("+50m", "marek", "Boards were in van 4. They did not take them out because 'it had wheels'. I have spoken with both."),
        answers("+15m", "imogen", """
            Dear Ottilie,
            you said so at the time, and you should have been heard. The boards were in the van and were not used: there is no
            excuse for it. May I send the floor layer who did your floor, or would you rather have ours? We pay either, and for the
            hotel if the finish has to dry overnight."""),
        says("+1 09:02", "Ours please, he has the same oil. He can come on {floor:%A}, his estimate is £260. One night out of the house."),
        answers("+30m", "imogen", "Agreed on both. Please let him send the invoice straight to claims@hillside.example, and send me the hotel's."),
        snoozes("+2m", "imogen", "in 3 09:00"),
        floor=12,
    ),
    talk(
        "claims", "benedict",
        says("6 09:30", "Still waiting for the cheque", """
            Good morning. Three months ago you agreed to £120 for the coffee table. It is not here. I do not want to make anything of it but
            I would like to put the matter, and the table, behind me."""),
        takes("+10m", "imogen"),
        notes("+20m", "imogen", "The cheque was drawn and never posted: it was in the tray under the franking machine. Tunde?"),
        notes("+15m", "tunde", "Mine. Paid by bank transfer just now, £120 plus £20 for the waiting. Tray abolished."),
        answers("+5m", "imogen", """
            Good morning Benedict,
            it was our fault alone: the cheque lay in a tray. £140 have left for your account a minute ago, the extra twenty for your
            patience. The tray has been abolished."""),
        says("16:44", "Received. I shall think kindly of the tray."),
        closes("+10m", "imogen"),
        sorts("+1m", "imogen", "complaint"),
    ),
    talk(
        "claims", "nadia",
        says("4 11:25", "Drawer of knives", """
            Hello, I found our kitchen drawer packed with the knives loose in it, and cut my hand when I opened the box. Two stitches. It
            is fine now but please tell whoever packs that this cannot happen. My little one wanted to open that box."""),
        gives("+8m", "tunde", "imogen"),
        sorts("+1m", "imogen", "complaint"),
        answers("+12m", "imogen", """
            Dear Nadia,
            I am shocked, and sorry for your hand, and so relieved that it was not your little one. Thank you for telling us calmly when
            you had every right not to. I have stopped the packing team for ten minutes this morning and read them your message. May I
            telephone you this afternoon? There are things I would rather say than write."""),
        notes("14:30", "imogen", """
            Spoke with her for 20 minutes. She does not want compensation, she wants to know that it changed something. I promised to
            write within the week what we have changed. Ruth, I propose: knives in a rolled blanket, own box, red label, taped twice."""),
        notes("+35m", "ruth", "Do it. Blade guards are ordered for every packing kit as well."),
        snoozes("+5m", "imogen", "in 2 09:00"),
    ),
    talk(
        "claims", "martin",
        says("23 16:00", "Complaint about behaviour", """
            I am disappointed. One of your porters made a remark about the number of my bookshelves ("has he read them?") which my wife
            overheard. We had treated them well. It is not about the books."""),
        takes("+20m", "ruth"),
        sorts("+1m", "ruth", "complaint"),
        answers("+1 09:30", "ruth", """
            Dear Mr Eastwood,
            you invited us into your home and one of us made you feel laughed at in it. I apologise to you and to Mrs Eastwood. I have
            spoken with the crew. The young man is ashamed, and would like to write to you himself; I said that I would ask first."""),
        says("12:20", "He may. He carried the Britannica up two flights without a word, which I also wish to have recorded."),
        answers("+40m", "ruth", "It is recorded. His letter comes by post: he wanted to do it by hand.", closes=True),
        says("+5 10:15", "A very decent letter. We have answered it, and lent him a book."),
        notes("+1m", "ruth", "Which book? (Told: the first volume. He has to come back for the second.)"),
        closes("+1m", "ruth"),
    ),
]
