"""A plan laid out as one sheet each: handout, flare card, diary, letter, record, the whole plan."""
