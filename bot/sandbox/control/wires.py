"""The clock, the limits, and faults."""

from datetime import UTC, datetime

from bot.sandbox.control import bodies
from bot.sandbox.errors import ControlError
from bot.sandbox.faults import Fault
from bot.sandbox.jsons import JsonObject
from bot.sandbox.world import World

_RATES = ("messages_per_second", "per_chat_per_second", "per_group_per_minute")


async def set_clock(world: World, body: bodies.SetClock) -> JsonObject:
    if (body.now is None) == (body.off is None):
        raise ControlError("now: give either now or off")
    if body.now is None:
        world.clock.release()
    else:
        if body.now.tzinfo is None:
            raise ControlError("now: the time needs an offset, such as Z or +02:00")
        world.clock.drive(body.now.timestamp())
    now = world.clock.now()
    return {"now": datetime.fromtimestamp(now, UTC).isoformat(), "driven": world.clock.driven}


async def set_limits(world: World, body: bodies.SetLimits) -> JsonObject:
    rates = {name: value for name in _RATES if (value := getattr(body, name)) is not None}
    if bool(rates) == (body.off is not None):
        raise ControlError("off: give either some limits or off")
    if rates:
        world.limits.change(**rates)
    else:
        world.limits.turn_off()
    now = world.limits.rates
    return {"off": True} if now is None else {name: getattr(now, name) for name in _RATES}


async def add_fault(world: World, body: bodies.NewFault) -> JsonObject:
    """The answer is the whole plan."""
    if body.off:
        world.faults.clear()
    elif body.method is None or body.kind is None:
        raise ControlError(f"{'kind' if body.method else 'method'}: it is missing")
    else:
        fault = Fault(
            method=body.method,
            kind=body.kind,
            left=body.count,
            retry_after=body.retry_after,
            seconds=body.seconds,
        )
        world.faults.add(fault)
    plan = [
        {"method": fault.method, "kind": fault.kind.value, "count": fault.left}
        for fault in world.faults.pending()
    ]
    return {"items": plan}
