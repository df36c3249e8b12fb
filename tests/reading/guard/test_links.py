"""What leads to somebody on the net."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, words


@pytest.mark.parametrize("mail", ["eva.sandin@omsorg-exempel.se", "k.b@praxis.it", "a+b@c.co.uk"])
def test_an_address_is_found(mail: str) -> None:
    assert words(f"mejla {mail}, tack", Identifier.EMAIL) == [mail]


@pytest.mark.parametrize(
    "link",
    [
        "https://youtu.be/xK3?a=1",
        "www.tugigrupp.ee/ru",
        "bit.ly/gruppo-martedi",
        "meet.jit.si/Peers22",
    ],
)
def test_a_link_is_found_without_the_dot_of_the_sentence(link: str) -> None:
    assert words(f"se {link}.", Identifier.LINK) == [link]


def test_a_handle_is_found() -> None:
    assert words("insta @tante.gerda.kocht, och @x_1", Identifier.HANDLE) == [
        "@tante.gerda.kocht",
        "@x_1",
    ]


@pytest.mark.parametrize("text", ["och.sen gick vi", "kl.9.30 i dag", "1.5 mg", "a @ b"])
def test_a_dot_without_a_space_is_no_link(text: str) -> None:
    assert GUARD.read(text) == ()
