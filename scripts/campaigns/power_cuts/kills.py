#!/usr/bin/python3
"""Kills a recording agent again and again, and compares what the camera had sent with what is on disk."""

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

# Longest that an agent may take to have the first second of the camera on disk.
PATIENCE_SECONDS = 60
MOST_LOST_SECONDS = 1.0

# As players show them: each picture at its own time, where ffmpeg would count in pictures of a guessed frame rate.
OWN_TIMES = ["-enc_time_base", "-1"]

EXAMPLE = """example:
  scripts/campaigns/power_cuts/kills.py src/EdgeAgent/bin/Release/net10.0/edgeagent rtsp://127.0.0.1:8554/stream /tmp/pole --kills 3"""


def main() -> int:
    arguments = parse_arguments()
    pole = Pole(arguments.agent.resolve(), arguments.url, arguments.directory.resolve())
    moments = random.Random(arguments.seed)
    lost, indexes = [], 0
    for number in range(1, arguments.kills + 1):
        kill = pole.kill_after(moments.uniform(1.5, 5.0))
        lost.append(kill)
        indexes += pole.index_is_whole()
        if number % 10 == 0 or number == arguments.kills:
            print(f"{number} kills, at most {max(lost):.3f} s lost", file=sys.stderr, flush=True)

    pole.start_and_stop()
    files, rows, open_rows, broken = pole.files(), *pole.rows(), pole.broken_files()
    lost.sort()
    print("| kills | lost, median | lost, most | index whole | files | rows | unfinished rows | files that do not play |")
    print("|---|---|---|---|---|---|---|---|")
    print(f"| {len(lost)} | {lost[len(lost) // 2]:.3f} s | {lost[-1]:.3f} s | {indexes} of {len(lost)} "
          f"| {len(files)} | {rows} | {open_rows} | {len(broken)} |")
    for file, words in broken:
        print(f"does not play: {file}: {words}", file=sys.stderr)
    good = lost[-1] <= MOST_LOST_SECONDS and indexes == len(lost) and rows == len(files) and not open_rows and not broken
    return 0 if good else 1


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("agent", type=Path, help="the program")
    parser.add_argument("url", help="of the camera")
    parser.add_argument("directory", type=Path, help="an empty one, for configuration and recordings")
    parser.add_argument("--kills", type=int, default=100, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of their moments (%(default)s)")
    return parser.parse_args()


class Pole:
    def __init__(self, agent: Path, url: str, directory: Path) -> None:
        self.agent = agent
        self.config = directory / "agent.json"
        self.recordings = directory / "data" / "recordings"
        self.log = directory / "agent.log"

        # No model and no broker: neither has to do with the recording.
        self.config.write_text(json.dumps({
            "city": "campaign", "pole": "power-cuts", "dataDirectory": "data",
            "model": {"directory": str(directory / "no-model")},
            "broker": {"host": "127.0.0.1", "port": 1},
            "recording": {"segmentSeconds": 5, "minimumFreeBytes": 0},
            "cameras": [{"id": "gate", "url": url}],
        }))

    def kill_after(self, seconds: float) -> float:
        """How much of what the camera had sent is not on disk."""
        agent = self.start_recording()
        time.sleep(seconds)
        killed = time.clock_gettime(time.CLOCK_BOOTTIME)
        agent.send_signal(signal.SIGKILL)
        agent.wait()
        listed = subprocess.run(
            [self.agent, "recordings", "list", "--config", self.config, "--json"], check=True, capture_output=True, text=True)
        return killed - max(found["mediaEndNanoseconds"] for found in json.loads(listed.stdout)) / 1e9

    def start_and_stop(self) -> None:
        agent = self.start_recording()
        agent.send_signal(signal.SIGTERM)
        agent.wait(timeout=PATIENCE_SECONDS)

    def start_recording(self) -> subprocess.Popen:
        before = set(self.files())
        with self.log.open("ab") as log:
            agent = subprocess.Popen([self.agent, "run", "--config", self.config], stdout=log, stderr=log)
        self.wait_for(lambda: any(file.stat().st_size > 0 for file in set(self.files()) - before), agent)
        return agent

    def wait_for(self, condition, agent: subprocess.Popen) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if agent.poll() is not None or time.monotonic() > end:
                sys.exit(f"the agent did not record within {PATIENCE_SECONDS} s:\n" + self.log.read_text()[-2000:])
            time.sleep(0.05)

    def files(self) -> list[Path]:
        return sorted(self.recordings.glob("gate/*/*.mp4"))

    def rows(self) -> tuple[int, int]:
        with sqlite3.connect(f"file:{self.recordings / 'index.db'}?mode=ro", uri=True) as index:
            return index.execute("SELECT count(*), coalesce(sum(sealed = 0), 0) FROM segments").fetchone()

    def index_is_whole(self) -> bool:
        with sqlite3.connect(self.recordings / "index.db") as index:
            return index.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

    def broken_files(self) -> list[tuple[Path, str]]:
        return [(file, words) for file in self.files() if (words := complaints(file))]


def complaints(file: Path) -> str:
    """What FFmpeg says while it reads and decodes it: nothing, where all is well."""
    probed = subprocess.run(["ffprobe", "-v", "warning", file], capture_output=True, text=True)
    decoded = subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "warning", "-i", file, *OWN_TIMES, "-f", "null", "-"], capture_output=True, text=True)
    return (probed.stderr + decoded.stderr).strip() or ("exit code" if probed.returncode + decoded.returncode else "")


if __name__ == "__main__":
    sys.exit(main())
