"""What is said in a chat that is, or may become, a Team's channel."""

from markupsafe import Markup

from bot.chat.callbacks.channels import LinkTeam
from bot.chat.rendered import Button, Rendered
from bot.chat.tongue import Tongue
from bot.domain.messages.channels import ChannelHello, OfferLink


def offer_link(say: Tongue, message: OfferLink) -> Rendered:
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


def channel_hello(say: Tongue, message: ChannelHello) -> Rendered:
    parts = [
        say.t("This is now the channel of <b>{team}</b>.", team=message.team),
        say.n(
            "When a round of questions has closed, I tell here what was heard: how scales moved,"
            " what came up, and the words people chose to share. Nothing is shown for fewer than"
            " {count} person, and I never name anybody who did not choose it.",
            "When a round of questions has closed, I tell here what was heard: how scales moved,"
            " what came up, and the words people chose to share. Nothing is shown for fewer than"
            " {count} people, and I never name anybody who did not choose it.",
            message.floor,
        ),
        say.t(
            "Everybody in this chat sees it, and the team's managers get the same in private."
            " What you write here among yourselves, I do not keep."
        ),
    ]
    return Rendered(text=Markup("\n\n").join(parts))
