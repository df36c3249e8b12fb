"""Which flow claims what: whoever adds one that decides by what belongs to others adds a line here.

What stands still for everybody who passes the gates of access.py and dialogue.py is not repeated.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

FLOWS = Path(__file__).parents[3] / "bot" / "flows"

CLAIMS = {
    # Gates.
    "base/access.in_team": "sharing",
    "base/access.to_schedule": "sharing",
    "base/access.to_oversee": "sharing",
    "asking/dialogue.of_prompts": "sharing",
    "asking/dialogue.of_answer": "sharing",
    # Tasks.
    "asking/rounds.plan": "teams",
    "asking/prompts._claim_teams": "teams",
    "asking/absence._offer_some": "teams",
    "hearing/seals.close": "teams",
    "hearing/digests._may_read": "sharing",
    "hearing/digests.send_due": "sharing, people",
    "rights/retention.purge": "everything",
    # A person, in all of their Teams.
    "asking/frequency_caps.allowance": "people",
    "asking/own_time.move": "sharing",
    "asking/own_time._leave_out": "teams",
    "people/settings._pause": "teams",
    "people/settings.resume": "teams",
    "people/members.arrives": "teams, people",
    "people/members.turns_away": "teams, people",
    "rights/forgetting.erase": "everything, teams, people",
    "rights/mydata.give": "sharing",
    # Who is in a Team.
    "people/joining.accept": "teams, sharing",
    "people/members.leave": "teams, sharing, people",
    "people/founding.found": "sharing",
    # What a Team is like.
    "people/danger.go_on": "teams",
    "people/danger.stop": "teams",
    "people/support.use_organisations": "teams",
    "people/teams.rename": "teams",
    "people/teams.set_floor": "teams",
    "people/teams.end": "teams",
    "people/oversight._hold": "teams",
    "people/oversight.end_hold": "teams",
    "people/channels._linked": "teams",
    "people/channels._changed": "teams",
    "asking/promises._take_back": "teams",
    "hearing/receipts.withdraw": "teams",
    # What it asks.
    "asking/rounds.send_now": "teams",
    "asking/rounds.take_in": "teams",
    "asking/rounds._week_of_own": "teams",
    "asking/schedules.pause": "teams",
    "asking/schedules.resume": "teams",
    "asking/schedules.end": "teams",
    "asking/schedules.saved": "teams",
}


def claims() -> Iterator[tuple[str, str]]:
    for file in FLOWS.rglob("*.py"):
        module = file.relative_to(FLOWS).with_suffix("").as_posix()
        for flow in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(flow, ast.FunctionDef | ast.AsyncFunctionDef):
                for call in ast.walk(flow):
                    match call:
                        case ast.Call(func=ast.Attribute(ast.Name("step"), "claim")):
                            told = ", ".join(str(one.arg) for one in call.keywords)
                            yield f"{module}.{flow.name}", told


def test_every_flow_that_claims_something_is_known_here() -> None:
    assert dict(claims()) == CLAIMS
