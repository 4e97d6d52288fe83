"""What a bad network does to packets on one way, by a random generator of its own."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from dataclasses import dataclass
from itertools import count

IP_HEADER, TCP_HEADER, UDP_HEADER = 20, 20, 8
TCP, UDP = 6, 17
CHECKSUM = {TCP: 16, UDP: 6}
# A packet that is overtaken comes this much later: some packets of a stream, not a timeout.
OVERTAKEN_SECONDS = 0.02
# What a switch keeps before it drops, as time.
LONGEST_QUEUE_SECONDS = 5.0


@dataclass(frozen=True)
class Impairment:
    """Shares are probabilities of one packet, 0 to 1; times are seconds."""
    loss: float = 0
    duplicate: float = 0
    reorder: float = 0
    corrupt: float = 0
    # A byte changed and its checksum made right: as a broken camera or switch does, not a broken wire.
    falsify: float = 0
    delay: float = 0
    jitter: float = 0


class OneWay:
    """Packets in, and out again when they are due. The same seed and the same packets give the same losses."""

    def __init__(self, seed: int) -> None:
        self.impairment = Impairment()
        self.counts: Counter[str] = Counter(packets=0, lost=0, duplicated=0, reordered=0, corrupted=0)
        self._random = random.Random(seed)
        self._waiting: list[tuple[float, int, bytes]] = []
        self._order = count()
        self._last_due = 0.0

    def put(self, packet: bytes, now: float) -> None:
        to, chance = self.impairment, self._random.random
        self.counts["packets"] += 1
        if chance() < to.loss:
            self.counts["lost"] += 1
            return
        if chance() < to.corrupt:
            packet = self._changed(packet, repair=False)
        if chance() < to.falsify:
            packet = self._changed(packet, repair=True)
        # Jitter alone does not reorder: who is held up holds up those behind.
        due = max(self._last_due, now + to.delay + to.jitter * chance())
        due = min(due, now + LONGEST_QUEUE_SECONDS)
        if chance() < to.reorder:
            self.counts["reordered"] += 1
            self._wait(packet, due + OVERTAKEN_SECONDS)
        else:
            self._last_due = due
            self._wait(packet, due)
        if chance() < to.duplicate:
            self.counts["duplicated"] += 1
            self._wait(packet, due)

    def due(self, now: float) -> list[bytes]:
        packets = []
        while self._waiting and self._waiting[0][0] <= now:
            packets.append(heapq.heappop(self._waiting)[2])
        return packets

    @property
    def next_due(self) -> float | None:
        return self._waiting[0][0] if self._waiting else None

    def _wait(self, packet: bytes, due: float) -> None:
        heapq.heappush(self._waiting, (due, next(self._order), packet))

    def _changed(self, packet: bytes, repair: bool) -> bytes:
        """One byte of the payload changed, and for `repair` the checksum of TCP or UDP too (RFC 1624, equation 3)."""
        protocol = packet[9] if packet[0] == 0x45 else 0
        header = IP_HEADER + {TCP: TCP_HEADER, UDP: UDP_HEADER}.get(protocol, 0)
        if protocol not in CHECKSUM or len(packet) < header + 2:
            return packet
        self.counts["corrupted"] += 1
        data = bytearray(packet)
        at = self._random.randrange(header, len(data) - 1)
        word = slice(at & ~1, (at & ~1) + 2)
        before = int.from_bytes(data[word], "big")
        data[at] ^= self._random.randrange(1, 256)
        if repair:
            field = slice(IP_HEADER + CHECKSUM[protocol], IP_HEADER + CHECKSUM[protocol] + 2)
            total = (~int.from_bytes(data[field], "big") & 0xFFFF) + (~before & 0xFFFF) + int.from_bytes(data[word], "big")
            total = (total & 0xFFFF) + (total >> 16)
            total = (total & 0xFFFF) + (total >> 16)
            data[field] = (~total & 0xFFFF).to_bytes(2, "big")
        return bytes(data)
