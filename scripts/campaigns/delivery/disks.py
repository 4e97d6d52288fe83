"""Disks that are full, or die under the pole."""
import subprocess
import time

from waiting import until

AT_ONCE = 256


def full(stage, _):
    """The disk is full, and what takes all room takes that of the reserve too when it is given up."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", stage.data], check=True)
    try:
        stage.start(events=1500, at_once=AT_ONCE)
        time.sleep(2)
        ballast = stage.data / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            end = time.monotonic() + 15
            while time.monotonic() < end:
                fill(file)
                time.sleep(0.02)
        ballast.unlink()
        stage.until_raised()
        stage.finish()
    finally:
        subprocess.run(["umount", "-l", stage.data], check=True)


def read_only(stage, _):
    """ext4 gives up its journal, as it does on a card that dies, and refuses all writing from then on. The card is mended, and the pole starts again."""
    image = stage.work / "card.img"
    with open(image, "wb") as file:
        file.truncate(96 << 20)
    subprocess.run(["mkfs.ext4", "-q", image], check=True)
    subprocess.run(["mount", "-o", "loop", image, stage.data], check=True)
    try:
        stage.start(events=1000000, at_once=AT_ONCE)
        until(lambda: stage.ledger.exists() and stage.ledger.stat().st_size > 100_000, "nothing is raised")
        subprocess.run(["mount", "-o", "remount,abort", stage.data], check=True)
        time.sleep(3)
        stage.until_quiet()
        stage.stop()
        stage.unseen += AT_ONCE
        subprocess.run(["umount", stage.data], check=True)
        # 1: errors were there and are corrected.
        if subprocess.run(["fsck.ext4", "-fy", image], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode > 1:
            return ["the card cannot be mended"]
        subprocess.run(["mount", "-o", "loop", image, stage.data], check=True)
        stage.settle()
    finally:
        subprocess.run(["umount", "-l", stage.data], check=True)


def fill(file):
    try:
        while True:
            file.write(bytes(4096))
    except OSError:
        pass
