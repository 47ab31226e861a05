"""What is said where there is nothing to read, in one place and without loading a visit."""

from __future__ import annotations

from goalcoach.translation import tr_noop

NOTHING_YET = tr_noop(
    "Nothing is here yet. What you say will stand here, in your own words. What is said "
    "in private never does."
)
"""Said where the plan so far has no line."""
NO_PARENT = tr_noop("There is nothing to compare with yet.")
"""Said where there is no last plan beside the plan so far."""
NO_CHANGE = tr_noop("Nothing in the plan has changed.")
NO_ADDRESS = tr_noop("This line comes from several answers.")
"""Said where `VisitReading.address_of` knows no question for a line."""
ALL_OF_IT = tr_noop("The plan itself, for those who want it.")
"""Said on the read-back between what is read aloud and the whole plan."""
