"""GStreamer's media with what it has no property for: the wall clock of sender reports, and an SDP that keeps quiet."""

from dataclasses import dataclass
from fractions import Fraction

from gstreamer import GObject, Gst, GstRtspServer

# NTP counts from 1900, Unix from 1970 (RFC 5905, figure 4).
NTP_MINUS_UNIX = 2_208_988_800
# rtpbin's ntp-time-source: the pipeline's own clock, which may show any time.
CLOCK_TIME = 3
PARAMETER_SETS = ("sprop-parameter-sets", "sprop-vps", "sprop-sps", "sprop-pps")


@dataclass(frozen=True)
class MediaTraits:
    """What one camera's media does that GStreamer's own would not."""
    wall_clock: bool = False
    hides_parameter_sets: bool = False


class CameraMedia(GstRtspServer.RTSPMedia):
    """Made by the factory, which hands over no arguments: a process is one camera, so its traits are the class's."""
    traits = MediaTraits()

    def do_setup_rtpbin(self, rtpbin: Gst.Element) -> bool:
        if self.traits.wall_clock:
            rtpbin.set_property("ntp-time-source", CLOCK_TIME)
        return True

    def do_setup_sdp(self, sdp, info) -> bool:
        done = GstRtspServer.RTSPMedia.do_setup_sdp(self, sdp, info)
        if self.traits.hides_parameter_sets:
            hide_parameter_sets(sdp.get_media(0))
        return done


class CameraFactory(GstRtspServer.RTSPMediaFactory):
    """One stream for all clients, by whatever name or port forwarding they reach it: GStreamer's own makes one for each address."""

    def do_gen_key(self, url) -> str:
        return url.abspath


def hide_parameter_sets(media) -> None:
    for index in range(media.attributes_len()):
        attribute = media.get_attribute(index)
        if attribute.key == "fmtp":
            payload_type, _, parameters = attribute.value.partition(" ")
            kept = [part for part in parameters.split(";") if part.partition("=")[0] not in PARAMETER_SETS]
            media.remove_attribute(index)
            if kept:
                media.add_attribute("fmtp", f"{payload_type} {';'.join(kept)}")
            return


def clock_at(speed: float, wall_clock: float | None) -> Gst.Clock:
    """A clock so many times as fast as real time: the sinks keep a pace too, and each PLAY makes them do so anew."""
    rate = Fraction(speed).limit_denominator(1000)
    clock = GObject.new(Gst.SystemClock)
    now = clock.get_internal_time()
    shown = now if wall_clock is None else round((wall_clock + NTP_MINUS_UNIX) * Gst.SECOND)
    clock.set_calibration(now, shown, rate.numerator, rate.denominator)
    return clock
