"""What nobody asked for, and mail that did not arrive."""

from kept.demo.papers import pdf
from kept.demo.script import answers, notes, returned, says, sorts, spams, takes, talk

TALKS = [
    talk(
        "quotes", "seo",
        says("23 04:11", "Your website is losing 73% of its visitors", """
            Hello Business Owner,
            I was on your website today and noticed some SERIOUS errors. We can bring you to page 1 of the search engine in 14 days or your
            money back. When is a good time for a quick call?
            Kelvin"""),
        spams("08:31", "yusuf"),
    ),
    talk(
        "quotes", "prince",
        says("19 02:58", "CONFIDENTIAL: Estate of your late relative", """
            Attention: Sir/Madam, I am the personal attorney of a late client who shares your surname HILLSIDE and died without a next of kin. The
            sum of USD 9.7M awaits. Kindly reply with utmost secrecy."""),
        spams("08:33", "priya"),
        notes("+1m", "priya", "For Ruth: a Mr Hillside has left us 9.7 million. I told him we're out on jobs."),
    ),
    talk(
        "claims", "invoice",
        says("14 05:40", "Overdue payment reminder #88213", "Your invoice is overdue. Open the attached document and enable editing to avoid interruption of service.",
             files=[pdf("Invoice_88213.pdf", "This document is protected. Click to view.")]),
        spams("08:36", "imogen"),
    ),
    talk(
        "moves", "directory",
        says("9 10:10", "Final notice: your listing expires", "Your premium listing in the UK Trades Directory expires TODAY. Renew for only £299 to keep your stars.", headers={"List-Unsubscribe": "<https://uk-trades-list.example/u/1>", "Precedence": "bulk"}),
        spams("+20m", "zofia"),
    ),
    talk(
        "quotes", "crypto",
        says("4 23:50", "hi dear i saw your profile", "hi dear how are you. my uncle teach me to earn with coins every day 800 pounds. you seem kind person. do you want learn"),
        spams("3 08:31", "yusuf"),
    ),
    talk(
        "quotes", "callum",
        says("14 19:31", "receipt pls", "need a receipt for the bed n fridge job. send it to my work one callum.fraser@postbox.example ta"),
        takes("+1 08:40", "yusuf"),
        answers("+10m", "yusuf", "Here it is, with thanks.", files=[pdf("Receipt.pdf", "Received with thanks: 60.00 GBP")]),
        returned("+2m", "552 5.2.2 Mailbox full: quota exceeded for callum.fraser@postbox.example"),
        notes("+15m", "yusuf", "His mailbox is full. I've sent a text message, he is deleting pictures of his fridge."),
        says("15:02", "cleared it. go again"),
        answers("+8m", "yusuf", "Again, and gladly.", files=[pdf("Receipt.pdf", "Received with thanks: 60.00 GBP")], closes=True),
        sorts("+1m", "yusuf", "request"),
    ),
    talk(
        "quotes", "yuki",
        says("13 09:41", "Summer storage, also me", "Hello, I am the fourth friend of May. 7 boxes, one go board. May I pay by two times? Thank you very much. Yuki"),
        takes("+20m", "priya"),
        answers("+5m", "priya", "Hello Yuki, of course: £50 when we collect, and £49 when we bring it all back.", closes=True),
        sorts("+1m", "priya", "question"),
    ),
    talk(
        "quotes", "dmitri",
        says("3 12:02", "Invoice to my firm", "Good day, please the invoice to office@volkov-safes.example and not to me."),
        takes("+20m", "yusuf"),
        answers("+10m", "yusuf", "Good day, sent there just now, and here for your files.", files=[pdf("Invoice 4499.pdf", "Safe, 380 kg", "90.00 GBP")],
                fails="554 5.7.1 Service unavailable; message refused by policy (attachment type not accepted)"),
        notes("+10m", "yusuf", "His server refuses attachments. Have asked accounts to post it; leaving this open until he has it."),
        sorts("+1m", "yusuf", "request"),
    ),
]
