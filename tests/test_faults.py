"""Broken copy: each kind of mistake, made in a shipped file, is found by its code, in its file, at its line.

One mistake is one finding: nothing else may be found in that file, nor in any other.
"""

import pytest
from seeding import COPY, END, WHOLE, Fault, batches, check, line_of, lines

from tonekit.checks.codes import CODES


def said(sentence):
    """One more paragraph before the closing."""
    return END, f"{sentence}\n\n{END}"


SUBJECT, PREHEADER, SMS = 'subject: "', 'preheader: "', 'sms: "'
BODY = "{{ salutation }}"  # the first line of the body
TOP = f"---\n{BODY}"  # the end of the header
DUE = "{% if one_invoice %}{{ invoice.due_on }}{% else %}{{ invoices.oldest_due_on }}{% endif %}"
OFFERS = "\n\n".join(
    f"{{% if say.{name} %}}\n{{{{ offers.{fact} }}}}.\n{{% endif %}}"
    for name, fact in (
        ("instalments", "instalments"),
        ("extension", "extension_until"),
        ("discount", "discount"),
    )
)
LATIN = f"{BODY}\n\nPlease pay {{{{ total.due }}}} by {DUE}.\n\n{{{{ details }}}}\n\n{OFFERS}\n\n{END}\n"
FRENCH = (
    f"{BODY}\n\nNous vous rappelons que le montant de {{{{ total.due }}}} arrive bientôt à échéance, le {DUE}. Vous "
    "trouverez tous les renseignements utiles dans le tableau qui suit.\n\n{{ details }}\n\nNous restons à votre "
    f"disposition pour toute question.\n\n{OFFERS}\n\n{END}\n"
)

# What was done to the file, the file, what is replaced, by what, the codes that must be found, and where if
# not in the first line that changes: a text of that line, or "" for the file as a whole.
# fmt: off
FAULTS = [Fault(name, file, old, new, tuple(codes.split()), tuple(at)) for name, file, old, new, codes, *at in [
    # What cannot be read – TK101
    ("header never closed", "en/upcoming/even.md", TOP, BODY, "TK101", "---"),
    ("header not begun", "pt-BR/upcoming/even.md", "---\nsubject", "subject", "TK101"),
    ("key twice", "de/upcoming/even.md", PREHEADER, f'subject: "Noch einmal"\n{PREHEADER}', "TK101"),
    ("text over two lines", "es/upcoming/even.md", ' {{ invoices.label }}"\n', '\n{{ invoices.label }}"\n', "TK101"),
    ("a line that is no key", "pl/upcoming/even.md", TOP, f"Temat wiadomości\n{TOP}", "TK101"),
    ("quote not closed", "fr/second_reminder/direct.md", 'invoices.label }}"', "invoices.label }}", "TK101"),
    ("curly quotes around the subject", "de/second_reminder/warm.md", line_of("subject"), "subject: „Erinnerung: {{ invoices.label }}“", "TK101"),
    ("preheader emptied", "ja/upcoming/direct.md", line_of("preheader"), 'preheader: ""', "TK101"),
    ("no body", "ar/upcoming/warm.md", WHOLE, "\n", "TK101", "---\n\n"),
    ("a phrase without its quote", "pl/phrases.toml", 'already_paid = "', "already_paid = ", "TK101"),
    ("words for a number", "ja/locale.toml", "directness = 0.2", 'directness = "low"', "TK101"),
    ("firmness beyond 1", "tone_profiles/firm.toml", "firmness = 0.95", "firmness = 9.5", "TK101"),
    ("date letters of another program", "de-AT/locale.toml", "[style]", '[formats]\ndate_long = "DD. MMMM YYYY {0}"\n\n[style]', "TK101", "date_long"),
    ("braces in a separator", "pt-BR/locale.toml", 'separator = "', 'separator = "}', "TK101"),
    ("an ending without its hyphen", "uk/locale.toml", '"-ко" = "-ку"', '"-ко" = "ку"', "TK101"),
    # Keys – TK103
    ("header key misspelt", "fr/upcoming/even.md", "preheader:", "prehader:", "TK103"),
    ("preheader forgotten", "es-419/upcoming/even.md", line_of("preheader"), "", "TK103", "---\n{{"),
    ("label misspelt in the card", "es/locale.toml", "\nreference =", "\nrefernce =", "TK103"),
    ("greeting for nobody removed", "ar/locale.toml", "[salutation.formal]", "[salutation.formla]", "TK103"),
    ("greeting without words for the unknown", "fr/locale.toml", "[salutation.address]", "[salutation.adress]", "TK103"),
    ("next step that does not exist", "de/phrases.toml", "\ncourt =", "\ncourts =", "TK103"),
    ("word allowed from a stage that is none", "pt-BR/avoid.toml", 'from = "first_reminder"', 'from = "first_remider"', "TK103"),
    ("rule of a stage misspelt", "stages.toml", "always = [", "allways = [", "TK103"),
    ("a stage misspelt", "stages.toml", "[second_reminder]", "[second_remindr]", "TK103"),
    ("a unit misspelt", "tone_profiles/units.toml", "[relationship]", "[relationships]", "TK103"),
    ("a stage without its rank and range", "stages.toml", "after_days_overdue = 3\npay_in_days = 7\nfirmness = [0.05, 0.35]\n", "pay_in_days = 7\n", "TK103", "[first_reminder]"),
    ("days in quotes", "stages.toml", "pay_in_days = 7", 'pay_in_days = "7"', "TK101"),
    ("profile speaks of no stage", "tone_profiles/balanced.toml", "second_reminder =", "second_remind =", "TK103"),
    ("amounts written without a source", "pl/locale.toml", "[typography]", '[formats.money.PLN]\npattern = "{number} zł"\n\n[typography]', "TK103"),
    # Places – TK104
    ("stage folder misspelt", "es/first_remindr/even.md", COPY, "es/first_reminder/even.md", "TK104"),
    ("voice that is none", "pl/upcoming/gentle.md", COPY, "pl/upcoming/even.md", "TK104"),
    ("message in the language's folder", "fr/upcoming.md", COPY, "fr/upcoming/even.md", "TK104"),
    ("card misspelt", "de-CH/local.toml", COPY, "de-CH/locale.toml", "TK104"),
    ("profile without a stage", "tone_profiles/firm.toml", "second_reminder = { firmness = 0.6,  empathy = 0.4 }\n", "", "TK103", ""),
    ("profile under another name", "tone_profiles/strict.toml", COPY, "tone_profiles/firm.toml", "TK104", "name ="),
    # Bytes – TK106
    ("byte-order mark", "de/upcoming/warm.md", "---\nsubject", "\ufeff---\nsubject", "TK106"),
    ("Windows line ends", "pl/upcoming/direct.md", "\n", "\r\n", "TK106"),
    ("Latin-1", "de-AT/upcoming/warm.md", "ü", "\udcfc", "TK106"),
    ("decomposed letters", "fr/upcoming/direct.md", "é", "e\u0301", "TK106"),
    ("zero-width space", "en/upcoming/warm.md", *said("Please pay\u200b."), "TK106"),
    ("text turned round (Trojan source)", "ar/upcoming/direct.md", *said("\u202eنشكر لكم تعاونكم."), "TK106"),
    ("soft hyphen", "fr/second_reminder/direct.md", *said("Merci de votre règle\u00adment."), "TK106"),
    ("soft hyphen in a forbidden word", "de/first_reminder/warm.md", *said("Das Inkasso\u00adbüro ist frei."), "TK106 TK502"),
    ("mark of direction in English", "en/formal_notice/direct.md", *said("Thank you\u200e."), "TK106"),
    ("joiner in Polish", "pl/formal_notice/even.md", *said("Dzię\u200dkujemy bardzo."), "TK106"),
    ("tab", "es/upcoming/direct.md", TOP, "---\n\t{{ salutation }}", "TK106"),
    ("private-use letter", "ja/upcoming/even.md", *said("\uf8ffお知らせいたします。"), "TK106"),
    ("control character", "pt-BR/upcoming/direct.md", SUBJECT, 'subject: "\x07', "TK106"),
    # Silences – TK108, TK109
    ("silence without a reason", "en-GB/upcoming/direct.md", TOP, "---\n{# tonekit: ignore TK402 #}\n{{ salutation }}", "TK108"),
    ("silence of no code", "de-x-informal/upcoming/warm.md", TOP, "---\n{# tonekit: ignore TK999 just so #}\n{{ salutation }}", "TK108"),
    ("silence of nothing", "de-CH/upcoming/warm.md", TOP, "---\n{# tonekit: ignore TK405 just so #}\n{{ salutation }}", "TK109"),
    # Tags that cannot be read – TK201
    ("tag not closed", "de/first_reminder/direct.md", "{{ details }}", "{{ details }", "TK201"),
    ("if not closed", "en/first_reminder/warm.md", "{% endif %}\n\n{{ details }}", "{{ details }}", "TK201", "{% if partly_paid %}\nThank"),
    ("endif too many", "fr/first_reminder/warm.md", *said("{% endif %}"), "TK201"),
    ("if without a question", "es/first_reminder/direct.md", *said("{% if %}Gracias.{% endif %}"), "TK201"),
    ("braces of another program", "pl/first_reminder/direct.md", *said("Dzień dobry, {imie}."), "TK201"),
    ("tags of an if in two paragraphs", "pt-BR/first_reminder/direct.md", *said("Agradecemos. {% if to_company %}\n\nAté breve.{% endif %}"), "TK201 TK201", "Agradecemos. {%", "Até breve"),
    ("a number with a capital", "de/first_reminder/warm.md", "other='{n} Raten'", "other='{N} Raten'", "TK201"),
    ("a number with spaces", "en/first_reminder/even.md", "other='{n} ", "other='{ n } ", "TK201"),
    ("a number in wide braces", "ja/first_reminder/even.md", "plural(other='{n}", "plural(other='｛n｝", "TK201"),
    ("a brace in a form of gender", "fr/first_reminder/even.md", *said("{{ customer.gender | gendered(feminine='{nom}', masculine='Monsieur', other='Madame, Monsieur') }}"), "TK201"),
    ("a brace too few", "pt-BR/first_reminder/even.md", *said("Pague até { pay_by }}."), "TK201"),
    # What the template language does not have – TK202
    ("unknown filter", "de/first_reminder/warm.md", "{{ invoice.due_on }}", "{{ invoice.due_on | upper }}", "TK202"),
    ("set", "en/first_reminder/direct.md", *said("{% set x = 1 %}"), "TK202"),
    ("include", "fr/first_reminder/direct.md", *said("{% include '/etc/passwd' %}"), "TK202"),
    ("call", "es/first_reminder/warm.md", *said("{{ sender.brand() }}"), "TK202"),
    ("arithmetic", "pl/first_reminder/warm.md", *said("{{ total.due * 2 }}"), "TK202"),
    ("loop", "pt-BR/first_reminder/warm.md", *said("{% for i in invoices %}{% endfor %}"), "TK202"),
    ("attributes of Python", "ja/first_reminder/direct.md", *said("{{ sender['__class__'] }}"), "TK202"),
    ("a number that fills the memory", "ar/first_reminder/direct.md", *said("{{ '%1000000000d' | format(1) }}"), "TK202"),
    ("escaping switched off", "de-AT/first_reminder/direct.md", *said("{{ sender.brand | safe }}"), "TK202"),
    ("filter of another type", "es-419/first_reminder/direct.md", *said("{{ sender.brand | plural(one='{n}', other='{n}') }}"), "TK202"),
    # Placeholders that are not there – TK203
    ("placeholder misspelt", "de-CH/first_reminder/direct.md", "{{ salutation }}", "{{ salutatoin }}", "TK203"),
    ("placeholder of another language", "pl/second_reminder/direct.md", "{{ pay_by }}", "{{ termin }}", "TK203"),
    ("one invoice's number among several", "en/second_reminder/direct.md", *said("Please quote {{ invoice.number }}."), "TK203"),
    ("fact that may be absent", "de/second_reminder/direct.md", "{% if has.last_notice %}", "{% if to_company or to_consumer %}", "TK203", "last_notice.on"),
    ("flag misspelt", "fr/second_reminder/even.md", "{% if say.help", "{% if say.helps", "TK203"),
    ("phrase that does not exist", "es/second_reminder/direct.md", "{{ phrase.already_paid }}", "{{ phrase.already_payed }}", "TK203"),
    ("placeholder misspelt in a greeting", "ja/locale.toml", 'masculine = "{{ name.full }} 様"', 'masculine = "{{ name.fulll }} 様"', "TK203"),
    ("placeholder misspelt in a phrase", "ar/phrases.toml", "{{ sender.reach }}", "{{ sender.rech }}", "TK203"),
    ("placeholder that a stage requires misspelt", "stages.toml", '"total.due", "details"', '"total.deu", "details"', "TK203"),
    ("an offer's flag in another spelling", "de/first_reminder/even.md", "{% if say.instalments", "{% if say.installments", "TK203"),
    ("a fact's flag misspelt", "de-AT/first_reminder/even.md", "has.invoice.issued_on", "has.invoice.isued_on", "TK203"),
    ("a flag without its kind", "fr/first_reminder/direct.md", "{% if say.discount %}", "{% if discount %}", "TK203"),
    ("several misspelt", "en/first_reminder/warm.md", "{% if several_invoices %}", "{% if severl_invoices %}", "TK203"),
    # What the stage requires – TK204
    ("details in one branch only", "de/first_reminder/even.md", "{{ details }}", "{% if to_company %}\n{{ details }}\n{% endif %}", "TK204", BODY),
    ("no greeting", "en/first_reminder/even.md", "{{ salutation }}\n\n", "", "TK204", "{% if several_invoices %}\nWe"),
    ("SMS without the amount", "es/first_reminder/even.md", line_of("sms"), 'sms: "{{ sender.brand }}: es posible que se trate de un simple descuido. Gracias."', "TK204"),
    ("a next step without its day", "de/phrases.toml", 'court = "', 'court = "Danach gehen wir vor Gericht."\n# "', "TK204"),
    ("a next step that is dated for some only", "en/phrases.toml", "{{ next_step.on }}", "{% if to_company %}{{ next_step.on }}{% else %}soon{% endif %}", "TK204"),
    # Placeholders in the wrong place – TK206
    ("table in a sentence", "fr/first_reminder/even.md", *said("Voici {{ details }}, avec nos remerciements."), "TK206"),
    ("closing in the subject", "pt-BR/first_reminder/even.md", SUBJECT, 'subject: "{{ closing }} ', "TK206"),
    ("phrase in a phrase", "es/phrases.toml", 'contact = "', 'contact = "{{ phrase.dispute }} ', "TK206"),
    ("amount in quotation marks", "en/upcoming/direct.md", *said("Please pay “{{ total.due }}” soon."), "TK206"),
    ("gender printed", "pl/first_reminder/even.md", *said("{{ customer.gender }}"), "TK206"),
    ("a placeholder in a label", "de/locale.toml", 'amount_due = "', 'amount_due = "{{ total.due }} ', "TK206"),
    ("a placeholder in a charge's label", "fr/locale.toml", 'reminder_fee = "', 'reminder_fee = "{{ total.charges }} ', "TK206"),
    ("a brace in a stage's name", "es/locale.toml", 'upcoming = "', 'upcoming = "{n}. ', "TK206"),
    ("a family name alone", "de/locale.toml", 'unknown = "Guten Tag {{ name.full }},"', 'unknown = "Hallo {{ name.family }},"', "TK206"),
    ("a family name for want of a given one", "fr/locale.toml", 'unknown = "Bonjour {{ name.full }},"', 'unknown = "Bonjour {{ name.given or name.family }},"', "TK206"),
    ("a formal name that has no title", "en-GB/locale.toml", "[closing]", '[salutation.warm]\nmasculine = "Hello {{ name.formal }},"\n[closing]', "TK206", "Hello {{"),
    # Samples that do not render as they should – TK207
    ("two spaces where a value is missing", "de-CH-x-informal/first_reminder/even.md", *said("Danke {% if partly_paid %}sehr{% endif %} dafür."), "TK207", ""),
    ("a comma twice", "en-GB/first_reminder/even.md", *said("Thank you,{% if several_invoices %}, all of you{% endif %} and goodbye."), "TK207", ""),
    ("a paragraph that may be empty", "ar-SA/first_reminder/even.md", *said("{% if partly_paid %}نشكر لكم تعاونكم.{% endif %}"), "TK207", ""),
    # Facts in the copy – TK208
    ("account number", "de/second_reminder/even.md", *said("Unser Konto: DE02 1203 0000 0000 2020 51"), "TK208"),
    ("web address", "es/second_reminder/even.md", *said("Más en https://pagos.example/factura, si quiere."), "TK208"),
    ("web address without https", "pl/second_reminder/even.md", *said("Szczegóły na stronie faktury.example.pl znajdzie każdy."), "TK208"),
    ("e-mail address", "pt-BR/second_reminder/even.md", *said("Escreva para contas@example.com.br a qualquer hora."), "TK208"),
    ("phone number", "fr/second_reminder/warm.md", *said("Un appel au 01 23 45 67 89 suffit."), "TK208"),
    ("phone number in an SMS", "de-AT/second_reminder/even.md", 'sms: "', 'sms: "+43 1 234567: ', "TK208"),
    ("date in digits", "de-CH/second_reminder/even.md", *said("Am 15.10.2026 sind wir nicht im Haus."), "TK208"),
    ("date in words", "en/second_reminder/even.md", *said("Our office is closed on October 15 for stocktaking."), "TK208"),
    ("first of a month", "fr/second_reminder/even.md", *said("Nos bureaux ferment le 1er mars au soir."), "TK208"),
    ("date in Japanese", "ja/second_reminder/even.md", *said("弊社は10月15日に休業いたします。"), "TK208"),
    ("month of Austria", "de-AT/second_reminder/direct.md", *said("Am 2. Jänner haben wir geschlossen."), "TK208"),
    ("amount with its sign", "es/second_reminder/warm.md", *said("El envío son 5 €."), "TK208"),
    ("amount with its word", "ja/second_reminder/warm.md", *said("切手代は500円でございます。"), "TK208"),
    ("amount with its code", "de-CH/second_reminder/direct.md", *said("Das Porto ist CHF 2 im Ganzen."), "TK208"),
    ("amount without a currency", "de/second_reminder/warm.md", *said("Offen sind noch 1.249,50 aus dieser Rechnung."), "TK208"),
    ("currency beside a placeholder", "pl/second_reminder/warm.md", *said("Do zapłaty jest {{ total.due }} zł."), "TK208"),
    ("amount in the words of a currency", "de/upcoming/even.md", *said("Es fallen 5 Euro an."), "TK208"),
    ("amount in dollars", "en/upcoming/even.md", *said("The copy costs 25 US dollars."), "TK208"),
    ("amount in reais", "pt-BR/formal_notice/warm.md", *said("O custo é de 10 reais."), "TK208"),
    ("amount in złote", "pl/formal_notice/direct.md", *said("To 250 złotych."), "TK208"),
    ("currency in words beside a placeholder", "fr/upcoming/direct.md", *said("Il reste {{ total.due }} euros."), "TK208"),
    ("amount in native digits", "ar/second_reminder/even.md", *said("قيمة الطابع البريدي ٥ ج.م."), "TK208"),
    ("amount in a plural form", "pt-BR/second_reminder/warm.md", "other='{n} dias')", "other='{n} dias a R$ 5')", "TK208"),
    ("date in a phrase", "es-419/phrases.toml", 'contact = "', 'contact = "Cerramos el 12 de octubre. ', "TK208"),
    # Phrases and copies – TK302, TK303
    ("phrase that nothing prints", "fr/phrases.toml", "already_paid =", 'ps = "Avec nos remerciements."\nalready_paid =', "TK302"),
    ("copy of a message that has changed", "en/second_reminder/warm.md", END, f"{END}\n{{# ejected from en/second_reminder/warm at 0123456789ab #}}", "TK303", "{# ej"),
    ("copy of a message that is gone", "ja/second_reminder/direct.md", END, f"{END}\n{{# ejected from ja/second_reminder/icy at 0123456789ab #}}", "TK303", "{# ej"),
    # Plurals – TK304
    ("Polish without the few", "pl/formal_notice/even.md", "few='{n} dni', ", "", "TK304", "many="),
    ("Arabic without the dual", "ar/formal_notice/even.md", "two='مضى يومان', ", "", "TK304"),
    ("label without its plural", "pl/locale.toml", "several = {", 'several = { other = "{n} faktur" }\n# {', "TK304"),
    ("a plural without its number", "de/first_reminder/even.md", "other='{n} Raten'", "other='Raten'", "TK304"),
    ("Russian one, which is 21, too", "ru/upcoming/even.md", *said("{{ invoices.count | plural(one='один', few='{n}', many='{n}', other='{n}') }}"), "TK304"),
    ("a form that German lacks", "de-AT/first_reminder/direct.md", "other='{n} Raten'", "few='{n} Raten', other='{n} Raten'", "TK304"),
    ("a label's form that English lacks", "en/locale.toml", "several = {", 'several = { two = "both invoices",', "TK304"),
    ("a label without its number", "de/locale.toml", 'other = "{n} Rechnungen"', 'other = "Rechnungen"', "TK304"),
    # Voices – TK305
    ("voice that no profile reaches", "tone_profiles/voices.toml", "[warm]", '[icy]\nfirmness = 1.0\nempathy = 1.0\naddress = "formal"\n\n[warm]', "TK305", ""),
    ("sentence that another voice says", "en/final_notice/direct.md", *said("If you are experiencing financial hardship, contact us before the deadline, and we will discuss your options."), "TK305"),
    # Still to be written – TK306
    ("sentence left in English", "es/formal_notice/even.md", *said("If you need more time to pay, please let us know and we will move the due date to {{ as_of }}."), "TK306"),
    ("button left in English", "fr/formal_notice/even.md", "[", "[Pay online now]({{ payment.url }})\n\n[", "TK306"),
    ("text still to be written", "ro/upcoming/even.md", *said("TODO salutări"), "TK306"),
    ("a name to be filled in", "en/formal_notice/even.md", *said("Please ask for [NAME] when you call."), "TK306"),
    ("a field in small letters", "de/formal_notice/even.md", *said("Es schreibt Ihnen [ihr_name]."), "TK306"),
    ("a field of a mail merge", "fr/formal_notice/warm.md", *said("Votre interlocuteur : «nom_client»."), "TK306"),
    ("a field with an underscore", "es/formal_notice/warm.md", *said("Le atiende <nombre_de_pila>."), "TK306"),
    ("an x for a value", "pl/formal_notice/even.md", *said("Sprawa numer XXX jest otwarta."), "TK306"),
    ("a date to be filled in", "de-AT/formal_notice/direct.md", *said("Bis zum XX.XX.XXXX erreichen Sie uns."), "TK306"),
    ("a blank", "pt-BR/formal_notice/even.md", *said("Atenciosamente, ____"), "TK306"),
    ("circles for a name", "ja/formal_notice/warm.md", *said("担当の〇〇がお受けいたします。"), "TK306"),
    ("a code of printf", "en-GB/formal_notice/direct.md", *said("Please quote %s in your reply."), "TK306"),
    ("a variable of another program", "de-CH/formal_notice/direct.md", *said("Es grüsst Sie %vorname%."), "TK306"),
    # Script and language – TK401, TK402
    ("Cyrillic a in German", "de/formal_notice/direct.md", *said("D\u0430s ist alles."), "TK401"),
    ("Greek o in English", "en/formal_notice/direct.md", *said("Thank y\u03bfu."), "TK401"),
    ("Cyrillic a in a phrase", "en/phrases.toml", 'contact = "', 'contact = "\u0430 ', "TK401"),
    ("Latin letters in Russian", "ru/upcoming/even.md", "Просим", "Пр\x6fсим", "TK401"),
    ("Latin text in Arabic", "ar/upcoming/even.md", WHOLE, LATIN, "TK401", BODY),
    ("Latin sentence in Arabic", "ar/upcoming/warm.md", *said("Please pay the outstanding amount at your earliest convenience."), "TK401"),
    ("Latin sentence in Russian", "ru/upcoming/even.md", *said("Please let us know if anything is unclear."), "TK401"),
    ("simplified characters in Japanese", "ja/upcoming/warm.md", *said("请お知らせください。"), "TK401"),
    ("traditional characters in China", "zh-Hans/upcoming/even.md", *said("請尽快付款。"), "TK401"),
    ("Chinese sentence in Japanese", "ja/first_reminder/even.md", *said("請盡快支付您的帳單，謝謝您的配合與支持。"), "TK402"),
    ("English sentence in French", "fr/formal_notice/warm.md", *said("We hope that everything is well with you and your team."), "TK402"),
    ("Portuguese sentence in Spanish", "es/first_reminder/even.md", *said("Se você já efetuou o pagamento, por favor desconsidere esta mensagem."), "TK402"),
    ("Spanish sentence in Portuguese", "pt-BR/formal_notice/even.md", *said("Si usted ya realizó el pago, le rogamos que no tenga en cuenta este mensaje."), "TK402"),
    ("English sentence in a phrase", "pl/phrases.toml", 'contact = "', 'contact = "We are happy to help you with any question you have. ', "TK402"),
    ("filler text", "en/first_reminder/warm.md", *said("Lorem ipsum dolor sit amet, consectetur adipiscing elit."), "TK306"),
    ("French text in Spanish", "es/upcoming/warm.md", WHOLE, FRENCH, "TK402", BODY),
    # Words to avoid – TK403
    ("shame", "de/final_notice/even.md", *said("Sie sind säumig."), "TK403"),
    ("the debtor", "es/final_notice/even.md", *said("Como deudor, puede escribirnos."), "TK403"),
    ("the debt collector's formula", "en/final_notice/even.md", *said("This is an attempt to collect."), "TK403"),
    ("a greeting typed", "fr/final_notice/even.md", *said("Cher Monsieur,"), "TK403"),
    ("the month of Germany in Austria", "de-AT/final_notice/even.md", *said("Seit Januar warten wir."), "TK403"),
    ("two forms of honour", "ja/final_notice/even.md", *said("担当者御中様にお知らせください。"), "TK403"),
    ("religion", "ar/final_notice/even.md", *said("إن شاء الله."), "TK403"),
    ("the American spelling in Britain", "en-001/final_notice/even.md", *said("Installments are welcome."), "TK403"),
    ("interest in Saudi Arabia", "ar-SA/final_notice/even.md", *said("تضاف رسوم."), "TK403"),
    # Forms of address – TK404
    ("du beside Sie", "de/final_notice/direct.md", *said("Du erreichst uns jederzeit."), "TK404"),
    ("du in a closing of the card", "de/locale.toml", 'warm = "Viele Grüße"', 'warm = "Bis bald, dein Team"', "TK404"),
    ("Sie beside du", "de-x-informal/final_notice/even.md", *said("Bitte rufen Sie uns an."), "TK404"),
    ("tu beside vous", "fr/final_notice/direct.md", *said("Nous t’écrivons à regret."), "TK404"),
    ("vosotros beside usted", "es-419/final_notice/even.md", *said("Agradecemos lo que hacéis vosotros."), "TK404"),
    ("a singular you in Arabic", "ar/final_notice/direct.md", *said("نرجو مراجعة رسالتك."), "TK404"),
    ("a pronoun in Japanese", "ja/final_notice/direct.md", *said("君の手続きをお待ちしております。"), "TK404"),
    ("ty beside Państwo", "pl/final_notice/even.md", *said("Jeśli chcesz, prosimy o kontakt."), "TK404"),
    ("o senhor beside você", "pt-BR/final_notice/even.md", *said("Aguardamos o contato que o senhor fizer."), "TK404"),
    ("a plain you in Chinese", "zh-Hans/upcoming/even.md", "请您在", "请你在", "TK404"),
    ("a plain you in Korean", "ko/upcoming/even.md", *said("당신의 의견을 기다립니다."), "TK404"),
    # Typing – TK405
    ("word twice", "en/formal_notice/even.md", *said("Please look at the the invoice again."), "TK405"),
    ("word twice around a tag", "es/formal_notice/warm.md", *said("Le pedimos que {% if to_company %}que revisen{% else %}revise{% endif %} la factura."), "TK405"),
    ("bracket not closed", "de/formal_notice/warm.md", *said("Ein Vermerk (siehe unten ist beigefügt."), "TK405"),
    ("bracket not opened", "pl/formal_notice/warm.md", *said("Prosimy o wpłatę) w tym tygodniu."), "TK405"),
    ("bracket closed in one branch", "fr/formal_notice/warm.md", *said("La facture {% if to_company %}(celle de votre société){% else %}(la vôtre{% endif %} est jointe."), "TK405"),
    ("English quotes in German", "de-AT/formal_notice/even.md", *said("Der Vermerk “offen” steht noch darauf."), "TK405"),
    ("German quotes in Switzerland", "de-CH/formal_notice/even.md", *said("Der Vermerk „offen“ steht noch darauf."), "TK405"),
    ("English quotes in a card", "pl/locale.toml", 'reference = "', 'reference = "“x” ', "TK405", "“x”"),
    ("straight quotes", "en/formal_notice/warm.md", *said('It is marked "open" in our books.'), "TK405"),
    ("straight apostrophe", "fr/formal_notice/direct.md", *said("L'échéance est passée."), "TK405"),
    ("question without its opening mark", "es/formal_notice/direct.md", *said("Puede hacerlo hoy?"), "TK405"),
    ("opening mark without its question", "es-419/formal_notice/warm.md", *said("¿Puede hacerlo hoy."), "TK405"),
    ("no space before a colon", "fr/final_notice/warm.md", *said("Voici le détail: il est joint."), "TK405"),
    ("narrow comma in Japanese", "ja/formal_notice/even.md", *said("ご確認ください, お願いいたします。"), "TK405"),
    ("narrow bracket in Japanese", "ja/formal_notice/direct.md", *said("お手続き(初回)をお願いいたします。"), "TK405"),
    ("narrow full stop in Chinese", "zh-Hans/upcoming/even.md", "联系。", "联系.", "TK405"),
    ("stretched Arabic", "ar/formal_notice/warm.md", *said("نرجو الســداد في أقرب وقت."), "TK405"),
    ("Persian letter in Arabic", "ar-SA/formal_notice/even.md", *said("نرجو السداد فی أقرب وقت."), "TK405"),
    ("Arabic letter in Persian", "fa/upcoming/even.md", "سررسید می‌شود", "سررسيد می‌شود", "TK405"),
    ("Turkish letters in Romanian", "ro/upcoming/even.md", "Dacă aveți", "Dacă aveţi", "TK405"),
    ("letters of half width", "ja/final_notice/even.md", *said("ﾌﾘｺﾐをお願いいたします。"), "TK405"),
    ("ß in Switzerland", "de-CH/formal_notice/warm.md", *said("Die Maßnahme entfällt bei Zahlung."), "TK405"),
    ("German quotes in Hebrew", "he/upcoming/even.md", *said("הסכום „פתוח“ עדיין."), "TK405"),
    ("English quotes in Russian", "ru/upcoming/even.md", *said("В счёте указано “открыт”."), "TK405"),
    ("word twice in Ukrainian", "uk/upcoming/even.md", *said("Будь ласка, сплатіть до до вечора."), "TK405"),
    ("bracket not closed in Turkish", "tr/upcoming/even.md", *said("Ödeme (havale ile yapılabilir."), "TK405"),
    # How it ends, and how loud and long-winded it is – TK406, TK503
    ("text that breaks off", "es-419/formal_notice/direct.md", *said("Si tiene alguna duda sobre este aviso, puede"), "TK406"),
    ("exclamation mark in Japanese", "ja/final_notice/warm.md", *said("お願いいたします！"), "TK503"),
    ("capitals in the body", "en-001/final_notice/direct.md", *said("This is IMPORTANT to us."), "TK503"),
    ("sentence without end", "pt-BR/formal_notice/direct.md", *said(f"Pedimos {'que o pagamento seja feito e ' * 8}que nos escreva."), "TK503"),
    # What a stage must always say – TK501
    ("no oversight", "en-001/first_reminder/even.md", "an oversight", "a slip", "TK501", BODY),
    ("already paid only to companies", "de-AT/first_reminder/even.md", "{{ phrase.already_paid }}", "{% if to_company %}\n{{ phrase.already_paid }}\n{% endif %}", "TK501", BODY),
    ("no way to object", "pt-BR/second_reminder/direct.md", "{{ phrase.dispute }}\n\n", "", "TK501", BODY),
    ("no next step", "fr/final_notice/warm.md", " {{ phrase.next_step }}", "", "TK501", BODY),
    ("next step only to companies", "de-CH/final_notice/even.md", "{{ phrase.next_step }}", "{% if to_company %}{{ phrase.next_step }}{% endif %}", "TK501", BODY),
    ("an offer dropped", "de/second_reminder/warm.md", "{% if say.extension %}\nAuch ein Aufschub bis zum {{ offers.extension_until }} ist möglich. Bitte melden Sie sich dafür kurz.\n{% endif %}\n\n", "", "TK501", BODY),
    ("an offer asked for and not named", "fr/final_notice/even.md", "{{ offers.extension_until }}", "bientôt", "TK501", BODY),
    ("an offer to companies only", "ja/second_reminder/even.md", "{% if say.discount %}", "{% if say.discount and to_company %}", "TK501", BODY),
    # Too early, or never – TK502
    ("charges before their time", "de/first_reminder/warm.md", *said("{% if say.charges %}\nKosten: {{ total.charges }}\n{% endif %}"), "TK502", "Kosten:"),
    ("deadline before the due date", "es/upcoming/even.md", *said("Puede pagar hasta el {{ pay_by }}."), "TK502"),
    ("next step before its time", "pl/first_reminder/warm.md", *said("{% if say.consequence %}\n{{ phrase.next_step }}\n{% endif %}"), "TK502", "{{ phrase.next_step"),
    ("already paid in the last notice", "fr/final_notice/even.md", *said("{{ phrase.already_paid }}"), "TK502"),
    ("Mahnung in the first letter", "de/first_reminder/direct.md", *said("Das ist eine Mahnung."), "TK502"),
    ("fees in the first letter", "de/first_reminder/even.md", *said("Eine Mahngebühr fällt nicht an."), "TK502"),
    ("督促 in the first letter", "ja/first_reminder/even.md", SUBJECT, 'subject: "督促：', "TK502"),
    ("court in the second letter", "en/second_reminder/direct.md", *said("The next letter may come from a court."), "TK502"),
    ("overdue before the due date", "pt-BR/upcoming/warm.md", *said("A fatura está vencida."), "TK502"),
    ("last in the second letter", "es-419/second_reminder/even.md", *said("Es el último aviso."), "TK502"),
    ("threat in a phrase", "pl/phrases.toml", 'contact = "', 'contact = "Następny krok to sąd. ', "TK502"),
    # The ladder – TK504
    ("words of a milder voice", "en-GB/final_notice/direct.md", COPY, "en-001/final_notice/warm.md", "TK504 TK504", BODY),
    # The mailbox – TK601, TK602, TK606
    ("long subject", "de-CH-x-informal/second_reminder/even.md", SUBJECT, 'subject: "Eine lange und umständliche Betreffzeile, die niemand liest: ', "TK601"),
    ("short preheader", "en-GB/second_reminder/even.md", line_of("preheader"), 'preheader: "Still open."', "TK601"),
    ("short preheader with umlauts and a sign", "de/second_reminder/even.md", line_of("preheader"), 'preheader: "Überfällig: {{ total.due }}"', "TK601"),
    ("short preheader in Japanese", "ja/second_reminder/even.md", line_of("preheader"), 'preheader: "{{ total.due }}です。"', "TK601"),
    ("long preheader in Arabic", "ar/second_reminder/even.md", 'preheader: "', 'preheader: "نرجو التكرم بالاطلاع على البيانات الواردة أدناه والتواصل معنا عند الحاجة. ', "TK601"),
    ("six buttons", "en-GB/formal_notice/even.md", *said("\n\n".join(f"[Pay the {nth} part]({{{{ payment.url }}}})" for nth in ("first", "second", "third", "fourth", "fifth"))), "TK606", BODY),
    ("SMS of too many parts", "de-CH-x-informal/upcoming/even.md", SMS, f'sms: "{"Noch ein Satz, der zu viel ist. " * 16}', "TK601"),
    ("capitals", "de/final_notice/warm.md", SUBJECT, 'subject: "WICHTIG: ', "TK602"),
    ("marks in a row", "es/final_notice/direct.md", SUBJECT, 'subject: "¡¡Aviso!! ', "TK602"),
    ("emoji", "pt-BR/final_notice/warm.md", SUBJECT, 'subject: "⏰ ', "TK602"),
    # Links and HTML – TK603, TK604
    ("link that says nothing", "de-CH/first_reminder/even.md", "[", "[Hier]({{ payment.url }})\n\n[", "TK603"),
    ("link to a fixed page", "en/final_notice/warm.md", *said("Read [our terms](https://example.com/terms)."), "TK603"),
    ("link that runs a program", "fr/final_notice/direct.md", *said("[Payer](javascript:alert(1))"), "TK603"),
    ("link to a value", "pl/final_notice/direct.md", *said("[Zapłać]({{ sender.reach }})"), "TK603"),
    ("link in the preheader", "es/final_notice/warm.md", PREHEADER, 'preheader: "{% if has.payment.url %}[Pagar]({{ payment.url }}) {% endif %}', "TK603"),
    ("script", "de-AT/final_notice/warm.md", *said("<script>alert(1)</script>"), "TK604 TK604"),
    ("HTML for bold", "pl/final_notice/warm.md", *said("To <b>bardzo ważne."), "TK604"),
    ("entity", "pt-BR/final_notice/direct.md", *said("Fale conosco&nbsp;hoje."), "TK604"),
    ("image that reports who reads", "de-x-informal/final_notice/warm.md", *said('<img src="https://example.com/p.gif">'), "TK604"),
    ("comment in HTML", "es-419/final_notice/direct.md", *said("<!-- borrador -->"), "TK604"),
    ("heading", "en/upcoming/direct.md", *said("# Important"), "TK604"),
    ("table", "de/upcoming/direct.md", *said("| a | b |\n|---|---|\n| 1 | 2 |"), "TK604"),
    ("star not closed", "en/first_reminder/direct.md", *said("Please pay by *{{ pay_by }}."), "TK604"),
    ("bold not closed", "fr/upcoming/warm.md", *said("Merci **beaucoup."), "TK604"),
    ("code", "es/upcoming/even.md", *said("Use `pago` como concepto."), "TK604"),
    ("quotation", "pl/upcoming/even.md", *said("> Dziękujemy za wpłatę."), "TK604"),
    ("rule", "pt-BR/upcoming/even.md", *said("---"), "TK604"),
    ("image", "de-AT/upcoming/even.md", *said("Willkommen ![bei uns](https://example.com/a.png)."), "TK603 TK604"),
    ("crossed out", "ja/upcoming/warm.md", *said("~~取り消し~~ご案内いたします。"), "TK604"),
    ("footnote", "de/formal_notice/even.md", *said("Das steht unten[^1]."), "TK604"),
    ("stars between words", "de/final_notice/warm.md", *said("Alle Kund*innen und Partner*innen sind da."), "TK604"),
    ("bold in the subject", "es-419/upcoming/even.md", SUBJECT, 'subject: "**Aviso** ', "TK604"),
]]
# fmt: on


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The findings of every fault, and those that belong to none."""
    own, stray = {}, []
    for batch in batches(FAULTS):
        by_file = check(batch, tmp_path_factory.mktemp("faults"))
        for fault in batch:
            own[fault.name] = by_file.pop(fault.file, [])
        stray += [problem for problems in by_file.values() for problem in problems]
    return own, stray


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_at_its_line_and_nothing_beside_it(found, fault):
    problems = found[0][fault.name]
    assert sorted(problem.code for problem in problems) == sorted(fault.codes), problems
    assert {problem.line for problem in problems} == lines(fault)


def test_nothing_is_found_in_other_files(found):
    assert [str(problem) for problem in found[1]] == []


ELSEWHERE = {  # codes that no check of a catalog gives, and who does
    "TK001": "plug-ins",
    "TK105": "PO files",
    "TK107": "tonekit fmt",
    "TK205": "PO files",
    "TK301": "PO files",
    "TK605": "the layout",
    "TK607": "the layout",
    "TK901": "one reminder",
    "TK902": "one reminder",
    "TK903": "one reminder",
    "TK904": "a batch",
    "TK905": "a batch",
}


def test_every_code_is_seeded():
    assert {code for fault in FAULTS for code in fault.codes} | ELSEWHERE.keys() == CODES.keys()


def test_each_kind_has_a_name_of_its_own():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) > 80
