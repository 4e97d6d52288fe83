#!/usr/bin/python3
"""Films each variant, has the agent look for the child in it, and says whom the alerts were about."""
import argparse
import json
import math
import os
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from multiprocessing import Pool

import cv2

import wardrobe
from backdrop import backdrop
from make_scene import PHOTOS, film, load
from stage import Stage

WHOLE, LEAST_ROWS = 0.97, 48
SAME_PLACE = 0.4
BAR_SECONDS = 2
NIGHT = "colorchannelmixer=rr={0}:gg={0}:bb={0}"
# One stop is a factor of two of light, which is 1.37 of what is stored of it.
LIGHTS = {
    "as it is": None,
    "exposure + 1 EV": NIGHT.format(1.37),
    "exposure - 1 EV": NIGHT.format(0.73),
    "white balance 3200 K": "colortemperature=temperature=3200",
    "white balance 9000 K": "colortemperature=temperature=9000",
    "dusk": NIGHT.format(0.38) + ",hue=s=0.75,noise=alls=10:allf=t",
    "noise": "noise=alls=24:allf=t",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--agent", "--model", "--work"):
        parser.add_argument(option, required=True)
    parser.add_argument("--jackets", type=int, required=True)
    parser.add_argument("--altered", type=int, required=True)
    options = parser.parse_args()
    with Pool(2) as pool:
        jobs = [(options, index, index < options.altered) for index in range(options.jackets)]
        trials = []
        for number, found in enumerate(pool.imap_unordered(trial, jobs), 1):
            trials += found
            write(options.work, "trials.json", trials)
            print(f"orders: {number} of {len(jobs)} jackets", file=sys.stderr, flush=True)
    report(trials)


def trial(job):
    try:
        return film_and_look(*job)
    except SystemExit as e:
        # The pool would wait for a worker that has left for ever.
        raise OSError(e) from e


def film_and_look(options, index, altered):
    story, color = wardrobe.variant(index)
    folder = os.path.join(options.work, f"{index:02}-{color}")
    os.makedirs(folder, exist_ok=True)
    cutouts, photos = load("cutouts.json"), {}

    def photo(name):
        if name not in photos:
            photos[name] = cv2.imread(os.path.join(PHOTOS, name))
            if photos[name] is None:
                sys.exit(f"orders: {PHOTOS}/{name}: not there; install the Debian package darknet")
        return photos[name]

    if not os.path.exists(os.path.join(folder, "lost.json")):
        empty = backdrop(photo(cutouts["backdrop"]["photo"]), cutouts["backdrop"], story["size"])
        film(Stage(empty, story, cutouts, photo), story, folder, "lost")
    with open(os.path.join(folder, "lost.json"), encoding="utf-8") as file:
        truth = json.load(file)
    until = (datetime.now(timezone.utc) + timedelta(days=1)).isoformat(timespec="seconds")
    write(folder, "orders.json", {"version": 1, "orders": [{
        "id": "child", "case": "campaign", "officer": "campaign", "purpose": "missing child", "until": until,
        "top": color, "age": "child"}]})
    write(folder, "agent.json", {
        "city": "city", "pole": "pole", "dataDirectory": "data", "model": {"directory": os.path.abspath(options.model)},
        "broker": {"host": "127.0.0.1"}, "cameras": [{"id": "park", "url": "rtsp://127.0.0.1/park", "calibration": truth["calibration"]}]})
    return [look(options, folder, truth, index, color, light) for light in (LIGHTS if altered else ["as it is"])]


def look(options, folder, truth, index, color, light):
    video = os.path.join(folder, "lost.mp4")
    if LIGHTS[light]:
        video = os.path.join(folder, light.replace(" ", "-") + ".mp4")
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", os.path.join(folder, "lost.mp4"), "-vf", LIGHTS[light] + ",format=yuv420p",
                        "-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-bf", "0", "-threads", "1", video], check=True)
    done = subprocess.run([options.agent, "analyze", video, "--config", os.path.join(folder, "agent.json"),
                           "--order", os.path.join(folder, "orders.json")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"orders: {video}: {done.stderr.strip()}")
    alerts = [alert(event["data"], truth) for event in map(json.loads, done.stdout.splitlines())
              if event["data"]["type"] == "search-match" and event["data"]["phase"] == "start"]
    clear = next(frame["seconds"] for frame in truth["frames"] if any(is_clear(f, truth) for f in frame["figures"]))
    return {"jacket": index, "color": color, "light": light, "clear": clear, "alerts": alerts,
            "wears": {figure["id"]: figure["topColor"] for figure in truth["figures"]}}


def is_clear(figure, truth):
    return figure["id"] == "wanted" and figure["visible"] >= WHOLE and figure["box"][3] * truth["size"][1] >= LEAST_ROWS


def alert(event, truth):
    """Whom the truth has at the moment and place of the alert's best box."""
    moment = event["bestBoxMediaTimeNanoseconds"] / 1e9
    frame = min(truth["frames"], key=lambda frame: abs(frame["seconds"] - moment))
    who = max(((overlap(event["bestBox"], f["box"]), f["id"]) for f in frame["figures"]), default=(0, None))
    return {"who": who[1] if who[0] >= SAME_PLACE else "nobody", "seconds": event["mediaTimeNanoseconds"] / 1e9,
            "score": event["detail"]["match"]["score"], "seen": [a["seen"] for a in event["detail"]["match"]["attributes"]]}


def overlap(a, b):
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(0, width) * max(0, height)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def write(folder, name, content):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(content, file)


def report(trials):
    print("| light | jackets | found | missed | wrong alerts | precision (95 %) | recall (95 %) | median | p95 | longest | within 2 s |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for light in LIGHTS:
        rows = [t for t in trials if t["light"] == light]
        if rows:
            print(line(light, rows))
    print()
    for t in sorted(trials, key=lambda t: (list(LIGHTS).index(t["light"]), t["jacket"])):
        if not any(a["who"] == "wanted" for a in t["alerts"]):
            print(f"- {t['light']}, jacket {t['jacket']}: the child in {t['color']} is missed")
        for a in (a for a in t["alerts"] if a["who"] != "wanted"):
            print(f"- {t['light']}, jacket {t['jacket']}: {t['color']} wanted, told of {a['who']} in {t['wears'].get(a['who'], '?')}, seen as "
                  f"{', '.join(a['seen'])}, score {a['score']}")


def line(light, rows):
    waits = sorted(wait for wait in map(first_wait, rows) if wait is not None)
    who = Counter(a["who"] == "wanted" for row in rows for a in row["alerts"])
    missed = len(rows) - len(waits)
    return (f"| {light} | {len(rows)} | {len(waits)} | {missed} | {who[False]} | {share(who[True], who[True] + who[False])} "
            f"| {share(len(waits), len(rows))} | {quantile(waits, 0.5)} | {quantile(waits, 0.95)} | {quantile(waits, 1)} "
            f"| {sum(wait < BAR_SECONDS for wait in waits)} of {len(waits)} |")


def first_wait(row):
    """Seconds from the first clear view to the first alert that is right; below zero where the agent did not wait for the truth's."""
    return next((a["seconds"] - row["clear"] for a in row["alerts"] if a["who"] == "wanted"), None)


def share(right, all_of_them):
    """With the Wilson interval."""
    if all_of_them == 0:
        return "-"
    z, p = 1.96, right / all_of_them
    middle, reach = p + z * z / (2 * all_of_them), z * math.sqrt(p * (1 - p) / all_of_them + (z / (2 * all_of_them)) ** 2)
    low, high = ((middle + sign * reach) / (1 + z * z / all_of_them) for sign in (-1, 1))
    return f"{p:.2f} ({low:.2f}-{high:.2f})"


def quantile(values, share_of_them):
    return f"{values[max(0, math.ceil(share_of_them * len(values)) - 1)]:.1f} s" if values else "-"


if __name__ == "__main__":
    main()
