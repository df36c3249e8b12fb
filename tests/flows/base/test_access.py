"""Who may do what while people come in and make themselves at home.

Alice leads North, Bob belongs to it, Dora leads South, Charlie is an outsider.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.buttons import encode
from bot.chat.buttons.asking import readers
from bot.chat.buttons.people import invites as inviting
from bot.chat.buttons.people import joining, members, settings
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.people.joining import Page
from bot.domain.people.settings import Setting, Walk
from bot.flows.people import invites as making
from bot.storage.base.schema import metadata
from bot.storage.people import invites
from tests.play import Play, two_teams
from tests.stage import Person, Stage

PERSONAL = ("settings", "whosees", "leave", "help", "invite", "setings")
"""Commands for Members, and one that is none."""

NORTH, SOUTH = 1, 2

OF_A_TEAM: Sequence[object] = (
    inviting.InviteInto(NORTH),
    inviting.InviteAs(NORTH, Role.STAFF),
    inviting.InviteSoMany(NORTH, Role.STAFF, 5),
    inviting.MakeInvite(NORTH, Role.STAFF, 5, 7),
    inviting.ListInvites(NORTH, 0),
    inviting.OpenInvites(NORTH),
    inviting.OpenInvite(1),
    inviting.PaintInvite(1),
    inviting.AskInviteWithdrawal(1),
    inviting.WithdrawInvite(1),
)
"""Buttons of those who lead North."""

OF_THE_PEOPLE: Sequence[object] = (
    readers.SeeReaders(NORTH),
    members.AskLeaving(NORTH),
    members.LeaveTeam(NORTH),
)
"""Buttons of those who belong to North."""

OF_MEMBERS: Sequence[object] = (
    inviting.ChooseInviteTeam(),
    settings.OpenSettings(),
    settings.OpenSetting(Setting.ZONE, Walk.FREE),
    settings.FinishWalk(),
    settings.SetLanguage("sv", Walk.JOINING),
    settings.SetZone("Europe/Paris", Walk.FREE),
    settings.ToggleDay(6, Walk.FREE),
    settings.SetTime(600, Walk.FREE),
    settings.SetQuietFrom(600),
    settings.SetQuietTo(600),
    settings.SetUsualWords(Visibility.TEAM_NAMED),
    settings.SetUsualTaps(Visibility.TEAM_UNNAMED, Walk.FREE),
    settings.PauseFor(1),
    settings.Resume(),
    settings.SetDigestDay(1),
    settings.SetDigestTime(600),
    members.ChooseLeaving(),
    members.Stay(),
    readers.ChooseReadersTeam(),
)
"""Buttons that only a Member has."""

FORGED: Sequence[object] = (
    inviting.InviteAs(NORTH, Role.OWNER),
    inviting.InviteSoMany(NORTH, Role.STAFF, 1000),
    inviting.MakeInvite(NORTH, Role.OWNER, 5, 7),
    inviting.MakeInvite(NORTH, Role.STAFF, -1, 7),
    inviting.MakeInvite(NORTH, Role.STAFF, 5, 365),
    settings.SetLanguage("xx", Walk.FREE),
    settings.SetZone("Mars/Base", Walk.FREE),
    settings.SetZone("../etc/passwd", Walk.FREE),
    settings.ToggleDay(7, Walk.FREE),
    settings.SetTime(1440, Walk.FREE),
    settings.SetTime(-1, Walk.FREE),
    settings.SetQuietFrom(5000),
    settings.SetQuietTo(-5),
    settings.SetUsualTaps(Visibility.TEAM_NAMED, Walk.FREE),
    settings.PauseFor(52),
    settings.SetDigestDay(1),
    joining.TurnPage("x" * 22, Page.NAMES),
    joining.SayYes("x" * 22),
)
"""What no button ever offers to Alice, who leads North and manages nothing."""

BROKEN = (
    "Im:1:staff:5",
    "Im:1:king:5:7",
    "Im:one:staff:5:7",
    "jp:abc:first",
    "ss:zone",
    "ss:height:f",
    "sd:monday:f",
    "sw:everybody",
    "mL:",
    "hs:north",
)
"""Data that is no button of ours at all."""


@pytest.fixture
async def play(stage: Stage) -> Play:
    """There is a link to North that nobody has followed."""
    made = await two_teams(stage)
    async with stage.app.unit_of_work.step() as step:
        await making.invite_by_operator(step, "North", Role.STAFF, 5, 7)
    return made


@pytest.fixture
async def charlie(stage: Stage, play: Play) -> Person:
    """Belongs to no Team."""
    outsider = await stage.person("Charlie")
    await outsider.says("/start")
    return outsider


async def test_charlie_the_outsider_may_do_nothing(
    stage: Stage, play: Play, charlie: Person
) -> None:
    before = await everything(stage)
    for command in PERSONAL:
        await charlie.says(f"/{command}")
        assert "works by invitation" in await charlie.sees(), command
    for button in (*OF_A_TEAM, *OF_THE_PEOPLE, *OF_MEMBERS):
        told = await press(stage, charlie, encode(button))
        assert "by invitation" in told or "can't do that" in told, button
    assert await everything(stage) == before


async def test_bob_who_leads_nothing_may_not_invite(stage: Stage, play: Play) -> None:
    before = await everything(stage)
    for button in OF_A_TEAM:
        assert "can't do that in this team" in await press(stage, play.bob, encode(button)), button
    assert await everything(stage) == before


async def test_another_teams_facilitator_may_not_act_in_north(stage: Stage, play: Play) -> None:
    before = await everything(stage)
    for button in (*OF_A_TEAM, *OF_THE_PEOPLE):
        assert "can't do that in this team" in await press(stage, play.dora, encode(button)), button
    assert await everything(stage) == before


async def test_a_team_that_never_was_is_refused_in_the_same_words(stage: Stage, play: Play) -> None:
    told = await press(stage, play.dora, encode(inviting.ListInvites(NORTH, 0)))
    for guess in (inviting.ListInvites(99, 0), inviting.OpenInvite(99), readers.SeeReaders(99)):
        assert await press(stage, play.dora, encode(guess)) == told


async def test_an_owners_link_is_nobodys_in_the_chat(stage: Stage, play: Play) -> None:
    async with stage.app.unit_of_work.step() as step:
        link = await making.invite_by_operator(step, None, Role.OWNER, 1, 7)
    async with stage.app.unit_of_work.store.look() as tx:
        made = await invites.by_token(tx, stage.app.bot.id, link.partition("start=")[2])
    assert made is not None
    olga = await stage.member("Olga", play.north, Role.FACILITATOR, owner=True)
    for kind in (inviting.OpenInvite, inviting.PaintInvite, inviting.WithdrawInvite):
        assert "can't do that" in await press(stage, olga, encode(kind(made.id)))


async def test_forged_choices_change_nothing(stage: Stage, play: Play) -> None:
    before = await everything(stage)
    for button in FORGED:
        assert await press(stage, play.alice, encode(button)) != "", button
    assert await everything(stage) == before


async def test_broken_buttons_say_so(stage: Stage, play: Play) -> None:
    before = await everything(stage)
    for data in BROKEN:
        assert "no longer does anything" in await press(stage, play.alice, data), data
    assert await everything(stage) == before


async def test_buttons_of_a_team_one_has_left_are_stale(stage: Stage, play: Play) -> None:
    await play.bob.says("/whosees")
    await play.bob.says("/leave")
    await play.bob.taps("Yes, leave")
    for button in OF_THE_PEOPLE:
        assert "can't do that" in await press(stage, play.bob, encode(button))


async def test_buttons_of_a_role_one_has_lost_are_stale(stage: Stage, play: Play) -> None:
    fred = await stage.member("Fred", play.north, Role.FACILITATOR)
    await fred.says("/leave")
    await fred.taps("Yes, leave")
    for button in OF_A_TEAM:
        assert "can't do that" in await press(stage, fred, encode(button))


async def test_no_button_of_ours_works_in_a_group(
    stage: Stage, play: Play, charlie: Person
) -> None:
    """Else the bot's own words there could be overwritten, or what is owed there be dropped."""
    group = await stage.channel(play.north, play.alice, charlie)
    await play.alice.says("/help", chat=group)
    before, standing = await everything(stage), await stage.said_in(group, play.alice)
    async with stage.app.unit_of_work.store.look() as tx:
        token = (await invites.of_team(tx, play.north.id))[0].token
    joins = (joining.TurnPage(token, Page.NAMES), joining.SayYes(token), joining.SayNo())
    for button in (*OF_A_TEAM, *OF_THE_PEOPLE, *OF_MEMBERS, *joins):
        for who in (play.alice, charlie):
            told = await press(stage, who, encode(button), group=group)
            assert "in private" in told or "by invitation" in told, button
    assert await everything(stage) == before
    assert await stage.said_in(group, play.alice) == standing


async def press(stage: Stage, who: Person, data: str, *, group: int | None = None) -> str:
    """Press a button with this data, as a forger's app could, under a message of the bot if there
    is any."""
    there = await stage.control.messages(who.id, chat=group)
    under = next((m["message_id"] for m in there if m["from"]["is_bot"]), 1)
    chat: dict[str, Any] = {"id": who.id, "type": "private", "first_name": who.name}
    if group is not None:
        chat = {"id": group, "type": "supergroup", "title": "North together"}
    person = {"id": who.id, "is_bot": False, "first_name": who.name, "language_code": "en"}
    update = {
        "update_id": 900_000_000 + len(await stage.control.calls()),
        "callback_query": {
            "id": "1",
            "from": person,
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": under, "date": 1, "chat": chat, "text": "a message"},
        },
    }
    await stage.app.receiver.store([update])
    since = len(await stage.control.calls())
    await stage.settle()
    answers = [
        str(call["parameters"].get("text", ""))
        for call in await stage.control.calls(since)
        if call["method"] == "answerCallbackQuery"
    ]
    return "".join(c for c in "".join(answers) if c not in "\u2060\u2068\u2069")


async def everything(stage: Stage) -> dict[str, list[Any]]:
    """All rows that matter: of people, Teams, links; not those of what was said meanwhile."""
    kept: dict[str, list[Any]] = {}
    async with stage.app.unit_of_work.store.look() as tx:
        for name in ("member", "team", "membership", "invite", "draft"):
            rows = await tx.execute(select(metadata.tables[name]))
            kept[name] = sorted((tuple(row) for row in rows), key=repr)
    return kept
