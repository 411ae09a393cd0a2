"""The hooks around a snapshot, by the names of the library that AWS's runtime brings."""

_before_snapshot = []
_after_restore = []


def register_before_snapshot(function, *arguments, **keywords):
    """Also a decorator. The last one registered runs first."""
    _before_snapshot.append((function, arguments, keywords))
    return function


def register_after_restore(function, *arguments, **keywords):
    """Also a decorator. They run in the order in which they were registered."""
    _after_restore.append((function, arguments, keywords))
    return function


def get_before_snapshot():
    return _before_snapshot


def get_after_restore():
    return _after_restore
