"""Writes what a release is made of: a bill of materials (CycloneDX 1.6, JSON), and the licences.

python -m deploy.bill FOLDER

Both tell of every package of requirements-run.lock, so of what the image and an environment by the
guide hold. Licences are those that the packages say of themselves, as far as they are installed.
"""

import json
import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot import __version__

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements-run.lock"

OWN = "eftertanke"
ABOUT = "License ::"
UNSAID = "not said"
NOT_HERE = "not installed where this was written"

LONGEST = 60
"""Signs of a licence's name; what is longer is the licence itself."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One that is locked. `only`: on which machines, if not on all. `licence` is in SPDX's words
    where the package says so."""

    name: str
    version: str
    only: str
    hashes: Sequence[str]
    licence: str
    spdx: bool
    needs: Sequence[str]

    @property
    def url(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def packages(lock: str) -> Iterator[Package]:
    """All that this lock pins, in its order."""
    extras = {canonicalize_name(one.name): one.extras for one in _asked(distribution(OWN))}
    for pin in re.split(r"\n(?=\w)", lock.strip()):
        line, *rest = pin.split(" \\\n")
        wanted = Requirement(line)
        (version,) = (one.version for one in wanted.specifier)
        name = canonicalize_name(wanted.name)
        found = _installed(name)
        licence, spdx = _licence(found) if found else (NOT_HERE, False)
        yield Package(
            name=name,
            version=version,
            only=str(wanted.marker or ""),
            hashes=re.findall(r"sha256:(\w+)", "".join(rest)),
            licence=licence,
            spdx=spdx,
            needs=_needs(found, extras.get(name, ())) if found else (),
        )


def bill(found: Sequence[Package], moment: datetime) -> Json:
    """The bill of materials, in CycloneDX's words."""
    own = f"pkg:pypi/eftertanke@{__version__}"
    urls: dict[str, list[str]] = {}
    for one in found:
        urls.setdefault(one.name, []).append(one.url)
    serial = uuid5(NAMESPACE_URL, "\n".join([own, *(one.url for one in found)]))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": moment.isoformat(timespec="seconds"),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "eftertanke",
                "version": __version__,
                "licenses": [{"license": {"id": "MIT"}}],
                "purl": own,
            },
        },
        "components": [_component(one) for one in found],
        "dependencies": [
            {"ref": own, "dependsOn": _urls(_needs(distribution(OWN), ()), urls)},
            *({"ref": one.url, "dependsOn": _urls(one.needs, urls)} for one in found),
        ],
    }


def licences(found: Sequence[Package]) -> str:
    """A line for each package."""
    wide = max(len(f"{one.name} {one.version}") for one in found)
    lines = (f"{one.name + ' ' + one.version:{wide}}  {one.licence}" for one in found)
    return (
        f"Eftertanke {__version__} is MIT licensed, its questions are CC0-1.0. It stands on:\n\n"
        + "\n".join(lines)
        + "\n\nThe texts come with the packages, in their .dist-info folders.\n"
    )


def write(folder: Path, moment: datetime) -> list[Path]:
    """Both, into this folder. The files."""
    found = [*packages(LOCK.read_text(encoding="utf-8"))]
    made = {
        folder / f"eftertanke-{__version__}.cdx.json": json.dumps(bill(found, moment), indent=2),
        folder / f"eftertanke-{__version__}-licences.txt": licences(found),
    }
    for file, text in made.items():
        file.write_text(f"{text.rstrip()}\n", encoding="utf-8")
    return [*made]


def moment_of(environ: Mapping[str, str]) -> datetime:
    """When the release was made: as builds that can be repeated are told, else now."""
    told = environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(told), UTC) if told else datetime.now(UTC)


def _component(one: Package) -> Json:
    said: Json = {"expression": one.licence} if one.spdx else {"license": {"name": one.licence}}
    made: Json = {
        "type": "library",
        "bom-ref": one.url,
        "name": one.name,
        "version": one.version,
        "hashes": [{"alg": "SHA-256", "content": content} for content in one.hashes],
        "licenses": [said],
        "purl": one.url,
    }
    if one.only:
        made["properties"] = [{"name": "eftertanke:only", "value": one.only}]
    return made


def _urls(names: Sequence[str], urls: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted(url for name in names for url in urls.get(name, ()))


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _asked(found: Distribution) -> list[Requirement]:
    return [Requirement(line) for line in found.requires or ()]


def _needs(found: Distribution, extras: Collection[str]) -> list[str]:
    """What it needs, on some machine, for itself and for these of its extras."""
    names = set[str]()
    for one in _asked(found):
        extra = re.findall(r"extra == [\"']([^\"']+)", str(one.marker or ""))
        if not extra or not set(extras).isdisjoint(extra):
            names.add(canonicalize_name(one.name))
    return sorted(names)


def _licence(found: Distribution) -> tuple[str, bool]:
    """What a package says of its licence, and whether in SPDX's words."""
    about = found.metadata
    if expression := about.get("License-Expression"):
        return expression, True
    name = about.get("License") or ""
    if 0 < len(name) <= LONGEST:
        return name, False
    every = about.get_all("Classifier") or []
    said = [one.rpartition(" :: ")[2] for one in every if one.startswith(ABOUT)]
    return " / ".join(said) or UNSAID, False


if __name__ == "__main__":
    for made in write(Path(sys.argv[1]), moment_of(os.environ)):
        print(made)
