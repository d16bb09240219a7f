"""Where the grammar and the published standards lie, however refcf was installed. Reads nothing itself."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def folder(name: Literal["grammar", "standards"]) -> Path:
    """The copy inside an installed package, else the one beside the package (a checkout).

    Raises ``FileNotFoundError`` when there is neither: the installation is damaged.
    """
    package = Path(__file__).resolve().parent
    places = (package / name, package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    looked = " / ".join(str(place) for place in places)
    raise FileNotFoundError(f"refcf 安装不完整，缺少 {name} / incomplete installation, no {name}: {looked}")
