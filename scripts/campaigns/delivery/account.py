"""Holds what was raised against what was received."""
import collections
import json

PHASES = {"start": 0, "update": 1, "end": 2}
HEAD = """\
| case | raised | received by id | coalesced | in gaps | messages | of them again | not durable (kept later) | logs |
|---|---|---|---|---|---|---|---|---|"""
SEVERITIES = ["info", "notice", "warning", "critical"]


def read_raised(ledger):
    """Record → (event, phase, severity), of whole lines in their order: a kill may have cut the last."""
    lines = [line.split() for line in open(ledger)] if ledger.exists() else []
    return {line[0]: tuple(line[1:]) for line in lines if len(line) == 4}


def read_received(path, since=0):
    file = open(path)
    file.seek(since)
    for line in file:
        try:
            message = json.loads(line)["payload"]
        except (json.JSONDecodeError, KeyError, TypeError):
            continue
        if isinstance(message, dict) and "specversion" in message:
            yield message


class Account:
    """`unseen`: records that may be in the log though no line of the ledger says so, one for each kill."""

    def __init__(self, ledger, received, unseen=0):
        self.raised = read_raised(ledger)
        self.unseen = unseen
        self.first = {}
        self.messages = 0
        self.heard = set()
        self.undurable = {}
        self.numbers = collections.defaultdict(set)
        self.gaps = collections.defaultdict(set)
        self.moved = collections.defaultdict(set)
        self.gap_records = {}
        self.wrong = []
        highest = collections.defaultdict(int)
        phase_of = collections.defaultdict(int)
        ids = {}
        for message in read_received(received):
            self.messages += 1
            self.heard.add(message["id"])
            data = message["data"]
            if "sequence" not in message:
                self.undurable[message["id"]] = message
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
                book = self.moved if data["reason"] == "renumbered" else self.gaps
                for part in data["ranges"]:
                    book[(data["log"], part["stream"])].update(range(part["from"], part["to"] + 1))
                self.gap_records[message["id"]] = data["records"]
            elif message["id"] not in self.first:
                self.first[message["id"]] = message
                phase = PHASES[data["phase"]]
                if phase < phase_of[data["eventId"]]:
                    self.wrong.append(f"{data['phase']} of {data['eventId']} came late")
                phase_of[data["eventId"]] = max(phase_of[data["eventId"]], phase)

    @property
    def in_gaps(self):
        return sum(self.gap_records.values())

    @property
    def coalesced(self):
        return sum(message["data"].get("coalesced", 0) for message in self.first.values())

    @property
    def received(self):
        return sum(record in self.first for record in self.raised)

    def check(self):
        return self.wrong + self.check_sum() + self.check_numbers() + self.check_events()

    def check_sum(self):
        excess = self.received + self.coalesced + self.in_gaps - len(self.raised)
        return [] if 0 <= excess <= self.unseen else [
            f"{len(self.raised)} raised, but {self.received} received, {self.coalesced} coalesced and {self.in_gaps} in gaps: {excess:+}"]

    def check_numbers(self):
        wrong = []
        for stream in set(self.numbers) | set(self.gaps) | set(self.moved):
            known = self.numbers[stream] | self.gaps[stream] | self.moved[stream]
            lacking = set(range(1, max(known) + 1)) - known
            if lacking:
                wrong.append(f"{stream}: {len(lacking)} numbers unexplained, such as {min(lacking)}")
        return wrong

    def check_events(self):
        """An update that nobody has is in a later one of its event, or in a gap; a start and an end have a number of their own in the gap of their stream."""
        wrong = []
        room = collections.Counter()
        for stream, numbers in self.gaps.items():
            room[stream[1]] += len(numbers - self.numbers[stream])
        merged = collections.Counter()
        ended = set()
        highest = {}
        for message in self.first.values():
            merged[message["data"]["eventId"]] += message["data"].get("coalesced", 0)
        for record, (event, phase, severity) in self.raised.items():
            highest[event] = max(highest.get(event, severity), severity, key=SEVERITIES.index)
            if phase == "end":
                ended.add(event)
            if record in self.first:
                continue
            if phase == "update" and merged[event] > 0:
                merged[event] -= 1
            elif phase == "update" and self.gaps:
                pass
            elif room[highest[event]] > 0:
                room[highest[event]] -= 1
            else:
                wrong.append(f"{phase} of {event} is lost")
        ended |= {message["data"]["eventId"] for message in self.first.values() if message["data"]["phase"] == "end"}
        for message in self.first.values():
            event = message["data"]["eventId"]
            if event in ended:
                continue
            ended.add(event)
            stream = highest.get(event, message["severity"])
            if room[stream] > 0:
                room[stream] -= 1
            else:
                wrong.append(f"{event} stays open")
        return wrong

    def row(self, name):
        taken = sum(record in self.first for record in self.undurable)
        return (f"| {name} | {len(self.raised)} | {self.received} | {self.coalesced} | {self.in_gaps} | {self.messages} "
                f"| {self.messages - len(self.heard)} | {len(self.undurable)} ({taken}) | {len({log for log, _ in self.numbers})} |")
