"""Ends an agent at random moments and holds what a subscriber hears of its state against the rules of the contract."""
import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time

TOPIC = "safecity/v1/demo-city/p-001/state"
WILL_DELAY = 15
REST_EVERY = 50


def main():
    parser = argparse.ArgumentParser()
    for name in ("agent", "work", "out"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("connects", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    campaign = Campaign(parser.parse_args())
    try:
        sys.exit(campaign.run())
    finally:
        campaign.end()


class Campaign:
    def __init__(self, options):
        self.options, self.random, self.running = options, random.Random(options.seed), []
        self.port = free_port()
        self.states = os.path.join(options.out, "states.jsonl")
        conf = os.path.join(options.work, "mosquitto.conf")
        with open(conf, "w") as file:
            file.write(f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest none\n")
        self.config = os.path.join(options.work, "agent.json")
        with open(self.config, "w") as file:
            json.dump({
                "city": "demo-city", "pole": "p-001", "dataDirectory": "data",
                "model": {"directory": os.path.abspath(".artifacts/model")},
                "broker": {"host": "127.0.0.1", "port": self.port},
                "cameras": [{"id": "none", "url": f"rtsp://127.0.0.1:{free_port()}/none", "record": False}],
            }, file)
        self.spawn(["mosquitto", "-c", conf])
        self.until(lambda: reachable(self.port), "mosquitto does not listen")
        self.output = open(self.states, "wb")
        self.spawn(self.subscriber("-R"), stdout=self.output)

    def run(self):
        counts = {"kill": 0, "stop": 0, "takeover": 0}
        stale, rests = 0, 0
        for connect in range(1, self.options.connects + 1):
            agent = self.spawn([self.options.agent, "run", "--config", self.config], log="agent.log")
            time.sleep(self.random.uniform(0, 3))
            end = self.random.choice(list(counts))
            counts[end] += 1
            if end == "takeover":
                subprocess.run(["mosquitto_pub", "-V", "5", "-p", str(self.port), "-i", "p-001", "-t", "elsewhere", "-m", "x"], check=False)
                time.sleep(self.random.uniform(0, 1.5))
            agent.send_signal(signal.SIGTERM if end == "stop" else signal.SIGKILL)
            agent.wait()
            self.running.remove(agent)
            if connect % REST_EVERY == 0 or connect == self.options.connects:
                time.sleep(WILL_DELAY + 3)
                rests += 1
                late, view = self.late_joiner(), self.view()[0]
                if (late and late["online"]) or (view and view["online"]):
                    stale += 1
                    print(f"stale online after connect {connect} ({end}): late joiner {late}, consumer {view}")
        last, heard, lower, revived = self.view()
        print(f"{self.options.connects} connects ended: {counts['kill']} by kill -9, {counts['stop']} by SIGTERM, {counts['takeover']} taken over and killed")
        print(f"{heard} states heard up to epoch {last['epoch'] if last else 0}; {lower} of lower epochs dropped; "
              f"{revived} online after offline in one epoch; {stale} stale online at {rests} rests")
        return 1 if stale or revived or not heard else 0

    def view(self):
        """What a consumer knows by rule 2, and what it met on the way."""
        last, heard, lower, revived = None, 0, 0, 0
        with open(self.states) as file:
            for line in file:
                state = json.loads(line)["data"]
                heard += 1
                if last and state["epoch"] < last["epoch"]:
                    lower += 1
                elif last and state["epoch"] == last["epoch"] and not last["online"] and state["online"]:
                    revived += 1
                else:
                    last = state
        return last, heard, lower, revived

    def late_joiner(self):
        answer = subprocess.run([*self.subscriber(), "-C", "1", "-W", "2"], capture_output=True, check=False).stdout
        return json.loads(answer)["data"] if answer else None

    def subscriber(self, *more):
        return ["mosquitto_sub", "-V", "5", "-p", str(self.port), "-q", "1", "-t", TOPIC, *more]

    def spawn(self, command, stdout=subprocess.DEVNULL, log=None):
        error = open(os.path.join(self.options.out, log), "ab") if log else subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=error if log else stdout, stderr=error)
        self.running.append(process)
        return process

    def until(self, condition, otherwise):
        for _ in range(100):
            if condition():
                return
            time.sleep(0.1)
        sys.exit(otherwise)

    def end(self):
        for process in reversed(self.running):
            process.kill()
            process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def reachable(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    main()
