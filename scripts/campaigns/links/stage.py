"""A pole, a broker and who hears it, with or without a cable in between that can be cut."""
import os
import pathlib
import signal
import socket
import subprocess
import time

POLE_ADDRESS, BROKER_ADDRESS = "198.18.0.1", "198.18.0.2"


class Stage:
    """Everything runs until it is ended; what was raised and received stays in files."""

    def __init__(self, options, name, persistence, cable=None):
        self.agent, self.seed, self.rate = options.agent, options.seed, options.rate
        self.work = pathlib.Path(options.work) / name
        self.ledger, self.received = self.work / "ledger", self.work / "received"
        self.cable = cable
        self.host, self.port = (BROKER_ADDRESS, 1883) if cable else ("127.0.0.1", free_port())
        self.work.mkdir()
        self.conf = self.work / "mosquitto.conf"
        self.conf.write_text(
            f"listener {self.port} {self.host}\nuser root\nallow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 0\nlog_dest none\n"
            + (f"persistence true\npersistence_location {self.work}/\nautosave_interval {persistence}\n" if persistence else "persistence false\n"))
        self.broker = self.listener = self.pole = None
        self.open_broker()
        self.open_listener()

    def open_broker(self):
        self.broker = self.spawn("broker", "/usr/sbin/mosquitto", "-c", self.conf)
        until(lambda: self.spawn("broker", "mosquitto_pub", *self.there(), "-t", "elsewhere", "-n").wait() == 0, "mosquitto does not listen")

    def open_listener(self):
        self.listener = self.spawn(
            "broker", "mosquitto_sub", *self.there(), "-V", "mqttv5", "-c", "-x", "86400", "-i", "center", "-q", "1", "-F", "%J",
            "-t", "safecity/v1/+/+/event/#", "-t", "safecity/v1/+/+/gap", output=self.received)

    def open_pole(self, *more):
        self.pole = self.spawn(
            "pole", self.agent, "simulate", "--broker", self.host, "--port", self.port, "--data-dir", self.work / "pole", "--rate", self.rate,
            "--seed", self.seed, "--ledger", self.ledger, *more, output=self.work / "pole.out")
        self.seed += 1

    def settle(self):
        """Stops the pole; a last start ends what is open and sends what waits, for longer than any pause between two attempts."""
        self.stop_pole()
        (self.work / "pole.out").unlink()
        self.open_pole("--events", 10)
        until(lambda: "raised" in (self.work / "pole.out").read_text(), "the last events are not raised", 60)
        last, since = -1, time.monotonic()
        while time.monotonic() - since < 20:
            if self.heard() != last:
                last, since = self.heard(), time.monotonic()
            time.sleep(0.2)
        self.stop_pole()

    def stop_pole(self):
        self.pole.send_signal(signal.SIGTERM)
        self.pole.wait(30)

    def heard(self):
        """Bytes."""
        return self.received.stat().st_size

    def until_more(self):
        before = self.heard()
        until(lambda: self.heard() > before, "nothing comes any more", 180)

    def there(self):
        return ("-h", self.host, "-p", self.port)

    def spawn(self, side, *command, output=os.devnull):
        inside = ("ip", "netns", "exec", getattr(self.cable, side)) if self.cable else ()
        with open(output, "ab") as out, open(self.work / "log", "ab") as log:
            return subprocess.Popen([str(part) for part in (*inside, *command)], stdout=out, stderr=log)

    def close(self):
        for process in (self.pole, self.listener, self.broker):
            if process:
                kill(process)


class Cable:
    """Two network namespaces with a veth pair; needs root."""

    def __init__(self):
        self.pole, self.broker = f"edgeagent-links-pole-{os.getpid()}", f"edgeagent-links-broker-{os.getpid()}"
        try:
            for namespace in (self.pole, self.broker):
                ip("netns", "add", namespace)
                ip("-n", namespace, "link", "set", "lo", "up")
            ip("-n", self.pole, "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", self.broker)
            for namespace, address in ((self.pole, POLE_ADDRESS), (self.broker, BROKER_ADDRESS)):
                ip("-n", namespace, "address", "add", f"{address}/24", "dev", "cable")
                self.mend(namespace)
        except BaseException:
            self.close()
            raise

    def cut(self, end):
        ip("-n", end, "link", "set", "cable", "down")

    def mend(self, end):
        ip("-n", end, "link", "set", "cable", "up")

    def close(self):
        for namespace in (self.pole, self.broker):
            subprocess.run(["ip", "netns", "delete", namespace], stderr=subprocess.DEVNULL, check=False)


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True)


def kill(process):
    process.kill()
    process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, otherwise, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(otherwise)
        time.sleep(0.05)
