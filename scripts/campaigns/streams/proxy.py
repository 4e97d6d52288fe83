#!/usr/bin/python3
"""A TCP proxy in front of a camera that does on purpose what networks, proxies and broken cameras do by accident.

Reads the mode from stdin, one a line, with an argument where it has one; it holds from then on, for connections that are there too.
Answers each with the connections accepted so far. Ends with its stdin.
"""

import argparse
import asyncio
import random
import socket
import struct
import sys

from interleaved import Messages, is_frame

MODES = """modes:
  pass              as if it were not there
  refuse            nobody listens; connections end
  half-open         accepts, and from then on is silent; what is there falls silent
  garbage           answers with random bytes instead of RTSP; ends what is there
  inject            random bytes between the frames of a stream
  stall             half of a frame, then nothing
  reset             half of a frame, then a reset (RST)
  close             half of a frame, then the end (FIN)
  endless-header    an answer whose header never ends; ends what is there
  trickle           100 bytes a second
  answer STATUS     to every request, such as: answer 503 Service Unavailable; ends what is there
  frames N          each connection is reset after so many frames
"""
EXAMPLE = "example: scripts/campaigns/streams/proxy.py --to 198.18.0.2:554"
# Those under which a connection that is there would go on as before.
FRESH = ("refuse", "garbage", "endless-header", "answer")
PIECE = 65536


class Proxy:
    """All connections to one camera, and the mode that they are in."""

    def __init__(self, host: str, port: int, seed: int) -> None:
        self._camera = host, port
        self._random = random.Random(seed)
        self._server: asyncio.Server | None = None
        self._port = 0
        self._tasks: set[asyncio.Task] = set()
        self._changed = asyncio.Event()
        self.mode, self.argument = "pass", ""
        self.accepted = 0

    async def listen(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port, reuse_address=True)
        self._port = self._server.sockets[0].getsockname()[1]
        return self._port

    async def become(self, mode: str, argument: str) -> None:
        self.mode, self.argument = mode, argument
        self._changed.set()
        self._changed = asyncio.Event()
        if mode == "refuse" and self._server is not None:
            self._server.close()
            self._server = None
        elif mode != "refuse" and self._server is None:
            await self.listen()
        if mode in FRESH:
            for task in list(self._tasks):
                task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self._tasks.add(task)
        self.accepted += 1
        try:
            await {"half-open": self._say_nothing, "garbage": self._say_garbage, "endless-header": self._say_header_for_ever,
                   "answer": self._answer}.get(self.mode, self._connect)(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _say_nothing(self, reader: asyncio.StreamReader, _) -> None:
        while await reader.read(PIECE):
            pass

    async def _say_garbage(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(PIECE):
            writer.write(self._random.randbytes(2000))
            await writer.drain()

    async def _say_header_for_ever(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.read(PIECE)
        writer.write(b"RTSP/1.0 200 OK\r\nCSeq: " + sequence_of(request) + b"\r\nX-Camera: ")
        while True:
            writer.write(b"a" * 1000)
            await writer.drain()
            await asyncio.sleep(0.01)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while request := await reader.read(PIECE):
            writer.write(f"RTSP/1.0 {self.argument}\r\nCSeq: ".encode() + sequence_of(request) + b"\r\n\r\n")
            await writer.drain()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_camera, to_camera = await asyncio.open_connection(*self._camera)
        ways = [asyncio.create_task(self._copy_requests(reader, to_camera)), asyncio.create_task(self._copy(from_camera, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            to_camera.close()

    async def _copy_requests(self, reader: asyncio.StreamReader, to_camera: asyncio.StreamWriter) -> None:
        while data := await reader.read(PIECE):
            await self._while("half-open")
            to_camera.write(data)
            await to_camera.drain()

    async def _copy(self, from_camera: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        messages, frames = Messages(), 0
        while data := await from_camera.read(PIECE):
            for message in messages.feed(data):
                await self._while("half-open")
                if not is_frame(message):
                    writer.write(message)
                    continue
                frames += 1
                if not await self._pass(message, frames, writer):
                    return
            await writer.drain()

    async def _pass(self, frame: bytes, number: int, writer: asyncio.StreamWriter) -> bool:
        """False where the connection is to end."""
        half = frame[:len(frame) // 2]
        match self.mode:
            case "stall":
                writer.write(half)
                await writer.drain()
                # For good: the rest of the frame never comes, whatever comes next.
                await asyncio.Event().wait()
            case "reset" | "close":
                writer.write(half)
                await writer.drain()
                if self.mode == "reset":
                    reset(writer)
                return False
            case "frames" if number > int(self.argument):
                reset(writer)
                return False
            case "inject":
                writer.write(frame + self._random.randbytes(self._random.randrange(1, 200)))
            case "trickle":
                for at in range(0, len(frame), 10):
                    writer.write(frame[at:at + 10])
                    await writer.drain()
                    await asyncio.sleep(0.1 if self.mode == "trickle" else 0)
            case _:
                writer.write(frame)
        return True

    async def _while(self, mode: str) -> None:
        while self.mode == mode:
            await self._changed.wait()


def sequence_of(request: bytes) -> bytes:
    lines = [line for line in request.split(b"\r\n") if line.lower().startswith(b"cseq:")]
    return lines[0][5:].strip() if lines else b"1"


def reset(writer: asyncio.StreamWriter) -> None:
    # Closed without lingering, a connection ends with RST.
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def serve(options: argparse.Namespace) -> None:
    host, _, port = options.to.rpartition(":")
    proxy = Proxy(host, int(port), options.seed)
    print(f"ready {await proxy.listen()}", flush=True)
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        mode, _, argument = line.decode().strip().partition(" ")
        await proxy.become(mode, argument)
        print(proxy.accepted, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, epilog=MODES + EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", required=True, help="the camera, HOST:PORT")
    parser.add_argument("--seed", type=int, default=1)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
