"""What is said where something that came from Telegram could not be handled."""

from bot.chat.views.base.sentences import Sentences

SENTENCES: Sentences = {
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
}
