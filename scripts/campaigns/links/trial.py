"""One case of the campaign: breaks the link again and again, then holds what was received against what was raised."""
import argparse
import random
import signal
import sys
import time

from account import Account
from stage import Cable, Stage, kill

# Seconds between two states that the broker writes down: what it took since the last is gone with it.
AUTOSAVE = 5


def main():
    parser = argparse.ArgumentParser()
    for name in ("agent", "work"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("times", "seed", "rate"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("case", choices=CASES)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    what, breaking, persistence = CASES[options.case]
    cable = Cable() if breaking is cut else None
    stage = None
    try:
        stage = Stage(options, options.case, persistence, cable)
        stage.open_pole()
        stage.until_more()
        chance = random.Random(options.seed)
        for done in range(1, options.times + 1):
            time.sleep(chance.uniform(0, 4))
            breaking(stage, chance)
            stage.until_more()
            if done % 10 == 0:
                print(f"{options.case}: {done} of {options.times}", file=sys.stderr, flush=True)
        stage.settle()
    finally:
        if stage:
            stage.close()
        if cable:
            cable.close()
    account = Account(stage.ledger, stage.received)
    print(account.row(f"{options.times} × {what}"))
    wrong = account.check()
    for line in wrong[:20]:
        print(f"{options.case}: {line}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


def kill_broker(stage, chance):
    """One in three times the consumer has left before and returns after, so that what the broker takes stays with the broker."""
    is_alone = chance.random() < 1 / 3
    if is_alone:
        kill(stage.listener)
        time.sleep(chance.uniform(0, 5))
    kill(stage.broker)
    # One in ten times for longer than any time within which the pole might take its last messages for lost.
    time.sleep(chance.uniform(65, 80) if chance.random() < 0.1 else chance.uniform(0, 4))
    stage.open_broker()
    if is_alone:
        time.sleep(chance.uniform(0, 5))
        stage.open_listener()


def cut(stage, chance):
    """From a tenth of a second, which TCP bridges, to a minute, after which both sides have given up."""
    end = chance.choice((stage.cable.pole, stage.cable.broker))
    stage.cable.cut(end)
    time.sleep(0.1 * 600 ** chance.random())
    stage.cable.mend(end)


CASES = {
    "forgets": ("kill -9 of a broker without persistence", kill_broker, None),
    "keeps": (f"kill -9 of a broker that saves every {AUTOSAVE} s", kill_broker, AUTOSAVE),
    "cuts": ("cut of the network", cut, None),
}

if __name__ == "__main__":
    main()
