"""The whole box: what is in it, put back to what it was, or emptied."""

from bot.sandbox.control import bodies
from bot.sandbox.jsons import JsonObject
from bot.sandbox.state.loading import load
from bot.sandbox.state.saving import save
from bot.sandbox.state.shapes import SavedBox
from bot.sandbox.world import World


async def state(world: World, _: bodies.Nothing) -> JsonObject:
    return save(world).model_dump(mode="json")


async def restore(world: World, body: SavedBox) -> JsonObject:
    """Put a state in place of what is there."""
    load(world, body)
    return {}


async def reset(world: World, body: bodies.Reset) -> JsonObject:
    world.empty(keep_bots=body.keep_bots)
    return {}
