"""From semantic messages to words and buttons, one file per noun."""

from collections.abc import Callable
from typing import Any

from bot.chat.rendered import Rendered
from bot.chat.translator import Translator
from bot.chat.views.asking import answers, builder, notes, prompts, readers, schedules
from bot.chat.views.hearing import digests, insights
from bot.chat.views.people import (
    channels,
    founding,
    invites,
    joining,
    members,
    people,
    settings,
    teams,
)
from bot.chat.views.people import help as helping
from bot.chat.views.rights import forgetting, mydata
from bot.domain.messages.asking import answers as of_answers
from bot.domain.messages.asking import builder as of_builder
from bot.domain.messages.asking import notes as of_notes
from bot.domain.messages.asking import prompts as of_prompts
from bot.domain.messages.asking import readers as of_readers
from bot.domain.messages.asking import schedules as of_schedules
from bot.domain.messages.hearing import digests as of_digests
from bot.domain.messages.hearing import insights as of_insights
from bot.domain.messages.people import channels as of_channels
from bot.domain.messages.people import founding as of_founding
from bot.domain.messages.people import help as of_help
from bot.domain.messages.people import invites as of_invites
from bot.domain.messages.people import joining as of_joining
from bot.domain.messages.people import members as of_members
from bot.domain.messages.people import people as of_people
from bot.domain.messages.people import settings as of_settings
from bot.domain.messages.people import teams as of_teams
from bot.domain.messages.rights import forgetting as of_forgetting
from bot.domain.messages.rights import mydata as of_mydata

RENDERERS: dict[type, Callable[[Translator, Any], Rendered]] = {
    of_prompts.AskQuestion: prompts.ask_question,
    of_prompts.ShowExample: prompts.show_example,
    of_prompts.OfferLater: prompts.offer_later,
    of_prompts.Snoozed: prompts.snoozed,
    of_prompts.Skipped: prompts.skipped,
    of_prompts.ClosingSummary: prompts.closing_summary,
    of_answers.ChooseReaders: answers.choose_readers,
    of_answers.AnswerElsewhere: answers.answer_elsewhere,
    of_answers.AskWhich: answers.ask_which,
    of_answers.AnswerKept: answers.answer_kept,
    of_answers.ConfirmWithdrawal: answers.confirm_withdrawal,
    of_answers.AnswerFate: answers.answer_fate,
    of_answers.Withdrawn: answers.withdrawn,
    of_answers.CameBack: answers.came_back,
    of_answers.NotUnderstood: answers.not_understood,
    of_answers.EditUnknown: answers.edit_unknown,
    of_answers.ChooseAnew: answers.choose_anew,
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
    of_founding.AskTeamName: founding.ask_team_name,
    of_founding.PickTeamLanguages: founding.pick_team_languages,
    of_founding.PickTeamZone: founding.pick_team_zone,
    of_founding.TeamFounded: founding.team_founded,
    of_teams.ShowTeams: teams.show_teams,
    of_teams.ShowTeam: teams.show_team,
    of_teams.AskNewName: teams.ask_new_name,
    of_teams.OfferFloors: teams.offer_floors,
    of_teams.AskEndOfTeam: teams.ask_end_of_team,
    of_channels.OfferLink: channels.offer_link,
    of_channels.ConfirmLink: channels.confirm_link,
    of_channels.ConfirmUnlink: channels.confirm_unlink,
    of_channels.ChannelHello: channels.channel_hello,
    of_schedules.PickScheduledTeam: schedules.pick_scheduled_team,
    of_schedules.ShowSchedules: schedules.show_schedules,
    of_schedules.ShowSchedule: schedules.show_schedule,
    of_schedules.ConfirmScheduleEnd: schedules.confirm_schedule_end,
    of_builder.AskField: builder.ask_field,
    of_builder.PreviewSchedule: builder.preview_schedule,
    of_digests.DigestHeading: digests.digest_heading,
    of_digests.DigestEnd: digests.digest_end,
    of_mydata.GiveMyData: mydata.give_my_data,
    of_mydata.GiveMyDataFile: mydata.give_my_data_file,
    of_forgetting.ExplainForgetting: forgetting.explain_forgetting,
    of_forgetting.ConfirmForgetting: forgetting.confirm_forgetting,
    of_forgetting.NotForgotten: forgetting.not_forgotten,
    of_forgetting.Forgotten: forgetting.forgotten,
    of_invites.PickInviteTeam: invites.pick_invite_team,
    of_invites.PickInviteRole: invites.pick_invite_role,
    of_invites.PickInviteUses: invites.pick_invite_uses,
    of_invites.PickInviteDays: invites.pick_invite_days,
    of_invites.InviteMade: invites.invite_made,
    of_invites.InvitePicture: invites.invite_picture,
    of_invites.ShowInvites: invites.show_invites,
    of_invites.ShowInvite: invites.show_invite,
    of_invites.ConfirmInviteWithdrawal: invites.confirm_invite_withdrawal,
    of_joining.ShowPage: joining.show_page,
    of_joining.OfferRole: joining.offer_role,
    of_joining.OfferOwnership: joining.offer_ownership,
    of_joining.Declined: joining.declined,
    of_joining.RoleAdded: joining.role_added,
    of_joining.OwnershipTaken: joining.ownership_taken,
    of_joining.Welcome: joining.welcome,
    of_joining.Greeting: joining.greeting,
    of_settings.ShowSettings: settings.show_settings,
    of_settings.ShowSetting: settings.show_setting,
    of_members.PickTeamToLeave: members.pick_team_to_leave,
    of_members.ConfirmLeaving: members.confirm_leaving,
    of_members.StayedAfterAll: members.stayed_after_all,
    of_members.LeftTeam: members.left_team,
    of_readers.PickTeamForReaders: readers.pick_team_for_readers,
    of_readers.ShowReaders: readers.show_readers,
    of_help.ShowHelp: helping.show_help,
}
"""How each message is said. Every message of the domain stands here once."""
