"""What is said after a database was restored."""

from bot.chat.views.base.sentences import Sentences, gap

SENTENCES: Sentences = {
    "restored": lambda say, facts: say.t(
        "Something broke, and I was restored from a backup. What was said or set between {since}"
        " and {until} is lost: answers, settings, schedules, teams, people who joined. Rounds that"
        " ended in that time are closed, and not told again; whoever has an open question is asked"
        " once more. Links to join no longer work: /invite makes new ones. Whoever left or wrote"
        " /forget in that time is back: please ask them to do it again.",
        **gap(say, facts),
    ),
}
