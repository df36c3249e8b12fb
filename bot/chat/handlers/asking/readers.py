"""Who sees what."""

from bot.chat.buttons.asking.readers import ChooseReadersTeam, SeeReaders
from bot.chat.handling import command, press
from bot.flows.asking import readers

HANDLERS = [
    command("whosees", lambda step, who, _: readers.begin(step, who)),
    press(ChooseReadersTeam, lambda step, who, _: readers.begin(step, who)),
    press(SeeReaders, lambda step, who, it: readers.show(step, who, it.team)),
]
