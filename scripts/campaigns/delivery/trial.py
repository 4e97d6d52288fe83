#!/usr/bin/env python3
"""One case of the delivery campaign after the other; a row of the table for each."""
import argparse
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import time

from account import Account

POLE = "p-test"


class Stage:
    """A broker, its listener, and what a case has for itself."""

    def __init__(self, arguments, name):
        self.agent, self.seed = arguments.agent, arguments.seed
        self.work = pathlib.Path(arguments.work) / name
        self.data = self.work / "pole"
        self.data.mkdir(parents=True)
        self.ledger, self.received = self.work / "ledger", self.work / "received"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (self.work / "mosquitto.conf").write_text(
            f"listener {self.port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 0\n")
        self.broker = self.listener = self.pole = None
        self.kills = 0
        self.open_broker()

    def open_broker(self):
        self.broker = subprocess.Popen(
            ["/usr/sbin/mosquitto", "-c", self.work / "mosquitto.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: reachable(self.port), "mosquitto does not listen")
        self.listener = subprocess.Popen(
            ["mosquitto_sub", "-p", str(self.port), "-V", "mqttv5", "-i", "center", "-q", "1", "-F", "%J",
             "-t", "safecity/v1/+/+/event/#", "-t", "safecity/v1/+/+/gap"],
            stdout=open(self.received, "a"), stderr=subprocess.DEVNULL)
        time.sleep(0.5)

    def close_broker(self):
        for process in (self.listener, self.broker):
            process.kill()
            process.wait()

    def start(self, events=None, rate=400, **more):
        options = {"broker": "127.0.0.1", "port": self.port, "pole": POLE, "data-dir": self.data, "rate": rate, "seed": self.seed, "ledger": self.ledger}
        options |= {key.replace("_", "-"): value for key, value in more.items()}
        if events is not None:
            options["events"] = events
        self.seed += 1
        self.pole = subprocess.Popen(
            [self.agent, "simulate", *(part for key, value in options.items() for part in (f"--{key}", str(value)))],
            stdout=subprocess.PIPE, stderr=open(self.work / "pole.log", "a"))

    def until_raised(self):
        if self.pole.stdout.readline() != b"raised\n":
            raise RuntimeError(f"the pole ended early; see {self.work}/pole.log")

    def kill(self):
        self.kills += 1
        self.pole.send_signal(signal.SIGKILL)
        self.pole.wait()

    def finish(self):
        """Lets everything go out that waits, then stops."""
        last, since = -1, time.monotonic()
        while time.monotonic() - since < 6:
            size = self.received.stat().st_size
            if size != last:
                last, since = size, time.monotonic()
            time.sleep(0.2)
        self.pole.send_signal(signal.SIGTERM)
        self.pole.wait(30)

    def settle(self):
        """A last start, which ends what is open, raises a few events more, and sends what waits."""
        self.start(events=10)
        self.until_raised()
        self.finish()


def kills(stage, arguments):
    chance = random.Random(arguments.seed)
    for done in range(arguments.kills):
        stage.start()
        begun = stage.ledger.stat().st_size if stage.ledger.exists() else 0
        until(lambda: stage.ledger.exists() and stage.ledger.stat().st_size > begun, "nothing is raised")
        time.sleep(chance.uniform(0, 0.7))
        stage.kill()
        if done % 50 == 49:
            print(f"{done + 1} kills", file=sys.stderr)
    stage.settle()


def outage(stage, _):
    stage.close_broker()
    stage.start(events=4000, rate=2000, maximum_bytes=4 << 20)
    stage.until_raised()
    stage.open_broker()
    stage.finish()
    stage.start(events=10, maximum_bytes=4 << 20)
    stage.until_raised()
    stage.finish()


def full(stage, _):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", stage.data], check=True)
    try:
        stage.start(events=1500)
        time.sleep(2)
        ballast = stage.data / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        time.sleep(15)
        ballast.unlink()
        stage.until_raised()
        stage.finish()
    finally:
        subprocess.run(["umount", "-l", stage.data], check=True)


def swapped(stage, _):
    def run():
        stage.start(events=200)
        stage.until_raised()
        stage.finish()

    run()
    shutil.copytree(stage.data, stage.work / "copy")
    run()
    shutil.rmtree(stage.data)
    (stage.work / "copy").rename(stage.data)
    run()
    shutil.rmtree(stage.data)
    stage.data.mkdir()
    run()


def clock(stage, _):
    for error in (0, 366, -366, 366, 0):
        stage.start(rate=200, clock_error_days=error)
        time.sleep(3)
        stage.kill()
    stage.settle()


def until(condition, reason, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(reason)
        time.sleep(0.02)


def reachable(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--agent", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("cases", nargs="+")
    arguments = parser.parse_args()
    print("| case | raised | received by id | coalesced | in gaps | messages | not durable (kept later) | logs |\n|---|---|---|---|---|---|---|---|", flush=True)
    failed = False
    for name in arguments.cases:
        stage = Stage(arguments, name)
        try:
            globals()[name](stage, arguments)
        finally:
            if stage.pole and stage.pole.poll() is None:
                stage.pole.kill()
            stage.close_broker()
        account = Account(stage.ledger, stage.received, stage.kills)
        print(account.row(name), flush=True)
        for wrong in account.check()[:10]:
            failed = True
            print(f"{name}: {wrong}", file=sys.stderr)
    sys.exit(failed)


main()
