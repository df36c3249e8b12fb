"""getFile."""

from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.files import MOST_DOWNLOADED


async def get_file(call: Call) -> object:
    file_id = call.params.text("file_id")
    if not file_id:
        raise bad_request("file_id is not specified")
    stored = call.bot.files.by_id(file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > MOST_DOWNLOADED:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": stored.parts[file_id]["file_unique_id"],
        "file_size": len(stored.data),
        "file_path": stored.path,
    }


METHODS = (method("getFile", get_file, "file_id"),)
