"""How the team comes about: an owner, a team, a channel, links, people, a rhythm."""

from bot.chat.buttons.people.channels import LinkTeam
from bot.chat.buttons.people.invites import InviteAs, InviteSoMany, MakeInvite
from bot.chat.buttons.people.joining import SayYes
from bot.chat.buttons.people.settings import (
    OpenSetting,
    OpenSettings,
    SetTime,
    SetUsualTaps,
)
from bot.demo import founding
from bot.demo.actors import Player
from bot.demo.cast import OTHERS, OWNER, TEAM
from bot.demo.stage import Stage
from bot.domain.base.availability import read_time
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.people.settings import Setting
from bot.sandbox.phones import visible

RHYTHM = ("weekly-check", "0", "1"), ("what-works", "3", "2")
"""Bank, weekday (0 is Monday) and every how many weeks."""


async def open_play(stage: Stage) -> None:
    """From an empty database to a team that is asked on Monday."""
    stage.teller.chapter("Before the first week")
    for part in (OWNER, *OTHERS):
        await stage.enter(part)
    ingrid = await _claim(stage)
    await founding.say_who_helps(ingrid)
    await _found_team(stage, ingrid)
    tokens = {role: await _invite(ingrid, role) for role in dict.fromkeys(p.role for p in OTHERS)}
    for part in OTHERS:
        await _join(stage.actor(part.name), tokens[part.role])
        await stage.breathe()
    names = ", ".join(part.name for part in OTHERS)
    stage.teller.at(stage.clock.now(), f"They follow their links, read, and say yes: {names}")
    await stage.stop_at("joining")
    await _open_channel(stage, ingrid)
    for bank, day, weeks in RHYTHM:
        await founding.schedule(ingrid, bank, day, weeks)
    stage.teller.at(
        stage.clock.now(),
        "Ingrid sets the rhythm: a tap and three small questions every Monday, and every other"
        " Thursday what went well",
    )
    await stage.stop_at("rhythm", look=OWNER.name)


async def _claim(stage: Stage) -> Player:
    """Whoever opens the link in the log owns the installation."""
    ingrid = stage.actor(OWNER.name)
    await founding.claim(stage.app, ingrid)
    stage.teller.at(
        stage.clock.now(), "Ingrid opens the link from the log, and owns the installation"
    )
    await stage.stop_at("owner")
    return ingrid


async def _found_team(stage: Stage, ingrid: Player) -> None:
    # Her own is chosen already, and whichever is chosen first is what the channel reads.
    await founding.found_team(ingrid, TEAM, (OWNER.language, "en", OWNER.language))
    stage.teller.at(stage.clock.now(), f"She makes a team, “{TEAM}”, in English and Swedish")
    await stage.stop_at("team")


async def _invite(ingrid: Player, role: Role) -> str:
    """The token of a new link for five people."""
    await ingrid.phone.says("/invite")
    await ingrid.press(InviteAs, role=role)
    await ingrid.press(InviteSoMany, uses=10)
    await ingrid.press(MakeInvite, days=7)
    return founding.token(visible((await ingrid.phone.chat())[-1]))


async def _join(actor: Player, token: str) -> None:
    """Yes, and how they want to be asked."""
    await actor.phone.says(f"/start {token}")
    await actor.press(SayYes)
    if actor.part.role in (Role.CRITICAL_FRIEND, Role.STEWARD):
        return  # They are asked nothing.
    await actor.press(SetUsualTaps, level=Visibility.TEAM_UNNAMED)
    await actor.press(OpenSettings)
    await actor.press(OpenSetting, setting=Setting.TIME)
    await actor.press(SetTime, minutes=read_time(actor.part.ask_at))


async def _open_channel(stage: Stage, ingrid: Player) -> None:
    """A group with everybody in it; the bot is brought in and linked with one tap."""
    people = [actor.phone.id for actor in stage.actors]
    group = await stage.control.chat(
        "supergroup", f"{TEAM} tillsammans", members=people, admins=[ingrid.phone.id]
    )
    stage.channel = group["id"]
    await stage.control.join(stage.channel, user=ingrid.phone.id, bot=stage.app.bot.username)
    await stage.settle()
    await ingrid.press(LinkTeam, chat=stage.channel)
    stage.teller.at(
        stage.clock.now(),
        "The bot is brought into the team's group, greets it as Ingrid's phone speaks, and is"
        " linked; from then on it speaks English there, as she has chosen:",
    )
    await stage.tell_chat("In the team's channel", ingrid, stage.channel)
    await stage.stop_at("channel", look=OWNER.name, chat=stage.channel)
