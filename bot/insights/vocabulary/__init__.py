"""The words of the codebook, one module for each language.

To add a language, copy `en.py`, rewrite it with somebody who does the work in that language, and
put it in the list below. A concept may be missing from a language.
"""

from collections.abc import Mapping

from bot.insights.vocabulary import en, sv
from bot.insights.vocabulary.entry import Entry, Vocabulary

__all__ = ["VOCABULARIES", "Entry", "Vocabulary"]

VOCABULARIES: Mapping[str, Vocabulary] = {
    "en": en.VOCABULARY,
    "sv": sv.VOCABULARY,
}
