"""With nothing broken, the books balance; so where they do not, it is what was broken."""

from tests.faults.performance import Performance
from tests.faults.script import write_script
from tests.faults.town import Town, add_team


async def test_the_books_balance_where_nothing_breaks(town: Town) -> None:
    await add_team(town)
    play = Performance(town, write_script(1))
    town.process.start()
    await play.act()
    await town.settled()
    await play.books.balance()
    assert play.books.copies() <= sum(part.asked_later for part in play.script.parts)
    await play.close()
    await play.books.balance_sealed()
    assert await town.process.stop() == 0
