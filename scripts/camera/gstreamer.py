"""GStreamer and its RTSP server, or one line that says which package is missing."""

from camera_error import CameraError

PACKAGES = {
    "gstreamer1.0-plugins-base": ["appsrc", "appsink", "audiotestsrc"],
    "gstreamer1.0-plugins-good": ["rtph264pay", "rtph265pay", "rtpjpegpay", "rtppcmupay", "mulawenc", "matroskademux"],
    "gstreamer1.0-plugins-bad": ["tsdemux", "h264parse", "h265parse", "jpegparse"],
}

try:
    import gi

    gi.require_version("Gst", "1.0")
    gi.require_version("GstApp", "1.0")
    gi.require_version("GstRtsp", "1.0")
    gi.require_version("GstRtspServer", "1.0")
    from gi.repository import GLib, GObject, Gst, GstApp, GstRtsp, GstRtspServer  # noqa: F401
except (ImportError, ValueError) as missing:
    raise CameraError(f"GStreamer for Python is missing ({missing}); run ./scripts/setup.sh, "
                      "and start the camera with /usr/bin/python3") from missing

Gst.init(None)
for package, elements in PACKAGES.items():
    for element in elements:
        if Gst.ElementFactory.find(element) is None:
            raise CameraError(f"GStreamer element {element} is missing; apt-get install {package}")
