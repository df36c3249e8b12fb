"""The Register in words: who did what to the tool itself."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import groupby

from markupsafe import Markup

from bot.chat.buttons.asking.readers import SeeReaders
from bot.chat.buttons.rights.register import ChooseRegister, ReadRegister
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label, readable
from bot.chat.translator import Translator
from bot.chat.views.base.held import Held, Lines, Listing
from bot.chat.views.base.naming import bank_name, language_names, role_name, zone_name
from bot.chat.views.base.paging import turns
from bot.domain.asking.builder import Field
from bot.domain.base.deeds import Deed, DeedHeld, Hand
from bot.domain.base.roles import Role
from bot.domain.messages.rights.register import DeedLine, PickTeamForRegister, ShowRegister

Row = tuple[Button, ...]

EXCERPT = 40
"""Characters of a name."""


def pick_team_for_register(say: Translator, message: PickTeamForRegister) -> Rendered:
    rows: list[Row] = [
        (Button(text=team.name, press=ReadRegister(team.team_id, 0)),) for team in message.teams
    ]
    rows += turns(say, message.page, message.more, ChooseRegister)
    return Rendered(text=say.t("Who did what: in which team?"), buttons=tuple(rows))


def show_register(say: Translator, message: ShowRegister) -> Rendered:
    parts = [_head(say, message)]
    for day, lines in groupby(message.lines, key=lambda line: line.on):
        told = [Markup("• {}").format(_deed(say, line)) for line in lines]
        parts.append(Markup("\n").join([Markup("<b>{}</b>").format(_day(say, day)), *told]))
    if not message.lines:
        parts.append(say.t("Nothing yet."))
    return Rendered(text=Markup("\n\n").join(parts), buttons=_ways(say, message))


def _head(say: Translator, message: ShowRegister) -> Markup:
    head = say.t("<b>Who did what</b>")
    if message.team:
        head = say.t("<b>Who did what in {team}</b>", team=message.team)
    if message.page > 0:
        return head
    kept = say.t(
        "What was done to the tool itself. Never who answers, or what. Kept: {time}.",
        time=say.span(message.kept),
    )
    return head + "\n" + kept


def _day(say: Translator, day: date) -> Markup:
    return Markup("{} {}").format(say.weekday(day), day.year)


def _ways(say: Translator, message: ShowRegister) -> tuple[Row, ...]:
    team = message.team_id
    turn = []
    if message.page > 0:
        turn.append(Button(text=say.label("‹ Later"), press=ReadRegister(team, message.page - 1)))
    if message.more:
        turn.append(Button(text=say.label("Earlier ›"), press=ReadRegister(team, message.page + 1)))
    ways = []
    if message.several:
        ways.append(Button(text=say.label("‹ Other teams"), press=ChooseRegister(0)))
    if team:
        ways.append(Button(text=say.label("Who sees what"), press=SeeReaders(team)))
    return tuple(tuple(row) for row in (turn, ways) if row)


def _deed(say: Translator, line: DeedLine) -> Markup:
    return DEEDS[line.kind](say, line)


def _who(say: Translator, line: DeedLine) -> str | Markup:
    match line.hand:
        case Hand.OPERATOR:
            return say.t("The operator")
        case Hand.FILE:
            return say.t("The settings file")
        case Hand.BOT:
            return say.t("The bot")
        case Hand.MEMBER:
            return _name(say, line.who)


def _name(say: Translator, name: str) -> str | Markup:
    return label(name, EXCERPT) if name else say.t("somebody who is not here any more")


def _whom(say: Translator, line: DeedLine) -> str | Markup:
    return _name(say, line.whom)


def _bank(say: Translator, line: DeedLine) -> str:
    return bank_name(say, label(str(line.facts["bank"]), EXCERPT))


def _chat(line: DeedLine) -> str:
    return label(str(line.facts["chat"]), EXCERPT)


def _role(say: Translator, line: DeedLine) -> str:
    return role_name(say, Role(str(line.facts["role"])))


def _named(say: Translator, line: DeedLine) -> Markup:
    before, name = (label(str(line.facts[one]), EXCERPT) for one in ("before", "name"))
    return say.t("{who}: name {before} → {name}", who=_who(say, line), before=before, name=name)


def _languages(say: Translator, line: DeedLine) -> Markup:
    named = language_names(say, tuple(str(line.facts["languages"]).split(",")))
    return say.t("{who}: languages {languages}", who=_who(say, line), languages=named)


def _zone(say: Translator, line: DeedLine) -> Markup:
    zone = zone_name(str(line.facts["zone"]))
    return say.t("{who}: time zone {zone}", who=_who(say, line), zone=zone)


def _floor(say: Translator, line: DeedLine) -> Markup:
    before, after = int(line.facts["least"]), int(line.facts["floor"])
    who = _who(say, line)
    return say.t("{who}: floor {before} → {after}", who=who, before=before, after=after)


def _linked(say: Translator, line: DeedLine) -> Markup:
    who, chat = _who(say, line), _chat(line)
    if line.facts["public"]:
        return say.t("{who}: channel ‘{chat}’, which anybody can read", who=who, chat=chat)
    return say.t("{who}: channel ‘{chat}’", who=who, chat=chat)


def _unlinked(say: Translator, line: DeedLine) -> Markup:
    return say.t("{who}: no channel any more, not ‘{chat}’", who=_who(say, line), chat=_chat(line))


def _lost(say: Translator, line: DeedLine) -> Markup:
    if line.facts["public"]:
        return say.t("‘{chat}’ is no channel any more: it became public", chat=_chat(line))
    return say.t("‘{chat}’ is no channel any more: I may not write there", chat=_chat(line))


def _schedule_changed(say: Translator, line: DeedLine) -> Markup:
    fields = [Field(one) for one in str(line.facts["changed"]).split(",")]
    named = say.listing(_field(say, one) for one in fields)
    who, bank = _who(say, line), _bank(say, line)
    return say.t("{who}: changed ‘{bank}’ ({fields})", who=who, bank=bank, fields=named)


def _field(say: Translator, field: Field) -> str:
    match field:
        case Field.BANK:
            return say.label("questions")
        case Field.DAYS:
            return say.label("days")
        case Field.EVERY:
            return say.label("how often")
        case Field.ROLES:
            return say.label("who is asked")
        case Field.OPEN:
            return say.label("how long open")
        case Field.REMINDER:
            return say.label("reminder")


def _invite_made(say: Translator, line: DeedLine) -> Markup:
    return say.n(
        "{who}: link for {count} person ({role})",
        "{who}: link for {count} people ({role})",
        int(line.facts["uses"]),
        who=_who(say, line),
        role=_role(say, line),
    )


def _let_in(say: Translator, line: DeedLine) -> Markup:
    whom, role = _whom(say, line), _role(say, line)
    if line.alone:
        return say.t("{whom} came in ({role})", whom=whom, role=role)
    who = _who(say, line)
    return say.t("{whom} came in ({role}), by a link of {who}", whom=whom, role=role, who=who)


def _owner_made(say: Translator, line: DeedLine) -> Markup:
    if line.alone:
        return say.t("{whom} became an owner", whom=_whom(say, line))
    return say.t("{whom} became an owner, by {who}", whom=_whom(say, line), who=_who(say, line))


def _restored(say: Translator, line: DeedLine) -> Markup:
    since, until = (_day(say, date.fromisoformat(str(line.facts[one]))) for one in SPAN)
    return say.t(
        "{who}: put back a backup of {since}. What was done until {until} may be lost",
        who=_who(say, line),
        since=since,
        until=until,
    )


SPAN = ("since", "until")


def _hold(say: Translator, line: DeedLine) -> Markup:
    who, day = _who(say, line), _until(say, line)
    reason = str(line.facts.get("reason", ""))
    if not reason:
        return say.t("{who} (representative): paused new questions until {day}", who=who, day=day)
    return say.t(
        "{who} (representative): paused new questions until {day}, because: “{reason}”",
        who=who,
        day=day,
        reason=reason,
    )


def _until(say: Translator, line: DeedLine) -> Markup:
    return say.weekday(date.fromisoformat(str(line.facts["until"])))


DEEDS: Mapping[Deed, Callable[[Translator, DeedLine], Markup]] = {
    Deed.TEAM_MADE: lambda say, line: say.t("{who}: made the team", who=_who(say, line)),
    Deed.TEAM_ENDED: lambda say, line: say.t(
        "{who}: deleted the team {team}",
        who=_who(say, line),
        team=label(str(line.facts["team"]), EXCERPT),
    ),
    Deed.TEAM_DECLARED: lambda say, _: say.t("The team is kept in the settings file from now on"),
    Deed.TEAM_LET_GO: lambda say, _: say.t("The team is not in the settings file any more"),
    Deed.NAMED: _named,
    Deed.LANGUAGES: _languages,
    Deed.ZONE: _zone,
    Deed.FLOOR: _floor,
    Deed.CHANNEL_LINKED: _linked,
    Deed.CHANNEL_UNLINKED: _unlinked,
    Deed.CHANNEL_LOST: _lost,
    Deed.SCHEDULE_MADE: lambda say, line: say.t(
        "{who}: new schedule ‘{bank}’", who=_who(say, line), bank=_bank(say, line)
    ),
    Deed.SCHEDULE_CHANGED: _schedule_changed,
    Deed.SCHEDULE_PAUSED: lambda say, line: say.t(
        "{who}: paused ‘{bank}’", who=_who(say, line), bank=_bank(say, line)
    ),
    Deed.SCHEDULE_RESUMED: lambda say, line: say.t(
        "{who}: resumed ‘{bank}’", who=_who(say, line), bank=_bank(say, line)
    ),
    Deed.SCHEDULE_DELETED: lambda say, line: say.t(
        "{who}: deleted the schedule ‘{bank}’", who=_who(say, line), bank=_bank(say, line)
    ),
    Deed.SCHEDULE_SENT: lambda say, line: say.t(
        "{who}: sent ‘{bank}’ at once", who=_who(say, line), bank=_bank(say, line)
    ),
    Deed.SUPPORT_CHANGED: lambda say, line: say.t(
        "{who}: changed who helps when something is wrong", who=_who(say, line)
    ),
    Deed.SUPPORT_LET_GO: lambda say, line: say.t(
        "{who}: whoever helps in the organisation helps here", who=_who(say, line)
    ),
    Deed.INVITE_MADE: _invite_made,
    Deed.INVITE_WITHDRAWN: lambda say, line: say.t(
        "{who}: withdrew a link ({role})", who=_who(say, line), role=_role(say, line)
    ),
    Deed.LET_IN: _let_in,
    Deed.LEFT: lambda say, line: say.t("{whom} left the team", whom=_whom(say, line)),
    Deed.OWNER_MADE: _owner_made,
    Deed.REPRESENTATIVE_MADE: lambda say, line: say.t(
        "{whom} became a representative of the organisation", whom=_whom(say, line)
    ),
    Deed.STOOD_DOWN: lambda say, line: say.t(
        "{whom} is no representative of the organisation any more", whom=_whom(say, line)
    ),
    Deed.HELD: _hold,
    Deed.HELD_ON: lambda say, line: say.t(
        "{who} (representative): paused new questions on, until {day}",
        who=_who(say, line),
        day=_until(say, line),
    ),
    Deed.HOLD_ENDED: lambda say, line: say.t(
        "{who} (representative): ended the pause of new questions", who=_who(say, line)
    ),
    Deed.EXPORTED: lambda say, line: say.t(
        "{who}: took files of what the channel was told", who=_who(say, line)
    ),
    Deed.FORGOTTEN: lambda say, line: say.t(
        "{who}: erased somebody who had asked for it", who=_who(say, line)
    ),
    Deed.RESTORED: _restored,
}
"""Each in one short line."""


def _held(say: Translator, held: Held) -> Lines:
    for one in held.each("deeds", DeedHeld):
        you, somebody = say.label("you"), say.label("somebody else")
        line = DeedLine(
            on=one.on,
            kind=one.kind,
            hand=Hand.MEMBER,
            who=you if one.yours else somebody,
            whom=you if one.about_you else somebody,
            alone=one.about_you,
            facts=one.facts,
        )
        parts = (_day(say, one.on), one.team, readable(_deed(say, line).unescape()))
        yield " · ".join(part for part in parts if part)


MYDATA = (Listing(heading=lambda say: say.label("Deeds in the register"), lines=_held),)


VIEWS: Views = {
    PickTeamForRegister: pick_team_for_register,
    ShowRegister: show_register,
}
