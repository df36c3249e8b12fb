"""The parameters of an HTTP request, wherever it carries them."""

from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.sandbox.errors import ApiError, bad_request, not_utf8
from bot.sandbox.files import Upload
from bot.sandbox.jsons import decode

MOST_UPLOADED = 50 << 20
"""Bytes of one file."""

MOST_SENT = 55 << 20
"""Bytes of a whole request."""


async def read_parameters(request: web.Request) -> dict[str, object]:
    """Query, form, JSON and multipart alike; what stands in the query comes first."""
    values: dict[str, object] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return values
    if (request.content_length or 0) > MOST_SENT:
        raise _too_large()
    content_type = request.content_type
    if content_type == "application/json":
        body = _json_object(await request.read())
    elif content_type.startswith("multipart/"):
        body = await _multipart(request)
    else:
        body = _form(await request.read())
    return body | values if values else body


def _json_object(raw: bytes) -> dict[str, object]:
    try:
        body = decode(raw) if raw.strip() else {}
    except UnicodeError:
        raise not_utf8() from None
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected")
    # Telegram does not take null for "left out": it reads the word.
    return {name: "null" if value is None else value for name, value in body.items()}


def _form(raw: bytes) -> dict[str, object]:
    try:
        return dict(parse_qsl(raw.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeError:
        raise not_utf8() from None


async def _multipart(request: web.Request) -> dict[str, object]:
    try:
        parts = await request.multipart()
    except (AssertionError, ValueError):  # no boundary, or none that could be one
        raise bad_request("can't parse multipart/form-data") from None
    return await read_multipart(parts)


async def read_multipart(parts: MultipartReader) -> dict[str, object]:
    """Texts and files by name. Raises ApiError for what is too large or no such thing."""
    values: dict[str, object] = {}
    try:
        async for part in parts:
            if isinstance(part, BodyPartReader) and part.name is not None:
                values[part.name] = await _value_of(part)
    except UnicodeDecodeError:
        raise not_utf8() from None
    except (AssertionError, HttpProcessingError, ValueError):  # aiohttp asserts that it is whole
        raise bad_request("can't parse multipart/form-data") from None
    return values


async def _value_of(part: BodyPartReader) -> object:
    data = bytes(await part.read(decode=True))
    if part.filename is None:
        return data.decode()
    if len(data) > MOST_UPLOADED:
        raise _too_large()
    mime = part.headers.get("Content-Type", "application/octet-stream")
    return Upload(data=data, name=part.filename, mime=mime)


def _too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")
