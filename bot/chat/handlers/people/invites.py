"""Links that let people join: made, shown, withdrawn."""

from bot.chat.buttons.people.invites import (
    AskInviteWithdrawal,
    ChooseInviteTeam,
    InviteAs,
    InviteInto,
    InviteSoMany,
    ListInvites,
    MakeInvite,
    OpenInvite,
    OpenInvites,
    PaintInvite,
    WithdrawInvite,
)
from bot.chat.handling import command, press
from bot.flows.base.told import At
from bot.flows.people import invites

HANDLERS = [
    command("invite", lambda step, who, _: invites.begin(step, who)),
    press(ChooseInviteTeam, lambda step, who, _: invites.begin(step, who)),
    press(InviteInto, lambda step, who, it: invites.offer_roles(step, who, it.team)),
    press(InviteAs, lambda step, who, it: invites.offer_uses(step, who, it.team, it.role)),
    press(
        InviteSoMany,
        lambda step, who, it: invites.offer_days(step, who, it.team, it.role, it.uses),
    ),
    press(
        MakeInvite,
        lambda step, who, it: invites.make(step, who, it.team, it.role, it.uses, it.days),
    ),
    press(ListInvites, lambda step, who, it: invites.show_all(step, who, it.team, it.page)),
    press(OpenInvites, lambda step, who, it: invites.show_all(step, who, it.team, at=At.END)),
    press(OpenInvite, lambda step, who, it: invites.show(step, who, it.invite)),
    press(PaintInvite, lambda step, who, it: invites.paint(step, who, it.invite)),
    press(AskInviteWithdrawal, lambda step, who, it: invites.ask_withdrawal(step, who, it.invite)),
    press(WithdrawInvite, lambda step, who, it: invites.withdraw(step, who, it.invite)),
]
