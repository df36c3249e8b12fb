"""From semantic messages to words and buttons, one file per noun."""

from bot.chat.rendered import Views
from bot.chat.views.asking import answers, builder, notes, prompts, readers, schedules
from bot.chat.views.hearing import digests, insights
from bot.chat.views.people import (
    channels,
    founding,
    invites,
    joining,
    members,
    people,
    settings,
    teams,
)
from bot.chat.views.people import help as helping
from bot.chat.views.rights import forgetting, mydata

VIEWS: Views = {
    **prompts.VIEWS,
    **answers.VIEWS,
    **notes.VIEWS,
    **readers.VIEWS,
    **schedules.VIEWS,
    **builder.VIEWS,
    **insights.VIEWS,
    **digests.VIEWS,
    **people.VIEWS,
    **founding.VIEWS,
    **teams.VIEWS,
    **channels.VIEWS,
    **invites.VIEWS,
    **joining.VIEWS,
    **settings.VIEWS,
    **members.VIEWS,
    **helping.VIEWS,
    **mydata.VIEWS,
    **forgetting.VIEWS,
}
"""How each message is said. Every message of the domain stands here once."""
