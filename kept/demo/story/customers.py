"""Who writes to Hillside Removals."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """`zone` '' while the firm has not learned it; `style` is how their mail program writes; `sign` stands below their
    mails. Somebody who is not known is only passing: a machine, or a sender of spam."""

    name: str
    address: str
    company: str = ""
    zone: str = ""
    phone: str = ""
    style: str = "plain"
    sign: str = ""
    is_known: bool = True


UK = "Europe/London"

CUSTOMERS = {
    # People who move
    "halina": Person("Halina Wójcik", "halina.wojcik@mailbox.example", zone=UK, phone="+44 7700 900214"),
    "desmond": Person("Desmond Achebe", "d.achebe@fastpost.example", zone=UK, style="phone"),
    "margaret": Person(
        "Margaret Ollerenshaw", "margaret.ollerenshaw@rivelin.example", zone=UK, phone="+44 114 496 0318", sign="Mrs M. Ollerenshaw"
    ),
    "tom": Person("Tom Greenwood", "tom.greenwood@fastpost.example", zone=UK, style="html", phone="+44 7700 900561"),
    "anna": Person("Anna Greenwood", "anna@greenwoods.example", zone=UK, style="phone"),
    "siobhan": Person("Siobhán Ní Dhomhnaill", "siobhan@nidhomhnaill.example", zone="Europe/Dublin"),
    "greta": Person("Greta Brandstätter", "greta.brandstaetter@briefkasten.example", zone="Europe/Berlin", sign="Viele Grüße\nGreta Brandstätter"),
    "layla": Person("د. ليلى المنصوري", "layla.almansoori@bareed.example", zone="Asia/Dubai", phone="+971 50 555 0147"),
    "jean": Person("Jean-Baptiste Delacroix-Moreau", "jb.delacroix@courriel.example", zone="Europe/Paris"),
    "priscilla": Person("Priscilla Ng", "priscilla.ng@harbourmail.example", zone="Asia/Singapore", style="html"),
    "caroline": Person("Caroline Fairweather", "caroline.fairweather@maple.example", zone="America/Toronto", phone="+1 416 555 0172"),
    "wes": Person("Wes Tallchief", "wes.tallchief@prairie.example", zone="America/Chicago", style="phone"),
    "sanna": Person("Sanna Mäkelä-Virtanen", "sanna.makela@posti.example", zone="Europe/Helsinki"),
    "raul": Person("Raúl Ibáñez Quiroga", "raul.ibanez@correo.example", zone="Europe/Madrid"),
    "nguyen": Person("Nguyễn Thị Minh Khai", "minhkhai@hopthu.example", zone="Asia/Ho_Chi_Minh"),
    "kofi": Person("Kofi Boateng", "kofi.boateng@fastpost.example", zone=UK, style="phone", phone="+44 7700 900833"),
    "eleanor": Person("Eleanor Whitcombe", "ellie.whitcombe@mailbox.example", zone=UK),
    "gareth": Person("Gareth Pryce-Llewellyn", "gareth@pryce-llewellyn.example", zone=UK, sign="Gareth"),
    "fatima": Person("Fatima Zahra Benjelloun", "fz.benjelloun@mailbox.example", zone=UK),
    "omar": Person("عمر الحداد", "omar.haddad@bareed.example", zone=UK),
    "shira": Person("שירה לוין", "shira.levin@doar.example", zone="Asia/Jerusalem"),
    "bronwen": Person("Bronwen Teague", "bronwen.teague@rivelin.example", zone=UK, phone="+44 7700 900402"),
    "stanley": Person("Stanley Hobbs", "stan.hobbs@rivelin.example", zone=UK, sign="S. Hobbs (retired)"),
    "aisha": Person("Aisha Mahmood", "aisha.mahmood@fastpost.example", zone=UK, style="phone"),
    "dmitri": Person("Dmitri Volkov", "dvolkov@postbox.example"),
    "ines": Person("Inês Vasconcelos de Albuquerque e Castro", "ines.vasconcelos@correio.example", zone="Europe/Lisbon"),
    "rosalind": Person("Rosalind Keane", "roz@keane.example", zone=UK, phone="+44 7700 900117"),
    "jasper": Person("Jasper Lindholm", "jasper.lindholm@student.example", zone=UK, style="phone"),
    "mei": Person("陈美玲 (May Chen)", "may.chen@student.example", zone=UK),
    "oluwaseun": Person("Oluwaseun Adeyemi-Thompson", "seun@adeyemithompson.example", zone=UK, style="html"),
    "hugh": Person("Hugh Cavendish-Ross", "hugh.cavendish@dorehall.example", zone=UK, sign="H. Cavendish-Ross\nDore Hall"),
    "lucy": Person("Lucy Barraclough", "lucybarraclough@mailbox.example", zone=UK, style="phone"),
    "pete": Person("Pete Barraclough", "pete.b@fastpost.example", zone=UK),
    "amara": Person("Amara Diallo", "amara.diallo@mailbox.example"),
    "vikram": Person("Vikram Subramanian", "vikram.subramanian@fastpost.example", zone=UK, phone="+44 7700 900690"),
    "joan": Person("Joan Micklethwaite", "joan.micklethwaite@rivelin.example", zone=UK, phone="+44 114 496 0733"),
    "callum": Person("Callum Fraser", "callum.fraser@postbox.example", zone=UK, style="phone"),
    "zeynep": Person("Zeynep Özdemir", "zeynep.ozdemir@posta.example", zone="Europe/Istanbul"),
    "bjork": Person("Þórunn Jónsdóttir", "thorunn@postur.example", zone="Atlantic/Reykjavik"),
    "tamsin": Person("Tamsin Quick", "tamsin.quick@mailbox.example", zone=UK),
    "delroy": Person("Delroy Campbell", "delroy.campbell@fastpost.example", zone=UK, style="phone", phone="+44 7700 900955"),
    "agnes": Person("Agnes Popplewell", "agnes.popplewell@rivelin.example", zone=UK),
    "yuki": Person("Yuki Tanabe", "yuki.tanabe@student.example", zone=UK),
    "martin": Person("Martin Eastwood", "m.eastwood@postbox.example", zone=UK, phone="+44 7700 900278"),
    "ottilie": Person("Ottilie Brandt-Hughes", "ottilie@brandthughes.example", zone=UK, style="html"),
    "nadia": Person("Nadia Kowalczyk", "nadia.kowalczyk@mailbox.example"),
    "graham": Person("Graham Sowerby", "graham.sowerby@fastpost.example", zone=UK, sign="Graham Sowerby\n14 Ringstead Crescent"),
    "leila": Person("Leila Farahani", "leila.farahani@mailbox.example", zone=UK, style="phone"),
    "benedict": Person("Benedict Osei-Mensah", "ben.osei@postbox.example", zone=UK),
    # People who write for a firm
    "harriet": Person(
        "Harriet Lowther", "harriet.lowther@lowtherbray.example", "Lowther Bray Estate Agents", UK, "+44 114 496 0551", "office",
        "Harriet Lowther MNAEA\nSenior Negotiator, Lowther Bray Estate Agents",
    ),
    "dean": Person(
        "Dean Ackroyd", "dean@lowtherbray.example", "Lowther Bray Estate Agents", UK, "", "office",
        "Dean Ackroyd\nLettings, Lowther Bray Estate Agents",
    ),
    "sunita": Person(
        "Sunita Deshmukh", "sunita.deshmukh@kelhamsoftware.example", "Kelham Software Ltd", UK, "+44 114 496 0840", "office",
        "Sunita Deshmukh\nOffice & People, Kelham Software Ltd",
    ),
    "joel": Person("Joel Marchetti", "joel@kelhamsoftware.example", "Kelham Software Ltd", UK),
    "winifred": Person(
        "Winifred Obi", "w.obi@northmoor-academy.example", "Northmoor Academy", UK, "+44 114 496 0260", "office",
        "Winifred Obi\nBusiness Manager, Northmoor Academy",
    ),
    "ravi": Person(
        "Ravi Chaudhuri", "accounts@peakdentists.example", "Peak Dental Practice", UK, "", "html", "Accounts, Peak Dental Practice"
    ),
    "elspeth": Person(
        "Elspeth Drummond", "elspeth@drummondgalleries.example", "Drummond Galleries", UK, "+44 7700 900366", "html",
        "Elspeth Drummond · Drummond Galleries, Chapel Walk",
    ),
    "finlay": Person("Finlay Moss", "finlay@mossandmortar.example", "Moss & Mortar Coffee", UK, "+44 7700 900741", "phone"),
    "university": Person(
        "International Staff Office", "relocation@sheafuniversity.example", "Sheaf University", UK, "", "office",
        "International Staff Office, Sheaf University",
    ),
    "solicitor": Person(
        "Bernadette Crowe", "b.crowe@croweandwestall.example", "Crowe & Westall Solicitors", UK, "", "office",
        "Bernadette Crowe, Licensed Conveyancer\nCrowe & Westall Solicitors",
    ),
    "restorer": Person("Aurelio Conti", "bottega@contirestauro.example", "Conti Restoration", UK),
    "boxmaker": Person("Denise Platt", "sales@plattpackaging.example", "Platt Packaging", UK, "", "html", "Denise Platt, Platt Packaging"),
    # Who is only passing
    "seo": Person("Kelvin from RankRocket", "kelvin@rankrocket.example", is_known=False),
    "prince": Person("Barrister Williams Eze", "chambers.eze@legalmail.example", is_known=False),
    "invoice": Person("Accounts Payable", "billing@secure-docs.example", is_known=False),
    "directory": Person("UK Trades Directory", "listing@uk-trades-list.example", style="html", is_known=False),
    "crypto": Person("Sofia M.", "sofia8841@fastcoins.example", is_known=False),
}
