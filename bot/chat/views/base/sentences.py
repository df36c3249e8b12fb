"""Single sentences by key: why something was not done, and short news."""

from collections.abc import Callable, Mapping
from datetime import datetime

from markupsafe import Markup

from bot.chat.translator import Translator

Facts = Mapping[str, str | int]
Sentence = Callable[[Translator, Facts], Markup]

SENTENCES: dict[str, Sentence] = {
    "by_invitation_only": lambda say, _: say.t(
        "This bot works by invitation. If you have opened a link, go on with the buttons above;"
        " else ask whoever told you about it for one."
    ),
    "owner_only": lambda say, _: say.t("Only the person who runs this installation can do that."),
    "not_your_team": lambda say, _: say.t(
        "You can't do that in this team. A facilitator of the team can."
    ),
    "round_closed": lambda say, _: say.t(
        "This round is closed. Whatever you wrote in it and did not share is in your own notes:"
        " /mydata."
    ),
    "you_left": lambda say, _: say.t(
        "You have left this team, so nothing can be changed here. “Delete” still takes it back."
    ),
    "round_closed_lost": lambda say, facts: say.t(
        "This question is closed. What was answered between {since} and {until} is lost: something"
        " broke on my side. I am sorry.",
        **_gap(say, facts),
    ),
    "answer_gone_lost": lambda say, facts: say.t(
        "Nothing is kept under this button. What was said between {since} and {until} is lost:"
        " something broke on my side. I am sorry.",
        **_gap(say, facts),
    ),
    "restored": lambda say, facts: say.t(
        "Something broke, and I was restored from a backup. What was said or set between {since}"
        " and {until} is lost: answers, settings, schedules, teams, people who joined. Rounds that"
        " ended in that time are closed, and not told again; whoever has an open question is asked"
        " once more. Links to join no longer work: /invite makes new ones. Whoever left or wrote"
        " /forget in that time is back: please ask them to do it again.",
        **_gap(say, facts),
    ),
    "question_gone": lambda say, _: say.t("This question is no longer in use."),
    "button_unknown": lambda say, _: say.t(
        "This button no longer does anything. Write /help to see what does."
    ),
    "answered_already": lambda say, _: say.t(
        "You have answered this. To change or delete it, use the buttons under your answer."
    ),
    "nothing_readable": lambda say, _: say.t(
        "I can't read anything in this message. Please write it in words."
    ),
    "nothing_ticked": lambda say, _: say.t("Choose at least one, or skip the question."),
    "snooze_too_late": lambda say, _: say.t(
        "The question closes before that. Try an earlier time."
    ),
    "level_gone": lambda say, _: say.t("That choice is not available now. Please choose another."),
    "readers_changed": lambda say, _: say.t(
        "What you can choose from has changed. Please have a look, and choose again."
    ),
    "answer_gone": lambda say, _: say.t("Nothing is kept under this button any more."),
    "words_since": lambda say, _: say.t(
        "You have written more since. Please look at all of it, and choose once more."
    ),
    "kept_already": lambda say, _: say.t("These words belong to an answer already."),
    "words_gone": lambda say, _: say.t(
        "I can't see your words any more. Please write them again, or note them elsewhere."
    ),
    "schedule_gone": lambda say, _: say.t("This schedule does not exist any more."),
    "nobody_to_ask": lambda say, _: say.t("Nobody in the team would be asked now."),
    "sent_already": lambda say, _: say.t("It has just been sent."),
    "sent_now": lambda say, facts: _sent_now(say, int(facts["people"]), int(facts["at_once"])),
    "channel_lost": lambda say, facts: say.t(
        "I can't post in the channel of {team} any more. Add me there again, and I will ask which"
        " team it belongs to. Until then nothing can be shared with the team. What people had"
        " shared in open rounds is theirs alone again, and so are words with a name that waited to"
        " be shown; the rest of it is deleted.",
        **facts,
    ),
    "channel_now_public": lambda say, facts: say.t(
        "The chat ‘{chat}’ has become public: anybody can read it. So I post nothing of {team}"
        " there any more. What people had shared in open rounds is theirs alone again, and so are"
        " words with a name that waited to be shown; the rest of it is deleted. Make it private and"
        " write /link in it, or link it as it is: then I tell everybody in the team.",
        **facts,
    ),
    "channel_public": lambda say, facts: say.t(
        "‘{chat}’ is the chat of {team} now, and it is public: anybody can read there what you"
        " share with the team, also outside of it. You choose each time what"
        " that is.",
        **facts,
    ),
    "named_came_back": lambda say, facts: say.t(
        "{team} no longer has the chat in which what you shared with your name was to be shown."
        " Nobody has seen it. It is in your own notes now, /mydata.",
        **facts,
    ),
    "channel_unseen": lambda say, _: say.t(
        "I can't see what kind of chat this is just now. Please try again in a moment."
    ),
    "only_facilitator": lambda say, facts: say.t(
        "You are the only facilitator of {team}. First invite another one, or delete the team:"
        " /teams.",
        **facts,
    ),
    "only_owner": lambda say, _: say.t(
        "You are the only one who runs this installation. First let somebody else in: the command"
        " “eftertanke invite” prints a link for that."
    ),
    "forget_again": lambda say, _: say.t(
        "That was a while ago, so I have changed nothing. If you still mean it, write /forget."
    ),
    "only_in_private": lambda say, _: say.t("Please write that to me in private."),
    "draft_gone": lambda say, _: say.t(
        "You have begun something else since, or it was too long ago. Please start again."
    ),
    "draft_dropped": lambda say, _: say.t("All right. Nothing was changed."),
    "team_name_length": lambda say, facts: say.t(
        "A name has 1 to {most} characters. Please write another.", **facts
    ),
    "language_first": lambda say, _: say.t("Choose at least one language."),
    "floor_promised": lambda say, facts: say.t(
        "People have shared, or can share now, trusting that nothing is shown for fewer than"
        " {floor} people. Lower it when no question is open and nothing waits.",
        **facts,
    ),
    "team_declared": lambda say, _: say.t(
        "This team is kept in the settings file of the installation. Whoever runs the bot can"
        " change its name, languages, time zone and floor there."
    ),
    "schedule_declared": lambda say, _: say.t(
        "This schedule is kept in the settings file of the installation. You can pause it; whoever"
        " runs the bot can change it there."
    ),
    "floor_set": lambda say, facts: say.t("From now on: {floor} people or more.", **facts),
    "name_differs": lambda say, facts: say.t(
        "That is not its name. To delete the team, write {team}.", **facts
    ),
    "team_ended": lambda say, facts: say.t(
        "The team {team} has been deleted by somebody who led it. Your private notes are still"
        " yours: /mydata.",
        **facts,
    ),
    "no_team_led": lambda say, _: say.t(
        "You lead no team. Schedules are set by the facilitators of a team."
    ),
    "only_in_groups": lambda say, _: say.t(
        "That works in the group or topic which is to be a team's channel. Add me there first."
    ),
    "link_by_facilitator": lambda say, _: say.t(
        "A facilitator of a team can link it to this chat. If you write here as the group itself,"
        " write it as yourself."
    ),
    "link_by_admin": lambda say, _: say.t(
        "Only an administrator of this chat can link a team to it. Ask one, or become one."
    ),
    "linked_already": lambda say, facts: say.t("{team} is linked here already.", **facts),
    "channel_linked_here": lambda say, facts: say.t("{team} is linked here now.", **facts),
    "channel_linked": lambda say, facts: say.t(
        "{chat} is the channel of {team} now. What people share will be told there.", **facts
    ),
    "channel_left": lambda say, facts: say.t(
        "From now on, this is no longer the channel of {team}. What still waited to be shown is not"
        " shown any more.",
        **facts,
    ),
    "channel_unlinked": lambda say, _: say.t("Unlinked. Nothing can be shared with the team now."),
    "channel_gone": lambda say, _: say.t("The team has no channel."),
    "channel_mute": lambda say, facts: say.t(
        "I can't post in {chat}. Let me post messages there, and I will ask which team it belongs"
        " to.",
        **facts,
    ),
    "channel_by_invitation": lambda say, _: say.t(
        "I work by invitation, for teams whose facilitator has added me. I keep nothing of what is"
        " written here."
    ),
    "schedule_saved": lambda say, _: say.t("Saved."),
    "schedule_deleted": lambda say, _: say.t("Deleted."),
    "bank_gone": lambda say, _: say.t("These questions are not installed any more."),
    "bank_missing": lambda say, _: say.t("Choose first what shall be asked."),
    "days_missing": lambda say, _: say.t("Choose at least one day."),
    "roles_missing": lambda say, _: say.t("Choose at least one role."),
    "command_unknown": lambda say, _: say.t("I don't know that command. /help lists those I know."),
    "update_parked": lambda say, _: say.t(
        "Something broke on my side, so I could not take in what you did here just now. It is kept:"
        " whoever runs this bot sees that it happened, and can have me try again. You can go on as"
        " usual."
    ),
    "press_let_go": lambda say, _: say.t(
        "Something broke on my side, so that button did nothing. Please try it again later."
    ),
    "change_let_go": lambda say, _: say.t(
        "Something broke on my side, so I could not look at what you changed. Please change it once"
        " more."
    ),
    "invite_by_facilitator": lambda say, _: say.t(
        "Links are made by the facilitators of a team. Please ask one of yours."
    ),
    "no_team_yet": lambda say, _: say.t("There is no team yet. Make one first: /newteam"),
    "invite_over": lambda say, _: say.t("This link no longer works. Make a new one: /invite"),
    "invite_withdrawn_now": lambda say, _: say.t("Withdrawn. The link no longer works."),
    "invite_unknown": lambda say, _: say.t(
        "I don't know this link. Was all of it copied? Else ask whoever gave it to you for another."
    ),
    "invite_expired": lambda say, facts: (
        say.t("This link has expired.") + " " + _another_link(say, facts)
    ),
    "invite_used_up": lambda say, facts: (
        say.t("As many people as this link was for have joined.") + " " + _another_link(say, facts)
    ),
    "invite_withdrawn": lambda say, facts: (
        say.t("This link has been withdrawn.") + " " + _another_link(say, facts)
    ),
    "in_already": lambda say, facts: say.t("You are in {team} already. All is well.", **facts),
    "leads_already": lambda say, facts: say.t(
        "A critical friend of {team} reads what is meant for nobody who leads or manages the team,"
        " and you do. So this link is not for you.",
        **facts,
    ),
    "friend_already": lambda say, facts: say.t(
        "You are a critical friend of {team}: what people tell you is meant for nobody who leads or"
        " manages the team. So this link is not for you, as long as you are. /leave ends it.",
        **facts,
    ),
    "owner_already": lambda say, _: say.t("You are an owner already. All is well."),
    "welcome_back": lambda say, _: say.t(
        "Good to have you back! I will ask you again at your own time. /settings changes it."
    ),
    "in_no_team": lambda say, _: say.t(
        "You are in no team just now, so nobody sees anything of you. A link from a facilitator"
        " takes you into one."
    ),
    "no_team_to_leave": lambda say, _: say.t(
        "You are in no team that you could leave. /forget erases what is linked to you."
    ),
    "not_in_team": lambda say, _: say.t("You are not in this team."),
    "one_day_at_least": lambda say, _: say.t(
        "Keep at least one day. If you want to hear nothing for a while, take a pause instead."
    ),
    "quiet_all_day": lambda say, _: say.t(
        "Quiet hours need a beginning and another end. If you want to hear nothing at all, take a"
        " pause instead."
    ),
    "time_unclear": lambda say, _: say.t("I don't see a time in that. Write one such as 14:45."),
    "span_unclear": lambda say, _: say.t(
        "I don't see two times in that. Write when it begins and ends, such as 21:30-06:30."
    ),
    "day_unclear": lambda say, _: say.t(
        "I don't see a date in that. Write one such as 24/12 or 2026-12-24."
    ),
    "day_past": lambda say, _: say.t("That day is not in the future. Please write a later one."),
    "day_far": lambda say, facts: say.n(
        "That is too far away: a pause may last {count} day.",
        "That is too far away: a pause may last {count} days.",
        int(facts["days"]),
    ),
    "pause_ended": lambda say, _: say.t("Good. I will ask you again."),
    "digest_for_managers": lambda say, _: say.t("The weekly letter goes to managers only."),
}
"""Every sentence there is. A Refusal, a toast or a `Said` names its key."""


def sentence(say: Translator, key: str, facts: Facts) -> Markup:
    """The sentence with this key. KeyError if there is none."""
    return SENTENCES[key](say, facts)


def _gap(say: Translator, facts: Facts) -> dict[str, Markup]:
    """Two moments among the facts, on the reader's own clock."""
    zone = str(facts["zone"])
    moments = {name: datetime.fromisoformat(str(facts[name])) for name in ("since", "until")}
    return {name: say.moment(moment, zone) for name, moment in moments.items()}


def _sent_now(say: Translator, people: int, at_once: int) -> Markup:
    """Nobody is asked in their quiet hours or on their days off, whoever would like it. No number
    is told: beside that of those who hold the roles, it would tell how many are away."""
    if at_once == people:
        return say.t("On its way.")
    if at_once == 0:
        return say.t("They will get it later: now is in their quiet hours or on a day off.")
    return say.t("On its way. Those who have quiet hours or a day off get it afterwards.")


def _another_link(say: Translator, facts: Facts) -> Markup:
    """Whom to ask, by name as long as whoever made the link is here."""
    if facts["name"]:
        return say.t("Ask {name} for another.", **facts)
    return say.t("Ask whoever gave it to you for another.")


def own_message(say: Translator) -> Markup:
    """What nobody but the author can delete: what they have written themself."""
    return say.t(
        "Your own message, and files you have asked me for, stay in this chat until you delete them"
        " there: press and hold, choose “Delete”, also for me."
    )


def told_of_friend(say: Translator) -> Markup:
    """Who learns that a critical friend goes."""
    return say.t(
        "Whoever has shown something to you alone, in a round that is still open, is told that you"
        " read nothing any more. Nobody else is."
    )


def tap_lost(say: Translator) -> Markup:
    """Why something is asked once more."""
    return say.t("I was away for a while, and a tap may have got lost. Here it is once more.")
