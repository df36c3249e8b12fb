"""The records of all tables, as their nouns have written them."""

from bot.flows.asking import dialogue, frequency_caps, notes, rounds, schedules
from bot.flows.base import drafting
from bot.flows.base.personal import NothingPersonal, PersonalData
from bot.flows.hearing import pool
from bot.flows.people import danger, invites, members, support, teams
from bot.flows.rights import register
from bot.flows.transport import deliveries, inbox, leases, upkeep

RECORDS: tuple[PersonalData | NothingPersonal, ...] = (
    *members.RECORDS,
    *teams.RECORDS,
    *schedules.RECORDS,
    *rounds.RECORDS,
    *dialogue.RECORDS,
    *notes.RECORDS,
    *pool.RECORDS,
    *drafting.RECORDS,
    *frequency_caps.RECORDS,
    *invites.RECORDS,
    *support.RECORDS,
    *danger.RECORDS,
    *register.RECORDS,
    *deliveries.RECORDS,
    *inbox.RECORDS,
    *leases.RECORDS,
    *upkeep.RECORDS,
)
"""In the order in which people are told of them. What stands on others comes after them."""

PERSONAL = tuple(one for one in RECORDS if isinstance(one, PersonalData))
