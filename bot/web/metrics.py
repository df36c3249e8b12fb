"""The figures of an installation in Prometheus's text format, read when they are asked for."""

from collections.abc import Awaitable, Callable, Iterator, Sequence

from aiohttp import web
from prometheus_client import ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot import __version__
from bot.host.tally import Tally
from bot.web.figures import FIGURES, Gauge
from bot.web.vitals import Vitals

Take = Callable[[], Awaitable[Sequence[Vitals]]]
"""How each bot of the installation is at the moment."""

INFO = "eftertanke_info"


class Metrics:
    def __init__(self, take: Take) -> None:
        self._take = take
        self._process = ProcessCollector(registry=None)

    async def handle(self, _: web.Request) -> web.Response:
        """The page that Prometheus reads. It is there also while the database is not."""
        page = generate_latest(Exposition(self._process, await self._take()))
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


class Exposition(Collector):
    """All figures of these bots at one moment."""

    def __init__(self, process: Collector, bots: Sequence[Vitals]) -> None:
        self._process = process
        self._bots = bots

    def collect(self) -> Iterator[Metric]:
        about = GaugeMetricFamily(INFO, "The version that runs.", labels=["version"])
        about.add_metric([__version__], 1)
        yield about
        yield from self._process.collect()
        yield from self._counted()
        yield from (self._family(figure) for figure in FIGURES)

    def _counted(self) -> Iterator[Metric]:
        """What the bots have counted, each of the same; not since when, which is since they run."""
        counted = (bot.tally.collect() for bot in self._bots)
        for family, *same in zip(Tally().collect(), *counted, strict=True):
            family.samples = [
                sample._replace(labels={"bot": bot.bot, **sample.labels})
                for bot, one in zip(self._bots, same, strict=True)
                for sample in one.samples
                if not sample.name.endswith("_created")
            ]
            yield family

    def _family(self, figure: Gauge) -> Metric:
        family = GaugeMetricFamily(figure.name, figure.says, labels=["bot", *figure.labels])
        for bot in self._bots:
            for labels, value in figure.read(bot).items():
                family.add_metric([bot.bot, *labels], value)
        return family
