"""``@record``: what ``@dataclass(frozen=True, slots=True)`` makes, in a tenth of the time.

The standard library writes and compiles half a dozen methods for each class; for the 150 classes that judging
loads this was a third of the time of ``refcf validate``. Here ``__init__`` alone is compiled and the other methods
are shared. ``dataclasses.fields``, ``replace`` and ``is_dataclass`` work on records. A record extends no record,
and its fields have plain defaults or none: what needs ``field(…)`` is a dataclass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Final, NoReturn, TypeVar, dataclass_transform

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True)
def record(written: type[_Record]) -> type[_Record]:
    """The class, frozen and with slots for its annotated names; made, compared, hashed and shown by them."""
    names = tuple(written.__annotations__)
    members = {name: value for name, value in vars(written).items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: members.pop(name) for name in names if name in members}
    members |= {"__slots__": names, "__match_args__": names, "__qualname__": written.__qualname__}
    members |= {name: method for name, method in _methods(names, defaults).items() if name not in vars(written)}
    made: type[_Record] = type(written.__name__, written.__bases__, members)
    type.__setattr__(made, "__init__", _initializer(made, names, defaults))
    return made


def changed(of: _Record, **values: object) -> _Record:
    """A record with other values for some of its fields, as ``dataclasses.replace`` makes it, without loading that."""
    known = {name: getattr(of, name) for name in names_of(type(of))}
    return type(of)(**known | values)


def is_record(found: type) -> bool:
    """Whether a class was made by ``record``."""
    return isinstance(vars(found).get("__dataclass_fields__"), _Fields)


def names_of(found: type) -> tuple[str, ...]:
    """The names of the fields of a record, in order."""
    names: tuple[str, ...] = vars(found)["__slots__"]
    return names


def _initializer(of: type, names: tuple[str, ...], defaults: Mapping[str, object]) -> object:
    """``__init__``, compiled since no shared one is as fast to call; the names are those of our own source."""
    known = {f"_set_{name}": vars(of)[name].__set__ for name in names}
    known |= {f"_default_{name}": value for name, value in defaults.items()}
    parameters = [f"{name}=_default_{name}" if name in defaults else name for name in names]
    lines = [*(f"_set_{name}(self, {name})" for name in names), "self.__post_init__()"]
    body = "\n ".join(lines if hasattr(of, "__post_init__") else [*lines[:-1], "pass"])
    exec(f"def __init__({', '.join(['self', *parameters])}):\n {body}", known)  # noqa: S102 -- as dataclasses do
    return known["__init__"]


def _methods(names: tuple[str, ...], defaults: Mapping[str, object]) -> dict[str, object]:
    values: Callable[[object], object] = attrgetter(*names or ("__class__",))

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed, "__dataclass_fields__": _Fields(defaults), **_SHARED}


class _Fields:
    """What ``dataclasses`` asks a class for, made when it is asked: few classes ever are."""

    def __init__(self, defaults: Mapping[str, object]) -> None:
        self._defaults = defaults
        self._made: object = None

    def __get__(self, _instance: object, of: type) -> object:
        from dataclasses import dataclass, field  # noqa: PLC0415 -- its import is part of what a record saves

        if self._made is None:
            # The library refuses an empty mapping, fearing that somebody changes it; it is one that nobody does.
            defaults = {
                name: field(default_factory=_giving(value)) if isinstance(value, Mapping) else value
                for name, value in self._defaults.items()
            }
            plain = type(of.__name__, (), {**defaults, "__annotations__": of.__annotations__})
            described: type = dataclass(init=False, repr=False, eq=False)(plain)
            self._made = vars(described)["__dataclass_fields__"]
        return self._made


def _giving(value: object) -> Callable[[], object]:
    return lambda: value


def _shown(self: object) -> str:
    parts = (f"{name}={getattr(self, name)!r}" for name in names_of(type(self)))
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _refuse(self: object, name: str, *_value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 -- see above

    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__qualname__}")


def _state(self: object) -> list[object]:
    """For ``pickle`` and ``copy``, which would else try to set the frozen names."""
    return [getattr(self, name) for name in names_of(type(self))]


def _restore(self: object, state: list[object]) -> None:
    for name, value in zip(names_of(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


_SHARED: Final[Mapping[str, object]] = {
    "__repr__": _shown,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _restore,
}
