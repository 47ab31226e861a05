"""Work in a thread that nobody waits for at the end of the program.

The threads of `asyncio.to_thread` are waited for, which is right for what writes. What only reads,
or writes what is whole at every moment as the opening of a visit does, may hang for as long as a
server is gone, and leaving is not to wait for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from threading import Thread
from typing import TypeVar

_T = TypeVar("_T")
OPENS_VISIT = "opens visit"
"""The group of the work that opens a visit: leaving waits for it a while, to release the visit."""


async def read_in_daemon(do: Callable[[], _T]) -> _T:
    """Return what `do` returns, from a daemon thread; raises what it raises."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def settle(hand_over: Callable[[], None]) -> None:
        if not done.done():  # else whoever waited is gone
            hand_over()

    def work() -> None:
        try:
            found = do()
        except Exception as error:
            failed = error
            hand_over: Callable[[], None] = lambda: done.set_exception(failed)  # noqa: E731
        else:
            hand_over = lambda: done.set_result(found)  # noqa: E731
        with suppress(RuntimeError):  # the loop has ended, and the app with it
            loop.call_soon_threadsafe(settle, hand_over)

    Thread(target=copy_context().run, args=(work,), daemon=True).start()
    return await done
