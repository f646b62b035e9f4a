"""How names, document numbers and case codes are compared, and how case codes are made.

The keys are all that a search reads: the same name in Cyrillic and in Latin letters gives the same key. Cyrillic
is spelled by the Bulgarian Transliteration Act's system; letters of the neighbours follow its sense.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import date

from cases.states import BirthPrecision

LONGEST = 80
LONGEST_KEY = 120
MOST_WORDS = 4
GUESS = 2  # an estimated year of birth is found two years either side

# Digits and consonants that are not taken for one another, no vowels: a code never spells a word.
CODE_LETTERS = "23456789CDFGHJKMNPQRTVWX"
_CODE = re.compile(f"[{CODE_LETTERS}]{{4}}-[{CODE_LETTERS}]{{4}}")

_LETTERS = (
    "аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsht ъa ьy юyu яya "
    "ыy эe ёe іi їi єe ґg ѓg ќk ѕdz јy љly њny џdzh ђd ћch "  # the neighbours' Cyrillic
    "ıi łl øo đd ðd æae œoe þth"  # Latin letters that do not come apart
)
_TRANSLITERATED = {pair[0]: pair[1:] for pair in _LETTERS.split()}
_LOOKS_LIKE = str.maketrans("АВЕКМНОРСТУХЅІЈ", "ABEKMHOPCTYXSIJ")


def key(text: str) -> str:
    """What is left of a name when letters, case, accents, spaces and punctuation no longer tell it apart.

    At most 80 characters of the text count. `Иванова`, `Ivanova` and `ИВАНОВА ` give `ivanova`.
    """
    words = unicodedata.normalize("NFC", text[:LONGEST]).casefold().split()
    return "".join(_spelled(word) for word in words)[:LONGEST_KEY]


def family_keys(names: Iterable[str], born_on: date | None, born_precision: str) -> list[str]:
    """The keys under which a person with these family names and this birth is found, in order.

    A family name is never a key alone: it goes with the year of birth, or with the fact that none is recorded.
    """
    if born_on is None:
        years = [""]
    elif born_precision == BirthPrecision.ESTIMATED:
        years = [str(year) for year in range(born_on.year - GUESS, born_on.year + GUESS + 1)]
    else:
        years = [str(born_on.year)]
    return sorted({f"{name}:{year}"[-LONGEST_KEY:] for name in map(key, names) if name for year in years})


def searched_keys(family_name: str, born_in: int | None) -> list[str]:
    """The keys to look for: people of that name and year, and those of that name without a year."""
    name = key(family_name)
    return sorted({f"{name}:{year}"[-LONGEST_KEY:] for year in (born_in or "", "")}) if name else []


def may_be_called(text: str) -> list[str]:
    """The names that somebody of whom this was typed may bear: all of it as one, and each of its first four words.

    Who writes the whole name where the family name is asked for finds the person all the same.
    """
    names = (*text[:LONGEST].split()[:MOST_WORDS], text)
    return [name for found, name in sorted({key(name): name for name in names}.items()) if found]


def document_key(text: str) -> str:
    """A document's number without spaces and signs; letters that look alike in both alphabets are one."""
    return "".join(filter(str.isalnum, _plain(text[:LONGEST])))[:60]


def case_code(text: str) -> str:
    """A case code as it is written, from whatever was typed: small letters, Cyrillic look-alikes, no dash."""
    letters = "".join(filter(str.isalnum, _plain(text[:LONGEST])))
    return f"{letters[:4]}-{letters[4:]}"[:12]


def is_case_code(code: str) -> bool:
    """Whether it is written as our codes are; no personal number, telephone or name is: it has digits and letters."""
    return _CODE.fullmatch(code) is not None and not code.replace("-", "").isdecimal()


def new_case_code() -> str:
    """A random code such as `7KFM-29XR`; it says nothing about the person, the time or the number of cases."""
    letters = [secrets.choice(CODE_LETTERS) for _place in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper().translate(_LOOKS_LIKE)


def _spelled(word: str) -> str:
    """One word in plain Latin letters; -ия at its end is written -ia."""
    if word.endswith("ия"):
        word = word.removesuffix("ия") + "ia"
    return "".join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    """One letter, transliterated; accents come off, except where the accented letter is one of its own (й)."""
    if letter in _TRANSLITERATED:
        return _TRANSLITERATED[letter]
    parts = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(_TRANSLITERATED.get(part, part) for part in parts if part.isalnum())
