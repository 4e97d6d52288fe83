#!/usr/bin/python3
"""Shows the demo's scene to the agent in other lights, and asks it each time what its three figures wear."""
import argparse
import json
import os
import subprocess
import sys

from lights import CONDITIONS


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--scene", required=True, help="folder with park.mp4 and park.json")
    parser.add_argument("--work", required=True, help="folder for videos, labels and answers")
    parser.add_argument("--rate", default="5", help="analysed frames a second")
    parser.add_argument("--condition", action="append", choices=[name for name, _, _ in CONDITIONS], help="only this one")
    options = parser.parse_args()
    with open(os.path.join(options.scene, "park.json"), encoding="utf-8") as file:
        truth = json.load(file)
    colors = [figure["topColor"] for figure in truth["figures"]]
    print(f"| condition | {' | '.join(colors)} |\n|---|{'---|' * len(colors)}", flush=True)
    counts = dict.fromkeys(["right", "wrong", "unknown", "not followed"], 0)
    for name, filters, crf in CONDITIONS:
        if options.condition and name not in options.condition:
            continue
        said = answers(name.replace(" ", "-"), filters, crf, truth, options)
        print(f"| {name} | {' | '.join(said[figure['id']] for figure in truth['figures'])} |", flush=True)
        if name != "infrared":
            for figure in truth["figures"]:
                counts[verdict(figure["topColor"], said[figure["id"]])] += 1
    print(f"\nWithout infrared, of {sum(counts.values())}: " + ", ".join(f"{count} {word}" for word, count in counts.items()))


def answers(name, filters, crf, truth, options):
    video = os.path.join(options.work, name + ".mp4")
    # Filters in RGB forget the matrix.
    matrix = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    run(["ffmpeg", "-v", "error", "-y", "-i", os.path.join(options.scene, "park.mp4"), "-vf", f"{filters},{matrix}", "-colorspace", "bt709",
         "-c:v", "libx264", "-preset", "veryfast", "-crf", str(crf), "-g", "25", "-bf", "0", video])
    with open(os.path.join(options.work, name + ".csv"), "w", encoding="utf-8") as labels:
        labels.write("person,seconds,x,y,width,height,tops,bottoms\n")
        labels.writelines(label(figure, truth) for figure in truth["figures"])
    # Nobody found is an answer too: its exit code is 1, and the answers are written nevertheless.
    output = run([options.agent, "eval", "appearance", video, "--labels", options.work, "--model", options.model, "--rate", options.rate, "--json"],
                 accepted=(0, 1))
    with open(os.path.join(options.work, name + ".json"), "w", encoding="utf-8") as file:
        file.write(output)
    os.remove(video)
    return {person["name"]: person["tops"]["said"] if person.get("track") else "not followed" for person in json.loads(output)}


def label(figure, truth):
    """A line at the middle of the time in which all of the figure can be seen."""
    seen = [(frame["seconds"], one) for frame in truth["frames"] for one in frame["figures"] if one["id"] == figure["id"]]
    best = max(one["visible"] for _, one in seen)
    whole = [(seconds, one["box"]) for seconds, one in seen if one["visible"] > best - 0.01]
    seconds, box = whole[len(whole) // 2]
    return f"{figure['id']},{seconds},{','.join(map(str, box))},{figure['topColor']},\n"


def verdict(color, said):
    if said in ("unknown", "not followed"):
        return said
    return "right" if said.split()[0] == color else "wrong"


def run(command, accepted=(0,)):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in accepted or (done.returncode and not done.stdout):
        sys.exit(f"robustness: {command[0]}: {done.stderr.strip()[-500:]}")
    return done.stdout


if __name__ == "__main__":
    main()
