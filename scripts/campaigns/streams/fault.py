"""One line of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stage import Stage

# The cause, a yield with the seconds that it lasts, and its end.
Act = Callable[["Stage"], Iterator[float]]


@dataclass(frozen=True)
class Fault:
    """`tells` are the states that may be told of it; none: it should not be noticed at all. `maybe`: it may be, or not."""
    name: str
    what: str
    act: Act
    tells: tuple[str, ...] = ()
    maybe: bool = False
    # Nothing comes while it lasts, whatever the agent does.
    stops_video: bool = True
    # Another client keeps the stream running.
    viewed: bool = False
    transport: str = "tcp"
    through_proxy: bool = False
    video: str = "plain"
    camera: tuple[str, ...] = ()
    keyframe_seconds: float = 1
    small_disk_megabytes: int | None = None
    quick: bool = False
    # The agent's own end, or a camera that is not there at its start.
    agent_dies: bool = False
    starts_offline: bool = False
    steps_clock: bool = False
