"""How compiled code holds a ``World``: as the address of a table that says where each array lies.

Passing some eighty arrays from function to function one by one takes minutes to compile and time in every call. One
address costs nothing, and ``world.staff[i]`` reads the same in compiled code as in Python. Compiled code may put a
longer array in the place of one that grows; the memory of that one is kept until the world is given up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    intrinsic,
    lower_getattr_generic,
    lower_setattr_generic,
    models,
    overload,
    register_model,
    typeof_impl,
    unbox,
)
from numba.np import numpy_support
from numba.np.arrayobj import populate_array

from simulation.engine.compiled import inner
from simulation.engine.layout import ARRAYS, ENTRIES, MEMORY, QUEUES, SHAPE, World

_WORD = ir.IntType(64)


class WorldType(types.Type):
    """A world in compiled code."""

    def __init__(self) -> None:
        super().__init__(name="World")


world_type = WorldType()
_SLOTS = {name: slot for slot, name in enumerate(ARRAYS)}


def _array_type(kind: Any, dimensions: int) -> Any:
    return types.Array(numpy_support.from_dtype(np.dtype(kind)), dimensions, "C", aligned=True)


_TYPES = {name: _array_type(kind, dimensions) for name, (kind, dimensions) in ARRAYS.items()}
_QUEUE = _array_type(np.int32, 1)


@typeof_impl.register(World)
def _(value: World, context: Any) -> WorldType:
    return world_type


@register_model(WorldType)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _WORD)


@unbox(WorldType)
def _(kind: Any, given: Any, context: Any) -> NativeValue:
    address = context.pyapi.object_getattr_string(given, "address")
    native = context.pyapi.long_as_longlong(address)
    context.pyapi.decref(address)
    return NativeValue(native)


@infer_getattr
class _Attributes(AttributeTemplate):
    key = WorldType

    def generic_resolve(self, world: Any, name: str) -> Any:
        return _TYPES.get(name)


def _entry(builder: Any, world: Any, slot: Any, at: int) -> Any:
    """The address in the table of one entry of an array."""
    table = builder.inttoptr(world, _WORD.as_pointer())
    place = builder.add(builder.mul(slot, ir.Constant(_WORD, ENTRIES)), ir.Constant(_WORD, at))
    return builder.gep(table, [place])


def _view(context: Any, builder: Any, kind: Any, world: Any, slot: Any) -> Any:
    """The array that the table describes, which owns no memory."""
    address = builder.load(_entry(builder, world, slot, 0))
    item = context.get_abi_sizeof(context.get_data_type(kind.dtype))
    shape = [builder.load(_entry(builder, world, slot, SHAPE + k)) for k in range(kind.ndim)]
    strides: list[Any] = [ir.Constant(_WORD, item)]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    array = context.make_array(kind)(context, builder)
    data = builder.inttoptr(address, context.get_data_type(kind.dtype).as_pointer())
    populate_array(array, data=data, shape=shape, strides=strides, itemsize=ir.Constant(_WORD, item), meminfo=None)
    return array._getvalue()


@lower_getattr_generic(WorldType)
def _(context: Any, builder: Any, kind: Any, world: Any, name: str) -> Any:
    return _view(context, builder, _TYPES[name], world, ir.Constant(_WORD, _SLOTS[name]))


def _replace(context: Any, builder: Any, kind: Any, world: Any, slot: Any, value: Any) -> None:
    """Let the table describe another array, whose memory it keeps; that of the one before is given up."""
    array = context.make_array(kind)(context, builder, value=value)
    memory = _entry(builder, world, slot, MEMORY)
    before = builder.inttoptr(builder.load(memory), cgutils.voidptr_t)
    context.nrt.incref(builder, kind, value)
    builder.store(builder.ptrtoint(array.meminfo, _WORD), memory)
    builder.store(builder.ptrtoint(array.data, _WORD), _entry(builder, world, slot, 0))
    for k, length in enumerate(cgutils.unpack_tuple(builder, array.shape, kind.ndim)):
        builder.store(length, _entry(builder, world, slot, SHAPE + k))
    context.nrt.decref(builder, types.MemInfoPointer(types.voidptr), before)


@lower_setattr_generic(WorldType)
def _(context: Any, builder: Any, signature: Any, arguments: Any, name: str) -> None:
    world, value = arguments
    value = context.cast(builder, value, signature.args[1], _TYPES[name])
    _replace(context, builder, _TYPES[name], world, ir.Constant(_WORD, _SLOTS[name]), value)


# -- queues, of which there are as many as the scenario says ---------------------------------------


def queue_at(world: World, q: int) -> Any:
    """The slots of requests in one queue, in order; beyond its length there is room."""
    return world.queues[q]


def put_queue(world: World, q: int, queue: Any) -> None:
    """A longer array in place of a queue."""
    world.queues[q] = queue


@intrinsic
def _queue_at(context, world, q):  # type: ignore[no-untyped-def]
    def code(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        slot = builder.add(arguments[1], ir.Constant(_WORD, QUEUES))
        return _view(context, builder, _QUEUE, arguments[0], slot)

    return _QUEUE(world, types.int64), code


@intrinsic
def _put_queue(context, world, q, queue):  # type: ignore[no-untyped-def]
    def code(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        slot = builder.add(arguments[1], ir.Constant(_WORD, QUEUES))
        _replace(context, builder, _QUEUE, arguments[0], slot, arguments[2])
        return context.get_dummy_value()

    return types.void(world, types.int64, _QUEUE), code


@overload(queue_at)
def _(world, q):  # type: ignore[no-untyped-def]
    return lambda world, q: _queue_at(world, q)


@overload(put_queue)
def _(world, q, queue):  # type: ignore[no-untyped-def]
    return lambda world, q, queue: _put_queue(world, q, queue)


# -- steps, each compiled by itself and called by its address --------------------------------------


def do_step(steps: Any, k: int, world: World) -> None:
    """One step. ``steps`` are functions, or their addresses where they are compiled."""
    steps[k](world)


@intrinsic
def _call(context, address, world):  # type: ignore[no-untyped-def]
    def code(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        kind = ir.FunctionType(ir.VoidType(), [_WORD])
        builder.call(builder.inttoptr(arguments[0], kind.as_pointer()), [arguments[1]])
        return context.get_dummy_value()

    return types.void(types.int64, world), code


@overload(do_step)
def _(steps, k, world):  # type: ignore[no-untyped-def]
    return lambda steps, k, world: _call(steps[k], world)


# -- the place of the lowest bit -------------------------------------------------------------------


def lowest_bit(word: Any) -> int:
    """The place, from 0, of the lowest bit that is set in a word that is not 0: one instruction of the processor."""
    return (int(word) & -int(word)).bit_length() - 1


@intrinsic
def _lowest_bit(context, word):  # type: ignore[no-untyped-def]
    def code(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), code


@overload(lowest_bit)
def _(word):  # type: ignore[no-untyped-def]
    return lambda word: _lowest_bit(word)


# -- rows that will be needed soon -----------------------------------------------------------------


def fetch(rows: Any, i: int) -> None:
    """Have the processor fetch a row before it is needed: rows of people lie far apart. It changes nothing."""


@intrinsic
def _fetch(context, rows, i):  # type: ignore[no-untyped-def]
    def code(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        kind = signature.args[0]
        array = context.make_array(kind)(context, builder, arguments[0])
        first = cgutils.unpack_tuple(builder, array.strides, kind.ndim)[0]
        at = builder.add(builder.ptrtoint(array.data, _WORD), builder.mul(arguments[1], first))
        whole = ir.IntType(32)
        asked = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, whole, whole, whole])
        prefetch = cgutils.get_or_insert_function(builder.module, asked, "llvm.prefetch.p0")
        row = builder.inttoptr(at, cgutils.voidptr_t)
        builder.call(prefetch, [row, whole(1), whole(3), whole(1)])  # to be written to, kept near, data
        return context.get_dummy_value()

    return types.void(rows, types.int64), code


@overload(fetch)
def _(rows, i):  # type: ignore[no-untyped-def]
    return lambda rows, i: _fetch(rows, i)


# -- the end ---------------------------------------------------------------------------------------


@intrinsic
def _give_up(context, address):  # type: ignore[no-untyped-def]
    def code(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        pointer = builder.inttoptr(arguments[0], cgutils.voidptr_t)
        context.nrt.decref(builder, types.MemInfoPointer(types.voidptr), pointer)
        return context.get_dummy_value()

    return types.void(types.int64), code


@inner
def release(table):  # type: ignore[no-untyped-def]
    """Give up the memory that compiled code has put in place of arrays."""
    for slot in range(len(table)):
        if table[slot, MEMORY] != 0:
            _give_up(table[slot, MEMORY])
            table[slot, MEMORY] = 0
