"""The schema that editors use while somebody writes a bank."""

import json

from bot.banks import bank_schema
from bot.banks.format import BankEntry, language_name


def test_the_schema_can_be_saved_as_json() -> None:
    schema = json.loads(json.dumps(bank_schema()))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(BankEntry.model_fields)


def test_every_field_in_the_schema_explains_itself() -> None:
    schema = bank_schema()
    models = [schema, *schema["$defs"].values()]
    silent = [
        name
        for model in models
        for name, field in model.get("properties", {}).items()
        if "description" not in field
    ]
    assert silent == []


def test_the_schema_allows_one_wording_or_a_list_of_them() -> None:
    question = bank_schema()["$defs"]["QuestionEntry"]
    kinds = [alternative["type"] for alternative in question["properties"]["text"]["anyOf"]]
    assert kinds == ["object", "array"]


def test_the_schema_knows_what_ids_look_like() -> None:
    assert bank_schema()["properties"]["id"]["pattern"] == "^[a-z0-9-]{1,32}$"


def test_languages_have_names() -> None:
    assert (language_name("sv"), language_name("no")) == ("Swedish", "Norwegian")
