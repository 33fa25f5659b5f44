"""Moves from and to other countries, in other languages."""

from kept.demo.papers import pdf, photo, sheet
from kept.demo.script import answers, closes, gives, notes, says, snoozes, sorts, takes, talk

TALKS = [
    talk(
        "moves", "greta",
        says("22 08:20", "Umzug von Freiburg nach Sheffield", """
            Guten Tag,

            mein Mann beginnt in zwei Monaten an der Universität Sheffield, und wir ziehen mit zwei Kindern, einem Klavier und etwa 60
            Kartons von Freiburg nach Ecclesall. Eine Freundin hat uns Ihre Firma empfohlen. Dürfen wir auf Deutsch schreiben? Unser
            Englisch reicht zum Einkaufen, aber nicht für den Zoll."""),
        gives("+30m", "tunde", "zofia"),
        answers("+50m", "zofia", """
            Guten Tag Frau Brandstätter,

            sehr gern auf Deutsch, ich habe sechs Jahre in Leipzig gearbeitet. Für den Zoll brauchen wir drei Dinge: eine Liste Ihrer
            Sachen (grob genügt: „12 Kartons Bücher“), eine Kopie der Pässe und den Nachweis der neuen Stelle. Umzugsgut ist
            abgabenfrei, wenn Sie es seit mindestens sechs Monaten besitzen.

            Können Sie mir ein Foto vom Klavier und vom Treppenhaus schicken?"""),
        says("+1 19:05", """
            Liebe Frau Nowak,

            da fällt mir ein Stein vom Herzen. Anbei das Klavier (Grotrian, 1962, 240 kg) und das Treppenhaus. Die Kurve im ersten Stock
            hat schon den letzten Umzugsleuten nicht gefallen.""",
            files=[photo("klavier.png", "2a1a12", "4a2f20", "e9e2d4"), photo("treppenhaus.png", "d9d4cc", "8b8378", "b7aea2")]),
        notes("+1 08:45", "zofia", "Piano 240 kg, bend on the first floor: 62 cm at the newel post. Marek, would you take it over the banister or by the balcony?"),
        notes("+1h", "marek", "Balcony. There is a street below and a man in Freiburg with a lift, Bucher, he is good. About 180 euro."),
        answers("+20m", "zofia", """
            Liebe Frau Brandstätter,

            die Kurve lassen wir in Frieden: Das Klavier geht mit einem Außenlift über den Balkon, das macht ein Kollege aus Freiburg, mit
            dem wir seit Jahren arbeiten. Alles zusammen 4.350 £, zwei Tage Laden, drei Tage Fahrt, ein Tag Ausladen. Das Angebot liegt
            bei. Als Ladetage schlage ich den {load:%d.%m.} und den Tag danach vor.""",
            files=[pdf("Angebot 2231.pdf", "Hillside Removals", "Freiburg im Breisgau - Sheffield", "inkl. Aussenlift und Zollpapiere", "4350.00 GBP")]),
        says("+2 07:58", "Wir nehmen an! Eine Frage noch: Die Kinder möchten ihre Kartons selbst beschriften. Geht das, oder bringt das den Zoll durcheinander?"),
        sorts("+40m", "zofia", "order"),
        answers("+6m", "zofia", "Der Zoll freut sich über jede lesbare Schrift. Bitte nur nicht „Geheim“ daraufschreiben, das hatten wir schon einmal."),
        says("+3 20:14", "Die Liste ist fertig. Auf Karton 31 steht nun „Nicht geheim“.", files=[sheet("Umzugsgut.csv", ("Karton", "Inhalt"), ("1-12", "Bücher"), ("13-24", "Küche"), ("31", "Nicht geheim"))]),
        answers("+1 09:00", "zofia", "Wunderbar, damit ist alles beisammen. Eine Woche vor dem Laden melde ich mich mit den Namen der Männer.", snoozes="in 9 08:30"),
        load=38,
    ),
    talk(
        "moves", "layla",
        says("11 07:40", "الانتقال إلى شقة الجامعة", """
            السلام عليكم،
            أنتقل في بداية الشهر القادم من دبي إلى شيفيلد للعمل في الجامعة. ستصل أغراضي بالطائرة (حوالي 25 صندوقًا) وأحتاج إلى من
            يستلمها من المطار ويوصلها إلى الشقة في الطابق الرابع. هل يوجد لديكم من يتحدث العربية؟
            د. ليلى المنصوري"""),
        gives("08:35", "zofia", "yusuf"),
        answers("+25m", "yusuf", """
            وعليكم السلام دكتورة ليلى،
            أهلًا بك في شيفيلد. اسمي يوسف وسأكون معك خطوة بخطوة. نستلم الصناديق من مطار مانشستر ونوصلها إلى باب الغرفة، والتكلفة 340
            جنيهًا شاملة الضريبة. هل في المبنى مصعد؟ وهل لديك رقم بوليصة الشحن؟"""),
        says("12:10", """
            شكرًا جزيلًا يا أستاذ يوسف، لقد أزحتم عني همًّا كبيرًا. نعم يوجد مصعد لكنه صغير. البوليصة مرفقة. عندي أيضًا مكتبة صغيرة
            ورثتها عن والدي، وهي أغلى ما أملك.""",
            files=[pdf("AWB 607-555.pdf", "Air waybill 607-555 0147", "25 pieces, 410 kg", "DXB - MAN")]),
        sorts("+20m", "yusuf", "order"),
        answers("+10m", "yusuf", """
            سنحمل مكتبة الوالد بأيدينا ولن نضعها في المصعد. تم الحجز ليوم {arrive:%d/%m} بعد الظهر، وسأكون في انتظارك بنفسي."""),
        notes("+3m", "yusuf", "Dr Al-Mansouri, 25 boxes by air to Manchester, 4th floor, small lift. A small bookcase that was her father's: by hand, by the stairs, and I go along myself on the {arrive:%d/%m}."),
        says("+1 06:55", "جزاكم الله خيرًا. سأحضر معي القهوة."),
        answers("08:50", "yusuf", "ونحن سنحضر الكعك. نراك قريبًا بإذن الله.", closes=True),
        arrive=26,
    ),
    talk(
        "moves", "caroline",
        says("20 01:15", "My mother's move, while I am in Toronto", """
            Hello,

            my mother (Peggy, 86) is moving from the house on Carter Knowle Road where she has lived since 1961 to a flat at Brincliffe
            Court. I can't be there until the day itself. She says she needs no help. She also told me that she has "started", and my
            cousin reports that she has moved one vase.

            Is this something you do? I can pay for whatever makes it gentle.

            Caroline Fairweather"""),
        takes("08:40", "zofia"),
        answers("+30m", "zofia", """
            Dear Caroline,
            it is the thing we like best to do. I suggest that we don't pack your mother: we visit her. Our Bev comes on four mornings,
            two hours each, and they go through one room at a time, with tea. Nothing leaves before your mother has said so. On the day we
            photograph each room and set it up again at the flat, so that her lamp is where her hand expects it.
            I would write to you after each morning. Would that be right for you, and for her?"""),
        says("15:02", "I read that at my desk and had to close the door. Yes. Yes please."),
        sorts("+20m", "zofia", "order"),
        answers("+4 13:20", "zofia", """
            First morning: the kitchen. Your mother has kept eleven jelly moulds and given away none, which Bev reports as progress, because
            yesterday there were twelve. She told the story of the coronation cake. They finished the tea.
            A picture for you, with her leave.""", files=[photo("kitchen.png", "e8d8b0", "a8c0a0", "f4ece0")]),
        says("14:30", "That is the cake tin from my seventh birthday behind her. Tell her I can see it from Canada."),
        answers("+3 12:50", "zofia", """
            Third morning: your father's study. Slow, and that was right. The desk comes along; the medals go to you, she has wrapped them
            herself. She asked whether 'the girl in Canada' sleeps enough. I said I would ask."""),
        says("+1 04:30", "The girl in Canada is awake at half past eleven at night writing to her removal firm, so: no. I land on {land:%A}."),
        answers("08:36", "zofia", "We collect you at the station if you like, it is on Marek's way. Everything is ready but the vase, which she carries herself."),
        says("+6 19:20", """
            She slept in the flat last night. The lamp is where her hand expects it. She told the warden that "her" removal men are coming
            for dinner, and I believe she means it.

            There are no words for what you did, so I have put them on that review site as well as I could."""),
        answers("+1 08:45", "zofia", """
            Dear Caroline, Marek has accepted for dinner and asks what to bring. Thank you for trusting us with her. Please sleep.""", closes=True),
        sorts("+1m", "zofia", "praise"),
        land=14,
    ),
    talk(
        "moves", "priscilla",
        says("17 03:33", "Singapore to Sheffield: where is our container?", """
            Hi team,

            Vessel tracker says "arrived Felixstowe" six days ago, your portal... well you don't have a portal. Two children sleeping on
            camping mats and asking daily. An honest date would be lovely, even a bad one.

            Priscilla"""),
        takes("08:35", "zofia"),
        answers("+35m", "zofia", """
            Dear Priscilla,
            the honest date is {day:%A} the {day:%-d}. The container was picked for a customs look (at random, nothing is wrong) and came free
            last night; the haulier has it on {before:%A}, we unload at yours the morning after at nine.
            You should have heard that from us six days ago, and not had to ask. Meanwhile two real mattresses come to you this afternoon,
            on loan."""),
        says("15:48", "The mattresses arrived before your email finished downloading, practically. The children have asked if you are a grandmother."),
        answers("+10m", "zofia", "Not yet, but I have the mattresses for it."),
        says("+6 12:15", "All in, nothing broken, first night in own beds. Mattresses are by the door, with a drawing."),
        closes("+30m", "zofia"),
        day=7, before=6,
    ),
    talk(
        "moves", "jean",
        says("15 17:22", "Lyon → Sheffield, question de cave", """
            Bonjour, and sorry for my English. We come in six weeks with the furniture and also 90 bottles of wine (for us, not for sale,
            I swear on my grandmother who made some of it). Is it allowed and how to pack?"""),
        takes("+1 08:40", "yusuf"),
        answers("+30m", "yusuf", """
            Bonjour Jean-Baptiste,
            it is allowed: 90 litres a person are free for the two of you, so your grandmother's honour is safe. Bottles travel lying, in
            the cartons with cells that we send you (eight of twelve), in the middle of the van, away from the heat. Please write the wine on
            the customs list with its real value: officers know wine."""),
        says("12:02", "C'est parfait. One bottle is for you."),
        answers("+15m", "yusuf", "I drink no wine, but our foreman says that he would take the responsibility.", closes=True),
        sorts("+1m", "yusuf", "question"),
    ),
    talk(
        "moves", "sanna",
        says("13 07:10", "Sauna stove", """
            Hello! Moving from Tampere. Is a wood-burning sauna stove (65 kg, cast iron, stones separately 40 kg) OK for the groupage van of
            next week? I'm told British people will not understand. I need it."""),
        takes("08:45", "zofia"),
        answers("+10m", "zofia", "Dear Sanna, we understand need. The stove goes on a pallet; the stones in small boxes, at most 15 kg each, so that nobody's back needs a sauna."),
        says("09:58", "I like you people. Kiitos!"),
        closes("+10m", "zofia"),
        sorts("+1m", "zofia", "question"),
    ),
    talk(
        "moves", "shira",
        says("10 09:00", "Piano stool and a question about Friday", """
            Shalom, our unloading is planned for Friday. In the evening our Sabbath begins, and there is much to prepare. Could your men be finished by four?
            And the piano stool (שרפרף) is missing on the list, it is round and turns.
            שירה"""),
        takes("+20m", "zofia"),
        answers("+20m", "zofia", "Shalom Shira, we come at half past seven instead of nine and are out by three. The stool is on the list now; it was hiding behind the word 'chairs'."),
        says("11:35", "Thank you for not asking me to explain. See you on Friday."),
        answers("+5m", "zofia", "Shabbat shalom, in advance.", closes=True),
    ),
    talk(
        "moves", "bjork",
        says("8 13:00", "Horse tack and a lamp of lava", """
            Good day, the shipment from Reykjavík (Jónsdóttir, 4 crates): one crate holds saddles and it says on the paper "animal products".
            Customs in Immingham asks for a certificate. Do I have it? Do you?
            Þórunn"""),
        takes("+30m", "yusuf"),
        answers("+2h", "yusuf", """
            Good day Þórunn,
            neither of us has it and neither needs it: used riding tack, cleaned, comes in with a declaration, which I have filled in and
            attached. Please sign on page one and send it back. They open the crate tomorrow at ten if they have it."""
            , files=[pdf("Declaration used tack.pdf", "Declaration: used riding equipment, cleaned and disinfected", "4 crates, Reykjavik - Immingham")]),
        says("18:20", "Signed. They are very clean, the horse was vain.", files=[pdf("signed.pdf", "Declaration: used riding equipment", "Signed: Thorunn Jonsdottir")]),
        notes("+1 10:40", "yusuf", "Released 10.25. The lava lamp was the crate they wanted to see in the end."),
        answers("+2m", "yusuf", "Released this morning. They did open one crate, but only for the lamp. Everything arrives on Thursday.", closes=True),
        sorts("+1m", "yusuf", "request"),
    ),
    talk(
        "moves", "nguyen",
        says("6 04:12", "Giấy tờ / documents", """
            Dear Hillside, my brother and I arrive with 8 boxes of books and one altar table for ancestors (wood, 70 kg). Please, who
            will carry? The altar must be carried level and not with feet first. Thank you. Nguyễn Thị Minh Khai"""),
        takes("08:50", "zofia"),
        answers("+15m", "zofia", """
            Dear Ms Minh Khai,
            two of our most careful people will carry it, level, head first, and will wait at your door until you tell them where it may
            stand. Is there an hour that is better than others?"""),
        says("+1 03:30", "Before noon is good. You are very kind to ask the hour."),
        answers("08:40", "zofia", "Then {day:%A} at ten."),
        sorts("+1m", "zofia", "request"),
        day=9,
    ),
    talk(
        "moves", "ines",
        says("3 10:44", "Morada nova / new address", """
            Dear all, the new address has changed (again, I know). It is now 22 Brincliffe Crescent, garden flat, not number 12. The landlord
            of number 12 has reappeared from Brazil with his mother. Inês Vasconcelos de Albuquerque e Castro"""),
        takes("+20m", "zofia"),
        answers("+8m", "zofia", "Dear Inês, changed on every paper, third time lucky. Is the garden flat reached by the front or down the side?"),
        says("+2h", "Down the side, past the hydrangeas, which belong to a lady with opinions."),
        notes("+10m", "zofia", "22 Brincliffe Crescent, side entrance. Do NOT brush the hydrangeas."),
        snoozes("+2m", "zofia", "in 1 08:00"),
    ),
]
