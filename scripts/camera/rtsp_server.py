"""The RTSP side of the simulated camera: one stream, shared by all clients as a camera's is."""

from dataclasses import dataclass
from fractions import Fraction

from access_units import Loop
from camera_error import CameraError
from gstreamer import GLib, GObject, Gst, GstRtsp, GstRtspServer
from live_feed import LiveFeed

# A client that pauses loses what is older than two seconds, as from a camera; nothing piles up.
PAYLOADER = ("( appsrc name=source is-live=true format=time "
             "max-bytes=0 max-time=2000000000 leaky-type=downstream ! {0.payloader} name=pay0 pt=96 )")
ROLE = "viewer"


@dataclass(frozen=True)
class Login:
    """Who may watch, and whether the server asks by Basic or by Digest."""
    user: str
    password: str
    method: str


class RtspServer:
    """Serves one loop at one path; the first client of an idle server sees picture 0 first."""

    def __init__(self, loop: Loop, speed: float, path: str, login: Login | None) -> None:
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch(PAYLOADER.format(loop.codec))
        factory.set_shared(True)
        factory.set_clock(clock_at(speed))
        factory.connect("media-configure", lambda _, media: LiveFeed(loop, speed, media).start())
        self._server = GstRtspServer.RTSPServer()
        if login is not None:
            self._protect(factory, login)
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


def clock_at(speed: float) -> Gst.Clock:
    """A clock so many times as fast as real time: the sinks keep a pace too, and each PLAY makes them do so anew."""
    rate = Fraction(speed).limit_denominator(1000)
    clock = GObject.new(Gst.SystemClock)
    now = clock.get_internal_time()
    clock.set_calibration(now, now, rate.numerator, rate.denominator)
    return clock
