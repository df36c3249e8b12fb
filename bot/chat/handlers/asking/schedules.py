"""Schedules: listed, built, changed, paused, sent now, deleted."""

from bot.chat.buttons.asking.builder import (
    ChangeSchedule,
    LeaveBuilder,
    LookAhead,
    NewSchedule,
    PickValue,
    SaveSchedule,
    ShowField,
)
from bot.chat.buttons.asking.schedules import (
    AskScheduleEnd,
    EndSchedule,
    ListSchedules,
    OpenSchedule,
    PauseSchedule,
    PickTeamToSchedule,
    ResumeSchedule,
    SendNow,
)
from bot.chat.handling import command, press
from bot.flows.asking import builder, rounds, schedules

HANDLERS = [
    command("schedules", lambda step, who, _: schedules.show_mine(step, who)),
    press(
        PickTeamToSchedule,
        lambda step, who, it: schedules.show_mine(step, who, it.page),
    ),
    press(ListSchedules, lambda step, who, it: schedules.show_team(step, who, it.team)),
    press(OpenSchedule, lambda step, who, it: schedules.show(step, who, it.schedule)),
    press(PauseSchedule, lambda step, who, it: schedules.pause(step, who, it.schedule)),
    press(ResumeSchedule, lambda step, who, it: schedules.resume(step, who, it.schedule)),
    press(SendNow, lambda step, who, it: rounds.send_now(step, who, it.schedule)),
    press(AskScheduleEnd, lambda step, who, it: schedules.ask_end(step, who, it.schedule)),
    press(EndSchedule, lambda step, who, it: schedules.end(step, who, it.schedule)),
    press(NewSchedule, lambda step, who, it: builder.begin(step, who, it.team)),
    press(ChangeSchedule, lambda step, who, it: builder.change(step, who, it.schedule)),
    press(ShowField, lambda step, who, it: builder.show(step, who, it.key, it.field)),
    press(PickValue, lambda step, who, it: builder.pick(step, who, it.key, it.field, it.value)),
    press(LookAhead, lambda step, who, it: builder.look(step, who, it.key)),
    press(SaveSchedule, lambda step, who, it: builder.save(step, who, it.key)),
    press(LeaveBuilder, lambda step, who, it: builder.leave(step, who, it.key)),
]
