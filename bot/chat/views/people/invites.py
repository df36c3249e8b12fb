"""Invites: the way to a new link, the link itself, and the list of links."""

from io import BytesIO
from urllib.parse import quote

from markupsafe import Markup

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
from bot.chat.rendered import Button, File, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.held import Held, Lines, Listing
from bot.chat.views.base.naming import role_name
from bot.chat.views.base.sentences import Sentences
from bot.domain.base.roles import IN_TEAM
from bot.domain.messages.people import invites as told
from bot.domain.people.invites import LIFETIMES, USES, InviteHeld, InviteState

PIXELS = 10
"""Width of one square of the picture; a phone reads it from another phone's screen."""


def pick_invite_team(say: Translator, message: told.PickInviteTeam) -> Rendered:
    rows = tuple(
        (Button(text=team.name, press=InviteInto(team.team_id)),) for team in message.teams
    )
    return Rendered(text=say.t("Invite people: to which team?"), buttons=rows)


def pick_invite_role(say: Translator, message: told.PickInviteRole) -> Rendered:
    text = say.t(
        "<b>Invite to {team}</b>\n\nIn which role? Each link is for one.",
        team=message.team,
    )
    roles = [
        Button(text=role_name(say, role), press=InviteAs(message.team_id, role)) for role in IN_TEAM
    ]
    last = [Button(text=say.label("Links so far"), press=ListInvites(message.team_id, 0))]
    if message.several:
        last.insert(0, Button(text=say.label("‹ Back"), press=ChooseInviteTeam()))
    return Rendered(text=text, buttons=(*_rows(roles, 2), tuple(last)))


def pick_invite_uses(say: Translator, message: told.PickInviteUses) -> Rendered:
    text = say.t(
        "<b>Invite to {team}</b> as {role}\n\nHow many people may use the link?",
        team=message.team,
        role=role_name(say, message.role),
    )
    choices = tuple(
        Button(text=str(uses), press=InviteSoMany(message.team_id, message.role, uses))
        for uses in USES
    )
    back = Button(text=say.label("‹ Back"), press=InviteInto(message.team_id))
    return Rendered(text=text, buttons=(*_rows(choices, 2), (back,)))


def pick_invite_days(say: Translator, message: told.PickInviteDays) -> Rendered:
    text = say.n(
        "<b>Invite to {team}</b> as {role}, {count} person\n\nHow long is the link good for?",
        "<b>Invite to {team}</b> as {role}, {count} people\n\nHow long is the link good for?",
        message.uses,
        team=message.team,
        role=role_name(say, message.role),
    )
    choices = tuple(
        Button(
            text=say.labels("{count} day", "{count} days", days),
            press=MakeInvite(message.team_id, message.role, message.uses, days),
        )
        for days in LIFETIMES
    )
    back = Button(text=say.label("‹ Back"), press=InviteAs(message.team_id, message.role))
    return Rendered(text=text, buttons=(choices, (back,)))


def invite_made(say: Translator, message: told.InviteMade) -> Rendered:
    head = say.t("<b>A new link to {team}</b>", team=message.team)
    text = Markup("\n").join([head, _line(say, message.line), say.t("Here it comes:")])
    return Rendered(text=text)


def invite_picture(say: Translator, message: told.InvitePicture) -> Rendered:
    text = Markup("\n\n").join(
        [
            say.t("<b>Join {team}</b>", team=message.team),
            _address(message.link),
            _line(say, message.line),
            say.t("Let people scan the picture, or send them the link. Give it to nobody else."),
        ]
    )
    says = say.label(
        "Join us here: small questions about our work, and you choose who reads your answers."
    )
    share = f"https://t.me/share/url?url={quote(message.link, safe='')}&text={quote(says, safe='')}"
    return Rendered(
        text=text,
        photo=File(name="invitation.png", content=_picture(message.link)),
        buttons=(
            (Button(text=say.label("Send it to somebody"), url=share),),
            (Button(text=say.label("All links"), press=OpenInvites(message.team_id)),),
        ),
    )


def show_invites(say: Translator, message: told.ShowInvites) -> Rendered:
    head = say.t("<b>Links to {team}</b>", team=message.team)
    lines = [_line(say, line) for line in message.lines] or [say.t("There is none yet.")]
    rows: list[tuple[Button, ...]] = [
        (Button(text=_short(say, line), press=OpenInvite(line.invite_id)),)
        for line in message.lines
        if line.state is InviteState.OPEN
    ]
    turn = []
    if message.page > 0:
        turn.append(
            Button(text=say.label("‹ Newer"), press=ListInvites(message.team_id, message.page - 1))
        )
    if message.more:
        turn.append(
            Button(text=say.label("Older ›"), press=ListInvites(message.team_id, message.page + 1))
        )
    if turn:
        rows.append(tuple(turn))
    new = Button(text=say.label("＋ New link"), press=InviteInto(message.team_id))
    return Rendered(text=Markup("\n\n").join([head, *lines]), buttons=(*rows, (new,)))


def show_invite(say: Translator, message: told.ShowInvite) -> Rendered:
    head = say.t("<b>Link to {team}</b>", team=message.team)
    parts = [head, _line(say, message.line)]
    back = Button(text=say.label("‹ Back"), press=ListInvites(message.team_id, 0))
    if message.line.state is not InviteState.OPEN:
        return Rendered(text=Markup("\n\n").join(parts), buttons=((back,),))
    picture = Button(text=say.label("Show the picture"), press=PaintInvite(message.line.invite_id))
    end = Button(text=say.label("Withdraw…"), press=AskInviteWithdrawal(message.line.invite_id))
    return Rendered(
        text=Markup("\n\n").join([*parts, _address(message.link)]),
        buttons=((picture,), (back, end)),
    )


def confirm_invite_withdrawal(say: Translator, message: told.ConfirmInviteWithdrawal) -> Rendered:
    ask = say.t(
        "Withdraw this link to {team}? It stops working at once, for good. Whoever has joined with"
        " it stays.",
        team=message.team,
    )
    yes = Button(text=say.label("Yes, withdraw it"), press=WithdrawInvite(message.line.invite_id))
    no = Button(text=say.label("No, keep it"), press=OpenInvite(message.line.invite_id))
    text = Markup("\n\n").join([ask, _line(say, message.line)])
    return Rendered(text=text, buttons=((yes, no),))


def _line(say: Translator, line: told.InviteLine) -> Markup:
    """An Invite in two lines: what it is for, and how it stands."""
    used = say.n(
        "{role}: {used} of {count} use",
        "{role}: {used} of {count} uses",
        line.max_uses,
        role=role_name(say, line.role),
        used=line.uses,
    )
    state = _state(say, line)
    if line.made_by:
        state = say.t("{state}, made by {name}", state=state, name=line.made_by)
    return Markup("\n").join([used, state])


def _state(say: Translator, line: told.InviteLine) -> Markup:
    match line.state:
        case InviteState.OPEN:
            until = say.moment(line.expires_at, line.zone)
            return say.t("🟢 good until {moment}", moment=until)
        case InviteState.EXPIRED:
            return say.t("⚪ expired")
        case InviteState.USED_UP:
            return say.t("⚪ used up")
        case InviteState.WITHDRAWN:
            return say.t("⚪ withdrawn")


def _short(say: Translator, line: told.InviteLine) -> str:
    return say.label(
        "{role}: {used} of {most}",
        role=role_name(say, line.role),
        used=line.uses,
        most=line.max_uses,
    )


def _address(link: str) -> Markup:
    return Markup('<a href="{0}">{0}</a>').format(link)


def _picture(link: str) -> bytes:
    """The link as a QR code in a PNG."""
    # Only those who invite pay for it.
    import segno

    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="png", scale=PIXELS)
    return drawn.getvalue()


def _rows(buttons: list[Button] | tuple[Button, ...], width: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


VIEWS: Views = {
    told.PickInviteTeam: pick_invite_team,
    told.PickInviteRole: pick_invite_role,
    told.PickInviteUses: pick_invite_uses,
    told.PickInviteDays: pick_invite_days,
    told.InviteMade: invite_made,
    told.InvitePicture: invite_picture,
    told.ShowInvites: show_invites,
    told.ShowInvite: show_invite,
    told.ConfirmInviteWithdrawal: confirm_invite_withdrawal,
}


def _held(say: Translator, held: Held) -> Lines:
    for one in held.each("invites", InviteHeld):
        yield say.label(
            "{team}, {role}: used {uses} of {most} times, good until {moment}",
            team=one.team,
            role=role_name(say, one.role),
            uses=one.uses,
            most=one.max_uses,
            moment=say.moment(one.expires_at, held.zone),
        )


MYDATA = (Listing(heading=lambda say: say.label("Invites you made"), lines=_held),)


SENTENCES: Sentences = {
    "invite_by_facilitator": lambda say, _: say.t(
        "Links are made by the facilitators of a team. Please ask one of yours."
    ),
    "no_team_yet": lambda say, _: say.t("There is no team yet. Make one first: /newteam"),
    "invite_over": lambda say, _: say.t("This link no longer works. Make a new one: /invite"),
    "invite_withdrawn_now": lambda say, _: say.t("Withdrawn. The link no longer works."),
}
