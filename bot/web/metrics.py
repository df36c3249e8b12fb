"""The figures of an installation in Prometheus's text format, read when they are asked for."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from importlib.metadata import version
from itertools import accumulate

from aiohttp import web
from prometheus_client import ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.domain.transport.tally import BOUNDS, Lags
from bot.domain.transport.vitals import Vitals
from bot.web.figures import FIGURES, Figure

Take = Callable[[], Awaitable[Sequence[Vitals]]]
"""How each bot of the installation is at the moment."""

INFO = "eftertanke_info"
LAG = "eftertanke_send_lag_seconds"


class Metrics:
    def __init__(self, take: Take) -> None:
        self._take = take
        self._process = ProcessCollector(registry=None)

    async def handle(self, _: web.Request) -> web.Response:
        """The page that Prometheus reads. It is there also while the database is not."""
        page = generate_latest(Page(self._process, await self._take()))
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


class Page(Collector):
    """All figures of these bots at one moment."""

    def __init__(self, process: Collector, bots: Sequence[Vitals]) -> None:
        self._process = process
        self._bots = bots

    def collect(self) -> Iterator[Metric]:
        about = GaugeMetricFamily(INFO, "The version that runs.", labels=["version"])
        about.add_metric([version("eftertanke")], 1)
        yield about
        yield from self._process.collect()
        yield from (self._family(figure) for figure in FIGURES)
        yield self._lags()

    def _family(self, figure: Figure) -> Metric:
        kind = CounterMetricFamily if figure.counts else GaugeMetricFamily
        family = kind(figure.name, figure.says, labels=["bot", *figure.labels])
        for bot in self._bots:
            for labels, value in figure.read(bot).items():
                family.add_metric([bot.bot, *labels], value)
        return family

    def _lags(self) -> Metric:
        says = "From the moment a message was due until Telegram had it."
        family = HistogramMetricFamily(LAG, says, labels=["bot", "priority"])
        for bot in self._bots:
            for priority, lags in bot.tally.lags.items():
                family.add_metric([bot.bot, priority.name.lower()], _buckets(lags), lags.seconds)
        return family


def _buckets(lags: Lags) -> list[tuple[str, float]]:
    """Prometheus counts in each bucket what lies in those before, too."""
    bounds = [*map(str, BOUNDS), "+Inf"]
    return [*zip(bounds, accumulate(lags.within), strict=True)]
