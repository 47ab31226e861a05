"""Leads one visit in plain lines, from the greeting to the close or to where it is left."""

from __future__ import annotations

from goalcoach.plain.beside_pages import greeting
from goalcoach.plain.colon_commands import carry_out
from goalcoach.plain.conversation import Talk
from goalcoach.plain.exit_signals import (
    Attention,
    Left,
    ReadInput,
    WriteOutput,
    read_line,
    write_line,
)
from goalcoach.plain.offer_beside_journal import offer_kept
from goalcoach.store.site_file import Site
from goalcoach.visit.visit import Visit


def run(
    visit: Visit,
    read: ReadInput = read_line,
    write: WriteOutput = write_line,
    site: Site | None = None,
    again: str = "",
) -> int:
    """Lead a visit to its end, or until it is left; return the exit code.

    `read` asks for one line and raises EOFError when there is none to come. Left in any way,
    everything is kept and others can open the visit. `again` is the command that takes it up, by
    default the shortest. AlreadyExists, BadData.
    """
    try:
        with Attention(read) as attention:
            talk = Talk(visit, attention, write, site or visit.store.site(), carry_out)
            talk.again = again or talk.again
            talk.say(greeting(visit, talk.site))
            try:
                offer_kept(talk)
                while True:
                    talk.turn()
            except Left as left:
                if left.code:
                    talk.say_left()
                return left.code
    finally:
        visit.leave()
