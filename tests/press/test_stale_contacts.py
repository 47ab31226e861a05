"""Cards that carry numbers of before are counted, so that nobody calls them in a flare."""

from __future__ import annotations

from goalcoach.press.sheet_fingerprint import digest_contacts
from goalcoach.press.stale_contacts import count_stale, remember
from goalcoach.store.print_folder import Printed
from goalcoach.store.store import Store
from tests.press.stock import Desk, put_site
from tests.sheets.kinds import CARD, HANDOUT


def contacts(desk: Desk) -> str:
    return digest_contacts(Store(desk.root).site())


def test_cards_are_counted_after_a_contact_changed_until_the_last_is_printed_anew(desk: Desk):
    card = desk.order(CARD, HANDOUT)
    desk("ash", "elm", "oak", order=card)
    printed = Printed(desk.out)
    assert not count_stale(printed, contacts(desk))
    put_site(desk.root, "01632 960 999")
    assert count_stale(printed, contacts(desk)) == {CARD: 3}
    desk("elm", order=card)
    assert count_stale(printed, contacts(desk)) == {CARD: 2}
    desk("ash", "oak", order=card)
    assert not count_stale(printed, contacts(desk))


def test_only_the_newest_card_of_a_patient_counts(desk: Desk):
    from msgspec.structs import replace

    from goalcoach.press.worker_messages import PrintJob
    from tests.press.stock import put
    from tests.sheets import rowan

    desk("ash", order=desk.order(CARD))
    put_site(desk.root, "01632 960 999")
    put(desk.root, replace(rowan.second(), patient="ash"))
    printed = Printed(desk.out)
    assert count_stale(printed, contacts(desk)) == {CARD: 1}
    desk(PrintJob("ash", named=True), order=desk.order(CARD))
    assert not count_stale(printed, contacts(desk))


def test_what_is_remembered_in_order_costs_no_look(desk: Desk):
    desk("ash", order=desk.order(CARD))
    put_site(desk.root, "01632 960 999")
    printed = Printed(desk.out, "run")
    remember(printed, contacts(desk))
    assert not count_stale(printed, contacts(desk))
