"""What the bot says, in one language: translations, plurals, dates, lists."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_day_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from markupsafe import Markup

from bot.chat.safe import shown
from bot.domain.base.availability import EVERY_DAY, WORKING_DAYS, clock_face
from bot.domain.base.languages import FALLBACK

DOMAIN = "eftertanke"


class Translator:
    """One language. Texts may hold Telegram's HTML; what is put into them is made harmless.

    English stands in the code itself; catalogues in `bot/locales` hold the other languages.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def t(self, text: str, /, **facts: object) -> Markup:
        """A sentence. Facts that are plain strings are people's words."""
        return _filled(self._catalogue.gettext(text), facts)

    def n(self, one: str, many: str, count: int, /, **facts: object) -> Markup:
        """A sentence about `count` things; the count is a fact, too."""
        return _filled(self._catalogue.ngettext(one, many, count), {"count": count, **facts})

    def label(self, text: str, /, **facts: object) -> str:
        """A text for a button or a picture, where there is no HTML."""
        return self._catalogue.gettext(text).format(**facts)

    def labels(self, one: str, many: str, count: int, **facts: object) -> str:
        """A counted text for a button or a picture."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **facts)

    def listing(self, parts: Iterable[str]) -> Markup:
        """ "Ada, Bo and Cid" """
        return Markup(format_list([str(shown(p)) for p in parts], locale=self.language))

    def choice(self, parts: Iterable[str]) -> Markup:
        """ "Ada, Bo or Cid" """
        return Markup(format_list([str(shown(p)) for p in parts], "or", locale=self.language))

    def day(self, day: date) -> Markup:
        """ "24 Nov" """
        return Markup(format_date(day, "d MMM", locale=self.language))

    def weekday(self, day: date) -> Markup:
        """ "Tue 24 Nov" """
        return Markup(format_date(day, "EEE d MMM", locale=self.language))

    def full_day(self, day: date) -> Markup:
        """ "24 Nov 2026" """
        return Markup(format_date(day, "d MMM y", locale=self.language))

    def short_month(self, day: date) -> str:
        """ "Nov 2026" """
        return str(format_date(day, "LLL y", locale=self.language))

    def month(self, day: date) -> Markup:
        """ "November 2026" """
        return Markup(format_date(day, "LLLL y", locale=self.language))

    def moment(self, moment: datetime, zone: str) -> Markup:
        """ "Tue 24 Nov 08:30", on the reader's own clock."""
        return _moment(moment, zone, self.language)

    def tapped_moment(self, moment: datetime, zone: str) -> Markup:
        """The same in a message: whoever taps on it sees it by the clock of their phone, wherever
        that is. A phone that does not know such times shows the words."""
        seconds = int(moment.timestamp())
        words = self.moment(moment, zone)
        return Markup('<tg-time unix="{}">{}</tg-time>').format(seconds, words)

    def time(self, minutes: int) -> Markup:
        return Markup(clock_face(minutes))

    def span(self, days: int) -> Markup:
        """ "90 days", "2 years" """
        years, rest = divmod(days, 365)
        if rest or not years:
            return self.n("{count} day", "{count} days", days)
        return self.n("{count} year", "{count} years", years)

    def day_name(self, day: int) -> str:
        """ "Mon" for 0."""
        names = get_day_names("abbreviated", context="stand-alone", locale=self.language)
        return str(names[day])

    def days(self, days: Iterable[int]) -> Markup:
        """ "Mon, Wed and Fri", or what all or the working days are called."""
        chosen = tuple(sorted(days))
        if chosen == EVERY_DAY:
            return self.t("every day")
        if chosen == WORKING_DAYS:
            return self.t("Monday to Friday")
        return Markup(format_list([self.day_name(d) for d in chosen], locale=self.language))


@cache
def translator(language: str) -> Translator:
    """The Translator of a language; its catalogue is read once."""
    return Translator(language)


def translated(language: str) -> bool:
    """Whether the bot itself speaks it."""
    return language == FALLBACK or _source(language).is_file()


@lru_cache(maxsize=256)  # a Round says the same one to everybody
def _moment(moment: datetime, zone: str, language: str) -> Markup:
    return Markup(format_datetime(moment, "EEE d MMM HH:mm", ZoneInfo(zone), locale=language))


def _source(language: str) -> Traversable:
    return files("bot.locales").joinpath(language, "LC_MESSAGES", f"{DOMAIN}.po")


def _catalogue(language: str) -> NullTranslations:
    if language == FALLBACK or not translated(language):
        return NullTranslations()
    compiled = BytesIO()
    with _source(language).open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=language))
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)


def _filled(text: str, facts: dict[str, object]) -> Markup:
    return Markup(text.format(**{name: _harmless(fact) for name, fact in facts.items()}))


def _harmless(fact: object) -> object:
    """Markup and numbers may stand in our HTML as they are."""
    return fact if isinstance(fact, Markup | int | float) else shown(str(fact))
