"""Semantic messages: what is owed to a person, before it has words, buttons or a language.

A message says everything its reader will be told, so that it can be sent long after it was owed.
"""

from bot.domain.messages.asking import (
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
from bot.domain.messages.base.message import Fleeting, Message, OnlyInPlace
from bot.domain.messages.hearing import digests, insights, unshown
from bot.domain.messages.people import (
    channels,
    danger,
    founding,
    invites,
    joining,
    members,
    oversight,
    people,
    settings,
    support,
    teams,
)
from bot.domain.messages.people import help as helping
from bot.domain.messages.rights import forgetting, mydata, register

MESSAGES: tuple[type[Message], ...] = (
    *prompts.MESSAGES,
    *answers.MESSAGES,
    *guard.MESSAGES,
    *notes.MESSAGES,
    *mine.MESSAGES,
    *cpd.MESSAGES,
    *readers.MESSAGES,
    *schedules.MESSAGES,
    *builder.MESSAGES,
    *insights.MESSAGES,
    *digests.MESSAGES,
    *unshown.MESSAGES,
    *people.MESSAGES,
    *founding.MESSAGES,
    *teams.MESSAGES,
    *channels.MESSAGES,
    *support.MESSAGES,
    *danger.MESSAGES,
    *invites.MESSAGES,
    *joining.MESSAGES,
    *settings.MESSAGES,
    *members.MESSAGES,
    *oversight.MESSAGES,
    *helping.MESSAGES,
    *mydata.MESSAGES,
    *forgetting.MESSAGES,
    *register.MESSAGES,
)
"""Every message there is. A Delivery names its class."""

FLEETING = frozenset(kind.__name__ for kind in MESSAGES if issubclass(kind, Fleeting))
ONLY_IN_PLACE = frozenset(kind.__name__ for kind in MESSAGES if issubclass(kind, OnlyInPlace))
