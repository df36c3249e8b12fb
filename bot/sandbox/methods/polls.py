"""sendPoll and stopPoll."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat, Kind
from bot.sandbox.edits import to_edit
from bot.sandbox.errors import bad_request, not_played
from bot.sandbox.jsons import JsonObject
from bot.sandbox.pollmedia import Make, option_media, poll_media
from bot.sandbox.polls import Option, Poll
from bot.sandbox.posting import new_id, note_edit
from bot.sandbox.sends import HEEDED, Sort, send
from bot.sandbox.text import formatted
from bot.sandbox.voting import ask, close, poll_in

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
LONGEST_EXPLANATION = 200
LONGEST_DESCRIPTION = 1024
"""Characters, after parsing."""

MOST_OPTIONS = 12
OPEN_SECONDS = (5, 2_628_000)

_SORT = Sort("can_send_polls", "polls")


async def send_poll(call: Call) -> object:
    poll, beside = _read_poll(call)
    media = poll_media(call, "media")
    explaining = poll_media(call, "explanation_media") if poll.correct is not None else dict

    def make(chat: Chat) -> JsonObject:
        if chat.kind is Kind.CHANNEL and not poll.anonymous:
            raise bad_request("non-anonymous polls can't be sent to channel chats")
        _check_voters(call, chat)
        poll.media, poll.explaining = media(), explaining()
        pairs = zip(poll.options, beside, strict=True)
        poll.options = [replace(option, media=show()) for option, show in pairs]
        return poll.in_message()

    message = send(call, _SORT, make)
    ask(call.world, poll, message)
    return message.as_json()


def _check_voters(call: Call, chat: Chat) -> None:
    countries = call.params.array("country_codes", str, "can't parse country_codes JSON object")
    if not (countries or call.params.flag("members_only")):
        return
    if chat.kind is not Kind.CHANNEL:
        raise bad_request("poll voters can be restricted only in channel chats")
    raise not_played("country_codes" if countries else "members_only")


async def stop_poll(call: Call) -> object:
    message, markup = to_edit(call, "message with poll to stop")
    poll = poll_in(call.world, message)
    if poll is None:
        raise bad_request("message is not a poll")
    if poll.closed:
        raise bad_request("poll has already been closed")
    message.markup = markup
    close(call.world, poll)
    note_edit(call.world, message)
    return poll.as_json()


def _read_poll(call: Call) -> tuple[Poll, Sequence[Make]]:
    """The poll, and what its options show beside their words."""
    params = call.params
    question = _question(call)
    read = _options(call)
    options = [Option(id=str(number), text=text) for number, (text, _) in enumerate(read)]
    description = _bounded(call, "description", LONGEST_DESCRIPTION, "MEDIA_CAPTION_TOO_LONG")
    quiz = _is_quiz(params.text("type"))
    poll = Poll(
        id=new_id(),
        owner=call.bot,
        question=question,
        options=options,
        anonymous=params.flag("is_anonymous") if params.has("is_anonymous") else True,
        several=params.flag("allows_multiple_answers"),
        revoting=params.flag("allows_revoting") if params.has("allows_revoting") else not quiz,
        correct=_correct(call, len(options)) if quiz else None,
        description=description,
        closed=params.flag("is_closed"),
    )
    if quiz:
        poll.explanation = _bounded(
            call, "explanation", LONGEST_EXPLANATION, "QUIZ_EXPLANATION_TOO_LONG"
        )
    _set_end(call, poll)
    return poll, [beside for _, beside in read]


def _question(call: Call) -> JsonObject:
    question = formatted(call.world, call.params, "question")
    text = str(question.get("question", ""))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_QUESTION:
        raise bad_request(f"poll question length must not exceed {LONGEST_QUESTION}")
    return question


def _options(call: Call) -> Sequence[tuple[JsonObject, Make]]:
    given = call.params.json("options", "can't parse options JSON object")
    if not isinstance(given, list):
        raise bad_request("expected an Array of String as options")
    options = [_option(call, item) for item in given]
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    return options


def _option(call: Call, item: object) -> tuple[JsonObject, Make]:
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, dict):
        raise bad_request("expected an option to be of type String")
    if not isinstance(item.get("text"), str):
        raise bad_request('can\'t find field "text"')
    option = formatted(call.world, call.params.within(item), "text")
    text = str(option.get("text", ""))
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > LONGEST_OPTION:
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
    return option, option_media(call, item.get("media"))


def _bounded(call: Call, name: str, longest: int, refusal: str) -> JsonObject:
    text = formatted(call.world, call.params, name)
    if len(str(text.get(name, ""))) > longest:
        raise bad_request(refusal)
    return text


def _is_quiz(kind: str) -> bool:
    if kind not in ("", "regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    return kind == "quiz"


def _correct(call: Call, options: int) -> Sequence[int]:
    refusal = "can't parse correct option identifiers JSON object"
    ids = call.params.array("correct_option_ids", int, refusal)
    if ids is None and call.params.has("correct_option_id"):
        ids = [call.params.integer("correct_option_id", -1)]
    if not ids:
        raise bad_request("correct quiz option list must be non-empty")
    if any(one >= other for one, other in pairwise(ids)):
        raise bad_request("correct quiz option list must be increasing")
    if not all(0 <= number < options for number in ids):
        raise bad_request("wrong quiz correct_option_id")
    return ids


def _set_end(call: Call, poll: Poll) -> None:
    """An end that Telegram does not take is as good as none."""
    shortest, longest = OPEN_SECONDS
    now = int(call.world.clock.now())
    period = call.params.integer("open_period", 0, 0, longest)
    date = call.params.integer("close_date")
    length = period or (date - now if date else 0)
    if not length:
        return
    if not shortest <= length <= longest:
        name = "open_period" if period else "close_date"
        call.params.remark(name, f"a poll is open for {shortest} to {longest} seconds")
        return
    poll.open_period, poll.close_date = length, now + length


_TEXTS = " ".join(
    f"{name} {name}_parse_mode {name}_entities"
    for name in ("question", "description", "explanation")
)

METHODS = (
    method(
        "sendPoll",
        send_poll,
        f"{HEEDED} reply_markup {_TEXTS} options is_anonymous type allows_multiple_answers "
        "allows_revoting shuffle_options hide_results_until_closes members_only country_codes "
        "correct_option_ids correct_option_id open_period close_date is_closed "
        "media explanation_media",
    ),
    method("stopPoll", stop_poll, "chat_id message_id reply_markup"),
)
