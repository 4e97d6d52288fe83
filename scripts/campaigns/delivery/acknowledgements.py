"""A consumer that acknowledges wrongly, late and twice; and what goes out again."""
import collections
import json
import sqlite3
import subprocess
import uuid

from account import read_received
from consumer import Consumer, stranger
from waiting import until

POLE = "demo-city/p-test"


def run(stage, _):
    (stage.data / "identity").mkdir()
    right, other = (Consumer(stage.agent, stage.data, stage.work / "keys", name) for name in ("center-1", "center-2"))
    stage.start(events=40, consumer=right.name)
    stage.until_raised()
    stage.until_quiet()
    places = heard(stage)
    log = next(iter(places))[0]
    last = {stream: max(number for _, s, number in places if s == stream) for _, stream, _ in places}
    everything = [(stream, 1, number) for stream, number in last.items()]

    wrong = [
        ("ack/log", right.acknowledgement(POLE, str(uuid.uuid4()), everything)),
        ("ack/unpublished", right.acknowledgement(POLE, log, [("warning", 1, last["warning"] + 1000)])),
        ("ack/ranges", right.acknowledgement(POLE, log, [("warning", 3, 2)])),
        ("ack/consumer", other.acknowledgement(POLE, log, everything)),
        ("command/issuer", other.acknowledgement(POLE, log, everything, consumer=right.name)),
        ("command/audience", right.acknowledgement("demo-city/another", log, everything)),
        ("signature/invalid", right.acknowledgement(POLE, log, everything, key=stranger())),
        ("signature/malformed", "{}"),
    ]
    for _, message in wrong:
        publish(stage, message)
    refused = stage.data / "audit" / "audit.jsonl"
    until(lambda: refused.exists() and len(refused.read_text().splitlines()) >= len(wrong), "not every wrong acknowledgement is refused")
    codes = sorted(json.loads(line).get("code", "") for line in refused.read_text().splitlines())
    failures = [] if codes == sorted(code for code, _ in wrong) else [f"refused with {codes}"]
    if acknowledged(stage):
        failures.append("a wrong acknowledgement was taken")

    # Late: all of it has gone out again by then.
    until(lambda: min(heard(stage).values()) >= 2, "not everything went out again", 150)
    half = [part for part in everything if part[0] in ("critical", "warning")]
    for _ in range(2):
        publish(stage, right.acknowledgement(POLE, log, half))
    until(lambda: acknowledged(stage) == set(half), "the acknowledgement is not kept")
    restart(stage, right)
    done = {(log, stream, number) for stream, first, to in half for number in range(first, to + 1)}
    before = places
    again = collections.Counter(heard(stage, stage.since))
    failures += [f"{place} went out again though it is acknowledged" for place in set(again) & done]
    failures += [f"{place} did not go out again" for place in set(before) - done - set(again)]

    publish(stage, right.acknowledgement(POLE, log, [(s, 1, max(n for _, t, n in heard(stage) if t == s)) for s in last]))
    until(lambda: len(acknowledged(stage)) == len(last) and acknowledged(stage) != set(half), "the rest is not kept")
    known = set(heard(stage))
    restart(stage, right)
    failures += [f"{place} went out again though it is acknowledged" for place in set(heard(stage, stage.since)) & known]
    stage.stop()
    stage.remark = f"{len(wrong)} wrong ones refused: {', '.join(codes)}; {len(done)} numbers acknowledged late and twice, none of which came again"
    return failures


def restart(stage, consumer):
    stage.stop()
    stage.since = stage.received.stat().st_size
    stage.start(events=5, consumer=consumer.name)
    stage.until_raised()
    stage.until_quiet()


def publish(stage, message):
    subprocess.run(
        ["mosquitto_pub", "-p", str(stage.port), "-V", "mqttv5", "-q", "1", "-t", f"safecity/v1/{POLE}/ack", "-D", "publish", "content-type",
         "application/jose+json", "-m", message], check=True)


def heard(stage, since=0):
    """How often each number came."""
    return collections.Counter(
        (message["log"], message["severity"], int(message["sequence"])) for message in read_received(stage.received, since) if "sequence" in message)


def acknowledged(stage):
    connection = sqlite3.connect(f"file:{stage.data}/outbox.db?mode=ro", uri=True)
    try:
        names = ["info", "notice", "warning", "critical"]
        return {(names[stream], first, last) for stream, first, last in connection.execute("SELECT stream, first, last FROM acknowledged")}
    finally:
        connection.close()
