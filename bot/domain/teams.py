"""Teams: people who practise together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """`languages[0]` is what the channel reads. `chat_id` is None until a channel is linked."""

    id: int
    name: str
    languages: tuple[str, ...]
    zone: str
    floor: int
    chat_id: int | None = None
    thread_id: int | None = None
    chat_title: str = ""

    @property
    def language(self) -> str:
        return self.languages[0]
