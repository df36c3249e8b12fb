"""Who may see an answer, in words."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.chat.buttons.asking.answers import ExplainReaders, PickReaders, PickReadersOfOld
from bot.chat.buttons.asking.readers import ChooseReadersTeam, SeeReaders
from bot.chat.buttons.rights.register import ReadRegister
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label
from bot.chat.translator import Translator
from bot.chat.views.asking.own import own_buttons, repeated
from bot.chat.views.base.naming import role_name
from bot.chat.views.base.sentences import Sentences, tap_lost
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import Band
from bot.domain.messages.asking.answers import ChooseReaders, Readers
from bot.domain.messages.asking.readers import PickTeamForReaders, ShowReaders

MARKS = {
    Visibility.PRIVATE: "🔒",
    Visibility.FRIEND: "💬",
    Visibility.TEAM_UNNAMED: "👥",
    Visibility.TEAM_NAMED: "🙋",
}


NAMES_SHOWN = 12
"""Names told one by one; whoever has more critical friends than that is told how many others."""

NAME_EXCERPT = 24
CHAT_EXCERPT = 40
"""Characters."""

BUTTONS_IN_BRIEF = 3
"""Where it has been explained before what each of them means."""


def pick_team_for_readers(say: Translator, message: PickTeamForReaders) -> Rendered:
    rows = tuple(
        (Button(text=team.name, press=SeeReaders(team.team_id)),) for team in message.teams
    )
    return Rendered(text=say.t("Who sees what: in which team?"), buttons=rows)


def show_readers(say: Translator, message: ShowReaders) -> Rendered:
    levels = [
        Markup("{} <b>{}</b>: {}").format(
            MARKS[one.visibility], level_label(say, one.visibility), _meaning(say, message, one)
        )
        for one in message.levels
    ]
    parts = [_heading(say, message), Markup("\n").join(levels)]
    if not any(one.visibility.seen_by_team for one in message.levels):
        parts.append(no_chat(say))
    parts.append(_others(say, message))
    others = Button(text=say.label("‹ Other teams"), press=ChooseReadersTeam())
    done = Button(text=say.label("Who did what"), press=ReadRegister(message.team_id, 0))
    ways = [*([others] if message.several else []), *([done] if message.team_id else [])]
    return Rendered(text=Markup("\n\n").join(parts), buttons=(tuple(ways),) if ways else ())


def seen_by(say: Translator, readers: Readers) -> Markup:
    """The exact readers: "For ‘Nightshift’ (9 people now, and whoever joins it later), and for Mia
    in the weekly letter, without your name"."""
    match readers.visibility:
        case Visibility.PRIVATE:
            return say.t("Seen only by you")
        case Visibility.FRIEND:
            return say.t("Seen by {names}, without your name", names=friend_names(say, readers))
    if readers.tapped:
        return say.t("Counted without your name")
    parts = [say.t("For {chat}", chat=place(say, readers))]
    if readers.managers:
        names = _names(say, readers.managers)
        parts.append(say.t("and for {names} in the weekly letter", names=names))
    return Markup(", ").join([*parts, _signed(say, readers.visibility)])


def friend_names(say: Translator, readers: Readers) -> Markup:
    return _names(say, readers.names)


def read_where(say: Translator, readers: Readers) -> Markup:
    """Where the Team reads what is shared with it, and who gets it in a letter."""
    where = place(say, readers)
    if not readers.managers:
        return where
    letter = say.t("weekly letter: {names}", names=_names(say, readers.managers))
    return Markup("{}; {}").format(where, letter)


def place(say: Translator, readers: Readers) -> Markup:
    """Where the Team reads what is shared with it: "‘Nightshift’ (9 people now, and whoever joins
    it later)"."""
    chat = label(readers.chat, CHAT_EXCERPT)
    if readers.public:
        return say.t("the public chat ‘{chat}’, which anybody can read", chat=chat)
    if readers.chat_people is None:
        return say.t("‘{chat}’ and whoever joins it later", chat=chat)
    return say.n(
        "‘{chat}’ ({count} person now, and whoever joins it later)",
        "‘{chat}’ ({count} people now, and whoever joins it later)",
        readers.chat_people,
        chat=chat,
    )


def tap_counted(say: Translator, readers: Readers | None) -> Markup:
    """What becomes of a tap that counts. None: a question from before it named its chat."""
    if readers is None or not readers.chat:
        return say.t("👥 Counted in the team's picture. Nobody sees your single tap.")
    return say.n(
        "👥 Counted without your name: from {count} person on, the sum is for {chat}.",
        "👥 Counted without your name: from {count} people on, the sum is for {chat}.",
        readers.floor,
        chat=read_where(say, readers),
    )


def if_counted(say: Translator, readers: Readers) -> Markup:
    """What it would mean to let a tap count that does not yet."""
    return say.n(
        "If you let it count: from {count} person on, the sum is for {chat}.",
        "If you let it count: from {count} people on, the sum is for {chat}.",
        readers.floor,
        chat=read_where(say, readers),
    )


def asked_people(say: Translator, asked: Band) -> Markup:
    """Among how many somebody would hide."""
    if asked.high is None:
        return say.t("{low} or more are asked.", low=asked.low)
    return say.t("{low}–{high} are asked.", low=asked.low, high=asked.high)


def takes_people(say: Translator, floor: int) -> Markup:
    """Why nothing can be shared without a name."""
    return say.n(
        "Without a name, it takes at least {count} person who is asked.",
        "Without a name, it takes at least {count} people who are asked.",
        floor,
    )


def no_chat(say: Translator) -> Markup:
    return say.t("This team has no chat, so nothing can be shared with the team.")


def level_label(say: Translator, level: Visibility) -> str:
    """A level on a button, or as somebody may type it."""
    match level:
        case Visibility.PRIVATE:
            return say.label("Only me")
        case Visibility.FRIEND:
            return say.label("Critical friends, no name")
        case Visibility.TEAM_UNNAMED:
            return say.label("The team, no name")
        case Visibility.TEAM_NAMED:
            return say.label("The team, with my name")


def taps_label(say: Translator, level: Visibility) -> str:
    """What a tap is kept with. It is only ever counted, never shown by itself."""
    if level is Visibility.PRIVATE:
        return say.label("Only me")
    return say.label("Counted, without my name")


def named_level(say: Translator, typed: str) -> Visibility | None:
    """The level somebody means who types its name or its sign, or both, as on the button."""
    wanted = typed.casefold()
    for level in Visibility:
        label = level_label(say, level).casefold()
        if wanted in (label, MARKS[level], f"{MARKS[level]} {label}"):
            return level
    return None


def _signed(say: Translator, level: Visibility) -> Markup:
    if level is Visibility.TEAM_NAMED:
        return say.t("with your name")
    return say.t("without your name")


def _names(say: Translator, names: Sequence[str], most: int = NAMES_SHOWN) -> Markup:
    first = [label(name, NAME_EXCERPT) for name in names[:most]]
    if len(names) <= most:
        return say.listing(first)
    others = say.n("{count} other", "{count} others", len(names) - most)
    return say.listing([*first, others])


def _heading(say: Translator, message: ShowReaders) -> Markup:
    head = say.n(
        "<b>Who sees what in {team}</b>\n{count} person is in the team.",
        "<b>Who sees what in {team}</b>\n{count} people are in the team.",
        message.people,
        team=message.team,
    )
    if not message.roles:
        return head
    roles = say.listing(role_name(say, role) for role in message.roles)
    return head + " " + say.t("You: {roles}", roles=roles)


def _meaning(say: Translator, message: ShowReaders, one: Readers) -> Markup:
    """Who reads it now, or why the level is not offered just now."""
    match one.visibility:
        case Visibility.FRIEND if not one.names:
            if Role.CRITICAL_FRIEND in message.roles:
                return say.t("You are the only critical friend.")
            return say.t("The team has no critical friends.")
        case Visibility.FRIEND:
            return friend_names(say, one)
        case Visibility.TEAM_UNNAMED:
            shown = Markup("{}. {}").format(read_where(say, one), shown_from(say, one.floor))
            return shown + " " + takes_people(say, one.floor)
        case Visibility.TEAM_NAMED:
            return say.t("In the same place.")
        case _:
            return say.t("Nobody else.")


def shown_from(say: Translator, floor: int) -> Markup:
    return say.n(
        "Shown once at least {count} person shares it so.",
        "Shown once at least {count} people share it so.",
        floor,
    )


def _others(say: Translator, message: ShowReaders) -> Markup:
    lines = []
    if message.facilitators:
        lines.append(
            say.t(
                "Led by {names}. They choose what is asked, and see no more than the team.",
                names=say.listing(message.facilitators),
            )
        )
    if message.managers:
        lines.append(
            say.t(
                "Managers: {names}. They get what the team has heard in a weekly letter, with a"
                " name only where its owner chose that, and what is waiting for them.",
                names=say.listing(message.managers),
            )
        )
    else:
        lines.append(say.t("The team has no manager here."))
    return Markup("\n").join(lines)


def choose_readers(say: Translator, message: ChooseReaders) -> Rendered:
    asked = _in_brief(say, message) if message.brief else _in_full(say, message)
    text = Markup("\n\n").join(
        [
            *([tap_lost(say)] if message.missed else []),
            repeated(message.question, message.reply),
            asked,
            *_more(say, message),
        ]
    )
    levels = _levels_in_brief(message) if message.brief else message.levels
    rows = [(_level_button(say, message, level),) for level in levels]
    if len(levels) < len(message.levels):
        others = Button(text=say.label("Other choices…"), press=ExplainReaders(message.answer_id))
        rows.append((others,))
    return Rendered(text=text, buttons=(*rows, *own_buttons(say, message.receipt)))


def _levels_in_brief(message: ChooseReaders) -> Sequence[Readers]:
    """All if they are few; else the most private one, and what this person has chosen before or
    mostly takes, and without that what most of a Team reads."""
    if len(message.levels) <= BUTTONS_IN_BRIEF:
        return message.levels
    likely = (message.current, message.usual, Visibility.TEAM_UNNAMED)
    wanted = next(level for level in likely if level not in (None, Visibility.PRIVATE))
    return [one for one in message.levels if one.visibility in (Visibility.PRIVATE, wanted)]


def _in_full(say: Translator, message: ChooseReaders) -> Markup:
    return Markup("\n").join([_who_may_see(say, message), *_levels(say, message)])


def _in_brief(say: Translator, message: ChooseReaders) -> Markup:
    """In one line who would read it: whoever chooses has been shown all of them."""
    readers = _levels_read(say, message)
    parts = [_who_may_see(say, message)]
    if readers and message.current is None:
        parts = [say.t("<b>Who may see it?</b>")]
    parts.append(Markup(" · ").join([*readers, Markup("/whosees")]))
    line = Markup(" ").join(parts)
    if any(one.visibility is message.usual for one in message.levels):
        return line
    return Markup("\n").join([line, *_why_not_unnamed(say, message)])


def _who_may_see(say: Translator, message: ChooseReaders) -> Markup:
    if message.now is not None:
        return say.t(
            "<b>Who may see it?</b> Until you choose, it stays as it is: {mark} {seen}.",
            mark=MARKS[message.now.visibility],
            seen=seen_by(say, message.now),
        )
    if message.current is not None:
        return say.t(
            "<b>Who may see it?</b> There is something new in it. Until you choose, only you."
        )
    return say.t("<b>Who may see it?</b> Until you choose, only you.")


def _more(say: Translator, message: ChooseReaders) -> list[Markup]:
    if message.now is not None:
        return []
    if message.below:
        return [say.t("More to say? Write it as a reply to this message.")]
    if message.brief:
        return []
    return [say.t("More to say? Just write on.")]


def _levels(say: Translator, message: ChooseReaders) -> list[Markup]:
    """What stands behind the buttons, and how many it takes to hide among."""
    by_level = {one.visibility: one for one in message.levels}
    lines = _levels_read(say, message)
    if (unnamed := by_level.get(Visibility.TEAM_UNNAMED)) is not None:
        crowd = [] if message.asked is None else [asked_people(say, message.asked)]
        parts = [MARKS[Visibility.TEAM_UNNAMED], shown_from(say, unnamed.floor), *crowd]
        lines.append(Markup(" ").join(parts))
        if (named := by_level.get(Visibility.TEAM_NAMED)) is not None:
            lines.append(Markup("{} {}").format(MARKS[Visibility.TEAM_NAMED], _waits(say, named)))
    return [*lines, *_why_not_unnamed(say, message)]


def _waits(say: Translator, named: Readers) -> Markup:
    """Told where enough are asked: shown sooner, it would say who has answered (decision 16)."""
    return say.n(
        "Shown once at least {count} person takes part.",
        "Shown once at least {count} people take part.",
        named.floor,
    )


def _why_not_unnamed(say: Translator, message: ChooseReaders) -> list[Markup]:
    if any(one.visibility is Visibility.TEAM_UNNAMED for one in message.levels):
        return []
    if message.no_chat:
        return [no_chat(say)]
    return [takes_people(say, message.too_few)] if message.too_few else []


def _levels_read(say: Translator, message: ChooseReaders) -> list[Markup]:
    """Who the friends are, and where the Team would read it."""
    lines = [
        Markup("{} {}").format(MARKS[Visibility.FRIEND], friend_names(say, one))
        for one in message.levels
        if one.visibility is Visibility.FRIEND
    ]
    of_team = [one for one in message.levels if one.visibility.seen_by_team and one.chat]
    if of_team:
        marks = Markup(" ").join(MARKS[one.visibility] for one in of_team)
        lines.append(Markup("{} {}").format(marks, read_where(say, of_team[-1])))
    return lines


def _level_button(say: Translator, message: ChooseReaders, level: Readers) -> Button:
    press: object = PickReaders(message.answer_id, level.visibility, message.wording, message.offer)
    if not (message.wording and message.offer):
        press = PickReadersOfOld(message.answer_id, level.visibility)
    text = f"{MARKS[level.visibility]} {level_label(say, level.visibility)}"
    chosen = message.current or (message.usual if message.now is None else None)
    if level.visibility is chosen:
        text = f"✓ {text}"
    return Button(text=text, press=press)


VIEWS: Views = {
    ChooseReaders: choose_readers,
    PickTeamForReaders: pick_team_for_readers,
    ShowReaders: show_readers,
}


SENTENCES: Sentences = {
    "in_no_team": lambda say, _: say.t(
        "You are in no team just now, so nobody sees anything of you. A link from a facilitator"
        " takes you into one."
    ),
}
