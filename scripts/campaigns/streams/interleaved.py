"""RTSP over TCP cut into its messages: responses, and the frames of RTP between them (RFC 2326, 10.12)."""

import re

DOLLAR = ord("$")
LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)


class Messages:
    """Bytes in as they come, whole messages out."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        self._bytes += data
        messages = []
        while size := self._size_of_first():
            messages.append(bytes(self._bytes[:size]))
            del self._bytes[:size]
        return messages

    def _size_of_first(self) -> int:
        """0 where it is not whole yet."""
        if len(self._bytes) < 4:
            return 0
        if self._bytes[0] == DOLLAR:
            size = 4 + int.from_bytes(self._bytes[2:4], "big")
        else:
            end = self._bytes.find(b"\r\n\r\n")
            if end < 0:
                return 0
            body = LENGTH.search(bytes(self._bytes[:end]))
            size = end + 4 + (int(body[1]) if body else 0)
        return size if len(self._bytes) >= size else 0


def is_frame(message: bytes) -> bool:
    return message[0] == DOLLAR
