"""Semantic messages: what is owed to a person, before it has words, buttons or a language.

A message says everything its reader will be told, so that it can be sent long after it was owed.
"""

from bot.domain.messages import answers, forgetting, insights, mydata, notes, people, prompts

MESSAGES: tuple[type, ...] = (
    prompts.AskQuestion,
    prompts.ShowExample,
    prompts.OfferLater,
    prompts.Snoozed,
    prompts.Skipped,
    prompts.ClosingSummary,
    answers.ChooseReaders,
    answers.AnswerKept,
    answers.ConfirmWithdrawal,
    answers.AnswerFate,
    answers.Withdrawn,
    answers.NotUnderstood,
    answers.EditUnknown,
    answers.NotYet,
    insights.TellInsight,
    insights.TellPicture,
    insights.TellWords,
    insights.TellFriend,
    notes.NothingOpen,
    notes.NoteKept,
    notes.WordsLeft,
    notes.OfferReflections,
    people.Refused,
    people.Said,
    mydata.GiveMyData,
    mydata.GiveMyDataFile,
    forgetting.ExplainForgetting,
    forgetting.ConfirmForgetting,
    forgetting.NotForgotten,
    forgetting.Forgotten,
)
"""Every message there is. A Delivery names its class."""

FLEETING = frozenset(
    kind.__name__
    for kind in (
        answers.AnswerKept,
        answers.ConfirmWithdrawal,
        answers.AnswerFate,
        answers.Withdrawn,
        mydata.GiveMyData,
        mydata.GiveMyDataFile,
        forgetting.Forgotten,
    )
)
"""Messages that hold a Receipt, or more about one person than may lie about. One that Telegram
refuses is forgotten instead of parked; the person can ask again."""
