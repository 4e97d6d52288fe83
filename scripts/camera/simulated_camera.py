#!/usr/bin/python3
"""A simulated camera: serves an H.264 or H.265 file over RTSP, live and for ever, without a seam; well behaved or not."""

import argparse
import os
import signal
import sys
from datetime import datetime, timezone
from pathlib import Path

from camera_error import CameraError

EXAMPLE = """example:
  scripts/camera/simulated_camera.py .artifacts/scene/park.mp4 --port 8554
  ffplay -rtsp_transport tcp rtsp://127.0.0.1:8554/stream

The line `ready rtsp://...` on stdout says that connections are accepted."""


def main() -> int:
    # Ctrl-C while the file is read ends at once, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    arguments = parse_arguments()
    try:
        serve(arguments)
    except CameraError as error:
        print(f"simulated camera: {error}", file=sys.stderr)
        return 2
    return 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="file",
                        help="any container with H.264 or H.265 video: mp4, mkv, ts; several are shown in turn, in one stream")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8554, help="0 takes any free port (%(default)s)")
    parser.add_argument("--path", default="/stream", help="path of the stream (%(default)s)")
    parser.add_argument("--speed", type=float, default=1, help="delivers N times as fast, time stamps unchanged")
    parser.add_argument("--transport", choices=("any", "tcp", "udp"), default="any", help="what a client may ask for (%(default)s)")
    parser.add_argument("--user", help="asks clients for this user")
    parser.add_argument("--password-file", type=Path, help="whose first line is the user's password")
    parser.add_argument("--auth", choices=("digest", "basic"), default="digest", help="how (%(default)s)")
    parser.add_argument("--log", type=Path, help="appends a JSON line for each connection and each request that was granted")
    parser.add_argument("--exit-with-parent", action="store_true", help="ends when stdin is closed")
    add_oddities(parser)
    arguments = parser.parse_args()
    if bool(arguments.user) != bool(arguments.password_file):
        parser.error("--user and --password-file go together")
    if not 0.1 <= arguments.speed <= 100:
        parser.error(f"--speed {arguments.speed}: must be 0.1 to 100")
    if not 0 <= arguments.port <= 65535:
        parser.error(f"--port {arguments.port}: must be 0 to 65535")
    if not 0.1 <= arguments.stamp_rate <= 10:
        parser.error(f"--stamp-rate {arguments.stamp_rate}: must be 0.1 to 10")
    if not 0 <= arguments.stamps_after <= 3600:
        parser.error(f"--stamps-after {arguments.stamps_after}: must be 0 to 3600")
    if arguments.parameter_sets == "sdp" and len(arguments.files) > 1:
        parser.error("--parameter-sets sdp: the SDP has room for one file's")
    arguments.path = "/" + arguments.path.strip("/")
    return arguments


def add_oddities(parser: argparse.ArgumentParser) -> None:
    odd = parser.add_argument_group("what other cameras do")
    odd.add_argument("--mjpeg", action="store_true", help="sends the pictures as JPEG, made when it starts")
    odd.add_argument("--audio", choices=("none", "beside", "only"), default="none", help="a track of silence (PCMU; %(default)s)")
    odd.add_argument("--parameter-sets", choices=("both", "sdp", "band"), default="both", help="where they stand (%(default)s)")
    odd.add_argument("--undecodable", action="store_true", help="noise where the pictures should be")
    odd.add_argument("--stamps", choices=("true", "jump", "back", "zero", "wrap"), default="true",
                     help="from --stamps-after on: an hour ahead, an hour back, all the same, over the end of RTP's 32 bits")
    odd.add_argument("--stamps-after", type=float, default=0, metavar="SECONDS", help="from the first PLAY on (%(default)s)")
    odd.add_argument("--stamp-rate", type=float, default=1, metavar="N", help="time stamps run N times as fast as the pictures")
    odd.add_argument("--wall-clock", type=utc, metavar="TIME",
                     help="what RTCP sender reports give as the time of the start, such as 2001-01-01T00:00:00Z")


def utc(text: str) -> float:
    time = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (time if time.tzinfo else time.replace(tzinfo=timezone.utc)).timestamp()


def serve(arguments: argparse.Namespace) -> None:
    # Imported here, so that --help works and a missing package is one line.
    from access_units import joined, read_loop
    from alterations import announced_only, undecodable
    from gstreamer import GLib
    from request_log import RequestLog
    from rtsp_server import Delivery, Login, RtspServer
    from time_stamps import TimeStamps

    login = None
    if arguments.user:
        login = Login(arguments.user, read_password(arguments.password_file), arguments.auth)
    log = RequestLog(arguments.log) if arguments.log else None
    loop = joined([read_loop(file, arguments.mjpeg) for file in arguments.files])
    if arguments.undecodable:
        loop = undecodable(loop)
    if arguments.parameter_sets == "sdp":
        loop = announced_only(loop)
    delivery = Delivery(
        speed=arguments.speed,
        transport=arguments.transport,
        sound=arguments.audio,
        stamps=TimeStamps(arguments.stamps, arguments.stamps_after, arguments.stamp_rate),
        wall_clock=arguments.wall_clock,
        hides_parameter_sets=arguments.parameter_sets == "band",
    )
    server = RtspServer(loop, delivery, arguments.path, login, log)
    port = server.listen(arguments.host, arguments.port)

    main_loop = GLib.MainLoop()
    for number in (signal.SIGINT, signal.SIGTERM):
        GLib.unix_signal_add(GLib.PRIORITY_HIGH, number, main_loop.quit)
    if arguments.exit_with_parent:
        # Not PR_SET_PDEATHSIG: it follows the parent's thread, and .NET's pool ends threads as it likes.
        GLib.unix_fd_add_full(GLib.PRIORITY_HIGH, sys.stdin.fileno(), GLib.IOCondition.IN | GLib.IOCondition.HUP,
                              lambda fd, _: bool(os.read(fd, 4096)) or main_loop.quit())

    print(f"ready rtsp://{arguments.host}:{port}{arguments.path}", flush=True)
    main_loop.run()
    # At once: streaming threads may be in the middle of a picture, and nothing is left to be saved.
    os._exit(0)


def read_password(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, IndexError, UnicodeDecodeError):
        raise CameraError(f"--password-file {file}: not readable or empty; write the password into it") from None


if __name__ == "__main__":
    sys.exit(main())
