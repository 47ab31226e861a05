"""Messages of our own are handled with `@on(Class.Message)`, never by a method's name alone.

A method such as `on_scale_line_done` is found by the name of the message's class, so renaming the
class would silently unhook it. `@on` names the class itself, and a type checker sees it.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from textual.message import Message
from textual.message_pump import MessagePump

import goalcoach.app
import goalcoach.screens


def subclasses(base: type) -> Iterator[type]:
    """Yield all classes below `base` that have been imported."""
    below: list[type] = type.__subclasses__(base)
    for one in below:
        yield one
        yield from subclasses(one)


def own_classes() -> set[type]:
    """Return our classes that receive messages: screens, widgets and the app."""
    for module in pkgutil.walk_packages(goalcoach.screens.__path__, "goalcoach.screens."):
        import_module(module.name)
    return {one for one in subclasses(MessagePump) if one.__module__.startswith("goalcoach.")}


def test_a_handler_found_by_its_name_is_for_a_message_of_textuals():
    known = {
        one.handler_name
        for one in subclasses(Message)
        if issubclass(one, Message) and one.__module__.startswith("textual.")
    }
    owners = own_classes()
    assert goalcoach.app.GoalcoachApp in owners
    unknown = [
        f"{owner.__qualname__}.{name}"
        for owner in owners
        for name in vars(owner)
        if name.startswith(("on_", "_on_"))
        and name.removeprefix("_") not in known
        and not hasattr(owner.__base__, name)
    ]
    assert not unknown, "use @on with the message's class"


def test_pages_are_opened_closed_and_left_to_work_by_the_page_alone():
    """`Page` opens no page above one that is covered, and begins no work while the app is left."""
    root = Path(goalcoach.screens.__path__[0])
    reached = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(r"\.(run_worker|push_screen|switch_screen|pop_screen)\(", path.read_text())
    }
    # Who leaves while something is not saved hears so whatever page is on top.
    assert reached == {"kit/page.py", "kit/coach_app.py", "visit/leaving.py"}
