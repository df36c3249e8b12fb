"""What the codebook knows of one language."""

from collections.abc import Mapping
from typing import NamedTuple


class Entry(NamedTuple):
    """One concept: the `label` people read, and `keywords` divided by commas.

    A keyword has one of these shapes:

    - `overtime`: the word in any form, and, in languages that write compounds as one word, a
      compound that begins or ends with it, if its stem has at least six letters
    - `=rules`: exactly these letters
    - `tids-`, `-chef`: words that begin, or end, with these letters
    - `out of time`: words next to each other, each in any form; `=the keys`: exactly these
    """

    label: str
    keywords: str


class Vocabulary(NamedTuple):
    """`common` are the small words by which a text is known to be in this language."""

    common: str
    entries: Mapping[str, Entry]
