"""Looking for stickers: the icons that topics may wear, and the sets that bots made."""

from bot.sandbox.accounts import Bot
from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.files import FileStore, Upload
from bot.sandbox.jsons import JsonObject
from bot.sandbox.stickersets import CUSTOM_EMOJI, StickerSet

SET_NAME = "Topics"
MOST_ASKED_FOR = 200

ICONS = {
    "5434144690511290129": "📰",
    "5312536423851630001": "💡",
    "5312016608254762256": "⚡️",
    "5377544228505134960": "🎙",
    "5418085807791545980": "🔝",
    "5370870893004203704": "🗣",
    "5420216386448270341": "🆒",
    "5379748062124056162": "❗️",
    "5373251851074415873": "📝",
    "5433614043006903194": "📆",
    "5357315181649076022": "📁",
    "5309965701241379366": "🔎",
    "5309984423003823246": "📣",
    "5312241539987020022": "🔥",
    "5312138559556164615": "❤️",
    "5377316857231450742": "❓",
    "5350305691942788490": "📈",
}
"""Emoji by the ids of custom emoji; Telegram has some hundred."""


async def get_forum_topic_icon_stickers(call: Call) -> object:
    return [_sticker(call.bot, icon) for icon in ICONS]


async def get_custom_emoji_stickers(call: Call) -> object:
    """Those that there are, of the ids that are asked for."""
    refusal = "expected an Array of custom emoji identifiers"
    wanted = call.params.array("custom_emoji_ids", object, refusal)
    if wanted is None:
        raise bad_request('parameter "custom_emoji_ids" is required')
    if not all(isinstance(each, int | str) for each in wanted):
        raise bad_request("custom emoji identifier must be of type String")
    if len(wanted) > MOST_ASKED_FOR:
        raise bad_request("too many custom emoji identifiers specified")
    own = _custom_emoji(call)
    asked = list(dict.fromkeys(map(str, wanted)))
    known = [each for each in asked if each in own or each in ICONS]
    return [own[each] if each in own else _sticker(call.bot, each) for each in known]


async def get_sticker_set(call: Call) -> object:
    """One that a bot made, or the one of the icons."""
    name = call.params.text("name")
    made = call.world.sticker_sets.named(name)
    if made is not None:
        return made.as_json(_shared(call, made))
    if name.strip().lower() != SET_NAME.lower():
        raise bad_request("STICKERSET_INVALID")
    stickers = [_sticker(call.bot, icon) for icon in ICONS]
    return {"name": SET_NAME, "title": "Topic Icons", "sticker_type": "custom_emoji"} | {
        "stickers": stickers
    }


def _shared(call: Call, made: StickerSet) -> FileStore:
    """The files of this bot, with the stickers among them: sets are there for everybody."""
    maker = call.world.bot_with_id(made.bot)
    for stored in made.stored(maker.files) if maker else ():
        call.bot.files.share(stored)
    return call.bot.files


def _custom_emoji(call: Call) -> dict[object, object]:
    """Those that bots made, by their ids."""
    sets = [each for each in call.world.sticker_sets.all() if each.kind == CUSTOM_EMOJI]
    stored = [sticker for each in sets for sticker in each.stored(_shared(call, each))]
    contents = [each.content for each in stored if isinstance(each.content, dict)]
    return {content.get("custom_emoji_id"): content for content in contents}


def _sticker(bot: Bot, icon: str) -> object:
    """A file like others, which the bot may fetch; made when it is first asked for."""
    for stored in bot.files.all():
        content = stored.content
        if isinstance(content, dict) and content.get("custom_emoji_id") == icon:
            return content
    facts: JsonObject = {"type": "custom_emoji", "width": 512, "height": 512}
    facts |= {"is_animated": True, "is_video": False, "emoji": ICONS[icon]}
    facts |= {"set_name": SET_NAME, "custom_emoji_id": icon}
    drawn = Upload(data=f"icon {icon}".encode(), name="icon.tgs", mime="application/x-tgsticker")
    return bot.files.add("sticker", drawn, facts).content


METHODS = (
    method("getForumTopicIconStickers", get_forum_topic_icon_stickers),
    method("getCustomEmojiStickers", get_custom_emoji_stickers, "custom_emoji_ids"),
    method("getStickerSet", get_sticker_set, "name"),
)
