"""What is said in a chat that is, or may become, a Team's channel."""

from markupsafe import Markup

from bot.chat.buttons.people.channels import LinkAllTheSame, LinkTeam
from bot.chat.buttons.people.teams import OpenTeam, UnlinkAllTheSame
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import Sentences
from bot.domain.messages.people.channels import ChannelHello, ConfirmLink, ConfirmUnlink, OfferLink
from bot.domain.people.channels import Concern


def offer_link(say: Translator, message: OfferLink) -> Rendered:
    parts = [
        say.t(
            "Hello! Which team does this chat belong to? I will tell it here what its people have"
            " shared. An administrator of this chat who leads the team can link it."
        )
    ]
    if message.forum:
        parts.append(say.t("To choose a topic, write /link in it."))
    rows = tuple(
        (Button(text=say.label("Link to {team}", team=one.name), press=LinkTeam(one.team_id)),)
        for one in message.teams
    )
    return Rendered(text=Markup("\n\n").join(parts), buttons=rows)


def confirm_link(say: Translator, message: ConfirmLink) -> Rendered:
    parts = []
    if Concern.PROMISED in message.concerns:
        parts.append(
            say.t(
                "{team} has another chat, and its people may have shared something there just now:"
                " they know who reads it there. Link this chat instead, and all of that is theirs"
                " alone again; who has shared in a round that is still open is asked anew. Of what"
                " waited to be shown, only words with a name go back to their authors.",
                team=message.team,
            )
        )
    if Concern.PUBLIC in message.concerns:
        parts.append(
            say.t(
                "<b>This chat is public.</b> Anybody can read it, also without being in it. If you"
                " link it, I tell everybody in {team}.",
                team=message.team,
            )
        )
    warned = "".join(sorted(message.concerns))
    yes = say.label("Link {team} all the same", team=message.team)
    return Rendered(
        text=Markup("\n\n").join([*parts, say.t("If you do nothing, all stays as it is.")]),
        buttons=((Button(text=yes, press=LinkAllTheSame(message.team_id, warned)),),),
    )


def confirm_unlink(say: Translator, message: ConfirmUnlink) -> Rendered:
    text = say.t(
        "Let go of ‘{chat}’? The people of {team} may have shared something there just now. All of"
        " that would be theirs alone again. Of what waited to be shown, only words with a name go"
        " back to their authors. Without a chat, nothing can be shared with the team.",
        chat=message.chat,
        team=message.team,
    )
    yes = Button(text=say.label("Unlink all the same"), press=UnlinkAllTheSame(message.team_id))
    no = Button(text=say.label("‹ No, back"), press=OpenTeam(message.team_id))
    return Rendered(text=text, buttons=((yes,), (no,)))


def _seen_here(say: Translator, message: ChannelHello) -> Markup:
    if message.public:
        return say.t("Anybody can read it here, and the team's managers get the same in private.")
    return say.t(
        "Everybody in this chat sees it, and the team's managers get the same in private. Before"
        " they choose, people see how many are in it; so I look now and then."
    )


def channel_hello(say: Translator, message: ChannelHello) -> Rendered:
    parts = [
        say.t("This is now the channel of <b>{team}</b>.", team=message.team),
        say.n(
            "When a round of questions has closed, I post here what came back. Scales and unnamed"
            " words need at least {count} person, a theme 3. A name stands only where its owner"
            " chose it.",
            "When a round of questions has closed, I post here what came back. Scales and unnamed"
            " words need at least {count} people, a theme 3. A name stands only where its owner"
            " chose it.",
            message.floor,
        ),
        _seen_here(say, message),
        say.t("What you write here among yourselves, I do not keep."),
    ]
    return Rendered(text=Markup("\n\n").join(parts))


VIEWS: Views = {
    OfferLink: offer_link,
    ConfirmLink: confirm_link,
    ConfirmUnlink: confirm_unlink,
    ChannelHello: channel_hello,
}


SENTENCES: Sentences = {
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
    "channel_unseen": lambda say, _: say.t(
        "I can't see what kind of chat this is just now. Please try again in a moment."
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
}
