"""Tests stand where the code stands: `bot/web/health.py` is tested in `tests/web/test_health.py`.

What a noun is called in one layer it is called in all, so `flows/people/test_invites.py` also tests
its rows, words and buttons. What has no test of its name stands here with where it is tested.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
AREAS = frozenset({"asking", "base", "hearing", "people", "rights", "transport"})

FOLDERS: Mapping[str, str] = {
    "commands": "operating",
    "demo": "demo/test_playing.py",
    "insights/vocabulary": "insights/test_words.py",
    "reading/guard/lists": "reading/guard/test_lists.py",
    "reading/danger": "reading/danger/test_reader.py",
    "sandbox/control": "sandbox/control/test_control.py",
    "sandbox/page": "sandbox/page",
    "sandbox/remote": "sandbox/control/test_control.py",
    "sandbox/state": "sandbox/state/test_state.py",
}
"""Modules that make one thing together, which is tested as a whole."""

ELSEWHERE: Mapping[str, str] = {
    # Put together, and started.
    "app": "acceptance/test_round.py",
    "errors": "config/test_settings.py",
    "scheduler/tasks": "scheduler/test_heartbeat.py",
    # The edge.
    "chat/acting": "flows/base/test_access.py",
    "chat/application": "chat/test_dispatcher.py",
    "chat/buttons/asking/notes": "flows/asking/test_words.py",
    "chat/buttons/base/base": "chat/buttons/base/test_forged.py",
    "chat/handlers/asking/notes": "flows/asking/test_words.py",
    "chat/handlers/base/rest": "flows/base/test_access.py",
    "chat/handlers/people/words": "flows/asking/test_words.py",
    "chat/handling": "flows/base/test_access.py",
    "chat/rendered": "chat/views/base/test_lengths.py",
    "chat/translator": "test_locales.py",
    "chat/views/asking/notes": "chat/views/base/test_lengths.py",
    "chat/views/asking/own": "chat/buttons/hearing/test_receipts.py",
    "chat/views/asking/rhythm": "flows/asking/test_schedules.py",
    "chat/views/base/drafts": "flows/rights/test_mydata.py",
    "chat/views/base/held": "flows/rights/test_mydata.py",
    "chat/views/base/naming": "flows/people/test_settings.py",
    "chat/views/hearing/pictures": "charts/test_drawing.py",
    "chat/views/people/choices": "flows/people/test_settings.py",
    "chat/views/people/pages": "chat/views/people/test_joining.py",
    "chat/views/transport/waiting": "flows/rights/test_mydata.py",
    "charts/papers": "charts/test_printing.py",
    "charts/pictures": "charts/test_drawing.py",
    "charts/sheet": "charts/test_drawing.py",
    "config/fields": "config/test_settings.py",
    "web/door": "web/test_webhook.py",
    "web/figures": "web/test_metrics.py",
    "web/server": "web/test_health.py",
    "web/vitals": "web/test_health.py",
    # Values, which are tested by what is done with them.
    "domain/asking/gaps": "flows/transport/test_restoring.py",
    "domain/asking/notes": "flows/asking/test_words.py",
    "domain/base/actors": "flows/base/test_access.py",
    "domain/base/dangers": "reading/danger/test_reader.py",
    "domain/base/deeds": "flows/rights/test_deeds.py",
    "domain/base/drafts": "flows/people/test_founding.py",
    "domain/base/numbers": "domain/transport/test_updates.py",
    "domain/base/places": "flows/transport/test_inbox.py",
    "domain/hearing/releases": "flows/hearing/test_what_was_sent.py",
    "domain/messages/asking/notes": "flows/asking/test_words.py",
    "domain/messages/people/people": "chat/views/base/test_lengths.py",
    # Parts of use cases.
    "flows/asking/asked": "flows/asking/test_words.py",
    "flows/asking/audience": "flows/asking/test_rounds.py",
    "flows/asking/dialogue": "flows/asking/test_added_words.py",
    "flows/asking/levels": "flows/asking/test_chosen_readers.py",
    "flows/asking/notes": "flows/asking/test_words.py",
    "flows/asking/outlook": "flows/asking/test_schedules.py",
    "flows/asking/settling": "flows/asking/test_answers.py",
    "flows/base/drafting": "flows/people/test_founding.py",
    "flows/base/envelope": "flows/transport/test_deliveries.py",
    "flows/base/lost": "chat/views/base/test_sentences.py",
    "flows/base/outbox": "flows/transport/test_deliveries.py",
    "flows/base/personal": "test_privacy.py",
    "flows/base/safety": "flows/people/test_danger.py",
    "flows/base/redaction": "flows/hearing/test_traces.py",
    "flows/base/step": "flows/transport/test_deliveries.py",
    "flows/hearing/releases": "flows/hearing/test_what_was_sent.py",
    "flows/people/words": "flows/asking/test_words.py",
    "flows/rights/records": "test_privacy.py",
    "insights/unanimity": "insights/test_pooled.py",
    # What operators do.
    "operating/alone": "operating/test_restore.py",
    "operating/doctor/finding": "operating/doctor/test_examine.py",
    "operating/files": "operating/test_backup.py",
    "operating/forgotten": "operating/test_restore.py",
    "operating/unit_of_work": "operating/test_outbox.py",
    "operating/verifying": "operating/test_backup.py",
    # Rows.
    "storage/asking/asked": "storage/transport/test_deliveries.py",
    "storage/asking/dialogues": "flows/asking/test_answers.py",
    "storage/asking/notes": "flows/rights/test_mydata.py",
    "storage/asking/planned": "flows/asking/test_rounds.py",
    "storage/base/advisory": "storage/base/test_claims.py",
    "storage/base/checkup": "operating/doctor/test_database.py",
    "storage/base/copying": "operating/test_copy.py",
    "storage/base/db_clock": "storage/transport/test_leases.py",
    "storage/base/deeds": "flows/rights/test_deeds.py",
    "storage/base/drafts": "flows/people/test_founding.py",
    "storage/base/inline_sqlite": "storage/base/test_engine.py",
    "storage/base/outbox": "storage/transport/test_backlog.py",
    "storage/base/postgresql": "storage/base/test_engine.py",
    "storage/base/rewriting": "flows/transport/test_upkeep.py",
    "storage/base/rows": "storage/base/test_columns.py",
    "storage/base/schema/asking": "storage/base/test_migrating.py",
    "storage/base/schema/hearing": "storage/base/test_migrating.py",
    "storage/base/schema/metadata": "storage/base/test_migrating.py",
    "storage/base/schema/people": "storage/base/test_migrating.py",
    "storage/base/schema/rights": "storage/base/test_migrating.py",
    "storage/base/schema/transport": "storage/base/test_migrating.py",
    "storage/base/sqlite": "storage/base/test_engine.py",
    "storage/base/upkeep": "flows/transport/test_upkeep.py",
    "storage/hearing/releases": "flows/hearing/test_what_was_sent.py",
    "storage/transport/noted": "storage/transport/test_posted.py",
    # The box, mostly by the methods of the Bot API that it plays.
    "sandbox/access": "sandbox/methods/test_ruling.py",
    "sandbox/accounts": "sandbox/methods/test_profile.py",
    "sandbox/api": "sandbox/test_server.py",
    "sandbox/breaking": "sandbox/test_faults.py",
    "sandbox/calling": "sandbox/methods/test_methods.py",
    "sandbox/calls": "sandbox/control/test_control.py",
    "sandbox/chats": "sandbox/methods/test_chats.py",
    "sandbox/client": "sandbox/control/test_control.py",
    "sandbox/edits": "sandbox/methods/test_editing.py",
    "sandbox/errors": "sandbox/methods/test_methods.py",
    "sandbox/events": "sandbox/control/test_control.py",
    "sandbox/fields": "sandbox/test_buttons.py",
    "sandbox/files": "sandbox/methods/test_files.py",
    "sandbox/hooking": "sandbox/test_webhooks.py",
    "sandbox/invites": "sandbox/methods/test_inviting.py",
    "sandbox/jsons": "sandbox/test_server.py",
    "sandbox/locations": "sandbox/methods/test_places.py",
    "sandbox/members": "sandbox/methods/test_ruling.py",
    "sandbox/methods/acting": "sandbox/methods/test_methods.py",
    "sandbox/methods/pins": "sandbox/methods/test_chats.py",
    "sandbox/methods/webhook": "sandbox/test_webhooks.py",
    "sandbox/numbers": "sandbox/state/test_state.py",
    "sandbox/phones": "demo/test_director.py",
    "sandbox/polls": "sandbox/methods/test_polls.py",
    "sandbox/posting": "sandbox/methods/test_sending.py",
    "sandbox/queries": "sandbox/methods/test_callbacks.py",
    "sandbox/reactions": "sandbox/methods/test_reacting.py",
    "sandbox/request": "sandbox/test_server.py",
    "sandbox/sends": "sandbox/methods/test_sending.py",
    "sandbox/shapes": "sandbox/control/test_control.py",
    "sandbox/standings": "sandbox/methods/test_ruling.py",
    "sandbox/taps": "readings/test_readings.py",
    "sandbox/topics": "sandbox/methods/test_forums.py",
    "sandbox/unplayed": "sandbox/methods/test_methods.py",
    "sandbox/updates": "sandbox/methods/test_fetching.py",
    "sandbox/utf16": "sandbox/test_text.py",
    "sandbox/voting": "sandbox/methods/test_polls.py",
    "sandbox/world": "sandbox/state/test_state.py",
}


def modules() -> Iterator[Path]:
    """All that does something, without `.py`; migrations are tested as one."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        module = file.relative_to(ROOT / "bot").with_suffix("")
        if not module.name.startswith("__") and "migrations" not in module.parts:
            yield module


def at_home(module: Path) -> bool:
    """By a file of its name: in its place, or in its area, by whatever layer."""
    name = f"test_{module.name}.py"
    if (ROOT / "tests" / module.parent / name).exists():
        return True
    area = module.parent.name
    return area in AREAS and any((ROOT / "tests").rglob(f"{area}/{name}"))


def test_each_module_has_a_test_of_its_name_or_says_where_it_is_tested() -> None:
    abroad = {
        module.as_posix()
        for module in modules()
        if not at_home(module) and module.parent.as_posix() not in FOLDERS
    }
    assert abroad == ELSEWHERE.keys()


def test_what_is_tested_elsewhere_is_tested_there() -> None:
    for place in {*FOLDERS.values(), *ELSEWHERE.values()}:
        assert (ROOT / "tests" / place).exists(), place
    for folder in FOLDERS:
        assert (ROOT / "bot" / folder).is_dir(), folder
