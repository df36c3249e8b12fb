"""Teams: seen, renamed, changed, ended."""

from bot.chat.buttons.people.teams import (
    AskEnd,
    AskName,
    ChooseFloor,
    ListTeams,
    OpenTeam,
    SetFloor,
    UnlinkAllTheSame,
    UnlinkChannel,
)
from bot.chat.handling import command, press
from bot.flows.people import teams

HANDLERS = [
    command("teams", lambda step, who, _: teams.show_mine(step, who)),
    press(ListTeams, lambda step, who, it: teams.show_mine(step, who, it.page)),
    press(OpenTeam, lambda step, who, it: teams.show(step, who, it.team)),
    press(AskName, lambda step, who, it: teams.ask_name(step, who, it.team)),
    press(ChooseFloor, lambda step, who, it: teams.offer_floors(step, who, it.team)),
    press(SetFloor, lambda step, who, it: teams.set_floor(step, who, it.team, it.floor)),
    press(UnlinkChannel, lambda step, who, it: teams.unlink(step, who, it.team)),
    press(UnlinkAllTheSame, lambda step, who, it: teams.unlink(step, who, it.team, warned=True)),
    press(AskEnd, lambda step, who, it: teams.ask_end(step, who, it.team)),
]
