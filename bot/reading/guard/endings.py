"""Names as they stand in a sentence: genitives and cases, brought back to what could be listed.

Only to be looked up: what comes out need not be a word of any language.
"""

from collections.abc import Iterator

_PLAIN = (
    # Swedish, English, German; Finnish; Estonian; Hungarian, in no order.
    "illaan illeen stään staan lleen".split()
    + "seen siin iin llä lla lle lta ltä ssa ssä sta stä ille illa ilta issa ista iksi ksi nnä".split()
    + "iga ile ele ule ilt elt ist est iks ega ni na ga le lt st ks".split()
    + "hoz hez höz nál nél nak nek ról ről tól től ban ben ból ből val vel ért kal kel ék éi".split()
    + "ra re ba be ot et öt ét át an en in ön än un yn é".split()
    + "s n a ä i e u t l".split()
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


_ENDINGS = frozenset(_PLAIN)
_INSTEAD: dict[str, list[str]] = {}
for _ending, _other in _CHANGED:
    _INSTEAD.setdefault(_ending, []).append(_other)
_LONGEST = max(map(len, (*_PLAIN, *_INSTEAD)))


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
