using System.Net.Sockets;
using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Faults of a camera on the network.</summary>
internal static class CameraProblems
{
    public const string StalledCode = "camera/stalled";
    public const string UnauthorizedCode = "camera/unauthorized";

    public static FFmpegException FromOpen(MediaAddress address, int code) => code switch
    {
        AVError.HttpUnauthorized or AVError.HttpForbidden => Make(
            UnauthorizedCode, $"{address}: the camera refused the user or password", code,
            "check user and password in the credentials file, and that the camera's user may see this stream"),
        AVError.HttpNotFound => Make(
            "camera/not-found", $"{address}: the camera has no stream of this name", code,
            "check the path of the URL in the camera's manual or web page (ONVIF: GetStreamUri)"),
        AVError.ConnectionRefused or AVError.TimedOut or AVError.HostUnreachable or AVError.NetworkUnreachable or AVError.HostDown => Make(
            "camera/unreachable", $"{address}: no connection", code,
            "check the camera's power, cable, address and port (RTSP is usually 554)"),
        // After an answer without video nothing is set up, and PLAY is refused; so it is for a transport that the camera has not.
        AVError.HttpOtherClientError => Make(
            "camera/no-video", $"{address}: the camera plays no video this way", code,
            "choose a stream with video in the camera's settings, another path in the URL, or the other transport (tcp, udp)"),
        AVError.NoMemory => Make("ffmpeg/error", $"{address}: out of memory", code, "run fewer cameras on this device"),
        _ => Make(
            "camera/unreachable", $"{address}: what answers there is not a working RTSP camera", code,
            "check address and port, and that RTSP is switched on in the camera"),
    };

    public static FFmpegException HostUnknown(MediaAddress address, SocketException fault) => new(
        new Problem(
            "camera/not-found",
            $"{address}: host {address.Host} is unknown: {fault.Message}",
            "check the host name, or use the camera's IP address"),
        nativeCode: null,
        fault);

    public static FFmpegException OpenTimedOut(MediaAddress address, TimeSpan timeout) => Make(
        "camera/unreachable", $"{address}: no answer within {timeout.TotalSeconds:0.#} s", AVError.TimedOut,
        "check the camera's power, cable, address and port (RTSP is usually 554)");

    public static FFmpegException NoVideo(MediaAddress address) => Make(
        "camera/no-video", $"{address}: the camera sends no video stream", 0,
        "choose a stream with video in the camera's settings, or another path in the URL");

    public static FFmpegException NoPictures(MediaAddress address) => Make(
        "camera/no-video", $"{address}: the camera announced a video, but sent nothing usable", 0,
        "restart the camera; look whether another client gets pictures from it");

    public static FFmpegException Stalled(MediaAddress address, TimeSpan timeout) => Make(
        StalledCode, $"{address}: nothing came for {timeout.TotalSeconds:0.#} s", AVError.TimedOut,
        "check the network between the camera and this device");

    public static FFmpegException Disconnected(MediaAddress address, int code) => Make(
        "camera/disconnected", $"{address}: the camera ended the stream", code == AVError.EndOfFile ? 0 : code,
        "it is tried again by itself; if it happens often, check the camera's power and network");

    private static FFmpegException Make(string code, string message, int nativeCode, string remedy) =>
        new(new Problem(code, message + FFmpegProblems.Reason(nativeCode), remedy), nativeCode == 0 ? null : nativeCode);
}
