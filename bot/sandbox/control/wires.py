"""The clock, the limits, and faults."""

from datetime import UTC, datetime

from bot.sandbox.clock import EARLIEST, LATEST
from bot.sandbox.control import bodies, finding
from bot.sandbox.errors import ControlError
from bot.sandbox.faults import ANY_METHOD, Fault
from bot.sandbox.jsons import JsonObject
from bot.sandbox.world import World

_RATES = ("messages_per_second", "per_chat_per_second", "per_group_per_minute")


async def set_clock(world: World, body: bodies.SetClock) -> JsonObject:
    clock = world.clock
    if (body.now is None and body.speed is None) == (body.off is None):
        raise ControlError("now: give either now, or speed, or both, or off")
    if body.off:
        clock.release()
    elif body.now is not None and body.now.tzinfo is None:
        raise ControlError("now: the time needs an offset, such as Z or +02:00")
    elif body.now is not None and not EARLIEST <= body.now.timestamp() <= LATEST:
        raise ControlError("now: it has to be between the years 1970 and 9000")
    else:
        clock.run(body.speed or 0.0, None if body.now is None else body.now.timestamp())
    now = datetime.fromtimestamp(clock.now(), UTC).isoformat()
    return {"now": now, "driven": clock.driven, "speed": clock.speed}


async def set_limits(world: World, body: bodies.SetLimits) -> JsonObject:
    rates = {name: value for name in _RATES if (value := getattr(body, name)) is not None}
    if bool(rates) == (body.off is not None):
        raise ControlError("off: give either some limits or off")
    if rates:
        world.limits.change(**rates)
    else:
        world.limits.turn_off()
    world.events.publish("limits")
    now = world.limits.rates
    return {"off": True} if now is None else {name: getattr(now, name) for name in _RATES}


async def add_fault(world: World, body: bodies.NewFault) -> JsonObject:
    """The answer is the whole plan."""
    if body.off:
        world.faults.clear()
    else:
        world.faults.add(_fault(world, body))
    world.events.publish("faults")
    plan = [
        {"method": fault.method, "kind": fault.kind.value, "count": fault.left}
        for fault in world.faults.pending()
    ]
    return {"items": plan}


def _fault(world: World, body: bodies.NewFault) -> Fault:
    if body.kind is None:
        raise ControlError("kind: it is missing")
    if body.method is None and not body.kind.of_updates:
        raise ControlError("method: it is missing")
    return Fault(
        kind=body.kind,
        left=body.count,
        method=body.method or ANY_METHOD,
        bot=None if body.bot is None else finding.bot(world, body.bot).username,
        chat=body.chat,
        retry_after=body.retry_after,
        seconds=body.seconds,
    )
