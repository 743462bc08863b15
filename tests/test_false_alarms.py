"""Correct copy that looks odd: none of it may be found. As many cases as test_faults.py has faults."""

import pytest
from seeding import COPY, END, WRITTEN, Fault, draft_roots, findings, line_of, write
from test_faults import FAULTS

from tonekit import Catalog
from tonekit.checks import samples
from tonekit.checks.registry import Scope

# Paragraphs of a formal notice (of the one message that a draft has), by locale.
# fmt: off
PARAGRAPHS = {
    "de": [
        "Das ist unser Schreiben zur 2. Mahnung, ein 3. folgt nicht.",
        "Den EPC-Code finden Sie auf der Rechnung, dazu BIC und IBAN; SEPA und USt-IdNr. auch.",
        "Unser Büro ist von 8.30 bis 17.00 Uhr besetzt, auch am 3. Werktag des Monats.",
        "Sie erreichen uns rund um die Uhr: 24 Stunden, 7 Tage, Montag bis Freitag und am Wochenende.",
        "Nach § 286 Abs. 3 BGB, vgl. Art. 12 Nr. 4, gilt das.",
        "Sie erhalten 14 Tage Zeit, z. B. für eine Rückfrage, d. h. bis zum Monatsende usw.",
        "Die Rechnungen, die die Prüfung betrifft, liegen bei.",
        "Ob Sie sie erhalten haben, wissen wir nicht.",
        "Wir wissen, dass das das Ziel ist und dass der der Buchhaltung vorliegende Beleg fehlt.",
        "Der Vermerk „offen“ steht darauf, der Zusatz ‚Kopie‘ nicht, das „Wort ‚Kopie‘“ auch nicht.",
        "Das geht a) per Überweisung oder b) per Lastschrift.",
        "{% if to_company %}Ihr Haus (siehe Vertrag){% else %}Sie (siehe Vertrag){% endif %} haben den Rabatt von 2 %.",
        "So geht’s: Überweisung, fertig. Wirklich?",
        "Die AGB & Preise gelten für A&B, mit Beträgen < Freigrenze und > 0.",
        "Dudelsack, Euchner und Dirigent sind keine Anrede … und Hastings keine Verbform.",
        "Die Marke „Яндекс“ nicht zu kennen, ist kein Fehler.",
        "Das Donaudampfschifffahrtsgesellschaftskapitänspatent ist ein langes Wort.",
        "*Wichtig:* Es gilt **dieses** Schreiben – nicht das vorige.",
        "- Überweisung\n- Lastschrift (SEPA)",
        '{# Das ist eine Bemerkung der Redaktion, mit "geraden" Zeichen. #}\nMit der Bitte um Kenntnisnahme.',
        "Ihre Kundennummer steht oben rechts, das Aktenzeichen 12/2026-B darunter.",
        "E-Mails beantwortet Frau Dr.-Ing. Kurz, Tel. siehe oben.",
        "Das Abonnement „Premium Plus Cloud Storage for Teams with Backup“ läuft weiter.",
        "Cloud Storage Plus, Business Starter Kit, Premium Care Plan.",
        "Sie zahlen in Euro, Franken oder Dollar, ganz wie vereinbart.",
        "Alle Kund*innen sind da; 5 * 3 Teile, # 12, 7 > 6 | 5 und Preise\\* ohne Steuer.",
        "**Fett**, *kursiv*, ***beides***, **fett *und* kursiv**, _so_ und __so__.",
        "* Überweisung\n* Lastschrift",
        "{{ invoices.count | plural(one='Eine Rechnung ist', other='{n} Rechnungen sind') }} noch offen.",
        "Der Rabatt [sic] von 100 %i. S. d. Vertrags gilt; [1] und […] und [neu] stehen so darin.",
        "Größe XXL, Karton № 7 und die Reihe X–XX; a_b und 50 %.",
        "Ratenzahlung: 1. Rate sofern vereinbart, 2. Rate später.",
    ],
    "de-AT": [
        "Die Akte „NAME“ [sic] bleibt offen, Größe XXL auch.",
        "Ihr Schreiben vom vorigen Monat haben wir erhalten, danke vielmals.",
        "Der Herr Mag. Huber und die Frau DI Gruber sind für Sie da.",
        "Um 10:30 Uhr und um 8.15 Uhr ist jemand im Haus.",
        "Das ist in Summe „alles“, Größe und Straße mit ß.",
        "Im Jänner und im Feber ist unser Büro besetzt.",
        "Ein Zahlschein (rot) und ein zweiter (weiß) liegen bei.",
    ],
    "de-CH": [
        "Die Akte «NAME» [sic] bleibt offen, Grösse XXL auch.",
        "Der Vermerk «offen» steht darauf, der Zusatz ‹Kopie› nicht, auch nicht «die ‹Kopie›».",
        "Gemäss Art. 12 Abs. 3 gilt das; die Strasse und die Grösse stehen dabei.",
        "Das Porto übernehmen wir; QR-Rechnung und ESR liegen bei.",
        "Von 8.30 bis 11.45 Uhr ist jemand da, innert 30 Tagen auch sonst.",
        "Ein Drittel (1/3) oder die Hälfte (½) gelten als Anfang.",
    ],
    "de-x-informal": [
        "Die Rechnung ist offen. Sie war gestern fällig.",
        "Sie war gestern fällig, und wir haben sie geprüft.",
        "„Sie war gestern fällig“, sagt die Buchhaltung.",
        "Wir haben sie geprüft und ihr Datum ergänzt: Sie stimmt.",
        "Ihr Datum, also das der Rechnung, steht oben rechts.",
        "Hast du Post von uns, liegt’s vielleicht daran.",
        "Das ist euer gutes Recht und deins auch.",
    ],
    "en": [
        "Orders of 12 or 13 pieces, lots A–C, and {{ invoices.count }} {{ invoices.count | plural(one='invoice', other='invoices') }} in all.",
        "The note says [sic], and [OK] stands beside it.",
        "Size XXL, chapter XX, and a 100 % share are words like others.",
        "We take euros, dollars and pounds; a real 5-star service has 2 yards of shelves.",
        "Please quote “{{ sender.brand }}” or “pay by {{ pay_by }}”.",
        "Any questions? [Brackets] and (1), see #3 – 5 > 4.",
        "{% if to_company %}*Your team*{% else %}**You**{% endif %} may call.",
        "- **Transfer**\n- *Card*",
        "The rock`n roll is fine: a~b, c|d, e_f_g and h=i.",
        "We know that that takes time, and had had hopes.",
        "Our customers’ invoices don’t lie; “it’s ‘open’, they say” is what we read.",
        "You may pay in 2 parts, in March or in May, whichever suits.",
        "The last 3 may be paid later, at 8.30 or at noon (or so).",
        "ISO 20022 and the EPC guide of version 2.1 say so.",
        "We are open 24 hours a day, Monday to Friday, from 9:30 a.m. to 5 p.m.",
        "This is the 2nd letter about the 3rd invoice; there was a 1st and a 21st.",
        "A fee of 0% applies, and 2.5 % of nothing is nothing.",
        "The ’90s brand “Rock ’n’ Roll” is ours.",
        "See § 4, no. 12, and p. 3 of the terms (2026 edition).",
        "Well… that is all – or nearly all — we have to say.",
        "Is it a Polish brand, “Żabka”? It is; “Почта” and “東芝” are others.",
        "IBAN, BIC, SEPA, ACH, VAT and EIN are not shouting.",
        "AT&T, R&D and Q&A are names; 5 < 6 & 7 > 6.",
        "He or she may call; they may, too.",
        "{% if to_company %}Your team{% else %}You{% endif %} may pay by ACH transfer or by card.",
        "It is [sic] the firm’s [own] form, no. [2], size XXL; a < b and b > a.",
        "It is yours, ours, and the boss’s.",
    ],
    "en-001": [
        "Our customers’ books say ‘open’ and, inside, ‘it’s “due”’.",
        "The cheque and the programme are in the post; instalments suit us, too.",
        "We open at 9.30 am, Monday to Friday, except on bank holidays.",
        "O’Neill’s letter and the Joneses’ reply (both from last week) are filed.",
    ],
    "en-GB": [
        "The sort code is on the invoice, the VAT number too.",
        "It’s the company’s 3rd letter; ‘rock ’n’ roll’ it isn’t.",
        "We’re open 24/7 and reply within 2 working days.",
    ],
    "fr": [
        "Le dossier « NOM » de la bibliothèque [sic] reste ouvert.",
        "Les tailles XXL, le chapitre XX et la part de 50 % restent.",
        "Nous nous permettons de vous écrire : vous vous en souvenez ?",
        "La mention « ouverte » y figure, dit « l’“originale” » ; est-ce tout ?",
        "C’est la 2e lettre, la 1re étant partie le mois dernier.",
        "Nos bureaux sont ouverts de 9 h 30 à 17 h, du lundi au vendredi, 24 heures sur 24 par courriel.",
        "Le contenu du courrier et l’ajout du tableau n’appellent pas de remarque.",
        "L’article L. 441-10, al. 2, du Code de commerce (C. com.) s’applique.",
        "Le service « IBAN », « ABC » et « nom commercial » ; l’article [3] est cité [sic].",
        "Un taux de 0 % ou de 2,5 % n’y change rien.",
        "Aujourd’hui, quelqu’un d’autre s’en occupe : M. Noël, p. ex., ou Mme Œuvray.",
        "Le no 12 et le n° 13 sont joints.",
        "Est-ce clair ? Oui ; alors : merci.",
        "La marque « Яндекс » nous est connue.",
        "La société « O’Brien & Fils » est cliente.",
        "TVA, SIRET, IBAN, BIC et RIB figurent au verso.",
        "Tout va bien (ou presque)…",
        "Rendez-vous à 10:30 précises.",
        "Il reste {{ invoices.count | plural(one='une facture', many='{n} factures', other='{n} factures') }} à régler.",
        "Peut-être préférez-vous un virement : c’est possible.",
        "La facture est en euros ; les francs n’ont plus cours.",
        "Un taux > 12 % ou < 2 % : rien ne change.",
        "Le tout est payable en 2 fois, voire en 3.",
    ],
    "es": [
        "El expediente «DATOS» [sic] sigue abierto.",
        "Talla XXL, capítulo XX y una parte del 50 % siguen ahí.",
        "¿{% if to_company %}Pueden{% else %}Puede{% endif %} pagar hoy? Gracias.",
        "El concepto «abierta» figura en la factura; ¿lo ven (o no)?",
        "Es el 2.º aviso, con la 1.ª factura, p. ej. en 3 plazos.",
        "Si no es posible, ¿qué día le conviene? Díganoslo, y su propuesta le será contestada.",
        "Su factura se la enviamos ayer; se la reenviamos, si le hace falta.",
        "Abrimos las 24 horas, de lunes a viernes, de 9:30 a 17.00 h.",
        "El art. 7, apdo. 2, de la Ley 3/2004 lo prevé.",
        "Un 0 % o un 2,5 % no cambia nada.",
        "El libro «El “Quijote”» no viene al caso…",
        "IBAN, SEPA, CIF y NIF figuran al dorso.",
        "Cierto: ¿quién lo duda?, dirá alguien.",
        "Se considera a estos efectos el documento original en papel o en digital.",
        "Pague con Bizum, tarjeta o transferencia: todo vale.",
    ],
    "es-419": [
        "¿Le queda alguna duda?, ¿o prefiere llamarnos? Con gusto.",
        "El plan de 12 meses, es decir, 1 año, es posible; el RFC y la CLABE van al dorso.",
        "Es la 2.ª carta; el 50 % de las veces basta con una.",
        "El horario es de 9:00 a. m. a 5:00 p. m., de lunes a viernes.",
        "El «saldo» del que hablamos (véase abajo) es ese.",
    ],
    "pt-BR": [
        "O tamanho XXL, o capítulo XX e a parte de 50% continuam.",
        "A 2ª via da fatura está à disposição, a nº 1 também.",
        "Ela diz “aberta”, com ‘saldo’ em 3 partes.",
        "O atendimento funciona 24 horas, de segunda a sexta, das 9h30 às 17h.",
        "A Lei nº 8.078, art. 42, § 1º, trata disso.",
        "Um desconto de 0% ou de 2,5% não muda nada.",
        "PIX, CPF, CNPJ e IBAN estão no verso.",
        "Gota d’água e pé-d’água são palavras do dicionário.",
        "É isso… ou quase isso.",
        "O que é que é isso? É a 1ª parcela.",
        "Todo o valor, em até 3x, pode ser pago às 10:30.",
        "Para o caso de alguma dúvida sobre a conta, a área de contas está à disposição.",
        "O valor está em reais, não em euros nem em dólares.",
        "O senhorio do prédio e as senhas de acesso nada têm a ver com isso.",
    ],
    "pl": [
        "Rozmiar XXL, rozdział XX i udział 50 % pozostają bez zmian.",
        "Faktura ma dopisek „otwarta, tzw. «kopia»”, m.in. w 2. egzemplarzu.",
        "Biuro jest czynne całą dobę, 24 godziny, od poniedziałku do piątku od 8.30 do 17.00.",
        "Art. 455 k.c. oraz § 2 ust. 3 umowy mają tu zastosowanie.",
        "Upust 0% lub 2,5% niczego nie zmienia.",
        "IBAN, SEPA, NIP i VAT podano na odwrocie.",
        "Pani Kowalska i Pan Nowak odpowiedzą w ciągu 2 dni.",
        "To już 2. pismo (por. wyżej)…",
        "Czy wszystko jest jasne? Tak.",
        "Wasilewski i Wamberski to nazwiska, a tykwa to owoc.",
        "Ci, którzy zapłacili, otrzymają potwierdzenie o 10:30.",
        "Spółka „Żółw & Syn” jest naszym klientem.",
    ],
    "ar": [
        "هذا هو الخطاب 2، ومعه (نسخة) من «الفاتورة»؛ هل وصلتكم؟",
        "يعمل مكتبنا 24 ساعة، من الأحد إلى الخميس، من 9:30 إلى 17:00.",
        "شركة Acme Ltd.\u200f شريك لنا.",
        "شركة Acme Cloud Business Plan Ltd.",
        "نظام IBAN ورمز SWIFT مذكوران في الجدول.",
        "شركة Acme GmbH شريك لنا.",
        "الخصم 0% أو ٢٫٥٪ لا يغيّر شيئًا.",
        "نشكركم شكرًا جزيلًا، وَنُقَدِّرُ تعاوُنَكم.",
        "المادة 12، الفقرة 3، من العقد.",
        "سنبحث الأمر معكم رويدًا رويدًا.",
        "بقي عندنا {{ invoices.count | plural(zero='لا شيء', one='خطاب', two='خطابان', few='{n} خطابات', many='{n} خطابًا', other='{n} خطاب') }}.",
        "وفي الختام… نشكر لكم اهتمامكم.",
    ],
    "ar-SA": [
        "يعمل مكتبنا من الأحد إلى الخميس، من 8:30 إلى 16:30.",
        "رقم الآيبان (IBAN) ورقم السجل في الجدول.",
        "هل وصلكم خطابنا «الثاني»؟ نأمل ذلك.",
        "نظام SADAD متاح لكم.",
    ],
    "ja": [
        "ご請求書（2通目）をお送りいたします。備考に「未処理」とございます。",
        "営業時間は9:00から17:30まででございます。",
        "10月分のご請求でございます。",
        "参照番号はAB-1234（半角）でご入力ください。",
        "24時間、土日も受け付けております。",
        "「お客様は『再発行』とお書きです」とのことでございます。",
        "民法第404条第2項に定めがございます。",
        "【重要】お支払いのご案内【再送】でございます。",
        "IBANおよびSWIFTコードは明細にございます。",
        "割引率は2.5％または0%でございます。",
        "PDFファイルをお送りいたします。",
        "株式会社東京商事経理部御担当者各位",
        "中国語の「请」という字でございます。",
        "ますますご清栄のこととお慶び申し上げます。",
        "いろいろ、それぞれ、ひとつひとつ確認いたしました。",
        "以上……どうぞよろしくお願いいたします。",
    ],
    "he": [
        'המע"מ, הת"ז והדו"ח מופיעים בחשבונית.',
        "צ'ק או העברה: שתי הדרכים אפשריות.",
        "בית־הספר ואי־הבנה נכתבים במקף.",
        'הסכום "פתוח" עדיין, כך כתוב (ראו להלן).',
        "משרדנו פתוח 24 שעות, א׳–ה׳, מ-9:30 עד 17:00.",
        "חברת Acme Ltd היא לקוחה שלנו.",
        "הנחה של 2.5% או 0% אינה משנה דבר…",
    ],
    "zh-Hans": [
        "发票编号 AB-1234 见“备注”一栏，内有‘副本’字样。",
        "办公时间为周一至周五9:30至17:00。",
        "第2封函件（副本）随附。",
        "我们一一核对，常常如此，谢谢。",
        "优惠为2.5%或0%。",
        "IBAN和SWIFT代码见下表。",
        "此事……我们会再与您联系。",
    ],
    "ro": [
        "Biroul este deschis 24 de ore, de luni până vineri, între 9:30 și 17:00.",
        "Mențiunea „deschisă, adică «restantă»” apare pe factură.",
        "Știți, desigur, că și Țara Bârsei se scrie cu ț și ș.",
        "Art. 1.270 alin. (2) din Codul civil se aplică.",
        "O reducere de 2,5 % sau de 0% nu schimbă nimic…",
        "Într-un cuvânt, dumneavoastră hotărâți; n-ar fi prima dată.",
        "IBAN, TVA și CUI sunt pe verso.",
    ],
    "fa": [
        "دفتر ما ۲۴ ساعته، از شنبه تا چهارشنبه، باز است.",
        "می‌خواهیم از شما سپاس‌گزاری کنیم؛ نامه‌ها را فرستاده‌ایم.",
        "عبارت «باز» در صورت‌حساب آمده است؛ آیا آن را می‌بینید؟",
        "تخفیف ٪۲٫۵ چیزی را عوض نمی‌کند…",
        "شرکت Acme مشتری ماست.",
        "این نامهٔ دوم است (نسخهٔ پیوست).",
    ],
    "tr": [
        "İş yerimiz 24 saat, pazartesiden cumaya, 9.30 ile 17.00 arasında açıktır.",
        "Yavaş yavaş, kısa kısa, tek tek baktık.",
        "Işık ve İpek şirketlerinin iletisi I. bölümdedir.",
        "İstanbul’daki büromuz, 3’üncü kattadır.",
        "“Açık” yazısı, ‘kopya’ ile birlikte duruyor.",
        "İndirim %5’i geçmez; %sıfır değildir.",
        "Yüzde 2,5 ya da %0 bir şey değiştirmez…",
        "TBK madde 117’ye göre bu böyledir.",
    ],
    "ru": [
        "Размер XXL, глава XX и доля 50 % остаются.",
        "Наш офис открыт 24 часа, с понедельника по пятницу, с 9:30 до 17:00.",
        "В счёте указано «открыт», а внутри «слово „копия“».",
        "PDF-файл и IBAN-код приложены; e-mail указан выше.",
        "Компания Acme GmbH и бренд «O’Brien» нам знакомы.",
        "Компания Acme GmbH нам знакома.",
        "Статья 395, п. 1, ГК РФ применяется.",
        "Скидка 2,5 % или 0% ничего не меняет…",
        "Еле-еле, чуть-чуть и кое-где пишутся через дефис.",
        "Завод «ЗИЛ» и сайт «Имя и фамилия» нам знакомы.",
        "ООО «Ромашка», ИНН и КПП указаны ниже.",
    ],
    "uk": [
        "З пам’яті: об’єкт і п’ять листів.",
        "Наш офіс відчинено 24 години, з понеділка до п’ятниці, з 9:30 до 17:00.",
        "У рахунку зазначено «відкрито», а всередині «слово „копія“».",
        "PDF-файл і IBAN додано.",
        "Її, їхній ґанок і європейський лист.",
        "Знижка 2,5 % або 0% нічого не змінює…",
    ],
    "ko": [
        "업무 시간은 월요일부터 금요일까지 9:30~17:00입니다.",
        "비고에 “미처리”라는 표시가 있으며, ‘사본’도 있습니다.",
        "IBAN과 SWIFT 코드는 아래 표에 있습니다.",
        "24시간 언제든지 연락 주십시오.",
        "할인율은 2.5% 또는 0%입니다.",
        "하나하나, 차근차근 확인하였습니다…",
        "Acme(주)는 저희 고객입니다.",
    ],
}
# fmt: on


# What else may be done to a file: what is replaced there, and by what. Each file stands here once.
# fmt: off
ODD = [
    ("en-GB/upcoming/even.md", line_of("subject"), 'subject: "Invoice no. 12: VAT & IBAN"'),
    ("de/upcoming/even.md", line_of("subject"), 'subject: "Ihre Rechnung – IBAN, BIC, SEPA"'),
    ("fr/upcoming/even.md", line_of("subject"), 'subject: "Facture n° 12 : c’est quand, l’échéance ?"'),
    ("es/upcoming/even.md", line_of("subject"), 'subject: "¿Su factura? Aquí está"'),
    ("ja/upcoming/even.md", line_of("subject"), 'subject: "【ご案内】お支払期日（IBAN）"'),
    ("pl/upcoming/even.md", line_of("subject"), 'subject: "Faktura VAT: termin"'),
    ("pt-BR/upcoming/even.md", line_of("subject"), 'subject: "Aviso: fatura e 2ª via"'),
    ("ar/upcoming/even.md", line_of("subject"), 'subject: "إشعار: الفاتورة (IBAN)؟"'),
    # bare texts, the sign # among them, and quotes within quotes
    ("en/upcoming/even.md", line_of("subject"), 'subject: "Invoice #{{ invoices.count }}: upcoming payment"'),
    ("de-AT/upcoming/even.md", line_of("subject"), """subject: "Hinweis: {{ invoices.count | plural(one='{n} Rechnung', other='{n} Rechnungen') }}\""""),
    # silences with a reason, beside the words, above them, for the file, in the header
    ("de/upcoming/warm.md", END, "Das Inkassobüro Muster ist unser Partner. {# tonekit: ignore TK502 a name #}\n\n{{ closing }}"),
    ("en/upcoming/warm.md", END, "{# tonekit: ignore TK403, TK405 we quote a customer #}\nIt is urgent urgent.\n\nIt is.\n\n{{ closing }}"),
    ("es/upcoming/warm.md", "---\n{{ salutation }}", "---\n{# tonekit: ignore TK208 our street is called so #}\n{{ salutation }}\n\nCalle 2 de Mayo."),
    ("fr/upcoming/warm.md", 'subject: "', 'subject: "ATTENTION {# tonekit: ignore TK602 the name of our brand #} '),
    # guards, each way
    ("pl/upcoming/warm.md", END, "{% if has.payment.url and not disputed %}\nPłatność: {{ payment.url }}\n{% endif %}\n\n{{ closing }}"),
    ("pt-BR/upcoming/warm.md", END, "{% if several_invoices %}\nSão várias.\n{% elif has.invoice.issued_on %}\nEmitida em {{ invoice.issued_on }}.\n{% else %}\nÉ uma só.\n{% endif %}\n\n{{ closing }}"),
    ("ja/upcoming/warm.md", END, "{%- if has.sender.person -%}担当は{{ sender.person }}でございます。{%- else -%}担当がお受けいたします。{%- endif -%}\n\n{{ closing }}"),
    ("ar/upcoming/warm.md", END, "{{ customer.gender | gendered(feminine='مع الشكر', masculine='مع الشكر', other='مع الشكر') }} لكم.\n\n{{ closing }}"),
    ("en-001/upcoming/direct.md", "{% if say.instalments %}", "{% if say.instalments and say.extension %}\nPay in up to {{ offers.instalments | plural(one='one go', other='{n} instalments') }}, or by {{ offers.extension_until }}.\n{% elif say.instalments %}"),
    ("de-CH/upcoming/warm.md", END, "[Rechnung «offen» bezahlen]({{ payment.url }})\n\n{{ closing }}"),
    ("es-419/upcoming/even.md", END, "**¿Alguna duda?** *Con gusto* la resolvemos.\n\n{{ closing }}"),
    # settings as they ship, or with words of one's own
    ("de-x-informal/phrases.toml", 'contact = "', 'contact = "Das ist 2x „wichtig“; '),
    ("en-GB/phrases.toml", "[next_step]", 'ps = "{% if say.discount %}Pay by {{ offers.discount_until }} and take off {{ offers.discount }}.{% endif %}"\n[next_step]'),
    ("en-GB/upcoming/direct.md", "{% if say.discount %}\nPay by {{ offers.discount_until }} to receive a discount of {{ offers.discount }}.\n{% endif %}", "{{ phrase.ps }}"),
    ("fr/locale.toml", 'titled = "{{ address }},"', 'titled = "Bonjour {{ name.title }} {{ name.family }},"'),
    ("pl/locale.toml", 'reference = "', 'reference = "# 1 (do 100%) [nr]: '),
    ("de-CH-x-informal/phrases.toml", COPY, "de-CH-x-informal/phrases.toml"),
]
# fmt: on


def odd():
    """Every odd file, with what it replaces."""
    for locale, paragraphs in PARAGRAPHS.items():
        stage = "upcoming" if locale in WRITTEN else "formal_notice"
        yield Fault(locale, f"{locale}/{stage}/even.md", END, "\n\n".join([*paragraphs, END]), ())
    for file, old, new in ODD:
        yield Fault(file, file, old, new, ())


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd")
    for fault in odd():
        write(fault, folder / "acme")
    return Catalog.inspect([*draft_roots(folder), folder / "acme"])


@pytest.fixture(scope="module")
def found(catalog):
    """What all checks find but those that render, by locale."""
    return findings(catalog, sorted({fault.locale for fault in odd()}))


def shown(problems):
    return [f"{problem} {problem.message}" for problem in problems]


@pytest.mark.parametrize("locale", PARAGRAPHS)
def test_nothing_is_found_in_odd_copy_that_is_right(found, locale):
    assert shown(problem for problem in found if f"/{locale}/" in problem.path) == []


def test_nothing_is_found_anywhere_else(found):
    assert shown(found) == []


@pytest.mark.parametrize("locale", PARAGRAPHS)
def test_every_sample_of_odd_copy_renders(catalog, locale):
    """The check itself on the one message: the others are as shipped, and take their time."""
    stage = "upcoming" if locale in WRITTEN else "formal_notice"
    voice = catalog.index.voices["even"]
    rendered = samples._remembered(Scope(catalog, (locale,)), (locale, stage, "even"), voice)
    assert shown(rendered) == []


def test_there_are_as_many_odd_cases_as_faults():
    assert len(ODD) + sum(map(len, PARAGRAPHS.values())) >= len(FAULTS)
