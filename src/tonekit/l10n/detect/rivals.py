"""Languages too near to one another for letters to tell: the words that only one of them uses.

langdetect knows one language of each group, by whose name the group is listed, and takes the others for it.
A text is in one of them when it holds words of that one only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tonekit.l10n.scripts import encodes

_WORD = re.compile(r"[^\W\d_]+")
# Written Chinese as Cantonese is spoken: not the standard language that `zh` promises.
_CANTONESE = frozenset("佢冇咁咗哋唔啲喺嗰嘅嘢嚟攞睇")
_CLEAR = 4  # to one: names and quotations may hold characters of the other kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# By langdetect's profile. Each word, in small letters, stands in many texts of one language and in none of
# its rivals (but el, la, y, which Spanish shares with Asturian).
RIVALS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "id": {
        "id": _words(
            "bahwa bapak besok bisa faktur gak hukum kantor kapan karena kemarin kirim kirimkan mau "
            "melunasi nggak nomor perusahaan rekening silakan tagihan telepon terlambat transfer uang "
            "yaitu"
        ),
        "ms": _words(
            "akaun awak bahawa encik esok hantar hendaklah iaitu invois kerana mahu nombor pejabat "
            "puan sebarang sekiranya sesiapa sila syarikat telefon tempoh wang"
        ),
    },
    "no": {
        "nb": _words(
            "bare betalingen ble blitt dager de dem dere deres dette en enhver et ethvert fikk flere "
            "forrige fra gjøre hilsen hun hva hvem hver hverken hvis hvor hvordan hvorfor ikke jeg "
            "mer mye noe noen penger regningen samme uke uken uten vennlig være vært"
        ),
        "nn": _words(
            "berre dei deira dykk eg ei ein eit frå førre gjere gong helsing ho ikkje korkje korleis "
            "kva kvar kven kvifor meir mykje noko nokon pengar rekninga same sjølv so utan veke "
            "venleg vere verta vore"
        ),
    },
    "hr": {
        "hr": _words(
            "itko kolovoza lipnja listopada mora netko nitko ožujka poduzeća poduzeće prosinca rujna "
            "siječnja srpnja studenoga sudjelovati sukladno svatko svibnja tijekom tjedan tjedna tko "
            "travnja tvrtka tvrtke tvrtki uvjet uvjeta uvjeti uvjetima veljače"
        ),
        "sr-Latn": _words(
            "bezbednost deca dece delo gde hteo juče lepo mesec meseca mesta mesto naredne nedelje "
            "obaveštenje ovde posle pre prošle rešenje sledeće sme svet sveta uvek vreme vremena "
            "zahtev čovek čoveka"
        ),
        "bs": _words("hiljada hiljade historija januara lahko sedmica sedmice"),
    },
    "es": {
        "es": _words(
            "ayer buenas buenos cualquier cuando del derecho el ella ellos es gracias hace hemos hoy "
            "la las los mi muy nadie pagué sin su sus también tengo tiene una usted y ya"
        ),
        "gl": _words(
            "ao aos calquera coa coas cun cunha das dereito dereitos do eu grazas hoxe moi máis nas "
            "ningunha onte os ou persoa polas polo seu seus súa súas tamén ten unha unhas uns xa á ó"
        ),
        "ast": _words(
            "cola colos drechos drechu escontra güei llei mui naide nel nengunu nengún nun per pol "
            "pola polos so sos tamién tien toa toes tol toles toos ye yá"
        ),
    },
    "pt": {
        "pt": _words(
            "com direito direitos em hoje já mais muito nem nossa nosso não obrigada ontem pela pelas "
            "pelo pelos pessoa sem sua suas são também tem têm um uma umas você à às"
        ),
        "gl": _words(
            "calquera coa coas cun cunha dereito dereitos en grazas hoxe moi máis nin ningunha non "
            "onte persoa pola polas polo polos sen súa súas tamén ten un unha unhas xa á ó"
        ),
    },
    "de": {
        "de": _words(
            "auch auf beglichen bereits betrag bezahlt bitte danke das dem des die diesem dieser "
            "dieses durch ein eine einem einen einer es freundlichen für gestern grüße guten habe "
            "haben hat hatte heute ich ihnen ihr ihre ihrem ihren ihrer im ist jeder "
            "keine keinen können könnte leider letzte letzten mich mir möchte müssen nach nein nicht "
            "noch rechnung schon sein sich sie sind sowie tag und unser unsere unseren unserer vom "
            "von war weiterhin werden wir wird woche worden wurde wurden wäre zahlung zum über "
            "überwiesen"
        ),
        "lb": _words(
            "ass d datt déi dës ech eng fir gëtt hien hir huet hunn kee keen mat net op sech säi säin "
            "vu vum vun wéi ze"
        ),
        "nds": _words(
            "dat dör een elkeen för hebben hebbt hett ik jedeen jeed jeedeen keen nich ok op sien sik "
            "sünd un vun vör warrt"
        ),
    },
    "nl": {
        "nl": _words(
            "aan al als ben bij dan deze door en er geen graag haar heb heeft het hij hun ieder "
            "iedereen kan maar met mijn naar niemand niet nog of om onder ons ook over rekening te "
            "tot u uit uw van voor was we werd wij worden wordt ze zich zijn zou"
        ),
        "nds": _words(
            "bi dör elkeen för hebbt hett jedeen jeed jeedeen keen mit nich ok sien sik sünd un vun vör warrt"
        ),
    },
    "it": {
        "it": _words(
            "alla anche che con degli dei del della delle già gli ha hanno ho il le lo nel nella non "
            "oggi pagato questa questo sono sua suo"
        ),
        "co": _words("chì cù hà hè issa issu nantu omu parsona sta stu sò tutta u à ùn"),
    },
    "tl": {
        "fil": _words(
            "at ay ba bawat dahil din hindi ito kanyang lahat mayroon namin nang ng ninyo niya po "
            "pong upang walang"
        ),
        "ceb": _words("adunay aron dili iyang kang kaniya matag nga og tanan ug usa walay"),
    },
}


def tell(text: str, profile: str) -> str | None:
    """Return which language of a group a text is in, by its words; None when they do not say.

    Raises KeyError for a profile without rivals.
    """
    words = set(_WORD.findall(text.casefold()))
    spoken = [tag for tag, own in RIVALS[profile].items() if not own.isdisjoint(words)]
    return spoken[0] if len(spoken) == 1 else None


def tell_chinese(text: str) -> str | None:
    """Return `zh-Hans`, `zh-Hant` or `yue` for a text in Han characters; None when they do not say.

    Simplified characters stand in GB 2312 and not in Big5, traditional ones the other way round; a Japanese
    text has both kinds.
    """
    if not _CANTONESE.isdisjoint(text):
        return "yue"
    simplified = traditional = 0
    for char in text:
        in_mainland, in_taiwan = encodes(char, "gb2312"), encodes(char, "big5")
        simplified += in_mainland and not in_taiwan
        traditional += in_taiwan and not in_mainland
    if max(simplified, traditional) < _CLEAR * min(simplified, traditional) or simplified == traditional:
        return None
    return "zh-Hans" if simplified > traditional else "zh-Hant"
