"""Scenarios: visits written down to try a script, random ones, and what none of them reaches."""
