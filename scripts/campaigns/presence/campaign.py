"""Ends a pole at random moments and holds what a subscriber hears of its state against the rules of the contract."""
import argparse
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time

TOPIC = "safecity/v1/demo-city/p-001/state"
WILL_DELAY, EXPIRY = 15, 180
REST_EVERY = 50


def main():
    parser = argparse.ArgumentParser()
    for name in ("agent", "work", "out"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("connects", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    campaign = Campaign(parser.parse_args())
    try:
        sys.exit(campaign.run())
    finally:
        campaign.end()


class Campaign:
    def __init__(self, options):
        self.options, self.random, self.running = options, random.Random(options.seed), []
        self.port = free_port()
        self.wills_lost = 0
        self.states = os.path.join(options.out, "states.jsonl")
        self.log = os.path.join(options.work, "mosquitto.log")
        conf = os.path.join(options.work, "mosquitto.conf")
        with open(conf, "w") as file:
            file.write(f"listener {self.port} 127.0.0.1\nuser root\nallow_anonymous true\npersistence false\nlog_dest file {self.log}\nlog_type notice\n")
        self.spawn(["/usr/sbin/mosquitto", "-c", conf])
        self.until(lambda: reachable(self.port), "mosquitto does not listen")
        self.output = open(self.states, "wb")
        self.spawn(self.subscriber("-R"), stdout=self.output)

    def run(self):
        counts = {"kill": 0, "stop": 0, "takeover": 0}
        wrong, rests, begun = 0, {"dead": 0, "alive": 0}, 0
        connects = 0
        while connects < self.options.connects:
            agent = self.start()
            begun += 1
            time.sleep(self.random.uniform(0.2, 1.6))
            self.finish(agent, self.random.choice(list(counts)), counts)
            before, connects = connects, self.connects()
            if before // REST_EVERY == connects // REST_EVERY and connects < self.options.connects:
                continue
            kind = "alive" if sum(rests.values()) % 2 and connects < self.options.connects else "dead"
            rests[kind] += 1
            if not self.rest(kind, counts):
                wrong += 1
            print(f"{connects} connects, {wrong} rests with a wrong state of {sum(rests.values())}", file=sys.stderr, flush=True)
        last, heard, lower, revived = self.view()
        print(f"{begun} starts, {connects} connects taken by the broker; ended: {counts['kill']} by kill -9, {counts['stop']} by SIGTERM, "
              f"{counts['takeover']} taken over and killed")
        print(f"{heard} states heard up to epoch {last['epoch'] if last else 0}; {lower} of lower epochs dropped; {revived} online after offline in one "
              f"epoch; at {rests['dead']} rests without a pole and {rests['alive']} with one {wrong} times a wrong state")
        print(f"at {self.wills_lost} of these rests the broker had lost the will, and the online expired")
        return 1 if wrong or revived or not heard else 0

    def start(self):
        return self.spawn(
            [self.options.agent, "simulate", "--port", str(self.port), "--pole", "p-001", "--events", "0",
             "--data-dir", os.path.join(self.options.work, "pole")], log="agent.log")

    def finish(self, agent, end, counts):
        counts[end] += 1
        self.last_end = end
        if end == "takeover":
            subprocess.run(["mosquitto_pub", "-V", "5", "-p", str(self.port), "-i", "p-001", "-t", "elsewhere", "-m", "x"], check=False)
            time.sleep(self.random.uniform(0, 1))
        agent.send_signal(signal.SIGTERM if end == "stop" else signal.SIGKILL)
        agent.wait()
        self.running.remove(agent)

    def rest(self, kind, counts):
        """
        Waits until every will has come; then nobody may take a dead pole for online, nor one that lives for offline. Where a pole is taken over
        and dies before it is back, mosquitto 2.0.11 publishes no will at all: then nobody may read online once it has expired.
        """
        agent = self.start() if kind == "alive" else None
        time.sleep(WILL_DELAY + 3)
        late, view = self.late_joiner(), self.view()[0]
        if agent:
            right = bool(late and late["online"]) and view == late
            self.finish(agent, "kill", counts)
        elif late and late["online"] and self.last_end == "takeover":
            self.wills_lost += 1
            time.sleep(EXPIRY)
            late = self.late_joiner()
            right = late is None
        else:
            right = not (late and late["online"]) and not (view and view["online"])
        if not right:
            print(f"a wrong state at a rest with a {kind} pole: late joiner {late}, consumer {view}", flush=True)
        return right

    def connects(self):
        with open(self.log) as file:
            return len(re.findall(r" as p-001 \(p5, c0", file.read()))

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
        process = subprocess.Popen(command, stdout=stdout, stderr=error)
        if log:
            error.close()
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
