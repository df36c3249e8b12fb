"""What the page tells beside the phones while the story goes on: what is happening, and why."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    title: str
    text: str


TOUR: Mapping[str, Stop] = {
    "owner": Stop(
        title="Somebody has to begin",
        text="When the bot starts for the first time, its log shows a link that works once. "
        "Ingrid opens it and owns the installation. There is no other password.",
    ),
    "team": Stop(
        title="A team is made in the chat",
        text="Ingrid writes /newteam, and chooses a name, two languages and a time zone by button. "
        "Nothing has to be set up in a file.",
    ),
    "joining": Stop(
        title="Eleven colleagues follow a link",
        text="Six short screens say what the bot does, who will see what, and what it cannot "
        "promise. Only then do they say yes. Each sets a language, a time of day, and who may "
        "usually see their taps. Look at any phone.",
    ),
    "channel": Stop(
        title="The team’s own group",
        text="The bot is brought into the group and linked with one tap. It will tell the team "
        "there what it has heard. It does not read what people write to each other.",
    ),
    "rhythm": Stop(
        title="A rhythm that leaves people alone",
        text="A tap and three small questions every Monday, and every other Thursday what went "
        "well. Nobody is asked more than once a day, nobody at night, and skipping leaves no"
        " trace.",
    ),
    "welcome": Stop(
        title="Twelve people who care for others at home",
        text="These are their phones, and this is how they came to the bot. Press Play and look "
        "on, or skip ahead. Pick up any phone whenever you like: the bot answers you, too.",
    ),
    "asked": Stop(
        title="Everybody is asked at their own time",
        text="Ada at seven, before her shift; Bo at four, after his; the others at nine, each in "
        "their language. A few taps and perhaps a sentence, and before it is sent, the author "
        "chooses who may read it.",
    ),
    "edited": Stop(
        title="Second thoughts are welcome",
        text="Dina finds a better word and edits her message. The answer changes with it. Until "
        "the round closes, everything can still be changed.",
    ),
    "sealed": Stop(
        title="The round is sealed",
        text="The links between people and what they said without a name are now cut, for good: "
        "not even the database knows any more. Then the team hears what came up, in the picture "
        "and the words that people chose to share, in random order.",
    ),
    "asked-well": Stop(
        title="Thursday: what went well",
        text="Another bank of questions, after the same rules. What works is easily overlooked, "
        "and there is much to learn from it.",
    ),
    "digest": Stop(
        title="The manager gets a letter",
        text="Karin’s weekly letter says in short what the team got, and never earlier; word for "
        "word is a button away. There is no list of who answered, no score of anybody, and nothing "
        "to ask for it with.",
    ),
    "few": Stop(
        title="Too few to stay unseen",
        text="This week only four people answered. Of fewer than five the bot shows nothing, not "
        "even to the manager. What they said waits, and joins what comes in the next rounds.",
    ),
    "withdrawn": Stop(
        title="Bo thinks better of it",
        text="The bot no longer knows which answer was his. But the button in his own chat holds a "
        "secret, and with it he takes the answer back. In the group its words are gone.",
    ),
    "end": Stop(
        title="Four weeks later",
        text="How the room felt week by week is in the picture. Now it is your turn: pick "
        "up any phone, write /help, answer, skip a week on, make a team of your own. The bot is "
        "the real one; only Telegram is a box, and the clock obeys you.",
    ),
}
