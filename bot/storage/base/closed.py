"""Why the file of a database cannot be opened: SQLite itself does not say."""

import os
from pathlib import Path


def why_closed(file: Path) -> str | None:
    """What keeps this process from using or making the file; None if nothing can be seen.

    The folder counts as well: the log and its index lie beside the file.
    """
    try:
        return _obstacle(file, file.parent)
    except OSError as error:
        return f"{file} cannot be looked at: {error.strerror}"


def _obstacle(file: Path, folder: Path) -> str | None:
    if not folder.exists():
        return f"there is no folder {folder}"
    if not folder.is_dir():
        return f"{folder} is no folder"
    if file.is_dir():
        return f"{file} is a folder"
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return f"this user may not write to the folder {folder}"
    if file.exists() and not os.access(file, os.R_OK | os.W_OK):
        return f"this user may not read and write {file}"
    return None
