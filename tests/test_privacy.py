"""What is kept of people is told to them: by the page, by /mydata, and before they say yes."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Table

from bot.chat.translator import translator
from bot.chat.views.people.joining import show_page
from bot.config.settings import Retention
from bot.domain.base.roles import Role
from bot.domain.messages.people.joining import Page, ShowPage
from bot.flows.base.personal import GOES, LETS_GO, PersonalData
from bot.flows.rights.records import PERSONAL, RECORDS
from bot.flows.rights.retention import RULES
from bot.storage.base.schema import metadata
from docs.tables import BEGIN, END, PAGES, page
from tests.chat.views.people.test_joining import BARE

PAGE = (Path(__file__).parent.parent / "docs" / "privacy.md").read_text(encoding="utf-8")

NAMES = ("member_id", "made_by", "telegram_id", "lane", "chat_id")
"""Columns that can name a person: by the row of the Member, or by their chat."""

OF_GROUPS = {(table, "chat_id") for table in ("team", "posted", "answer", "pool")}
"""These are chats of many."""


def naming(table: Table) -> Iterator[Column[object]]:
    for column in table.c:
        refers = {"member.id"} & {key.target_fullname for key in column.foreign_keys}
        if (column.name in NAMES or refers) and (table.name, column.name) not in OF_GROUPS:
            yield column


def goes_with_the_member(table: Table) -> bool:
    """Whether the database deletes its rows with the Member's, straight or through others."""
    return any(
        key.column.table.name == "member" or goes_with_the_member(key.column.table)
        for key in table.foreign_keys
        if key.ondelete == "CASCADE"
    )


def test_every_table_has_one_record() -> None:
    assert Counter(name for one in RECORDS for name in one.tables) == Counter([*metadata.tables])


@pytest.mark.parametrize("name", metadata.tables)
def test_a_table_that_can_name_a_person_has_a_record_of_what_that_means(name: str) -> None:
    personal = {table for one in PERSONAL for table in one.tables}
    assert name in personal or not [*naming(metadata.tables[name])]


@pytest.mark.parametrize("record", PERSONAL, ids=lambda one: one.tables[0])
def test_what_goes_with_a_member_is_deleted_by_the_database(record: PersonalData) -> None:
    for name in record.tables:
        table = metadata.tables[name]
        if record.forget is GOES:
            assert goes_with_the_member(table)
        if record.forget is LETS_GO:
            rules = {key.ondelete for one in naming(table) for key in one.foreign_keys}
            assert rules == {"SET NULL"}


def test_whatever_names_a_person_goes_in_one_way_or_another() -> None:
    for record in PERSONAL:
        ways = (record.forget is GOES, record.forget is LETS_GO, record.forget.run is not None)
        columns = [one for name in record.tables for one in naming(metadata.tables[name])]
        assert any(ways) or not columns, record.tables


def test_every_rule_of_retention_has_a_name_of_its_own_in_the_log() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_tables_of_the_pages_are_made_from_the_records(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert page(text, PAGES[path]()) == text, "run make tables"


def test_every_period_is_told_with_its_default() -> None:
    for name, field in Retention.model_fields.items():
        assert f"`retention.{name}`" in PAGE
        if field.default is not None:
            assert re.search(rf"\b{field.default}\b[^|]*`retention\.{name}`", PAGE)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_alice_reads_how_long_things_are_kept_before_she_says_yes(language: str) -> None:
    message = ShowPage(
        token="t" * 22,
        page=Page.KEEPING,
        team="North",
        role=Role.STAFF,
        floor=5,
        invited_by="Bob",
        house=BARE,
    )
    say = translator(language)
    text = show_page(say, message).text
    lines = [line for record in PERSONAL for line in record.consent]
    assert len(lines) >= 4
    for line in lines:
        days = line.period(BARE)
        assert line.for_good or days is not None
        told = say.t(line.for_good) if days is None else say.t(line.text, time=say.span(days))
        assert str(told) in text.splitlines()
