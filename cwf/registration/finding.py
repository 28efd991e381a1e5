"""How people are found and put in order, however their names are written.

Names come in several scripts, with marks and without, and the same letter in several spellings:
"Østergård", "Ostergaard" and "Oestergaard" are one name to who looks for it, and so are "Сергей",
"Sergey" and "Sergei". `fold` writes them in small plain letters; `loose` goes further, to what
sounds alike. Both are for comparing only, and never shown.
"""

import re
from unicodedata import category, combining, normalize

MOST = 200  # characters of a sort key

# Letters of the Latin script that no decomposition takes apart.
LATIN = {
    "æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
    "ħ": "h", "ı": "i", "ĸ": "k", "ŋ": "ng", "ŧ": "t", "ə": "a", "ƒ": "f", "ʻ": "", "ʼ": "",
}  # fmt: skip
# As names are written in passports; what two languages read differently, as most people do.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "ѓ": "gj", "е": "e",
    "ё": "e", "є": "ie", "ж": "zh", "з": "z", "ѕ": "dz", "и": "i", "і": "i", "ї": "i", "й": "i",
    "ј": "j", "к": "k", "ќ": "kj", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ў": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "iu", "я": "ia", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u",
    "ү": "u", "һ": "h",
}  # fmt: skip
GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
PLAIN = str.maketrans(LATIN | CYRILLIC | GREEK)
SILENT = str.maketrans("", "", "'’`´\u200c\u200d")  # within a word, and no end of it
# What becomes of the signs of ASCII, which most names are written in alone.
ASCII = {
    number: one.lower() if (one := chr(number)).isalnum() else "" if number in SILENT else " "
    for number in range(128)
}

# What is spelt in several ways, and the one that stands for all; in this order.
ALIKE = (
    ("kh", "h"), ("ch", "h"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("zh", "z"), ("dz", "z"),
    ("sh", "s"), ("tz", "c"), ("ts", "c"), ("ks", "x"), ("w", "v"), ("j", "i"), ("y", "i"),
    ("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ie", "i"),
)  # fmt: skip
TWICE = re.compile(r"([a-z])\1+")


def fold(text: str) -> str:
    """Small plain Latin letters and digits, one space between words; other scripts bare.

    >>> fold(" Øster-GÅRD,  Łukasz O’Brien ")
    'oster gard lukasz obrien'
    >>> fold("Сергей Щукин"), fold("Γιώργος"), fold("ﬁ Ａ①")
    ('sergei shchukin', 'giorgos', 'fi a1')
    """
    if text.isascii():
        return " ".join(text.translate(ASCII).split())
    lower = normalize("NFKC", normalize("NFKC", text).casefold())
    # Before marks go: й and ё are letters of their own, and not a marked и and е.
    lower = lower.translate(SILENT).replace("ου", "u").replace("ού", "u")
    apart = normalize("NFKD", lower.translate(PLAIN))
    bare = "".join(one for one in apart if not combining(one))
    plain = normalize("NFC", bare.translate(PLAIN))
    return " ".join("".join(one if category(one)[0] in "LMN" else " " for one in plain).split())


def loose(text: str) -> str:
    """What is folded already, written so that what sounds alike is alike.

    >>> loose("sergey") == loose("sergei"), loose("oestergaard") == loose("ostergard")
    (True, True)
    >>> loose("mueller") == loose("muller"), loose("khristov") == loose("hristov")
    (True, True)
    """
    for spelling, sound in ALIKE:
        text = text.replace(spelling, sound)
    return TWICE.sub(r"\1", text)


def sort_key(sort_name: str) -> str:
    """What lists order by: a name, its family name first."""
    return fold(sort_name)[:MOST]


def search_key(*texts: str | None) -> str:
    """What is searched: every text folded, then loosened; a line break between two."""
    folded = [fold(text) for text in texts if text]
    return "\n".join(dict.fromkeys([*folded, *map(loose, folded)]))


def needles(words: str) -> list[tuple[str, ...]]:
    """For each word that is looked for: either of these is to be within the search key.

    What one letter is left of sounds like too much: that word is looked for as it is.

    >>> needles("Jørgen  IBM zz")
    [('jorgen', 'iorgen'), ('ibm',), ('zz',)]
    """
    found = (fold(word) for word in words.split())
    return [
        tuple(dict.fromkeys((word, *(one for one in [loose(word)] if len(one) > 1))))
        for word in found
        if word
    ]
