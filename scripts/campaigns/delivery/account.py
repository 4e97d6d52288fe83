"""Holds what was raised against what was received."""
import collections
import json

PHASES = {"start": 0, "update": 1, "end": 2}
HEAD = """\
| case | raised | received by id | coalesced | named in gaps | messages | of them again | not durable | logs |
|---|---|---|---|---|---|---|---|---|"""


def read_raised(ledger):
    """Record → (event, phase), of whole lines: a kill may have cut the last."""
    lines = [line.split() for line in open(ledger)] if ledger.exists() else []
    return {line[0]: (line[1], line[2]) for line in lines if len(line) == 4}


def read_received(path):
    for line in open(path):
        try:
            message = json.loads(line)["payload"]
        except (json.JSONDecodeError, KeyError, TypeError):
            continue
        if isinstance(message, dict) and "specversion" in message:
            yield message


class Account:
    def __init__(self, ledger, received):
        self.raised = read_raised(ledger)
        self.first = {}
        self.messages = 0
        self.heard = set()
        self.undurable = set()
        self.numbers = collections.defaultdict(set)
        self.gaps = collections.defaultdict(set)
        self.wrong = []
        highest = collections.defaultdict(int)
        phase_of = collections.defaultdict(int)
        ids = {}
        for message in read_received(received):
            self.messages += 1
            self.heard.add(message["id"])
            data = message["data"]
            if "sequence" not in message:
                self.undurable.add(message["id"])
                continue
            log = message["log"]
            stream = (log, message["severity"])
            number = int(message["sequence"])
            if number not in self.numbers[stream] and number < highest[stream]:
                self.wrong.append(f"{stream} {number} came after {highest[stream]}")
            self.numbers[stream].add(number)
            if ids.setdefault((stream, number), message["id"]) != message["id"]:
                self.wrong.append(f"{stream} {number} was given out twice")
            highest[stream] = max(highest[stream], number)
            if message["type"] == "edgeagent.gap.v1":
                for part in data["ranges"]:
                    self.gaps[(data["log"], part["stream"])].update(range(part["from"], part["to"] + 1))
            elif message["id"] not in self.first:
                self.first[message["id"]] = message
                phase = PHASES[data["phase"]]
                if phase < phase_of[data["eventId"]]:
                    self.wrong.append(f"{data['phase']} of {data['eventId']} came late")
                phase_of[data["eventId"]] = max(phase_of[data["eventId"]], phase)

    @property
    def named(self):
        return sum(len(numbers - self.numbers[stream]) for stream, numbers in self.gaps.items())

    @property
    def coalesced(self):
        return sum(message["data"].get("coalesced", 0) for message in self.first.values())

    def missing(self):
        return [record for record in self.raised if record not in self.first]

    def check(self):
        wrong = list(self.wrong)
        for stream in set(self.numbers) | set(self.gaps):
            known = self.numbers[stream] | self.gaps[stream]
            lacking = set(range(1, max(known) + 1)) - known
            if lacking:
                wrong.append(f"{stream}: {len(lacking)} numbers unexplained, such as {min(lacking)}")
        missing = self.missing()
        # An entry that a gap names may stand for updates that nobody can count from here; a start and an end are entries of their own.
        lost = sum(self.raised[record][1] != "update" for record in missing) if self.named else max(0, len(missing) - self.coalesced)
        if lost > self.named:
            wrong.append(f"{lost} lost, but {self.named} named in gaps")
        if not self.named:
            merged = collections.Counter()
            for message in self.first.values():
                merged[message["data"]["eventId"]] += message["data"].get("coalesced", 0)
            for event, phase in (self.raised[record] for record in missing):
                merged[event] -= 1
                if phase != "update" or merged[event] < 0:
                    wrong.append(f"{phase} of {event} is lost")
            ended = {m["data"]["eventId"] for m in self.first.values() if m["data"]["phase"] == "end"}
            for event in {m["data"]["eventId"] for m in self.first.values()} - ended:
                wrong.append(f"{event} stays open")
        return wrong

    def row(self, name):
        return (f"| {name} | {len(self.raised)} | {sum(r in self.first for r in self.raised)} | {self.coalesced} | {self.named} | {self.messages} "
                f"| {self.messages - len(self.heard)} | {len(self.undurable)} | {len({log for log, _ in self.numbers})} |")
