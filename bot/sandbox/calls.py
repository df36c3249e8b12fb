"""What bots asked for, and what in it Telegram would have ignored without a word."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.files import Upload
from bot.sandbox.jsons import JsonObject

MOST_CALLS = 50_000
MOST_FINDINGS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """One call, noted when it was answered. `status` is HTTP's; 0 if there was no answer."""

    n: int
    bot: str
    method: str
    parameters: Mapping[str, object]
    status: int
    time: float

    def as_json(self) -> JsonObject:
        parameters = {name: _shown(value) for name, value in self.parameters.items()}
        return {
            "n": self.n,
            "bot": self.bot,
            "method": self.method,
            "parameters": parameters,
            "status": self.status,
            "time": self.time,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about a call that Telegram swallows: the bot probably meant something else."""

    bot: str
    method: str
    parameter: str
    problem: str

    def as_json(self) -> JsonObject:
        return {
            "bot": self.bot,
            "method": self.method,
            "parameter": self.parameter,
            "problem": self.problem,
        }


class CallLog:
    """The last calls and findings, oldest first."""

    def __init__(self) -> None:
        self._calls: deque[CallRecord] = deque(maxlen=MOST_CALLS)
        self._findings: deque[Finding] = deque(maxlen=MOST_FINDINGS)
        self._count = 0

    def note(
        self, bot: str, method: str, parameters: Mapping[str, object], status: int, time: float
    ) -> CallRecord:
        self._count += 1
        record = CallRecord(
            n=self._count,
            bot=bot,
            method=method,
            parameters=parameters,
            status=status,
            time=time,
        )
        self._calls.append(record)
        return record

    def since(self, n: int) -> list[CallRecord]:
        """Calls with a greater number than `n`."""
        newer = min(len(self._calls), max(0, self._count - n))
        return [self._calls[i] for i in range(len(self._calls) - newer, len(self._calls))]

    def clear(self) -> None:
        """Forget all; numbers go on from where they were."""
        self._calls.clear()
        self._findings.clear()

    def find(self, finding: Finding) -> None:
        self._findings.append(finding)

    def findings(self) -> list[Finding]:
        return list(self._findings)


def _shown(value: object) -> object:
    if isinstance(value, Upload):
        return {"file_name": value.name, "mime_type": value.mime, "file_size": len(value.data)}
    return value
