"""From semantic messages to words and buttons, one file per noun."""

from collections.abc import Callable
from typing import Any

from bot.chat.messages import answers, insights, notes, people, prompts
from bot.chat.rendered import Rendered
from bot.chat.tongue import Tongue
from bot.domain.messages import answers as of_answers
from bot.domain.messages import insights as of_insights
from bot.domain.messages import notes as of_notes
from bot.domain.messages import people as of_people
from bot.domain.messages import prompts as of_prompts

RENDERERS: dict[type, Callable[[Tongue, Any], Rendered]] = {
    of_prompts.AskQuestion: prompts.ask_question,
    of_prompts.ShowExample: prompts.show_example,
    of_prompts.OfferLater: prompts.offer_later,
    of_prompts.Snoozed: prompts.snoozed,
    of_prompts.Skipped: prompts.skipped,
    of_prompts.ClosingSummary: prompts.closing_summary,
    of_answers.ChooseReaders: answers.choose_readers,
    of_answers.AnswerKept: answers.answer_kept,
    of_answers.ConfirmWithdrawal: answers.confirm_withdrawal,
    of_answers.AnswerFate: answers.answer_fate,
    of_answers.Withdrawn: answers.withdrawn,
    of_answers.NotUnderstood: answers.not_understood,
    of_answers.EditUnknown: answers.edit_unknown,
    of_answers.NotYet: answers.not_yet,
    of_notes.NothingOpen: notes.nothing_open,
    of_notes.NoteKept: notes.note_kept,
    of_notes.WordsLeft: notes.words_left,
    of_notes.OfferReflections: notes.offer_reflections,
    of_insights.TellInsight: insights.tell_insight,
    of_insights.TellPicture: insights.tell_picture,
    of_insights.TellWords: insights.tell_words,
    of_insights.TellFriend: insights.tell_friend,
    of_people.Refused: people.refused,
    of_people.Said: people.said,
}
"""How each message is said. Every message of the domain stands here once."""
