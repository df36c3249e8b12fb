"""From semantic messages to words and buttons, one file per noun."""

from markupsafe import Markup

from bot.chat.rendered import Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.asking import (
    answers,
    builder,
    cpd,
    guard,
    mine,
    notes,
    prompts,
    readers,
    schedules,
)
from bot.chat.views.base import sentences
from bot.chat.views.base.sentences import Facts, Sentences
from bot.chat.views.hearing import digests, insights, pool, unshown
from bot.chat.views.people import (
    channels,
    danger,
    founding,
    invites,
    joining,
    members,
    oversight,
    settings,
    support,
    teams,
)
from bot.chat.views.people import help as helping
from bot.chat.views.rights import forgetting, mydata, register
from bot.chat.views.transport import inbox, restoring
from bot.domain.messages.people.people import Refused, Said

SENTENCES: Sentences = {
    **sentences.SENTENCES,
    **answers.SENTENCES,
    **prompts.SENTENCES,
    **notes.SENTENCES,
    **mine.SENTENCES,
    **cpd.SENTENCES,
    **schedules.SENTENCES,
    **builder.SENTENCES,
    **readers.SENTENCES,
    **pool.SENTENCES,
    **digests.SENTENCES,
    **founding.SENTENCES,
    **teams.SENTENCES,
    **channels.SENTENCES,
    **support.SENTENCES,
    **danger.SENTENCES,
    **invites.SENTENCES,
    **joining.SENTENCES,
    **settings.SENTENCES,
    **members.SENTENCES,
    **oversight.SENTENCES,
    **helping.SENTENCES,
    **forgetting.SENTENCES,
    **inbox.SENTENCES,
    **restoring.SENTENCES,
}
"""Every sentence there is, by its key."""


def sentence(say: Translator, key: str, facts: Facts) -> Markup:
    """The sentence with this key. KeyError if there is none."""
    return SENTENCES[key](say, facts)


def by_its_key(say: Translator, message: Refused | Said) -> Rendered:
    return Rendered(text=sentence(say, message.key, message.facts))


VIEWS: Views = {
    Refused: by_its_key,
    Said: by_its_key,
    **prompts.VIEWS,
    **answers.VIEWS,
    **guard.VIEWS,
    **notes.VIEWS,
    **mine.VIEWS,
    **cpd.VIEWS,
    **readers.VIEWS,
    **schedules.VIEWS,
    **builder.VIEWS,
    **insights.VIEWS,
    **digests.VIEWS,
    **unshown.VIEWS,
    **founding.VIEWS,
    **teams.VIEWS,
    **channels.VIEWS,
    **support.VIEWS,
    **danger.VIEWS,
    **invites.VIEWS,
    **joining.VIEWS,
    **settings.VIEWS,
    **members.VIEWS,
    **oversight.VIEWS,
    **helping.VIEWS,
    **mydata.VIEWS,
    **forgetting.VIEWS,
    **register.VIEWS,
}
"""How each message is said. Every message of the domain stands here once."""
