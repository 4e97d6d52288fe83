"""What a record costs the card: bytes that the process has written, by the kernel's count, less the ledger."""
import subprocess


def run(stage, _):
    kind = subprocess.run(["stat", "-f", "-c", "%T", stage.data], check=True, capture_output=True, text=True).stdout.strip()
    if kind == "tmpfs":
        return ["TMPDIR is no disk: nothing is written there"]
    costs = []
    for at_once in (1, 64):
        ledger = stage.ledger.stat().st_size if stage.ledger.exists() else 0
        lines = len(stage.ledger.read_text().splitlines()) if ledger else 0
        stage.start(events=1000, rate=10000, at_once=at_once)
        stage.until_raised()
        stage.until_quiet()
        with open(f"/proc/{stage.pole.pid}/io") as file:
            written = next(int(line.split()[1]) for line in file if line.startswith("write_bytes"))
        stage.stop()
        records = len(stage.ledger.read_text().splitlines()) - lines
        costs.append(f"{(written - (stage.ledger.stat().st_size - ledger)) / records / 1024:.1f} KiB a record ({records} records, {at_once} at once)")
    stage.remark = f"{', '.join(costs)} on {kind}, from the append to the mark that the broker has it"
    return []
