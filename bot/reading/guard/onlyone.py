"""Words by which everybody knows who is meant, although nobody is named: *our only man*."""

import re
from collections.abc import Iterator, Sequence

from bot.reading.guard.found import Found, Identifier
from bot.reading.guard.lists.only import PATTERNS

_ONLY = tuple(
    (
        triggers.split("|"),
        tuple(re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE) for one in patterns),
    )
    for triggers, patterns in PATTERNS.items()
)
_BEFORE, _AFTER = 60, 110
_GOES_ON = re.compile(
    r"(?: [^\W\d_]{3,20})?(?:,? (?:who|that|with|on|in|at|from|som|med|på|i|av|från|der|die|das|"
    r"mit|auf|im|aus|die|dat|met|op|van|in|joka|jolla|jonka|jolle|kes|"
    r"kellel|kelle|keda|che|con|col|del|della|dei|nel|nella|que|con|de|del|en|sin|który|która|"
    r"które|którego|której|z|na|w|που|με|στο|στον|στη|στην|"
    r"στα|του|της|aki|akinek|akit|az|a))(?!\w)[^.;:!?,\n\x1f]{1,60}",
    re.IGNORECASE,
)

_DENIED = re.compile(
    r"(?:(?:(?<!\w)(?:not|inte|nicht|nem|no|non|nie|δεν|ei|en|et|pole|niet)|"
    r"n't)(?!\w)[^.!?\n]{0,24}"
    r"|(?<!\w)(?:I'?m|I am|I was|we are|we're|we were|jag är|jag var|vi är|vi var|ich bin|ich war|"
    r"wir sind|ik ben|ik was|"
    r"wij zijn|olen|olin|olemme|ma olen|olin|sono|ero|siamo|soy|era yo|somos|jestem|byłam|byłem|"
    r"είμαι|ήμουν|vagyok|voltam)"
    r"(?: \w{1,8})?) ?$",
    re.IGNORECASE,
)
"""*I am not the only one who* tells of many, and *I was the only one* of whoever writes."""

_RELATIVE = frozenset(
    {"som", "who", "that", "die", "der", "das", "joka", "jolla", "kes", "che", "que", "που", "aki"}
)
_REST = re.compile(r"[^.;:!?,\n\x1f]{1,60}")


def only_ones(text: str) -> Iterator[Found]:
    """Each is a hint: the people of a ward know who it is, others do not."""
    low = text.lower()
    if len(low) != len(text):
        low = text
    for triggers, patterns in _ONLY:
        for trigger in triggers:
            at = low.find(trigger)
            while at >= 0:
                yield from _around(text, at, patterns)
                at = low.find(trigger, at + len(trigger))


def _around(text: str, at: int, patterns: Sequence[re.Pattern[str]]) -> Iterator[Found]:
    start, end = max(0, at - _BEFORE), at + _AFTER
    for pattern in patterns:
        for found in pattern.finditer(text, start, end):
            if _DENIED.search(text, max(0, found.start() - 30), found.start()):
                continue
            ends = found[0].rsplit(" ", 1)[-1].casefold()
            more = (_REST if ends in _RELATIVE else _GOES_ON).match(text, found.end())
            yield Found(found.start(), more.end() if more else found.end(), Identifier.ONLY_ONE)
