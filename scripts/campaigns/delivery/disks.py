"""Disks that are full, or die under the pole."""
import subprocess
import time

AT_ONCE = 128


def full(stage, _):
    """First the disk is full, so that the reserve is given up; then something else takes that too."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", stage.data], check=True)
    try:
        stage.start(events=1500, at_once=AT_ONCE)
        time.sleep(2)
        ballast = stage.data / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            fill(file)
            time.sleep(5)
            end = time.monotonic() + 10
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
        time.sleep(4)
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
