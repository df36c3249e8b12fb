"""The control API: acting as people, breaking things, reading what happened."""

from aiohttp import web

from bot.sandbox.control import (
    bodies,
    box,
    crowd,
    internet,
    people,
    pressing,
    responding,
    talk,
    watching,
    wires,
)
from bot.sandbox.control.serving import get, post, stream
from bot.sandbox.state.shapes import SavedBox
from bot.sandbox.world import World


def routes(world: World) -> list[web.RouteDef]:
    """Every path under `/sandbox/`."""
    return [
        post(world, "/sandbox/bots", bodies.NewBot, people.add_bot),
        post(world, "/sandbox/users", bodies.NewUser, people.add_user),
        post(world, "/sandbox/chats", bodies.NewChat, people.add_chat),
        post(world, "/sandbox/block", bodies.Block, people.block),
        post(world, "/sandbox/unblock", bodies.Block, people.unblock),
        post(world, "/sandbox/deactivate", bodies.Deactivate, people.deactivate),
        post(world, "/sandbox/say", bodies.Say, talk.say),
        post(world, "/sandbox/edit", bodies.Edit, talk.edit),
        post(world, "/sandbox/delete", bodies.OfMessage, talk.unsay),
        post(world, "/sandbox/start", bodies.Start, talk.start),
        post(world, "/sandbox/press", bodies.Press, pressing.press),
        post(world, "/sandbox/vote", bodies.Vote, responding.vote),
        post(world, "/sandbox/react", bodies.React, responding.react),
        post(world, "/sandbox/stop", bodies.Stop, responding.stop),
        post(world, "/sandbox/join", bodies.Join, crowd.join),
        post(world, "/sandbox/leave", bodies.Leave, crowd.leave),
        post(world, "/sandbox/promote", bodies.Promote, crowd.promote),
        post(world, "/sandbox/restrict", bodies.Restrict, crowd.restrict),
        post(world, "/sandbox/migrate", bodies.Migrate, crowd.migrate),
        post(world, "/sandbox/dissolve", bodies.OneChat, crowd.dissolve),
        post(world, "/sandbox/online", bodies.PutOnline, internet.put_online),
        post(world, "/sandbox/state", SavedBox, box.restore),
        post(world, "/sandbox/reset", bodies.Reset, box.reset),
        post(world, "/sandbox/clock", bodies.SetClock, wires.set_clock),
        post(world, "/sandbox/faults", bodies.NewFault, wires.add_fault),
        post(world, "/sandbox/limits", bodies.SetLimits, wires.set_limits),
        get(world, "/sandbox/bots", bodies.Nothing, watching.bots),
        get(world, "/sandbox/users", bodies.Nothing, watching.users),
        get(world, "/sandbox/chats", bodies.ChatsOf, watching.chats),
        get(world, "/sandbox/chats/{chat}/messages", bodies.Transcript, watching.messages),
        get(world, "/sandbox/state", bodies.Nothing, box.state),
        get(world, "/sandbox/calls", bodies.Since, watching.calls),
        get(world, "/sandbox/lint", bodies.Nothing, watching.lint),
        stream(world, "/sandbox/events"),
    ]
