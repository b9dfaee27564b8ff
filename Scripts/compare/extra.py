"""Calls that the fixtures don't have: names of the tables that no area draws."""


def record(name, area):
    """Adds the further calls of an area."""
