"""What somebody reads who follows a link: one short screen, and behind it all there is to know; yes
or no; and a welcome."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from bot.chat.buttons.asking.notes import StartReflection
from bot.chat.buttons.asking.readers import ChooseReadersTeam
from bot.chat.buttons.people.joining import SayNo, SayYes, TurnPage
from bot.chat.buttons.people.settings import OpenSetting, OpenSettings
from bot.chat.buttons.people.teams import ListTeams
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.naming import language_name, role_name, zone_name
from bot.chat.views.base.sentences import Facts, Sentences, held
from bot.chat.views.people.pages import operator, page, part
from bot.domain.messages.people.joining import (
    LAST,
    Declined,
    Greeting,
    OfferOwnership,
    OfferRepresentation,
    OfferRole,
    OwnershipTaken,
    Page,
    RepresentationTaken,
    RoleAdded,
    ShowPage,
    Welcome,
)
from bot.domain.people.members import UNTIL_BACK
from bot.domain.people.settings import Setting, Walk


def show_page(say: Translator, message: ShowPage) -> Rendered:
    parts = [*page(say, message)]
    if message.page is not Page.SHORT:
        parts.append(say.t("<i>{page} of {pages}</i>", page=message.page.number, pages=LAST))
    return Rendered(text=Markup("\n\n").join(parts), buttons=_turning(say, message))


def offer_role(say: Translator, message: OfferRole) -> Rendered:
    ask = say.t(
        "Do you want to be {role} in <b>{team}</b>, too? Your settings stay as they are.",
        team=message.team,
        role=role_name(say, message.role),
    )
    size = say.n(
        "There is {count} person in the team. What is shared without names is shown once at least"
        " {floor} people share it.",
        "There are {count} people in the team. What is shared without names is shown once at least"
        " {floor} people share it.",
        message.people,
        floor=message.floor,
    )
    parts = [ask, *part(say, message.role), size]
    return Rendered(text=Markup("\n\n").join(parts), buttons=(_yes_or_no(say, message.token),))


def offer_ownership(say: Translator, message: OfferOwnership) -> Rendered:
    parts = [
        say.t("<b>This link makes you the owner of this installation.</b>"),
        say.t(
            "Owners make teams and invite people. They do not see what others keep to themselves,"
            " nor who has said what without a name."
        ),
        say.t(
            "If you say yes, I keep your Telegram id, your name and your settings. /forget erases"
            " them again."
        ),
        *operator(say, message.house),
    ]
    return Rendered(text=Markup("\n\n").join(parts), buttons=(_yes_or_no(say, message.token),))


def offer_representation(say: Translator, message: OfferRepresentation) -> Rendered:
    parts = [
        say.t("<b>This link makes you a representative of the organisation.</b>"),
        say.t(
            "You see how each team is set up that names no representative of its own, and who did"
            " what to the tool, and may pause new questions. You see no answers, nor who takes"
            " part."
        ),
        say.t(
            "If you say yes, I keep your Telegram id, your name and your settings. /forget erases"
            " them again."
        ),
        *operator(say, message.house),
    ]
    return Rendered(text=Markup("\n\n").join(parts), buttons=(_yes_or_no(say, message.token),))


def representation_taken(say: Translator, _: RepresentationTaken) -> Rendered:
    teams = Button(text=say.label("Your teams"), press=ListTeams(0))
    return Rendered(
        text=say.t("You are a representative of the organisation now. /teams shows the teams."),
        buttons=((teams,),),
    )


def declined(say: Translator, message: Declined) -> Rendered:
    if message.known:
        return Rendered(text=say.t("All right. Everything stays as it was."))
    return Rendered(
        text=say.t(
            "All right. I have kept nothing about you. If you change your mind, open the link"
            " again."
        )
    )


def role_added(say: Translator, message: RoleAdded) -> Rendered:
    text = say.t(
        "Done: you are {role} in <b>{team}</b> now.",
        team=message.team,
        role=role_name(say, message.role),
    )
    return Rendered(text=text, buttons=(_ways_on(say),))


def ownership_taken(say: Translator, _: OwnershipTaken) -> Rendered:
    return Rendered(
        text=say.t("You are an owner of this installation now.\n/newteam makes a team.")
    )


def welcome(say: Translator, message: Welcome) -> Rendered:
    head = say.t("<b>Good to have you here, {name}!</b>", name=message.name)
    parts = [head, *_what_comes(say, message)]
    if message.now is not None:
        parts.append(
            say.t(
                "I speak {language} with you, and on your clock it is {moment} ({city}).",
                language=language_name(message.language),
                moment=say.moment(message.now, message.zone),
                city=zone_name(message.zone),
            )
        )
    return Rendered(text=Markup("\n\n").join(parts), buttons=_first_ways(say, message))


def _first_ways(say: Translator, message: Welcome) -> tuple[tuple[Button, ...], ...]:
    settings = Button(text=say.label("Settings"), press=OpenSettings())
    rows = []
    if message.may_begin:
        rows.append((Button(text=say.label("A first question now"), press=StartReflection()),))
    if message.first_at is None:
        return (*rows, (settings,))
    time = OpenSetting(Setting.TIME, Walk.FREE)
    return (*rows, (Button(text=say.label("Another time"), press=time), settings))


def greeting(say: Translator, message: Greeting) -> Rendered:
    parts = [say.t("Hello {name}!", name=message.name)]
    if message.teams:
        parts.append(say.t("You are in {teams}.", teams=say.listing(message.teams)))
        parts += _what_comes_to(
            say,
            message.befriends,
            asked=message.asked,
            waits=message.waits,
            paused_until=message.paused_until,
            represents=message.represents,
        )
        if message.held_until is not None:
            parts.append(held(say, message.held_until))
    else:
        parts.append(say.t("You are in no team just now. A link from a facilitator takes you in."))
    if message.may_found:
        parts.append(say.t("/newteam makes a team"))
    if message.may_begin:
        way = say.t("/reflect begins a reflection of your own\n/help shows what else I can do")
    else:
        way = say.t("/help shows what I can do")
    parts.append(way)
    return Rendered(text=Markup("\n\n").join(parts), buttons=(_ways_on(say),))


def _what_comes(say: Translator, message: Welcome) -> Iterator[Markup]:
    if message.first_at is not None:
        yield say.t(
            "The first question may come on {moment}. Until then there is nothing to do.",
            moment=say.tapped_moment(message.first_at, message.zone),
        )
    elif message.in_team:
        yield from _what_comes_to(
            say, message.befriends, asked=False, represents=message.represents
        )
    if message.held_until is not None:
        yield held(say, message.held_until)
    if message.letter_at is not None:
        yield say.t(
            "Your first weekly letter may come on {moment}: what the team has heard, and what waits"
            " for you.",
            moment=say.tapped_moment(message.letter_at, message.zone),
        )
    if message.leads:
        yield say.t("/schedules says what your team is asked and when, /invite lets people in.")
    if message.may_found:
        yield say.t("Next, make a team: /newteam\nThen /invite gives you links to let people in.")


def _what_comes_to(
    say: Translator,
    befriends: bool,
    *,
    asked: bool,
    waits: bool = False,
    paused_until: date | None = None,
    represents: bool = False,
) -> Iterator[Markup]:
    """What somebody may wait for; nobody is promised questions that no Schedule asks them."""
    if befriends:
        yield say.t("What people share with you as a critical friend comes here.")
    if asked and paused_until == UNTIL_BACK:
        yield say.t("You are on a pause. I ask nothing until you say so.")
    elif asked and paused_until is not None:
        again = say.weekday(paused_until)
        yield say.t("You are on a pause: I ask you again from {day} on.", day=again)
    elif asked:
        yield say.t("I ask you at your own time; there is nothing you have to do.")
    elif waits:
        yield say.t("A question of mine still waits for your answer, further up.")
    elif represents:
        yield say.t("As a representative you are asked nothing. /teams shows how a team is set up.")
    elif not befriends:
        yield say.t("No question is planned for you yet. I will write when there is one.")


def _turning(say: Translator, message: ShowPage) -> tuple[tuple[Button, ...], ...]:
    before, after = message.page.before, message.page.after
    if before is None or after is None:
        turn = Button(text=say.label("‹ Back"), press=TurnPage(message.token, before or Page.SHORT))
        if after is not None:
            turn = Button(text=say.label("Read all"), press=TurnPage(message.token, after))
        return (_yes_or_no(say, message.token), (turn,))
    back = Button(text=say.label("‹ Back"), press=TurnPage(message.token, before))
    go_on = Button(text=say.label("Next ›"), press=TurnPage(message.token, after))
    return ((back, go_on),)


def _yes_or_no(say: Translator, token: str) -> tuple[Button, ...]:
    return (
        Button(text=say.label("Yes, I am in"), press=SayYes(token)),
        Button(text=say.label("No, thanks"), press=SayNo()),
    )


def _ways_on(say: Translator) -> tuple[Button, ...]:
    return (
        Button(text=say.label("Settings"), press=OpenSettings()),
        Button(text=say.label("Who sees what"), press=ChooseReadersTeam()),
    )


VIEWS: Views = {
    ShowPage: show_page,
    OfferRole: offer_role,
    OfferOwnership: offer_ownership,
    Declined: declined,
    RoleAdded: role_added,
    OwnershipTaken: ownership_taken,
    OfferRepresentation: offer_representation,
    RepresentationTaken: representation_taken,
    Welcome: welcome,
    Greeting: greeting,
}


def _another_link(say: Translator, facts: Facts) -> Markup:
    """Whom to ask, by name as long as whoever made the link is here."""
    if facts["name"]:
        return say.t("Ask {name} for another.", **facts)
    return say.t("Ask whoever gave it to you for another.")


SENTENCES: Sentences = {
    "invite_unknown": lambda say, _: say.t(
        "I don't know this link. Was all of it copied? Else ask whoever gave it to you for another."
    ),
    "invite_expired": lambda say, facts: (
        say.t("This link has expired.") + " " + _another_link(say, facts)
    ),
    "invite_used_up": lambda say, facts: (
        say.t("As many people as this link was for have joined.") + " " + _another_link(say, facts)
    ),
    "invite_withdrawn": lambda say, facts: (
        say.t("This link has been withdrawn.") + " " + _another_link(say, facts)
    ),
    "in_already": lambda say, facts: say.t("You are in {team} already. All is well.", **facts),
    "leads_already": lambda say, facts: say.t(
        "A critical friend of {team} reads what is meant for nobody who leads or manages the team,"
        " and you do. So this link is not for you.",
        **facts,
    ),
    "friend_already": lambda say, facts: say.t(
        "You are a critical friend of {team}: what people tell you is meant for nobody who leads or"
        " manages the team. So this link is not for you, as long as you are. /leave ends it.",
        **facts,
    ),
    "leads_the_represented": lambda say, _: say.t(
        "A representative stands for people towards those who lead or manage them, or run the"
        " installation, and you do. So this link is not for you."
    ),
    "represents_already": lambda say, _: say.t(
        "You are a representative: you stand for people towards those who lead or manage them, or"
        " run the installation. So this link is not for you, as long as you are. /leave or /teams"
        " ends it."
    ),
    "represents_all": lambda say, _: say.t(
        "You are a representative of the organisation already. All is well."
    ),
    "owner_already": lambda say, _: say.t("You are an owner already. All is well."),
}
