"""Draws a Picture with Matplotlib. Import this in a worker process only."""

from collections.abc import Sequence

from bot.charts.lettering import clean, font, lines, right_to_left, width
from bot.charts.pictures import Bar, Course, Panel, Picture, Point, Scale, Shares, Themes
from bot.charts.sheet import ACCENT, BLUE, EMPTY, INK, MARGIN, PAPER, QUIET, ROOM, RULE, Sheet

_TITLE, _HEADING, _LABEL, _SMALL = 62, 46, 40, 36
"""Pixels. Sizes of type."""

_BLOCK = 46
"""Pixels. How high a block is."""

_GAP = 10
"""Pixels between blocks of a row."""

_VALUE_ROOM = 380
"""Pixels. What the blocks say in words stands beside them if it is no wider, else under them."""

_STEP = 36
"""Pixels. Radius of a step of a scale."""

_RISE = 104
"""Pixels between two steps of a Course."""

_GUTTER = 84
"""Pixels beside a Course for the names of the steps."""


def draw(picture: Picture) -> bytes:
    """The picture as a PNG, 1080 pixels wide and as high as it needs to be."""
    sheet = Sheet(right_to_left=right_to_left(picture.title))
    sheet.write(picture.title, _TITLE, bold=True)
    if picture.subtitle:
        sheet.y += 8
        sheet.write(picture.subtitle, _LABEL, colour=QUIET)
    for panel in picture.panels:
        _panel(sheet, panel)
    if picture.footer:
        _rule(sheet)
        sheet.write(picture.footer, _SMALL, colour=QUIET)
    return sheet.png()


def _rule(sheet: Sheet) -> None:
    sheet.y += 52
    sheet.line([(MARGIN, sheet.y), (MARGIN + ROOM, sheet.y)], wide=2)
    sheet.y += 44


def _panel(sheet: Sheet, panel: Panel) -> None:
    _rule(sheet)
    sheet.write(panel.heading, _HEADING, bold=True)
    if panel.note:
        sheet.y += 4
        sheet.write(panel.note, _SMALL, colour=QUIET)
    match panel:
        case Shares():
            if panel.scale is not None:
                _scale(sheet, panel.scale)
            _bars(sheet, panel.bars, of=10, whole=True)
        case Course():
            _course(sheet, panel.points, panel.scale)
        case Themes():
            _bars(sheet, panel.bars, of=3, whole=False)


def _bars(sheet: Sheet, bars: Sequence[Bar], of: int, *, whole: bool) -> None:
    """A label, and below it a row of blocks with what they say in words beside or under them.

    `whole`: the blocks are parts of something, so empty ones stand for the rest. Those of a theme
    are not: empty ones would make it look like a low score.
    """
    words = font(_LABEL, bold=True)
    widest = max((width(clean(bar.value), words) for bar in bars), default=0)
    beside = widest <= _VALUE_ROOM
    step = (ROOM + _GAP - (widest + 32 if beside else 0)) / of
    for bar in bars:
        sheet.y += 34
        sheet.write(bar.label, _LABEL)
        sheet.y += 10
        for place in range(of if whole else bar.filled):
            colour = BLUE if place < bar.filled else EMPTY
            sheet.block(MARGIN + place * step, sheet.y, step - _GAP, _BLOCK, colour)
        _value(sheet, bar.value, beside=beside)


def _value(sheet: Sheet, value: str, *, beside: bool) -> None:
    middle = sheet.y + _BLOCK / 2
    sheet.y += _BLOCK
    if not beside:
        sheet.y += 8
        sheet.write(value, _LABEL, bold=True)
    for line in lines(value, font(_LABEL, bold=True), ROOM) if beside else ():
        sheet.letter(line, _LABEL, x=MARGIN + ROOM, y=middle, bold=True, align="end")


def _scale(sheet: Sheet, scale: Scale) -> None:
    """The steps in a row, the middle one marked by size, colour and an arrow."""
    sheet.y += 30
    places = _spread(len(scale.steps), MARGIN + _STEP, MARGIN + ROOM - _STEP)
    if scale.middle is not None:
        _pointer(sheet, scale.note, places[scale.middle])
    sheet.y += _STEP + 10
    sheet.line([(places[0], sheet.y), (places[-1], sheet.y)], wide=4)
    for number, (x, step) in enumerate(zip(places, scale.steps, strict=True)):
        _step(sheet, step, x, sheet.y, chosen=number == scale.middle)
    sheet.y += _STEP + 22
    _ends(sheet, scale)


def _pointer(sheet: Sheet, note: str, x: float) -> None:
    """The note as near above `x` as the margins let it, and an arrow from there."""
    letters = font(_LABEL, bold=True)
    for line in lines(note, letters, ROOM):
        wide = width(line, letters)
        start = min(max(x - wide / 2, MARGIN), MARGIN + ROOM - wide)
        sheet.letter(line, _LABEL, x=start, y=sheet.y + _LABEL / 2, bold=True)
        sheet.y += _LABEL * 1.3
    sheet.y += 30
    sheet.arrowhead(x, sheet.y, 16, ACCENT)


def _step(sheet: Sheet, step: str, x: float, y: float, *, chosen: bool) -> None:
    """A dot with the step in it, or an empty one where the step's name is too long for it."""
    radius = _STEP if chosen else _STEP - 8
    sheet.dot(x, y, radius, ACCENT if chosen else PAPER, rim=ACCENT if chosen else RULE)
    name = clean(step)
    if width(name, font(_SMALL, bold=chosen)) < 2 * radius - 6:
        colour = PAPER if chosen else QUIET
        sheet.letter(name, _SMALL, x=x, y=y, bold=chosen, colour=colour, align="middle")


def _ends(sheet: Sheet, scale: Scale) -> None:
    """What the low and the high end mean, side by side."""
    top, room = sheet.y, ROOM / 2 - 24
    sheet.write(scale.low, _SMALL, colour=QUIET, room=room)
    below, sheet.y = sheet.y, top
    sheet.write(scale.high, _SMALL, colour=QUIET, x=MARGIN + ROOM, room=room, align="end")
    sheet.y = max(below, sheet.y)


def _course(sheet: Sheet, points: Sequence[Point], scale: Scale) -> None:
    """The middle answer of each Round as a line; the latest is marked by size and colour."""
    sheet.y += 24
    sheet.write(scale.high, _SMALL, colour=QUIET)
    sheet.y += 20 + _STEP
    heights = _spread(len(scale.steps), sheet.y + _RISE * (len(scale.steps) - 1), sheet.y)
    _grid(sheet, scale.steps, heights)
    places = in_time(points, MARGIN + _GUTTER + _STEP, MARGIN + ROOM - _STEP)
    path = [(x, heights[point.step]) for x, point in zip(places, points, strict=True)]
    sheet.line(path, colour=BLUE, wide=6)
    for x, y in path[:-1]:
        sheet.dot(x, y, 18, BLUE, rim=PAPER)
    for (x, y), point in zip(path[-1:], points[-1:], strict=True):
        _step(sheet, scale.steps[point.step], x, y, chosen=True)
    sheet.y = heights[0] + _STEP
    sheet.write(scale.low, _SMALL, colour=QUIET)
    sheet.y += 20
    _dates(sheet, points, places)


def _grid(sheet: Sheet, steps: Sequence[str], heights: Sequence[float]) -> None:
    for step, y in zip(steps, heights, strict=True):
        sheet.line([(MARGIN + _GUTTER, y), (MARGIN + ROOM, y)], colour=EMPTY)
        for line in lines(step, font(_SMALL), _GUTTER - 12)[:1]:
            sheet.letter(line, _SMALL, x=MARGIN, y=y, colour=QUIET)


def _dates(sheet: Sheet, points: Sequence[Point], places: Sequence[float]) -> None:
    """Labels under the points, as many as there is room for."""
    letters = font(_SMALL)
    written = [clean(point.label) for point in points]
    halves = [width(line, letters) / 2 for line in written]
    middles = [
        min(max(x, MARGIN + half), MARGIN + ROOM - half)
        for x, half in zip(places, halves, strict=True)
    ]
    spans = [(x - half, x + half) for x, half in zip(middles, halves, strict=True)]
    for n in with_room(spans, 28):
        colour = INK if n == len(points) - 1 else QUIET
        y = sheet.y + _SMALL / 2
        sheet.letter(written[n], _SMALL, x=middles[n], y=y, colour=colour, align="middle")
    sheet.y += _SMALL * 1.3


def with_room(spans: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """Which labels are drawn: the latest, the first, and of the others, from the latest on, those
    that are so far from all these. Without the first, the next would be read as the beginning."""
    drawn: list[int] = []
    for n in dict.fromkeys((len(spans) - 1, 0, *range(len(spans) - 2, 0, -1))):
        start, end = spans[n]
        if all(end + gap <= spans[m][0] or spans[m][1] + gap <= start for m in drawn):
            drawn.append(n)
    return sorted(drawn)


def in_time(points: Sequence[Point], first: float, last: float) -> list[float]:
    """A place for each point, as far from the others as it was in time. Those of one day, or a
    single one, stand at equal distances."""
    begin, days = points[0].on, (points[-1].on - points[0].on).days
    if not days:
        return _spread(len(points), first, last)
    return [first + (last - first) * (point.on - begin).days / days for point in points]


def _spread(count: int, first: float, last: float) -> list[float]:
    """`count` places from `first` to `last` at equal distances; a single one at the middle."""
    if count == 1:
        return [(first + last) / 2]
    return [first + (last - first) * place / (count - 1) for place in range(count)]
