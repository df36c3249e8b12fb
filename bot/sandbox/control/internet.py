"""What stands on the internet of the box, for Telegram to fetch."""

from bot.sandbox.control import bodies
from bot.sandbox.jsons import JsonObject
from bot.sandbox.world import World


async def put_online(world: World, body: bodies.PutOnline) -> JsonObject:
    """A file at a URL, or the way to another, in place of what was there; or else nothing."""
    online = world.online
    online.files.pop(body.url, None)
    online.moved.pop(body.url, None)
    if body.data is not None:
        online.files[body.url] = body.data
    elif body.to is not None:
        online.moved[body.url] = body.to
    return {}
