"""What stands on the internet of the box, for Telegram to fetch."""

from bot.sandbox.control import bodies
from bot.sandbox.jsons import JsonObject
from bot.sandbox.world import World


async def put_online(world: World, body: bodies.PutOnline) -> JsonObject:
    """A file at a URL, in place of what was there; without data, nothing is there any more."""
    if body.data is None:
        world.online.files.pop(body.url, None)
    else:
        world.online.files[body.url] = body.data
    return {}
