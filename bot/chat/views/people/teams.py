"""Teams, as their own people see them."""

from markupsafe import Markup

from bot.chat.buttons.asking.schedules import ListSchedules
from bot.chat.buttons.people.founding import StartFounding
from bot.chat.buttons.people.oversight import InviteRepresentative, SeeOversight, StandDown
from bot.chat.buttons.people.teams import (
    AskEnd,
    AskName,
    ChooseFloor,
    ListTeams,
    OpenTeam,
    SetFloor,
    UnlinkChannel,
)
from bot.chat.buttons.rights.register import ReadRegister
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.naming import language_names, role_name, zone_name
from bot.chat.views.base.paging import turns
from bot.chat.views.base.sentences import Sentences
from bot.domain.messages.people.teams import (
    AskEndOfTeam,
    AskNewName,
    OfferFloors,
    ShowTeam,
    ShowTeams,
    TeamLine,
)

Row = tuple[Button, ...]


def show_teams(say: Translator, message: ShowTeams) -> Rendered:
    if not message.teams:
        text = say.t("You belong to no team yet. Somebody who does can invite you with /invite.")
    else:
        lines = [_line(say, one) for one in message.teams]
        text = Markup("\n\n").join([say.t("<b>Your teams</b>"), *lines])
    rows: list[Row] = [
        (Button(text=one.name, press=OpenTeam(one.team_id)),) for one in message.teams if one.leads
    ]
    rows += [
        (
            Button(
                text=say.label("How {team} is set up", team=one.name),
                press=SeeOversight(one.team_id),
            ),
        )
        for one in message.teams
        if one.stands
    ]
    rows += turns(say, message.page, message.more, ListTeams)
    if message.may_found:
        rows.append((Button(text=say.label("＋ New team"), press=StartFounding()),))
        representative = say.label("＋ Representative of all teams")
        rows.append((Button(text=representative, press=InviteRepresentative()),))
    if message.stands_for_all:
        rows.append((Button(text=say.label("Represent them no more"), press=StandDown()),))
    return Rendered(text=text, buttons=tuple(rows))


def show_team(say: Translator, message: ShowTeam) -> Rendered:
    line = message.line
    facts = say.t(
        "Languages: {languages}\nTime zone: {zone}",
        languages=language_names(say, message.languages),
        zone=zone_name(message.zone),
    )
    floor = say.n(
        "Shown once {count} person has shared",
        "Shown once {count} people have shared",
        message.floor,
    )
    text = Markup("\n").join([_line(say, line), facts, floor])
    back = Button(text=say.label("‹ Back"), press=ListTeams(0))
    schedules = Button(text=say.label("Schedules"), press=ListSchedules(line.team_id))
    rename = Button(text=say.label("Rename"), press=AskName(line.team_id))
    change_floor = Button(text=say.label("Floor"), press=ChooseFloor(line.team_id))
    delete = Button(text=say.label("Delete team…"), press=AskEnd(line.team_id))
    first: Row = (rename, change_floor, schedules)
    last: Row = (back, delete)
    if message.declared:
        text += "\n\n" + SENTENCES["team_declared"](say, {})
        first, last = (schedules,), (back,)
    done = Button(text=say.label("Who did what"), press=ReadRegister(line.team_id, 0))
    unlink = Button(text=say.label("Unlink channel"), press=UnlinkChannel(line.team_id))
    return Rendered(text=text, buttons=(first, (done, unlink) if line.linked else (done,), last))


def ask_new_name(say: Translator, message: AskNewName) -> Rendered:
    text = say.t(
        "What shall <b>{team}</b> be called from now on? Write the new name, up to 60 characters.",
        team=message.name,
    )
    return Rendered(text=text, buttons=((_back(say, message.team_id),),))


def offer_floors(say: Translator, message: OfferFloors) -> Rendered:
    parts = [
        say.n(
            "<b>{team}</b>\n\nScales and words without a name are shown once at least {count}"
            " person shares them; a theme needs three. How many people should it take?",
            "<b>{team}</b>\n\nScales and words without a name are shown once at least {count}"
            " people share them; a theme needs three. How many people should it take?",
            message.floor,
            team=message.name,
        )
    ]
    if message.locked:
        parts.append(
            say.t(
                "You can raise it now. To lower it, wait until no question is open and nothing"
                " waits to be shown: people have shared trusting in the present number."
            )
        )
    else:
        parts.append(say.t("It can never be less than {lowest}.", lowest=message.lowest))
    choices = [_floor(message, floor) for floor in message.floors]
    rows = tuple(tuple(choices[i : i + 3]) for i in range(0, len(choices), 3))
    return Rendered(
        text=Markup("\n\n").join(parts), buttons=(*rows, (_back(say, message.team_id),))
    )


def ask_end_of_team(say: Translator, message: AskEndOfTeam) -> Rendered:
    goes = say.n(
        "Delete <b>{team}</b> for good? With it go the membership of {count} person, its"
        " schedules, its invitations, and all that was shared and told.",
        "Delete <b>{team}</b> for good? With it go the memberships of {count} people, its"
        " schedules, its invitations, and all that was shared and told.",
        message.people,
        team=message.name,
    )
    stays = say.t(
        "What people wrote in questions that are still open goes back to them, as private notes."
        " Messages that stand in the channel stay there."
    )
    ask = say.t("If you are sure, write the name of the team.")
    return Rendered(
        text=Markup("\n\n").join([goes, stays, ask]),
        buttons=((Button(text=say.label("‹ No, back"), press=OpenTeam(message.team_id)),),),
    )


def _line(say: Translator, line: TeamLine) -> Markup:
    head = say.n(
        "<b>{team}</b> · {count} person",
        "<b>{team}</b> · {count} people",
        line.people,
        team=line.name,
    )
    parts = [head]
    if line.roles:
        roles = say.listing(role_name(say, role) for role in line.roles)
        parts.append(say.t("You: {roles}", roles=roles))
    if line.linked:
        parts.append(say.t("Channel: {chat}", chat=line.chat_title))
    else:
        parts.append(say.t("No channel yet"))
    return Markup("\n").join(parts)


def _floor(message: OfferFloors, floor: int) -> Button:
    text = f"✓ {floor}" if floor == message.floor else str(floor)
    return Button(text=text, press=SetFloor(message.team_id, floor))


def _back(say: Translator, team_id: int) -> Button:
    return Button(text=say.label("‹ Back"), press=OpenTeam(team_id))


VIEWS: Views = {
    ShowTeams: show_teams,
    ShowTeam: show_team,
    AskNewName: ask_new_name,
    OfferFloors: offer_floors,
    AskEndOfTeam: ask_end_of_team,
}


SENTENCES: Sentences = {
    "floor_promised": lambda say, facts: say.t(
        "People have shared, or can share now, trusting that nothing is shown for fewer than"
        " {floor} people. Lower it when no question is open and nothing waits.",
        **facts,
    ),
    "team_declared": lambda say, _: say.t(
        "This team is kept in the settings file of the installation. Whoever runs the bot can"
        " change its name, languages, time zone and floor there."
    ),
    "floor_set": lambda say, facts: say.t("From now on: {floor} people or more.", **facts),
    "name_differs": lambda say, facts: say.t(
        "That is not its name. To delete the team, write {team}.", **facts
    ),
    "team_ended": lambda say, facts: say.t(
        "The team {team} has been deleted by somebody who led it. Your private notes are still"
        " yours: /mine.",
        **facts,
    ),
}
