"""Dates that slip, and plans that turn."""

from kept.demo.script import answers, closes, gives, notes, out_of_office, says, snoozes, sorts, takes, talk, titles

TALKS = [
    talk(
        "moves", "tom",
        says("21 10:04", "Our move on {first:%-d %B} - might slip", """
            Hi,

            Tom Greenwood here, booking 2219, the five-bed in Totley. Our solicitor has just said the word "might". The buyers' buyers
            (there is a chain of five) have a mortgage offer that runs out on the very day. What happens on your side if it slips?

            Anna in copy, she's the organised one.
            Tom""", cc=["Anna Greenwood <anna@greenwoods.example>"]),
        takes("+15m", "zofia"),
        sorts("+1m", "zofia", "question"),
        answers("+25m", "zofia", """
            Hi Tom, hi Anna,
            a chain of five, my sympathy. On our side: tell us by noon of the working day before, and we move the date once for nothing. I
            have looked ahead: {second:%A} {second:%-d} and {third:%A} {third:%-d} both still have two vans. I put a pencil mark on both;
            you need not do anything yet."""),
        says("+2 09:12", "Anna here. It slipped. Can we have the {second:%-d}? I have a spreadsheet if you need one.", by="anna"),
        answers("+20m", "zofia", "The {second:%-d} is yours, with the same crew. I'd love to see the spreadsheet one day."),
        titles("+1m", "zofia", "Greenwood, Totley: moved to {second:%-d %B}"),
        says("+4 16:40", """
            I can hardly type this. Number four in the chain has "found something in the survey". It's a damp patch. It's the size of a
            plate. We are not moving on the {second:%-d}. Tom"""),
        notes("+10m", "zofia", "Second slip, after noon, so strictly the fee is due (£180). Ruth, I would rather not: they have two children in a house full of boxes."),
        notes("+15m", "ruth", "No fee. A chain of five is a natural disaster."),
        answers("+10m", "zofia", """
            Dear both,
            then the {third:%-d}, and there is no charge. If you would like to have the beds, the kettle and the children's things out of
            the boxes again: Bev can come tomorrow for two hours and make the house liveable. Also no charge."""),
        says("17:20", "You have made my wife cry in a good way. Yes to Bev.", style="phone"),
        snoozes("+5m", "zofia", "+4 08:30"),
        says("+6 11:55", "EXCHANGED. All five of us. Completion on the {third:%-d} is legally binding, so unless the plate-sized damp rises up, see you then!"),
        sorts("+15m", "zofia", "order"),
        answers("+1m", "zofia", "We have read it out loud in the yard. See you on the {third:%-d} at 7.45!", snoozes="in 1 07:30"),
        first=10, second=14, third=26,
    ),
    talk(
        "moves", "leila",
        says("24 15:10", "One day later?", "Could my move go from the Thursday to the Friday? My boss has discovered that I exist."),
        takes("+20m", "zofia"),
        answers("+10m", "zofia", "Friday from 8 is free, same crew, same price. Congratulations on existing.", closes=True),
        sorts("+1m", "zofia", "request"),
    ),
    talk(
        "moves", "solicitor",
        says("20 12:30", "Our client Mrs Ollerenshaw: release of keys", """
            Dear Sirs,

            We act for the above. Keys to the property will be released upon receipt of funds and not before, which experience suggests will
            not be before 1.00 p.m. Kindly ensure that your operatives do not ring our switchboard from the drive.

            Yours faithfully,"""),
        takes("+20m", "zofia"),
        answers("+15m", "zofia", "Dear Ms Crowe, we plan for 1.15, and the operatives have been given sandwiches instead of your number.", closes=True),
        out_of_office("+1m", "Ms Crowe is in court and will read your message on her return. In urgent matters please telephone the switchboard."),
    ),
    talk(
        "moves", "aisha",
        says("26 19:55", "can i add a stop", "can we pick up a wardrobe from my sister in handsworth on the way? 3rd door on the left, she'll hear you"),
        takes("25 08:40", "zofia"),
        answers("+5m", "zofia", "We can, £25 for the detour. Is it in one piece, and does it fit past your sister?"),
        says("09:10", "one piece, and nothing fits past my sister. ok for 25"),
        closes("+10m", "zofia"),
        sorts("+1m", "zofia", "order"),
    ),
    talk(
        "quotes", "dmitri",
        says("22 09:05", "Cancel", "Good day. I cancel the quotation for the second van. The safe goes with my brother. What do I owe."),
        takes("+30m", "yusuf"),
        answers("+5m", "yusuf", "Good day, nothing: a quotation is free until you say yes. Shall the first van stay as it is?"),
        says("11:40", "Yes. You are honest. Also the brother says 380 kg is too much, so the safe comes back to you."),
        answers("+15m", "yusuf", "We had kept its place warm. £90 for the safe, on the first van.", closes=True),
        sorts("+1m", "yusuf", "request"),
    ),
    talk(
        "moves", "pete",
        says("24 20:30", "Bring the date forward?", "Any chance of moving us a week earlier than booked? Lucy is *extremely* pregnant and I'd like to be in before, you know. Pete B."),
        takes("23 08:32", "zofia"),
        answers("+15m", "zofia", "Three days earlier I can do, the {day:%-d}. A week earlier both vans are in Devon. Tell Lucy to keep her legs crossed."),
        says("08:59", "She says she'll try. {day:%-d} please!"),
        closes("+5m", "zofia"),
        sorts("+1m", "zofia", "request"),
        day=4,
    ),
    talk(
        "moves", "rosalind",
        says("25 10:48", "Two drops instead of one", "My brother in Chesterfield will take the linen chest and the desk after all. Can that be a second drop on the same day? R."),
        takes("+15m", "zofia"),
        answers("+20m", "zofia", "Yes, with the small van while the big one unloads at yours, £70. What is your brother's address, and has he got stairs?"),
        says("12:05", "9 Foljambe Avenue. No stairs, one labrador."),
        closes("+10m", "zofia"),
        sorts("+1m", "zofia", "order"),
    ),
    talk(
        "moves", "jasper",
        says("23 23:58", "sorry can i", "move my slot from morning to literally any other time of the day"),
        takes("22 08:45", "zofia"),
        answers("+1m", "zofia", "Two o'clock. You may sleep.", closes=True),
        sorts("+1m", "zofia", "request"),
    ),
    talk(
        "quotes", "ines",
        says("5 17:20", "Re-quote without the piano", "Dear Hillside, the piano stays with my flatmate, who has fallen in love with it (and, I fear, vice versa). May I have the price again without it?"),
        takes("+1 08:50", "priya"),
        answers("+20m", "priya", "Dear Inês, £410 becomes £295, and two men instead of three. We wish the three of them happiness.", closes=True),
        sorts("+1m", "priya", "question"),
    ),
    talk(
        "moves", "oluwaseun",
        says("9 12:48", "The organ will not come apart", """
            Good afternoon,

            The organ builder has visited and declared that the console cannot be separated from the pedalboard without "consequences". It
            therefore measures 156 x 138 x 122 cm. Does the plan still stand?

            Best regards,
            Oluwaseun"""),
        gives("+15m", "yusuf", "zofia"),
        notes("+20m", "zofia", "Marek, 156 x 138 x 122, about 190 kg, front door 91 cm. French window to the garden is 160. Round by the side?"),
        notes("+2h", "marek", "French window, over the lawn on boards. If it rained the day before I want a third board and Andy."),
        answers("+10m", "zofia", "Good afternoon, it stands: the organ leaves by the French window and over the lawn, on boards. No consequences for organ, lawn or organist."),
        says("16:30", "The organist, aged nine, is relieved."),
        closes("+15m", "zofia"),
    ),
    talk(
        "moves", "harriet",
        says("2 15:18", "22 Kerwin Rd: completion now Tuesday", """
            Dear all,

            Completion for the Mahmood purchase has been put back to Tuesday owing to a missing signature (not ours). Could you kindly confirm
            that you can accommodate this?""", style="office"),
        takes("+10m", "zofia"),
        answers("+10m", "zofia", "Dear Harriet, Tuesday is fine, and we have rung Ms Mahmood so that she hears it from us as well.", closes=True),
    ),
    talk(
        "quotes", "wes",
        says("4 21:33", "change of plan", "so i sold the couch. and the bed. and the other couch. it's really just me and the goose now. new price?"),
        takes("3 08:39", "priya"),
        answers("+15m", "priya", "£95 for you and the goose, sharing a van with a bookseller from Buxton. She asks whether it bites."),
        says("14:02", "not since 1911"),
        closes("+5m", "priya"),
        sorts("+1m", "priya", "order"),
    ),
]
