"""What mail programs write around quotes, in the languages they write it. All words in case-folded form."""

import re

WROTE = (
    "wrote", "writes", "schrieb", "schreibt", "a écrit", "écrivait", "escribió", "escribio", "escribía",
    "va escriure", "ha escrit", "escreveu", "ha scritto", "schreef", "heeft geschreven", "napisał(a)", "napisał",
    "napisała", "pisze", "napisao je", "napisala je", "napisao/la", "je napisao", "je napisala", "napisao",
    "napisal", "napisala", "napsal(a)", "napsal", "napsala", "napísal(a)", "napísal", "napísala", "je napisal/a",
    "je napisal(a)", "je napisal", "piše", "skrev", "skrifaði", "kirjoitti", "kirjutas", "rakstīja", "rašė",
    "parašė", "írta", "ezt írta", "a scris", "yazdı", "şunu yazdı", "şunları yazdı", "έγραψε", "έγραψε ότι",
    "написал(а)", "написал", "написала", "пишет", "писал(а)", "писал", "писала", "написав(ла)", "написав", "пише",
    "написа", "писа", "напиша", "je написао", "је написао", "је написала", "menulis", "a écrit le", "đã viết",
    "viết", "เขียนว่า", "เขียน", "님이 작성", "님이 쓴 글", "작성", "写道", "寫道", "写到", "書きました",
    "のメール", "のメッセージ", "wrote the following", "כתב", "כתבה", "כתב/ה", "كتب", "كتبت",
    "تمت كتابة ما يلي بواسطة", "ने लिखा", "लिखा", "idatzi du", "escribiu", "shkroi", "scrisse", "sgrìobh",
    "ysgrifennodd", "scríobh", "skreiv", "het geskryf", "skryf", "aliandika",
)  # fmt: skip

FROM = (
    "from", "von", "de", "da", "van", "fra", "från", "od", "lähettäjä", "mittente", "remitente", "remetente",
    "expéditeur", "absender", "afzender", "avsändare", "avsender", "afsender", "от", "отправитель", "від",
    "відправник", "από", "feladó", "kimden", "gönderen", "de la", "expeditor", "发件人", "發件人", "寄件者",
    "寄件人", "差出人", "送信者", "보낸 사람", "보낸사람", "מאת", "من", "จาก", "từ", "dari", "nadawca",
    "odesílatel", "odosielateľ", "pošiljatelj", "šalje", "saatja", "no", "nuo", "siuntėjas", "подател", "шаље",
    "пошиљалац", "frá", "ó", "oddawca", "deitar", "nork", "प्रेषक", "emisor", "message de", "de :", "från/fra",
)  # fmt: skip

SENT = (
    "sent", "gesendet", "gesendet am", "envoyé", "envoyé le", "date d'envoi", "enviado", "enviado el",
    "enviado em", "enviada em", "enviada", "enviat", "inviato", "data invio", "verzonden", "skickat", "skickades",
    "sendt", "lähetetty", "wysłano", "wysłane", "odesláno", "odoslané", "poslano", "poslato", "отправлено",
    "дата отправки", "надіслано", "відправлено", "изпратено", "послато", "εστάλη", "στάλθηκε", "απεστάλη",
    "αποστολή", "elküldve", "küldve", "küldés ideje", "gönderildi", "gönderme tarihi", "gönderilme", "trimis",
    "发送时间", "發送時間", "寄件日期", "傳送時間", "传送时间", "送信日時", "送信", "보낸 날짜", "보낸 시간",
    "보냄", "נשלח", "تاريخ الإرسال", "تم الإرسال", "أرسل", "ส่ง", "ส่งเมื่อ", "đã gửi", "gửi", "dikirim",
    "terkirim", "saadetud", "nosūtīts", "sent at", "išsiųsta", "sendt den", "bidalia",
)  # fmt: skip

DATE = (
    "date", "datum", "fecha", "data", "dato", "päivämäärä", "päiväys", "дата", "ημερομηνία", "dátum", "tarih",
    "日期", "日時", "날짜", "תאריך", "التاريخ", "วันที่", "ngày", "tanggal", "kuupäev", "datums", "message du",
    "le", "dags", "dagsetning", "时间", "時間", "बजे",
)  # fmt: skip

TO = (
    "to", "an", "à", "a", "para", "aan", "til", "till", "vastaanottaja", "do", "komu", "prima", "za", "кому",
    "до", "на", "προς", "címzett", "kime", "alıcı", "către", "catre", "收件人", "收件者", "宛先", "받는 사람",
    "받는사람", "אל", "إلى", "الى", "ถึง", "đến", "tới", "kepada", "ke", "destinatário", "destinatario",
    "destinataire", "empfänger", "ontvanger", "mottagare", "mottaker", "modtager", "adressaat", "saaja", "kam",
    "kellele", "adresatas", "kieno", "per a", "nori", "per", "получатель", "одержувач", "adresat", "prejemnik",
    "primatelj", "for", "pour", "für",
)  # fmt: skip

SUBJECT = (
    "subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "emne", "ämne", "aihe", "temat",
    "předmět", "predmet", "zadeva", "naslov", "тема", "θέμα", "tárgy", "konu", "subiect", "主题", "主旨", "件名",
    "제목", "נושא", "الموضوع", "موضوع", "เรื่อง", "หัวเรื่อง", "chủ đề", "tiêu đề", "subjek", "perihal", "teema",
    "temats", "tēma", "tema", "assumpte", "efni", "относно", "предмет", "sujet", "gaia", "re", "sujetto", "ábhar",
)  # fmt: skip

CC = (
    "cc", "kopie", "copie", "copie à", "copia", "kopia", "kopi", "kopija", "копия", "копія", "κοιν",
    "κοινοποίηση", "másolatot kap", "bilgi", "抄送", "副本", "ｃｃ", "참조", "עותק", "نسخة", "สำเนา", "bcc",
    "reply-to", "importance", "attachments", "priority", "organization", "wichtigkeit", "anlagen", "antwort an",
    "répondre à", "importancia",
)  # fmt: skip

# What stands between dashes above a message that is quoted as a whole.
ORIGINAL = (
    "original message", "original e-mail", "original email", "original mail", "originalmessage",
    "original appointment", "ursprüngliche nachricht", "originalnachricht", "original-nachricht",
    "ursprüngliche e-mail", "originalmail", "message d'origine", "message original", "message d’origine",
    "courriel original", "mensaje original", "missatge original", "mensagem original", "messaggio originale",
    "messaggio orig.", "oorspronkelijk bericht", "oorspronkelijke bericht", "origineel bericht",
    "oprindelig meddelelse", "oprindelig besked", "original besked", "opprinnelig melding", "original melding",
    "ursprungligt meddelande", "originalmeddelande", "ursprungligt mail", "alkuperäinen viesti",
    "wiadomość oryginalna", "oryginalna wiadomość", "treść oryginalnej wiadomości", "původní zpráva",
    "původní e-mail", "původní email", "pôvodná správa", "izvirno sporočilo", "izvorna poruka",
    "originalna poruka", "оригинална порука", "исходное сообщение", "оригинальное сообщение",
    "пересылаемое письмо", "первоначальное сообщение", "оригінальне повідомлення", "вихідне повідомлення",
    "оригинално съобщение", "αρχικό μήνυμα", "eredeti üzenet", "orijinal ileti", "orijinal mesaj", "özgün ileti",
    "mesaj original", "mesajul original", "原始邮件", "原始郵件", "原邮件", "原始信件", "元のメッセージ",
    "オリジナルメッセージ", "원본 메시지", "원본 메일", "원래 메시지", "הודעה מקורית", "ההודעה המקורית",
    "الرسالة الأصلية", "رسالة أصلية", "ข้อความต้นฉบับ", "tin nhắn gốc", "thư gốc", "pesan asli", "pesan asal",
    "algne sõnum", "algne kiri", "sākotnējais ziņojums", "pradinis laiškas", "originalus laiškas",
    "upprunaleg skilaboð", "jatorrizko mezua", "mensaxe orixinal", "reply message", "replied message", "antwort",
    "reply separator", "ursprungsnachricht",
)  # fmt: skip

FORWARDED = (
    "forwarded message", "begin forwarded message", "forwarded by", "forwarded mail", "forwarded email", "fwd",
    "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht", "weitergeleitete e-mail",
    "message transféré", "message transmis", "début du message transféré", "début du message réexpédié",
    "courriel transféré", "mensaje reenviado", "inicio del mensaje reenviado", "missatge reenviat",
    "mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada",
    "início da mensagem reencaminhada", "messaggio inoltrato", "inizio messaggio inoltrato",
    "inizio del messaggio inoltrato", "doorgestuurd bericht", "doorgezonden bericht",
    "begin doorgestuurd bericht", "videresendt meddelelse", "videresendt besked", "start på videresendt besked",
    "videresendt melding", "start på videresendt melding", "vidarebefordrat meddelande", "vidarebefordrat mejl",
    "vidarebefordrat brev", "välitetty viesti", "edelleenlähetetty viesti", "välitetty viesti alkaa",
    "wiadomość przekazana dalej", "przekazana wiadomość", "wiadomość przekazana",
    "początek przekazywanej wiadomości", "treść przekazanej wiadomości", "přeposlaná zpráva", "přeposlaný e-mail",
    "začátek přeposílané zprávy", "preposlaná správa", "preposlaný email", "posredovano sporočilo",
    "proslijeđena poruka", "prosleđena poruka", "проследена порука", "прослеђена порука",
    "пересылаемое сообщение", "пересланное сообщение", "перенаправленное сообщение", "пересланное письмо",
    "начало переадресованного сообщения", "начало пересылаемого сообщения", "переслане повідомлення",
    "перенаправлене повідомлення", "препратено съобщение", "προωθημένο μήνυμα", "μήνυμα που προωθήθηκε",
    "továbbított üzenet", "továbbított levél", "yönlendirilen ileti", "iletilen ileti", "iletilmiş ileti",
    "yönlendirilmiş ileti", "mesaj redirecționat", "mesaj redirectionat", "mesajul redirecționat", "转发的邮件",
    "转发邮件信息", "已转发邮件", "轉寄的郵件", "轉寄郵件", "轉寄訊息", "転送されたメッセージ", "転送メッセージ",
    "転送メール", "전달된 메시지", "전달된 메일", "전달된 메시지의 시작", "הודעה שהועברה", "رسالة معاد توجيهها",
    "الرسالة المعاد توجيهها", "رسالة محوّلة", "ข้อความที่ส่งต่อ", "tin nhắn đã chuyển tiếp", "thư đã chuyển tiếp",
    "pesan terusan", "pesan yang diteruskan", "edastatud sõnum", "edastatud kiri", "pārsūtītā ziņa",
    "persiųstas laiškas", "persiunčiamas laiškas", "áframsend skilaboð", "birbidalitako mezua",
    "mensaxe reenviada",
)  # fmt: skip

# A phone's or a program's own last line: how it begins, and how it ends where the language puts the verb last.
SENT_FROM = (
    "sent from", "sent via", "sent with", "sent by", "sent using", "sent on the go", "sent in", "get outlook for",
    "download outlook for", "von meinem", "von meiner", "von unterwegs", "gesendet von", "gesendet mit",
    "gesendet aus", "gesendet über", "gesendet vom", "versendet mit", "diese nachricht wurde von meinem",
    "hol dir outlook", "outlook für", "envoyé de", "envoyé depuis", "envoyé à partir", "envoyé via",
    "envoyé avec", "envoyée de", "envoyé par", "télécharger outlook", "téléchargez outlook", "obtenir outlook",
    "obtenez outlook", "enviado desde", "enviado con", "enviado do", "enviado de", "enviado da",
    "enviado a partir", "enviado via", "enviado através", "enviada do", "enviat des", "obtener outlook",
    "obter o outlook", "baixar o outlook", "descargar outlook", "inviato da", "inviato dal", "inviato con",
    "inviato tramite", "scarica outlook", "ottieni outlook", "verzonden vanaf", "verzonden met", "verzonden via",
    "verstuurd vanaf", "verstuurd met", "verstuurd via", "verzonden van", "outlook voor", "download outlook voor",
    "skickat från", "skickades från", "skickat med", "hämta outlook", "skaffa outlook", "sendt fra", "sendt med",
    "sendt via", "sendt frå", "hent outlook", "få outlook", "skaff outlook", "lähetetty", "hanki outlook",
    "hae outlook", "wysłane z", "wysłano z", "wysłane za", "pobierz outlook", "pobierz program outlook",
    "uzyskaj outlook", "odesláno z", "odesláno ze", "odoslané z", "odesláno pomocí", "získejte outlook",
    "získať outlook", "stáhnout outlook", "poslano z", "poslano s", "poslano sa", "poslato sa", "poslato iz",
    "preuzmi outlook", "prenesi outlook", "отправлено с", "отправлено из", "отправлено через", "отправлено от",
    "отправлено при", "скачать outlook", "скачайте outlook", "получить outlook", "надіслано з", "надіслано через",
    "відправлено з", "надіслано від", "отримати outlook", "изпратено от", "изпратено с", "пратено од",
    "послато са", "послато из", "στάλθηκε από", "εστάλη από", "αποστολή από", "λήψη του outlook", "küldve",
    "elküldve", "iphone-omról küldve", "az outlook letöltése", "trimis de pe", "trimis din", "trimis de la",
    "descărcați outlook", "obțineți outlook", "发自", "發自", "從我的", "从我的", "寄自", "傳送自", "来自我的",
    "获取 outlook", "下載 outlook", "取得 outlook", "נשלח מ", "הורד את outlook", "أُرسلت من", "أرسلت من",
    "تم الإرسال من", "أرسل من", "مرسل من", "الحصول على outlook", "ส่งจาก", "đã gửi từ", "được gửi từ", "gửi từ",
    "dikirim dari", "terkirim dari", "saadetud minu", "saadetud", "nosūtīts no", "išsiųsta iš", "sent úr",
    "nire iphone", "mugikorretik", "iphone から", "iphoneから", "私の iphone", "나의 iphone", "내 iphone",
    "yahoo mail:", "mobil gesendet", "envoyé à l'aide", "typed on", "tapped on", "written on my",
)  # fmt: skip
# The same for languages whose next word follows without a space.
SENT_FROM_OPEN = (
    "发自", "發自", "從我的", "从我的", "寄自", "傳送自", "נשלח מ", "iphoneから", "来自我的", "ส่งจาก",
)  # fmt: skip
SENT_FROM_LAST = (
    "gesendet", "gesendet.", "verschickt", "から送信", "から送信しました", "를 사용하여 보냄", "에서 보냄",
    "에서 전송", "에서 발송", "'umdan gönderildi", "'dan gönderildi", "’umdan gönderildi", "’dan gönderildi",
    "dan gönderildi", "den gönderildi", "傳送", "发送", "küldve", "küldtem", "saadetud", "bidalia", "से भेजा गया",
)  # fmt: skip

# How subjects of forwards begin.
FORWARD_PREFIX = re.compile(
    r"\s*(?:\[[^\]]{1,40}\]\s*)?"
    r"(?:fwd?|wg|tr|rv|enc|i|vs?b|vl|vidarebefordrat|fs|pd|doorst|továbbítás|tov|i̇let|ilt|yml|πρθ|прд|转发|轉寄|転送|fw|"
    r"res?env|encam|пересл|на|전달|הועבר|إعادة توجيه|chuyển tiếp|trs|vidaresänt|videresendt|przek|doorgestuurd)"
    r"\s*[:：]",
    re.IGNORECASE,
)


def alternatives(phrases: tuple[str, ...]) -> str:
    """A pattern that matches any of the phrases, the longest first."""
    return "|".join(re.escape(one) for one in sorted(set(phrases), key=len, reverse=True))
