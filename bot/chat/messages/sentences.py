"""Single sentences by key: why something was not done, and short news."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from bot.chat.tongue import Tongue

Facts = Mapping[str, str | int]
Sentence = Callable[[Tongue, Facts], Markup]

SENTENCES: dict[str, Sentence] = {
    "by_invitation_only": lambda say, _: say.t(
        "This bot works by invitation. Ask the person who told you about it for a link."
    ),
    "owner_only": lambda say, _: say.t("Only the person who runs this installation can do that."),
    "not_your_team": lambda say, _: say.t(
        "You can't do that in this team. A facilitator of the team can."
    ),
    "round_closed": lambda say, _: say.t(
        "This question is closed. What you answered is kept as you chose."
    ),
    "question_gone": lambda say, _: say.t("This question is no longer in use."),
    "button_unknown": lambda say, _: say.t(
        "This button no longer does anything. Write /help to see what does."
    ),
    "nothing_ticked": lambda say, _: say.t("Choose at least one, or skip the question."),
    "snooze_too_late": lambda say, _: say.t(
        "The question closes before that. Try an earlier time."
    ),
    "level_gone": lambda say, _: say.t("That choice is not available now. Please choose another."),
    "answer_gone": lambda say, _: say.t("Nothing is kept under this button any more."),
    "words_gone": lambda say, _: say.t(
        "I can't see your words any more. Please write them again, or note them elsewhere."
    ),
    "schedule_gone": lambda say, _: say.t("This schedule does not exist any more."),
    "nobody_to_ask": lambda say, _: say.t("Nobody in the team would be asked now."),
    "sent_already": lambda say, _: say.t("It has just been sent."),
    "sent_now": lambda say, facts: say.n(
        "On its way to {count} person.", "On its way to {count} people.", int(facts["people"])
    ),
    "channel_lost": lambda say, facts: say.t(
        "I can't post in the channel of {team} any more. Add me there again, and I will ask which"
        " team it belongs to. What people share waits until then.",
        **facts,
    ),
}
"""Every sentence there is. A Refusal, a toast or a `Said` names its key."""


def sentence(say: Tongue, key: str, facts: Facts) -> Markup:
    """The sentence with this key. KeyError if there is none."""
    return SENTENCES[key](say, facts)
