"""What the cameras show: small videos in the scene's pictures, at 25 a second and about 1.5 Mbit/s, with a keyframe every second."""

from __future__ import annotations

import subprocess
from pathlib import Path

from program import CampaignError

FRAMES_PER_SECOND = 25
SECONDS = 10
BITS_PER_SECOND = 1_500_000
X264 = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-bf", "0", "-sc_threshold", "0"]
RATE = ["-b:v", str(BITS_PER_SECOND), "-maxrate", str(BITS_PER_SECOND), "-bufsize", str(BITS_PER_SECOND)]
X265 = ["-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
        "-x265-params", "log-level=none:keyint=25:min-keyint=25:open-gop=0"]


class Videos:
    """Made once, out of one source."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._source, self._folder = source, folder
        self.plain = self._make("plain.mp4", 640, 360, [*X264, *RATE, "-g", "25"])
        self.small = self._make("small.mp4", 480, 270, [*X264, "-g", "25"], seconds=5)
        self.hevc = self._make("hevc.mp4", 640, 360, X265)
        self.rare_keyframes = self._make("rare.mp4", 640, 360, [*X264, *RATE, "-g", "250", "-keyint_min", "250"], seconds=20)
        # By its header, it shows 60 pictures a second.
        self.lying = folder / "lying.mp4"
        ffmpeg("-i", self.plain, "-c", "copy", "-bsf:v", "h264_metadata=tick_rate=120", self.lying)

    def _make(self, name: str, width: int, height: int, encoder: list[str], seconds: int = SECONDS) -> Path:
        made = self._folder / name
        ffmpeg("-stream_loop", "-1", "-i", self._source, "-t", seconds, "-an",
               "-vf", f"fps={FRAMES_PER_SECOND},scale={width}:{height}", *encoder, made)
        return made


def ffmpeg(*arguments: object) -> None:
    made = subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, arguments)], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise CampaignError(f"ffmpeg cannot make {arguments[-1]}: {made.stderr.strip().splitlines()[-1:]}")
