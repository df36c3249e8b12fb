"""Semantic messages: what is owed to a person, before it has words, buttons or a language.

A message says everything its reader will be told, so that it can be sent long after it was owed.
"""

from bot.domain.messages.asking import answers, builder, notes, prompts, readers, schedules
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing import digests, insights
from bot.domain.messages.people import (
    channels,
    founding,
    invites,
    joining,
    members,
    people,
    settings,
    teams,
)
from bot.domain.messages.people import help as helping
from bot.domain.messages.rights import forgetting, mydata

MESSAGES: tuple[type[Message], ...] = (
    prompts.AskQuestion,
    prompts.ShowExample,
    prompts.OfferLater,
    prompts.Snoozed,
    prompts.Skipped,
    prompts.ClosingSummary,
    answers.ChooseReaders,
    answers.AnswerElsewhere,
    answers.AskWhich,
    answers.AnswerKept,
    answers.ConfirmWithdrawal,
    answers.AnswerFate,
    answers.Withdrawn,
    answers.NotUnderstood,
    answers.EditUnknown,
    answers.CameBack,
    answers.ChooseAnew,
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
    founding.AskTeamName,
    founding.PickTeamLanguages,
    founding.PickTeamZone,
    founding.TeamFounded,
    teams.ShowTeams,
    teams.ShowTeam,
    teams.AskNewName,
    teams.OfferFloors,
    teams.AskEndOfTeam,
    channels.OfferLink,
    channels.ConfirmLink,
    channels.ConfirmUnlink,
    channels.ChannelHello,
    schedules.PickScheduledTeam,
    schedules.ShowSchedules,
    schedules.ShowSchedule,
    schedules.ConfirmScheduleEnd,
    builder.AskField,
    builder.PreviewSchedule,
    digests.DigestHeading,
    digests.DigestEnd,
    invites.PickInviteTeam,
    invites.PickInviteRole,
    invites.PickInviteUses,
    invites.PickInviteDays,
    invites.InviteMade,
    invites.InvitePicture,
    invites.ShowInvites,
    invites.ShowInvite,
    invites.ConfirmInviteWithdrawal,
    joining.ShowPage,
    joining.OfferRole,
    joining.OfferOwnership,
    joining.Declined,
    joining.RoleAdded,
    joining.OwnershipTaken,
    joining.Welcome,
    joining.Greeting,
    settings.ShowSettings,
    settings.ShowSetting,
    members.PickTeamToLeave,
    members.ConfirmLeaving,
    members.StayedAfterAll,
    members.LeftTeam,
    readers.PickTeamForReaders,
    readers.ShowReaders,
    helping.ShowHelp,
)
"""Every message there is. A Delivery names its class."""

FLEETING = frozenset(
    kind.__name__
    for kind in (
        answers.AnswerKept,
        answers.ConfirmWithdrawal,
        answers.AnswerFate,
        answers.Withdrawn,
        answers.CameBack,
        answers.ChooseAnew,
        mydata.GiveMyData,
        mydata.GiveMyDataFile,
        forgetting.Forgotten,
        joining.ShowPage,
        joining.OfferOwnership,
        joining.Declined,
    )
)
"""Messages that hold a Receipt, or more about one person than may lie about, or that go to people
of whom nothing is kept. One that Telegram refuses is forgotten instead of parked; the person can
ask again."""

ONLY_IN_PLACE = frozenset(
    kind.__name__ for kind in (answers.AnswerElsewhere, prompts.ClosingSummary)
)
"""Messages that keep what stands in a chat true. Where that stands no longer, nothing has to be
said."""
