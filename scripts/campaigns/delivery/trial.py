#!/usr/bin/env python3
"""One case of the delivery campaign after the other; a row of the table for each."""
import argparse
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import time

import acknowledgements
import disks
import written
from account import HEAD, Account
from waiting import reachable, until

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
        self.remark = ""
        self.unseen = 0
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

    def stop(self):
        self.pole.send_signal(signal.SIGTERM)
        self.pole.wait(30)

    def kill(self):
        self.unseen += 1
        self.pole.send_signal(signal.SIGKILL)
        self.pole.wait()

    def finish(self):
        """Lets everything go out that waits, then stops."""
        self.until_quiet()
        self.stop()

    def until_quiet(self, seconds=6):
        last, since = -1, time.monotonic()
        while time.monotonic() - since < seconds:
            size = self.received.stat().st_size
            if size != last:
                last, since = size, time.monotonic()
            time.sleep(0.2)

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


def cuts(stage, arguments):
    """No kill is a cut of power: what a process has written, the kernel still brings to the disk."""
    run = subprocess.run(
        [arguments.tests, "-noColor", "-showLiveOutput", "-class", "EdgeAgent.Outbox.OutboxPowerCutTests"],
        env=os.environ | {"EDGEAGENT_OUTBOX_CUTS": str(arguments.cuts)}, capture_output=True, text=True)
    stage.remark = "; ".join(line.split("[OUTPUT] ")[1] for line in run.stdout.splitlines() if "[OUTPUT] " in line)
    return [] if run.returncode == 0 else run.stdout.splitlines()[-20:]


CASES = {
    "kills": kills, "outage": outage, "full": disks.full, "read-only": disks.read_only, "swapped": swapped, "clock": clock,
    "acknowledgements": acknowledgements.run, "cuts": cuts, "written": written.run,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--agent", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--tests", required=True)
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--cuts", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("cases", nargs="+")
    arguments = parser.parse_args()
    print(HEAD, flush=True)
    failed, remarks = False, []
    for name in arguments.cases:
        stage = Stage(arguments, name)
        try:
            wrong = CASES[name](stage, arguments) or []
        finally:
            if stage.pole and stage.pole.poll() is None:
                stage.pole.kill()
            stage.close_broker()
        account = Account(stage.ledger, stage.received, stage.unseen)
        if account.raised:
            print(account.row(name), flush=True)
        if name in ("full", "read-only") and not account.undurable:
            wrong.append("no critical event went out past the disk")
        for what in (wrong + account.check())[:10]:
            failed = True
            print(f"{name}: {what}", file=sys.stderr)
        if stage.remark:
            remarks.append(f"- {name}: {stage.remark}")
    print("\n" + "\n".join(remarks) if remarks else "", flush=True)
    sys.exit(failed)


main()
