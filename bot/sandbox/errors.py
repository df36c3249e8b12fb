"""Errors of the two APIs: what Telegram would say to a bot, and what the control API refuses."""

from collections.abc import Mapping


class ApiError(Exception):
    """An answer with `ok: false`. `code` is the HTTP status as well as `error_code`."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


def bad_request(text: str) -> ApiError:
    return ApiError(400, f"Bad Request: {text}")


def not_utf8() -> ApiError:
    return bad_request("strings must be encoded in UTF-8")


def forbidden(text: str) -> ApiError:
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    """`retry_after` is in seconds."""
    text = f"Too Many Requests: retry after {retry_after}"
    return ApiError(429, text, {"retry_after": retry_after})


def not_played(what: str) -> ApiError:
    """For a method or a parameter that Telegram knows and the sandbox does not play."""
    return ApiError(501, f"Not Implemented: the sandbox does not play {what}")


class ControlError(Exception):
    """A call of the control API that cannot be done; `status` is an HTTP status of 4xx."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
