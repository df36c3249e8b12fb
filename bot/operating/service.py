"""One installation, as its operator handles it: run it, migrate it, let somebody in."""

import asyncio
import random
from collections.abc import Coroutine, Iterator, Sequence
from pathlib import Path

import structlog
from sqlalchemy import make_url

from bot import __version__
from bot.app import App, opened_all, taking_posts
from bot.banks import check_banks, load_banks
from bot.banks.safety import check_safety, safety_folder
from bot.chat.menus import set_menus
from bot.chat.profile import introduce
from bot.chat.translator import translated
from bot.config.settings import Config
from bot.domain.base.clock import Clock, SystemClock
from bot.domain.base.roles import Role
from bot.errors import OperatorError
from bot.files.yamlfile import Document, Problem, parse, read
from bot.flows.base.supervision import in_time
from bot.flows.people import declared, invites
from bot.host.duties import EVERYTHING, Duty, give_way
from bot.host.logs import set_up_logs
from bot.host.loop import when_stopped
from bot.operating.watch import Watch
from bot.storage.base.engine import Store
from bot.storage.base.migrating import migrate
from bot.storage.base.unfinished import sweep_for
from bot.web.server import serving_health

log = structlog.get_logger()


async def run_forever(config: Config, clock: Clock, duties: frozenset[Duty] = EVERYTHING) -> None:
    """Run the bot, or the part with these duties, until SIGINT or SIGTERM; what is under way is
    finished first.

    Raises OperatorError if it cannot run, or cannot go on.
    """
    set_up_logs(config.log_format)
    give_way(duties)
    _say_what_starts(config, duties)
    stop = asyncio.Event()
    when_stopped(stop.set)
    health, watch = config.health, Watch()
    try:
        async with serving_health(health.listen_host, health.listen_port, watch):
            await _until(stop, _live(config, clock, watch, duties), watch)
    except OperatorError:
        raise
    except Exception:
        # Python would print what the error says, and that might be somebody's words.
        log.exception("bot.failed")
        raise OperatorError(
            "A part of the bot has failed; the log says where. Nothing is lost: start it again."
        ) from None


def _say_what_starts(config: Config, duties: frozenset[Duty]) -> None:
    log.info(
        "bot.starting",
        version=__version__,
        database=make_url(config.database.url).get_backend_name(),
        mode=config.telegram.mode,
        duties=[duty.value for duty in Duty if duty in duties],
    )


def check_settings(file: Path | None, config: Config) -> list[Problem]:
    """What is wrong with the question banks and the safety lists, and with what the settings ask of
    the banks."""
    document = read(file) if file else parse("", Path("config.yaml"))
    found = [
        *check_banks(config.prompts),
        *check_safety(safety_folder(config.prompts)),
        *_remarks(document, config),
    ]
    if any(not problem.warning for problem in found):
        return found
    misfits = declared.misfits(config, load_banks(config.prompts))
    return [*found, *(document.problem(loc, told) for loc, told in misfits)]


def _remarks(document: Document, config: Config) -> Iterator[Problem]:
    """What may be meant so: the token may come from elsewhere when the bot runs, and a language may
    be one of questions only."""
    if config.telegram.token is None:
        told = "is missing. Without one, `eftertanke run` does not start; @BotFather gives it."
        yield document.problem(("telegram", "token"), told, warning=True)
    for place, language in enumerate(config.languages):
        if not translated(language):
            told = f"{language}: questions can be asked in it; all else the bot says in English."
            yield document.problem(("languages", place), told, warning=True)


async def migrate_database(config: Config) -> list[str]:
    """Bring the database up to date. The revisions that were applied."""
    store = Store(config.database.url, synchronous=config.database.synchronous)
    try:
        return await migrate(store)
    finally:
        await store.close()


async def make_invite(
    config: Config, bot: str | None, team: str | None, role: Role, uses: int, days: int
) -> str:
    """A link that lets somebody in. OperatorError if there is no such bot (None: the first) or
    team."""
    async with opened_all(config.each_bot(), SystemClock(), random.Random()) as apps:
        app = _named(apps, bot)
        await _settle_declared(apps[0])
        async with app.unit_of_work.step() as step:
            return await invites.invite_by_operator(step, team, role, uses, days)


def _named(apps: Sequence[App], name: str | None) -> App:
    found = [app for app in apps if name in (None, app.bot.username)]
    if not found:
        names = ", ".join(app.bot.username for app in apps)
        raise OperatorError(f"There is no bot {name} in the settings, only {names}.")
    return found[0]


async def _settle_declared(app: App) -> None:
    async with app.unit_of_work.step() as step:
        await declared.settle(step)


async def _welcome_owner(app: App) -> None:
    async with app.unit_of_work.step() as step:
        link = await invites.claim_link(step)
    if link is not None:
        log.info("owner.wanted", open_this_link_once=link)


async def _sweep(config: Config) -> None:
    """Nobody has to wait until what was left behind is gone."""
    swept = await asyncio.to_thread(sweep_for, config.database.url)
    if swept:
        log.info("unfinished.swept", files=len(swept))


async def _live(config: Config, clock: Clock, watch: Watch, duties: frozenset[Duty]) -> None:
    async with opened_all(config.each_bot(), clock, random.Random(), duties) as apps:
        watch.apps = apps
        # Teams that the settings declare are the first bot's.
        await in_time("start", lambda: _settle_declared(apps[0]))
        async with taking_posts(config, apps), asyncio.TaskGroup() as together:
            together.create_task(_sweep(config))
            for app in apps:
                together.create_task(_run(app, config))


async def _run(app: App, config: Config) -> None:
    if Duty.CHAT not in app.duties:
        await app.run()
        return
    await in_time("start", lambda: _welcome_owner(app))
    # Nobody who writes has to wait until Telegram has heard of every menu.
    presenting = asyncio.create_task(_present(app, config))
    try:
        await app.run()
    finally:
        presenting.cancel()


async def _present(app: App, config: Config) -> None:
    await set_menus(app.bot, config.languages)
    await introduce(app.bot, config.languages, config.telegram.display_name)


async def _until(stop: asyncio.Event, life: Coroutine[None, None, None], watch: Watch) -> None:
    """Live until told to stop, or until a part of the bot fails."""
    running = asyncio.create_task(life)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        stopping.cancel()
        running.result()
    watch.stopping = True
    log.info("bot.stopping")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
