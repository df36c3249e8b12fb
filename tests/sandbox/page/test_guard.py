"""Only the page itself, and programs on this machine, may use the box."""

import pytest
from aiohttp import ClientSession

from bot.sandbox.page.guard import HEADERS
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import BotClient

PATHS = ("/", "/page/static/page.js", "/page/static/none.js", "/sandbox/users", "/page/files/none")


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_strict_headers(
    box: Sandbox, http: ClientSession, path: str
) -> None:
    async with http.get(box.url + path) as response:
        for name, value in HEADERS.items():
            assert response.headers[name] == value


def test_the_policy_lets_in_nothing_but_our_own_files() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert {"base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"} <= set(
        policy.split("; ")
    )


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"]
)
@pytest.mark.parametrize("path", ["/sandbox/users", "/page/zone", "/page/say"])
async def test_a_foreign_page_can_change_nothing(
    box: Sandbox, http: ClientSession, origin: str, path: str
) -> None:
    body = {"first_name": "Mallory"}
    async with http.post(box.url + path, json=body, headers={"Origin": origin}) as response:
        assert response.status == 403
        assert (await response.json())["error"].startswith("Origin: ")
    assert not box.world.people


@pytest.mark.parametrize("path", ["/page/live", "/sandbox/events"])
async def test_a_foreign_page_cannot_listen(box: Sandbox, http: ClientSession, path: str) -> None:
    headers = {"Origin": "http://evil.example", "Upgrade": "websocket", "Connection": "Upgrade"}
    async with http.get(box.url + path, headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8081", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("path", ["/", "/sandbox/bots"])
async def test_a_strangers_name_for_this_machine_is_refused(
    box: Sandbox, http: ClientSession, host: str, path: str
) -> None:
    """DNS rebinding: the page of a stranger's domain whose address has become ours."""
    async with http.get(box.url + path, headers={"Host": host}) as response:
        assert response.status == 403
        assert (await response.json())["error"].startswith("Host: ")


@pytest.mark.parametrize("host", ["localhost", "[::1]:8081", "127.0.0.1:1", "sandbox:8081"])
async def test_names_that_only_this_network_knows_are_good(
    box: Sandbox, http: ClientSession, host: str
) -> None:
    async with http.get(box.url, headers={"Host": host}) as response:
        assert response.status == 200


async def test_what_a_form_of_another_site_could_send_is_no_json(
    box: Sandbox, http: ClientSession
) -> None:
    """Without asking first, a browser sends only such types across origins."""
    data, headers = b'{"first_name": "Mallory"}', {"Content-Type": "text/plain"}
    async with http.post(f"{box.url}/sandbox/users", data=data, headers=headers) as response:
        assert response.status == 415
        assert (await response.json())["error"].startswith("Content-Type: ")


async def test_bots_are_not_asked_where_they_come_from(bot: BotClient, http: ClientSession) -> None:
    async with http.get(
        f"{bot.url}/bot{bot.token}/getMe", headers={"Host": "api.example.org"}
    ) as response:
        assert response.status == 200
        assert "Content-Security-Policy" not in response.headers
