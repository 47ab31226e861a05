"""What several sheets say alike: the page edge, a goal, hard days, whom to call."""
