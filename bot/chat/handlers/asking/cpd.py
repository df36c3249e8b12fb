"""A summary for one's own professional file."""

from bot.chat.buttons.asking import cpd as pressed
from bot.chat.handling import command, press
from bot.flows.asking import cpd

HANDLERS = [
    command("cpd", lambda step, who, _: cpd.begin(step, who)),
    press(pressed.StartCpd, lambda step, who, _: cpd.begin(step, who)),
    press(pressed.SetCpdPeriod, lambda step, who, it: cpd.set_span(step, who, it.key, it.span)),
    press(pressed.ListPieces, lambda step, who, it: cpd.show_pieces(step, who, it.key, it.page)),
    press(
        pressed.TogglePiece,
        lambda step, who, it: cpd.toggle(step, who, it.key, it.note, it.page),
    ),
    press(pressed.AskTime, lambda step, who, it: cpd.ask_time(step, who, it.key)),
    press(pressed.AddNoTime, lambda step, who, it: cpd.add_no_time(step, who, it.key)),
    press(pressed.MakeCpd, lambda step, who, it: cpd.make(step, who, it.key)),
    press(pressed.LeaveCpd, lambda step, who, it: cpd.leave(step, who, it.key)),
]
