"""Pictures for the channel and the pages, and papers, made in a process of their own."""

from bot.charts.painter import Painter, PaintingError
from bot.charts.pictures import Bar, Course, Panel, Picture, Point, Scale, Shares, Themes

__all__ = [
    "Bar",
    "Course",
    "Painter",
    "PaintingError",
    "Panel",
    "Picture",
    "Point",
    "Scale",
    "Shares",
    "Themes",
]
