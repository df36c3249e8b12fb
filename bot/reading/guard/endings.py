"""Names as they stand in a sentence: genitives and cases, brought back to what could be listed.

Only to be looked up: what comes out need not be a word of any language.
"""

from collections.abc import Iterator

_ENDINGS = frozenset(
    # Swedish, English and German; Finnish; Estonian; Hungarian; Polish and Spanish have their own.
    [
        "s",
        "n",
        "a",
        "ä",
        "i",
        "e",
        "u",
        "t",
        "l",
        "na",
        "ni",
        "ga",
        "le",
        "lt",
        "st",
        "ks",
        "nä",
        "an",
        "en",
        "in",
        "ön",
        "än",
        "un",
        "yn",
        "lla",
        "llä",
        "lle",
        "lta",
        "ltä",
        "ssa",
        "ssä",
        "sta",
        "stä",
        "ille",
        "illa",
        "ilta",
        "issa",
        "ista",
        "iksi",
        "ksi",
        "seen",
        "siin",
        "iin",
        "staan",
        "stään",
        "lleen",
        "illaan",
        "illeen",
        "iga",
        "ile",
        "ele",
        "ule",
        "ilt",
        "elt",
        "ist",
        "est",
        "iks",
        "ega",
        "ra",
        "re",
        "ba",
        "be",
        "ot",
        "et",
        "öt",
        "ét",
        "át",
        "é",
        "éi",
        "ék",
        "ban",
        "ben",
        "ból",
        "ből",
        "ról",
        "ről",
        "tól",
        "től",
        "nak",
        "nek",
        "nál",
        "nél",
        "hoz",
        "hez",
        "höz",
        "val",
        "vel",
        "ért",
        "kal",
        "kel",
    ]
)
_SHORTEST = 3

_CHANGED = (
    # Polish
    ("skiego", "ski"),
    ("skiemu", "ski"),
    ("ckiego", "cki"),
    ("skim", "ski"),
    ("skiej", "ska"),
    ("ckiej", "cka"),
    ("ską", "ska"),
    ("ska", "ski"),
    ("cka", "cki"),
    ("dzka", "dzki"),
    ("owi", ""),
    ("owej", "owa"),
    ("iem", ""),
    ("em", ""),
    ("ie", "a"),
    ("y", "a"),
    ("i", "a"),
    ("ę", "a"),
    ("ą", "a"),
    ("o", "a"),
    ("ie", ""),
    ("i", "ia"),
    ("u", "a"),
    ("kiem", "ek"),
    ("kowi", "ek"),
    ("ła", "eł"),
    ("łem", "eł"),
    ("łowi", "eł"),
    ("rze", "r"),
    ("cie", "ta"),
    ("ce", "ka"),
    ("dze", "ga"),
    ("ii", "ia"),
    ("ię", "ia"),
    ("ią", "ia"),
    # Finnish
    ("sen", "nen"),
    ("sta", "nen"),
    ("selle", "nen"),
    ("sella", "nen"),
    ("selta", "nen"),
    ("sella", "nen"),
    # Hungarian, where the last vowel of the name is made long
    ("át", "a"),
    ("ának", "a"),
    ("ával", "a"),
    ("ától", "a"),
    ("ához", "a"),
    ("ára", "a"),
    ("ával", "a"),
    ("ánál", "a"),
    ("áról", "a"),
    ("áék", "a"),
    ("áé", "a"),
    ("ét", "e"),
    ("ének", "e"),
    ("ével", "e"),
    ("éhez", "e"),
    ("né", ""),
    ("nénak", ""),
    ("néval", ""),
    # Greek
    ("ου", "οσ"),
    ("ο", "οσ"),
    ("ε", "οσ"),
    ("η", "ησ"),
    ("α", "ασ"),
    ("ασ", "α"),
    ("ησ", "η"),
    ("ουσ", "οσ"),
)
_SOFT = {"b": "p", "d": "t", "g": "k"}
_DOUBLED = frozenset("kpt")


_INSTEAD: dict[str, list[str]] = {}
for _ending, _other in _CHANGED:
    _INSTEAD.setdefault(_ending, []).append(_other)
_LONGEST = max(map(len, (*_ENDINGS, *_INSTEAD)))


def bases(word: str) -> Iterator[str]:
    """What a word, in lower case, may be a form of; not the word itself."""
    for length in range(1, min(_LONGEST, len(word) - _SHORTEST + 1) + 1):
        ending, stem = word[-length:], word[:-length]
        if ending in _ENDINGS and len(stem) >= _SHORTEST:
            yield from _stems(stem, ending)
        for instead in _INSTEAD.get(ending, ()):
            yield stem + instead
    if len(word) > 5 and word[-2:] in ("al", "el") and word[-3] == word[-4]:
        yield word[:-3]


def _stems(stem: str, ending: str) -> Iterator[str]:
    yield stem
    last, before = stem[-1], stem[-2]
    if before in _DOUBLED and last in "aeiouyäö" and ending[0] in "nls":
        yield f"{stem[:-1]}{before}{last}"
    if ending in ("i", "e", "u", "a") and last in _SOFT:
        yield stem[:-1] + _SOFT[last]
    if ending in ("a", "u", "i") and last == "k" and len(stem) > 3:
        yield f"{stem[:-1]}e{last}"
