"""The six short screens that somebody reads before they say yes or no."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.chat.translator import Translator
from bot.chat.views.asking.readers import MARKS, level_label
from bot.chat.views.base.naming import role_name
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.people.joining import House, Page, ShowPage
from bot.flows.base.personal import Consent
from bot.flows.rights.records import PERSONAL


def page(say: Translator, message: ShowPage) -> Iterator[Markup]:
    """The paragraphs of one screen."""
    match message.page:
        case Page.SHORT:
            return _short(say, message)
        case Page.PURPOSE:
            return _purpose(say, message)
        case Page.READERS:
            return _readers(say, message)
        case Page.LIMITS:
            return _limits(say, message.house)
        case Page.KEEPING:
            return _keeping(say, message.house)
        case Page.RIGHTS:
            return _rights(say, message.house)
        case Page.NAMES:
            return _names(say)


def part(say: Translator, role: Role) -> Iterator[Markup]:
    """What is special about a role, where anything is."""
    match role:
        case Role.CRITICAL_FRIEND:
            yield say.t(
                "As a critical friend you read what people choose to share with you, without their"
                " names. You can't answer here yet."
            )
        case Role.PEER_MENTOR:
            yield say.t(
                "As a peer mentor you say only what you want to of what you have been through"
                " yourself."
            )
        case Role.FACILITATOR:
            yield say.t(
                "As a facilitator you choose what is asked and when, and invite people. You do not"
                " see who has said what without a name."
            )
        case Role.MANAGER:
            yield say.t(
                "As a manager you see what the team sees, and a letter a week about it. Nobody is"
                " told who answered."
            )
        case Role.STEWARD:
            yield say.t(
                "Being a safety steward lets you read or decide nothing here that others can't."
            )
        case Role.REPRESENTATIVE:
            yield say.t(
                "As a representative you see how the team is set up and who did what to the tool,"
                " and may pause new questions. You see no answers, nor who takes part."
            )
        case _:
            return


def operator(say: Translator, house: House) -> Iterator[Markup]:
    """Who runs the bot and where, as far as the settings say."""
    if house.operator_name:
        yield say.t("This bot is run by {operator}.", operator=house.operator_name)
    if house.data_location:
        yield say.t("Your data lie here: {place}", place=house.data_location)


def _short(say: Translator, message: ShowPage) -> Iterator[Markup]:
    """Enough to say yes or no: who asks, what for, that it is voluntary, who reads, who is
    responsible, where it lies, and what it is not for."""
    facts = {"team": message.team, "role": role_name(say, message.role)}
    if message.invited_by:
        yield say.t(
            "<b>{name} invites you to {team}</b> as {role}.", name=message.invited_by, **facts
        )
    else:
        yield say.t("<b>You are invited to {team}</b> as {role}.", **facts)
    yield _in_short(say, message)
    if message.asked and message.role in (Role.FACILITATOR, Role.MANAGER):
        yield say.t("I ask you, too. Only you read it until you choose otherwise.")
    elif message.asked:
        yield say.t("You choose for each answer who reads it; until then, only you.")
    house = message.house
    if house.operator_name:
        yield say.t(
            "{operator} is responsible. Telegram carries and stores what you write.",
            operator=house.operator_name,
        )
    else:
        yield say.t("Telegram carries and stores what you write.")
    yield say.t("Nobody watches this: in danger, call 112 (in the EU).")


def _in_short(say: Translator, message: ShowPage) -> Markup:
    """What somebody in this role does here."""
    match message.role:
        case Role.CRITICAL_FRIEND:
            return say.t(
                "You read what people choose to share with you, without their names. It is"
                " voluntary: leave any time."
            )
        case Role.FACILITATOR:
            return say.t(
                "You choose what is asked and when, and invite people. It is voluntary: leave any"
                " time."
            )
        case Role.MANAGER:
            return say.t(
                "You see what the team sees, and get a letter a week about it. It is voluntary:"
                " leave any time."
            )
        case Role.REPRESENTATIVE:
            return say.t(
                "You see how the team is set up, and may pause new questions. It is voluntary:"
                " leave any time."
            )
        case _ if message.asked:
            return say.t(
                "Now and then I ask a small question about your work. It is voluntary: skip any,"
                " leave any time."
            )
        case _:
            return say.t("You are asked nothing here. It is voluntary: leave any time.")


def _purpose(say: Translator, message: ShowPage) -> Iterator[Markup]:
    role = role_name(say, message.role)
    yield say.t("<b>Welcome to {team}</b>", team=message.team)
    if message.invited_by:
        yield say.t("{name} invites you as {role}.", name=message.invited_by, role=role)
    else:
        yield say.t("You are invited as {role}.", role=role)
    if message.asked:
        yield say.t(
            "Now and then I ask a small question about your work. You answer with a tap or a few"
            " words, when it suits you. What people choose to share comes back to the team as one"
            " picture, so that you can learn from it together and change what does not work."
        )
    else:
        yield say.t(
            "Now and then I ask the people in the team a small question about their work. What they"
            " choose to share comes back to them as one picture, so that they can learn from it"
            " together and change what does not work. You are asked nothing."
        )
    yield from part(say, message.role)
    if message.asked:
        yield say.t("Taking part is up to you. You can skip any question, and silence is fine.")
    else:
        yield say.t("Taking part is up to you. You can leave any time.")


def _readers(say: Translator, message: ShowPage) -> Iterator[Markup]:
    yield say.t("<b>Who sees what</b>\nYou choose for each answer, before anybody sees it:")
    meanings = {
        Visibility.PRIVATE: say.t("I show it to nobody else."),
        Visibility.FRIEND: say.t(
            "those whom /whosees names read it without your name. They can't answer here yet."
        ),
        Visibility.TEAM_UNNAMED: say.n(
            "mixed with others, and shown only once at least {count} person shares this way.",
            "mixed with others, and shown only once at least {count} people share this way.",
            message.floor,
        ),
        Visibility.TEAM_NAMED: say.t("whoever is in the team's chat reads it, with your name."),
    }
    yield Markup("\n").join(
        Markup("{} <b>{}</b>: {}").format(MARKS[level], level_label(say, level), meaning)
        for level, meaning in meanings.items()
    )
    yield say.t(
        "Managers see what the team sees and nothing more. Nobody is told who answered. I say"
        " “without your name” because colleagues may still recognise a story."
    )


def _limits(say: Translator, house: House) -> Iterator[Markup]:
    yield say.t("<b>What this is not for</b>")
    yield say.t(
        "It is not for appraisal: there are no scores of people, and nothing here is meant for"
        " judging anybody's work."
    )
    yield say.t(
        "It is not for reporting harm: I am a program, nobody reads this straight away, and"
        " telling me is not a report. In danger call the emergency number (112 in the EU)."
        " Whatever must be reported, report it the way your workplace asks you to."
    )
    if house.support_contact:
        yield say.t(
            "When something weighs on you, turn to: {contact}", contact=house.support_contact
        )


def _keeping(say: Translator, house: House) -> Iterator[Markup]:
    yield say.t("<b>Where your words are, and for how long</b>")
    yield from operator(say, house)
    yield say.t(
        "Whatever you write to me also passes through Telegram and lies on its servers, as in any"
        " chat with a bot. I show what you keep to yourself to nobody, but whoever looks after my"
        " own server could look into its data."
    )
    yield Markup("\n").join(
        _kept(say, line, house) for record in PERSONAL for line in record.consent
    )
    yield say.t(
        "When a question closes, your name is cut off for good from what you shared without it."
    )


def _kept(say: Translator, line: Consent, house: House) -> Markup:
    days = line.period(house)
    return say.t(line.for_good) if days is None else say.t(line.text, time=say.span(days))


def _rights(say: Translator, house: House) -> Iterator[Markup]:
    yield say.t("<b>It stays yours</b>")
    yield say.t(
        "/mine your own notes\n"
        "/settings when you are asked, pauses\n"
        "/whosees who reads what\n"
        "/mydata everything about you, as a file\n"
        "/leave leave the team\n"
        "/forget erase what is linked to you"
    )
    yield say.t(
        "You can take back an answer with the button under it, even long after. Nobody has to be"
        " asked, and no reason is needed."
    )
    if house.operator_contact:
        yield say.t("Questions about your data: {contact}", contact=house.operator_contact)


def _names(say: Translator) -> Iterator[Markup]:
    yield say.t("<b>No names of the people you serve</b>")
    yield say.t(
        "Please write so that nobody outside could tell who it is about: no names, numbers or"
        " addresses. Write “somebody I support”. That goes for colleagues, too."
    )
    yield say.t("Do you want to take part? Until you say yes, I keep nothing about you.")
