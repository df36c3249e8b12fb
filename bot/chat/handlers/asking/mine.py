"""A person's own notes, and their answers that are under way."""

from bot.chat.buttons.asking import mine as pressed
from bot.chat.handling import command, press
from bot.flows.asking import mine, underway
from bot.flows.base.told import At

HANDLERS = [
    command("mine", mine.ask_for),
    press(pressed.OpenMine, lambda step, who, _: mine.show(step, who, at=At.END)),
    press(pressed.ListMine, lambda step, who, it: mine.show(step, who, it.page)),
    press(pressed.ListMonths, lambda step, who, it: mine.show_months(step, who, it.page)),
    press(
        pressed.ListOfMonth,
        lambda step, who, it: mine.show_month(step, who, it.month, it.page),
    ),
    press(pressed.ListQuestions, lambda step, who, it: mine.show_questions(step, who, it.page)),
    press(
        pressed.ListOfQuestion,
        lambda step, who, it: mine.show_question(step, who, it.tag, it.page),
    ),
    press(pressed.SearchNotes, lambda step, who, _: mine.ask_search(step, who)),
    press(pressed.ReadNote, lambda step, who, it: mine.read(step, who, it.note, it.page, it.back)),
    press(pressed.ChangeNote, lambda step, who, it: mine.ask_change(step, who, it.note)),
    press(pressed.AddToNote, lambda step, who, it: mine.ask_more(step, who, it.note)),
    press(pressed.AskNoteRemoval, lambda step, who, it: mine.ask_removal(step, who, it.note)),
    press(pressed.RemoveNote, lambda step, who, it: mine.remove(step, who, it.note)),
    press(pressed.SeeUnderway, lambda step, who, _: mine.show_underway(step, who)),
    press(pressed.SeeAnswer, lambda step, who, it: underway.see_answer(step, who, it.answer)),
]
