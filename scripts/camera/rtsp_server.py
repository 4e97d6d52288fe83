"""The RTSP side of the simulated camera: one stream, shared by all clients as a camera's is."""

from dataclasses import dataclass

from access_units import Loop
from camera_error import CameraError
from camera_media import CameraFactory, CameraMedia, MediaTraits, clock_at
from gstreamer import GLib, Gst, GstRtsp, GstRtspServer
from live_feed import LiveFeed
from request_log import RequestLog
from time_stamps import TimeStamps

# A client that pauses loses what is older than two seconds, as from a camera; nothing piles up.
QUEUE = "max-bytes=0 max-time=2000000000 leaky-type=downstream"
# By number where the times are no measure.
QUEUE_OF_LIES = "max-bytes=0 max-buffers=50 leaky-type=downstream"
VIDEO = "appsrc name=source is-live=true format=time {queue} ! {payloader} name=pay0 pt={type}"
SOUND = ("audiotestsrc is-live=true wave=silence ! audio/x-raw,rate=8000,channels=1 ! mulawenc "
         "! rtppcmupay name={name} pt=0")
# RFC 3551 gives JPEG a number of its own; all others are dynamic.
JPEG_TYPE, DYNAMIC_TYPE = 26, 96
TRANSPORTS = {
    "any": GstRtsp.RTSPLowerTrans.TCP | GstRtsp.RTSPLowerTrans.UDP | GstRtsp.RTSPLowerTrans.UDP_MCAST,
    "tcp": GstRtsp.RTSPLowerTrans.TCP,
    "udp": GstRtsp.RTSPLowerTrans.UDP,
}
ROLE = "viewer"


@dataclass(frozen=True)
class Login:
    """Who may watch, and whether the server asks by Basic or by Digest."""
    user: str
    password: str
    method: str


@dataclass(frozen=True)
class Delivery:
    """How the pictures go out."""
    speed: float = 1
    transport: str = "any"
    sound: str = "none"
    stamps: TimeStamps = TimeStamps()
    wall_clock: float | None = None
    hides_parameter_sets: bool = False


class RtspServer:
    """Serves one loop at one path; the first client of an idle server sees picture 0 first."""

    def __init__(self, loop: Loop, delivery: Delivery, path: str, login: Login | None, log: RequestLog | None) -> None:
        CameraMedia.traits = MediaTraits(delivery.wall_clock is not None, delivery.hides_parameter_sets)
        factory = CameraFactory()
        factory.set_media_gtype(CameraMedia)
        factory.set_launch(pipeline(loop, delivery))
        factory.set_shared(True)
        factory.set_protocols(TRANSPORTS[delivery.transport])
        factory.set_clock(clock_at(delivery.speed, delivery.wall_clock))
        if delivery.sound != "only":
            factory.connect("media-configure", lambda _, media: begin(media, loop, delivery, log))
        self._server = GstRtspServer.RTSPServer()
        if login is not None:
            self._protect(factory, login)
        if log is not None:
            log.watch(self._server)
        self._server.get_mount_points().add_factory(path, factory)
        # Clients that vanished (UDP) are let go of only when someone looks.
        GLib.timeout_add_seconds(2, lambda: self._server.get_session_pool().cleanup() >= 0)

    def listen(self, host: str, port: int) -> int:
        """Accepts connections from now on; returns the port, which the system chose where 0 was asked for."""
        self._server.set_address(host)
        self._server.set_service(str(port))
        try:
            self._server.create_source(None).attach(None)
        except GLib.Error as error:
            raise CameraError(f"cannot listen on {host}:{port} ({error.message}); "
                              "choose another --port, or 0 for any free one") from None
        return self._server.get_bound_port()

    def _protect(self, factory: GstRtspServer.RTSPMediaFactory, login: Login) -> None:
        token = GstRtspServer.RTSPToken()
        token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, ROLE)
        auth = GstRtspServer.RTSPAuth()
        if login.method == "digest":
            auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
            auth.add_digest(login.user, login.password, token)
        else:
            auth.add_basic(GstRtspServer.RTSPAuth.make_basic(login.user, login.password), token)
        self._server.set_auth(auth)

        role = Gst.Structure.new_empty(ROLE)
        for permission in ("media.factory.access", "media.factory.construct"):
            role.set_value(permission, True)
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_role_from_structure(role)
        factory.set_permissions(permissions)


def pipeline(loop: Loop, delivery: Delivery) -> str:
    parts = []
    if delivery.sound != "only":
        payload_type = DYNAMIC_TYPE if loop.codec.parameter_sets else JPEG_TYPE
        parts.append(VIDEO.format(
            queue=QUEUE if delivery.stamps.are_true else QUEUE_OF_LIES, payloader=loop.codec.payloader, type=payload_type))
    if delivery.sound != "none":
        parts.append(SOUND.format(name=f"pay{len(parts)}"))
    return f"( {'  '.join(parts)} )"


def begin(media: GstRtspServer.RTSPMedia, loop: Loop, delivery: Delivery, log: RequestLog | None) -> None:
    if delivery.stamps.rtp_offset is not None:
        media.get_element().get_by_name("pay0").set_property("timestamp-offset", delivery.stamps.rtp_offset)
    if not delivery.stamps.are_true:
        media.get_element().get_parent().connect("deep-element-added", lambda *added: send_at_once(added[2]))
    LiveFeed(loop, delivery.speed, delivery.stamps, log, media).start()


def send_at_once(sink: Gst.Element) -> None:
    """A sink would wait until the time that is stamped, and every PLAY makes it do so anew; the feed keeps the pace alone."""
    if sink.find_property("sync"):
        sink.connect("notify::sync", lambda *_: sink.get_property("sync") and sink.set_property("sync", False))
        sink.set_property("sync", False)
