"""What an older database held is brought into the form of today, and forgets what it must."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text

from bot.domain.asking.promises import PRIVATE
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.transport.deliveries import Delivery, Subject
from bot.domain.transport.inbox import InboxState
from bot.errors import OperatorError
from bot.storage.asking import answers
from bot.storage.base.columns import NO_TIME
from bot.storage.base.engine import Store
from bot.storage.base.migrating import SchemaState, migrate, state
from bot.storage.base.rows import every
from bot.storage.base.schema import delivery, inbox, note, pool, upkeep
from bot.storage.hearing import releases
from bot.storage.people import members
from tests.databases import on_sqlite

MEMBER = """
    INSERT INTO member (telegram_id, name, language, zone, days, ask_at, quiet_from, quiet_to,
        usual_words, usual_taps, reachable, owner, digest_day, digest_at)
    VALUES (7, 'Bob', 'en', 'UTC', '[]', 0, 0, 0, 'private', 'private', TRUE, FALSE, 4, 0)
"""
UPDATE = """
    INSERT INTO inbox (bot_id, update_id, state, attempts, retry_at, received_on)
    VALUES (4711, 1, 'handled', 0, '2026-03-02', '2026-03-02')
"""


async def test_people_of_an_older_database_belong_to_its_only_bot(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(text(MEMBER))
        await tx.execute(text(UPDATE))
    of_one_bot()
    assert (await migrate(store))[0] == "0002"
    async with store.look() as tx:
        assert (await tx.execute(text("SELECT bot_id, telegram_id FROM member"))).all() == [
            (4711, 7)
        ]


NOTE = """
    INSERT INTO note (id, member_id, week, question, text)
    VALUES ('a', 1, '2026-03-30', 'What happened?', 'Rain')
"""


async def test_notes_of_an_older_database_forget_their_week(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        for statement in (MEMBER, UPDATE, NOTE):
            await tx.execute(text(statement))
    of_one_bot()
    await migrate(store)
    async with store.look() as tx:
        assert (await tx.execute(select(note.c.month))).scalar_one() == date(2026, 3, 1)


@on_sqlite
async def test_the_number_of_somebody_who_was_forgotten_is_not_given_again(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(text(MEMBER))
        await tx.execute(text("DELETE FROM member"))
    of_one_bot()
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(
            text(MEMBER.replace("(telegram", "(bot_id, telegram").replace("(7", "(1, 7"))
        )
        assert (await tx.execute(text("SELECT id FROM member"))).scalar_one() == 2


async def test_where_nobody_knows_whose_people_they_are_nothing_is_guessed(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(text(MEMBER))
    of_one_bot()
    with pytest.raises(OperatorError, match="write anything to the bot"):
        await migrate(store)
    assert await state(store) is SchemaState.OLD


TEAM = """
    INSERT INTO team (name, languages, zone, floor, chat_title)
    VALUES ('North', '[]', 'UTC', 5, '')
"""
BOTH = """
    INSERT INTO membership (member_id, team_id, roles)
    VALUES (1, 1, '["critical_friend", "manager", "staff"]')
"""
TOLD = """
    INSERT INTO release (team_id, bank_id, on_date, released_at, told)
    VALUES (1, 'b', '2026-03-02', '2026-03-02', '[]')
"""


async def test_managers_of_an_older_database_are_no_critical_friends_and_lose_no_letter(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        for statement in (MEMBER, UPDATE, TEAM, BOTH, TOLD):
            await tx.execute(text(statement))
    of_one_bot()
    await migrate(store)
    async with store.step() as tx:
        assert await members.roles(tx, 1, 1) == {Role.MANAGER, Role.STAFF}
        after = await members.manager_since(tx, 1, 1)
        assert after == date(1970, 1, 1)
        since, until = (datetime(2026, 3, day, tzinfo=UTC) for day in (1, 3))
        assert len(await releases.between(tx, 1, since, until, after=after)) == 1


OPEN_ROUND = """
    INSERT INTO round (team_id, bank_id, slot, number, on_date, closes_at, state, asked, took_part)
    VALUES (1, 'b', 's', 0, '2026-03-02', '2026-03-04', 'open', 1, 0)
"""
ASKED = """
    INSERT INTO prompt (round_id, member_id, due_at, expires_at, state)
    VALUES (1, 1, '2026-03-02', '2026-03-04', 'open')
"""
ANSWERED = """
    INSERT INTO answer (prompt_id, question_id, state, visibility, options)
    VALUES (1, 'named', 'given', 'team_named', '[]'), (1, 'friend', 'given', 'friend', '[]'),
        (1, 'gone', 'given', 'private', '[]')
"""
WAITS = """
    INSERT INTO pool (id, team_id, bank_id, round_id, question_id, visibility, voice, week,
        options, text, receipt_hash, release_id)
    VALUES ('a', 1, 'b', 1, 'q', 'team_unnamed', 'v', '2026-03-02', '[]', 'waits', 'h', NULL),
        ('b', 1, 'b', 1, 'q', 'team_unnamed', 'v', '2026-03-02', '[]', 'told', 'i', 1)
"""


@pytest.mark.parametrize("chat", [-5, None])
async def test_what_was_shared_before_is_promised_to_the_chat_there_is_or_to_nobody(
    store: Store, of_one_bot: Callable[[], None], chat: int | None
) -> None:
    await migrate(store)
    async with store.step() as tx:
        for statement in (MEMBER, UPDATE, TEAM, TOLD, OPEN_ROUND, ASKED, ANSWERED, WAITS):
            await tx.execute(text(statement))
        await tx.execute(text("UPDATE team SET chat_id = :chat"), {"chat": chat})
        await tx.execute(text("DELETE FROM answer WHERE question_id = 'gone'"))
    of_one_bot()
    await migrate(store)
    async with store.step() as tx:
        named, friend = await answers.of_prompt(tx, 1)
        assert (named.chat_id, named.visibility.seen_by_team) == (chat, chat is not None)
        assert (friend.visibility, friend.friends) == (Visibility.FRIEND, ())
        assert set((await tx.execute(select(pool.c.text, pool.c.chat_id))).all()) == (
            {("waits", chat), ("told", chat)} if chat else {("told", None)}
        )
        first = await answers.by_id(tx, 1)
        (fresh,) = await answers.ask(tx, [(1, "next", PRIVATE)], after=first)
        assert fresh.id >= 256, "no number is given twice, and who was asked before can go on"


SENT = """
    INSERT INTO delivery (id, bot_id, chat_id, priority, kind, language, subject, subject_id,
        edits, state, not_before, attempts, message_id)
    VALUES ({id}, 4711, 7, 1, 'AskQuestion', 'en', '{about}', 3, {edits}, 'sent',
        '2026-03-02 08:00', {id}, {message})
"""


async def test_what_an_older_database_has_sent_forgets_when_and_in_what_order(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    rows = [
        {"id": 1, "about": "question", "edits": "NULL", "message": 10},
        {"id": 2, "about": "kept", "edits": "10", "message": 10},
        {"id": 3, "about": "release", "edits": "NULL", "message": 11},
        {"id": 4, "about": "release", "edits": "NULL", "message": 12},
    ]
    async with store.step() as tx:
        await tx.execute(text(UPDATE))
        for row in rows:
            await tx.execute(text(SENT.format(**row)))
        away = "INSERT INTO upkeep (name, due_at) VALUES ('back:4711', '2026-03-02 09:00')"
        await tx.execute(text(away))
    of_one_bot()
    await migrate(store)
    async with store.look() as tx:
        found = await every(tx, select(delivery).order_by(delivery.c.message_id), Delivery)
        assert (await tx.execute(select(upkeep))).all() == []
    assert [(one.message_id, one.subject, one.ordinal) for one in found] == [
        (10, Subject.KEPT, None),
        (11, Subject.RELEASE, 0),
        (12, Subject.RELEASE, 1),
    ]
    assert all(one.id < 0 and one.not_before == NO_TIME and one.unheard for one in found)
    assert [one.attempts for one in found] == [2, 1, 1]


async def test_an_older_week_of_ones_own_forgets_the_day_on_which_somebody_began(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    await migrate(store)
    async with store.step() as tx:
        await tx.execute(text(UPDATE))
        await tx.execute(text(TEAM.format(chat=-5)))
        for slot in ("self:end-of-shift:2026-03-02", "schedule:1:2026-03-05"):
            await tx.execute(
                text(
                    "INSERT INTO round (team_id, bank_id, slot, number, on_date, closes_at, state,"
                    f" asked, took_part) VALUES (1, 'end-of-shift', '{slot}', 0, '2026-03-05',"
                    " '2026-03-09', 'sealed', 1, 1)"
                )
            )
    of_one_bot()
    await migrate(store)
    async with store.look() as tx:
        query = text("SELECT CAST(on_date AS VARCHAR(10)) FROM round ORDER BY slot DESC")
        assert list((await tx.execute(query)).scalars()) == ["2026-03-02", "2026-03-05"]


PARKED = """
    INSERT INTO inbox (bot_id, update_id, state, attempts, retry_at, received_on, body)
    VALUES (4711, :update, 'parked', 4, '2026-03-02', '2026-03-02', :body)
"""


async def test_what_an_older_version_set_aside_forgets_all_that_could_hold_a_receipt(
    store: Store, of_one_bot: Callable[[], None]
) -> None:
    pressed: dict[str, object] = {"callback_query": {"from": {"id": 7}, "data": "f:SECRET"}}
    place = {"message_id": 3, "date": 1, "chat": {"id": 7}}
    under = place | {"text": "My answer", "reply_markup": {"inline_keyboard": [["f:SECRET"]]}}
    written: dict[str, object] = {
        "message": place | {"message_id": 4, "text": "Hello", "reply_to_message": under}
    }
    await migrate(store)
    async with store.step() as tx:
        for update, body in enumerate((pressed, written), start=2):
            row = {"update": update, "body": json.dumps({"update_id": update} | body)}
            await tx.execute(text(PARKED), row)
    of_one_bot()
    await migrate(store)
    async with store.look() as tx:
        (gone, kept) = (await tx.execute(select(inbox).order_by(inbox.c.update_id))).all()
        assert (gone.state, gone.body, gone.received_on) == (InboxState.HANDLED, None, None)
        assert json.loads(kept.body)["message"] == place | {
            "message_id": 4,
            "text": "Hello",
            "reply_to_message": place,
        }
        assert (await tx.execute(select(upkeep.c.name))).scalars().all() == ["scrub"]
