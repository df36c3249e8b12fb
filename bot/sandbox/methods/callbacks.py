"""answerCallbackQuery."""

from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.queries import Answer

LONGEST_ANSWER = 200
"""Characters."""


async def answer_callback_query(call: Call) -> object:
    params = call.params
    text = params.words("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    params.integer("cache_time", 0, 0)
    answer = Answer(
        text=text or None,
        alert=params.flag("show_alert"),
        url=params.text("url") or None,
    )
    query_id = params.text("callback_query_id")
    if not call.bot.queries.answer(query_id, answer, call.world.clock.now()):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    call.world.events.publish(
        "callback_answer",
        bot=call.bot.username,
        query_id=query_id,
        text=answer.text,
        alert=answer.alert,
        url=answer.url,
    )
    return True


METHODS = (
    method(
        "answerCallbackQuery",
        answer_callback_query,
        "callback_query_id text show_alert url cache_time",
    ),
)
