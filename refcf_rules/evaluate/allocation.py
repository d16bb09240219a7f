"""How shared meters and furnaces were split: the keys of all users and the share of the product."""

from __future__ import annotations

from refcf_rules.evaluate.expression import Evaluation
from refcf_rules.evaluate.row import BoundRow
from refcf_rules.evaluate.value import Datum
from refcf_rules.quantities.spelling import folded
from refcf_rules.record import record
from refcf_rules.source.message import Message


@record
class UserKey:
    """One user of a pool and its key; ``own`` marks the product of the inventory."""

    product: str
    key: Datum
    own: bool


@record
class PoolShare:
    """A pool with the keys of its users; a declared share is only compared."""

    pool: str
    label: str
    process: str
    keys: tuple[UserKey, ...]
    key_label: Message
    share: Datum
    declared: Datum | None


def pool_shares(state: Evaluation) -> tuple[PoolShare, ...]:
    """Every pool in order, if the standard allocates at all."""
    if "pool.share" not in state.calculations:
        return ()
    return tuple(_share(pool, state) for pool in state.rows("pool"))


def _share(pool: BoundRow, state: Evaluation) -> PoolShare:
    own = state.scalar("product.id")
    users = [row for row in state.rows("pool_user") if row.values.get("pool") == pool.id]
    column = _key_column(str(pool.values.get("process", "")), state)
    return PoolShare(
        pool=pool.id,
        label=pool.label,
        process=str(pool.values.get("process", "")),
        keys=tuple(_key(user, column, own, state) for user in users),
        key_label=state.bound.names.column("pool_user", column),
        share=state.cell(pool, "share"),
        declared=pool.values.get("declared_share"),
    )


def _key_column(process: str, state: Evaluation) -> str:
    """The key of the pool's process, else the one key of all pools."""
    own = f"key_{process}"
    return own if f"pool_user.{own}" in state.calculations else "key"


def _key(user: BoundRow, column: str, own: Datum, state: Evaluation) -> UserKey:
    product = str(user.values.get("product", ""))
    is_own = isinstance(own, str) and folded(product) == folded(own)
    return UserKey(product, state.cell(user, column), is_own)
