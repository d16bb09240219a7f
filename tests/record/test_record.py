"""A record is what a frozen dataclass with slots is."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass, replace
from typing import Final

import pytest

from refcf_rules.record import record

_NO_BURNERS: Final[Mapping[str, float]] = {}


@record
class Brick:
    """A record."""

    name: str
    mass: float = 1.0

    @property
    def shown(self) -> str:
        """A name that is no field."""
        return f"{self.name}: {self.mass}"


@record
class Stone:
    name: str
    mass: float = 1.0


@record
class Kiln:
    name: str
    burners: Mapping[str, float] = _NO_BURNERS


@record
class Nothing:
    pass


@record
class Positive:
    value: float

    def __post_init__(self) -> None:
        if self.value <= 0:
            raise ValueError


@dataclass(frozen=True, slots=True)
class ByLibrary:
    name: str
    mass: float = 1.0


def test_it_is_made_by_place_and_by_name_with_defaults() -> None:
    assert Brick("mt14a") == Brick(name="mt14a", mass=1.0)
    assert Brick("mt14a", 2.0).shown == "mt14a: 2.0"
    assert str(inspect.signature(Brick)) == "(name, mass=1.0)"
    with pytest.raises(TypeError, match="name"):
        Brick()  # type: ignore[call-arg]  # what is wrong


def test_it_is_equal_to_its_like_only() -> None:
    assert Brick("a") != Brick("b")
    assert Brick("a") not in [Stone("a"), "a", ("a", 1.0)]
    assert Nothing() == Nothing()
    assert len({Brick("a"), Brick("a"), Stone("a"), Nothing(), Nothing()}) == 3


def test_it_is_shown_as_it_is_written() -> None:
    assert repr(Brick("a")) == "Brick(name='a', mass=1.0)"
    assert repr(Nothing()) == "Nothing()"


def test_it_cannot_be_changed() -> None:
    brick = Brick("a")
    with pytest.raises(FrozenInstanceError):
        brick.mass = 2.0  # type: ignore[misc]  # what is wrong
    with pytest.raises(FrozenInstanceError):
        del brick.mass
    assert not hasattr(brick, "__dict__")


def test_what_it_asks_of_its_values_holds() -> None:
    with pytest.raises(ValueError, match=r"^$"):
        Positive(0.0)


def test_it_is_taken_apart_by_place() -> None:
    match Brick("a", 2.0):
        case Brick(name, mass):
            assert (name, mass) == ("a", 2.0)


def test_the_library_takes_it_for_a_dataclass() -> None:
    assert replace(Brick("a"), mass=3.0) == Brick("a", 3.0)
    assert [(one.name, one.default, one.init) for one in fields(Brick)] == [
        (one.name, one.default, one.init) for one in fields(ByLibrary)
    ]
    assert fields(Nothing) == ()
    assert is_dataclass(Brick)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_it_is_copied(copied: object) -> None:
    assert callable(copied)
    assert copied(Brick("a", 2.0)) == Brick("a", 2.0)


def test_it_is_pickled() -> None:
    from refcf_rules.source.message import Message  # noqa: PLC0415 -- pickle finds classes by their module

    message = Message("砖", "brick")
    assert pickle.loads(pickle.dumps(message)) == message  # noqa: S301 -- our own bytes


def test_a_default_that_has_no_hash_can_be_replaced() -> None:
    assert replace(Kiln("tunnel"), name="shuttle") == Kiln("shuttle", {})
    assert [one.name for one in fields(Kiln)] == ["name", "burners"]
