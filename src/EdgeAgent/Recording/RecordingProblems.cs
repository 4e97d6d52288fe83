using System.Globalization;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Recording.Segments;

namespace EdgeAgent.Recording;

internal static class RecordingProblems
{
    public const string DiskFull = "recording/disk-full";
    public const string TooShortCode = "recording/too-short";

    // errno, negative as FFmpeg says it.
    private const int NotFound = -2;
    private const int InputOutput = -5;
    private const int AccessDenied = -13;
    private const int FileTooLarge = -27;
    private const int NoSpace = -28;
    private const int ReadOnly = -30;
    private const int QuotaExceeded = -122;

    // What .NET makes of ENOSPC, EROFS and EDQUOT: the errno itself.
    private const int ManagedNoSpace = 28;
    private const int ManagedReadOnly = 30;
    private const int ManagedQuotaExceeded = 122;

    /// <param name="start">What was asked for.</param>
    /// <param name="end">What was asked for.</param>
    /// <param name="oldest">What there is; null where there is nothing.</param>
    /// <param name="newest">What there is.</param>
    public static RecordingException NoPackets(MediaTime start, MediaTime end, MediaTime? oldest, MediaTime? newest) => new(new Problem(
        "clip/no-pictures",
        string.Create(
            CultureInfo.InvariantCulture,
            $"no pictures between {start.TotalSeconds:0.000} s and {end.TotalSeconds:0.000} s of media time; {WhatThereIs(oldest, newest)}"),
        "the camera was not connected then, or the time has left the memory: raise clips.ringMaximumBytes or clips.preSeconds"));

    private static string WhatThereIs(MediaTime? oldest, MediaTime? newest) => oldest is { } from && newest is { } to
        ? string.Create(CultureInfo.InvariantCulture, $"there are pictures from {from.TotalSeconds:0.000} s to {to.TotalSeconds:0.000} s")
        : "there are none at all";

    public static RecordingException NothingRecorded(
        CameraId camera, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Segment> there) => new(new Problem(
        "clip/no-pictures",
        $"{camera}: nothing is recorded between {Local(from)} and {Local(to)}; {WhatThereIs(there)}",
        "ask for a time that is recorded, see edgeagent recordings list"));

    private static string WhatThereIs(IReadOnlyList<Segment> there) => there.Count == 0
        ? "there is nothing at all of this camera"
        : $"there is {Local(there.Min(segment => segment.StartUtc.Value))} to {Local(there.Max(segment => segment.EndUtc))}";

    private static string Local(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static RecordingException DiskTooSlow(string path, long bytes) => new(new Problem(
        "disk/too-slow",
        $"the disk fell {bytes >> 20} MiB behind the camera",
        "use a faster card or disk, or lower the camera's bit rate",
        path));

    /// <summary>What keeps a camera from being recorded.</summary>
    public static Problem FromDisk(string path, Exception fault) => fault switch
    {
        IOException { HResult: ManagedNoSpace or ManagedQuotaExceeded } => new Problem(
            DiskFull, "no space for the recording", "free space there or use a larger disk; recording goes on by itself", path),
        IOException { HResult: ManagedReadOnly } => new Problem(
            "recording/disk-read-only", "the file system refuses writing", "a worn card does this: check `dmesg`, replace it", path),
        UnauthorizedAccessException => new Problem(
            "recording/access-denied", "the recording may not be written", "give the agent's user the right to write there", path),
        _ => new Problem("recording/disk-error", fault.Message, "check the disk and `dmesg`", path),
    };

    public static Problem HoldsUnreadable(string folder, string reason) => new(
        "recording/holds-unreadable", $"the holds cannot be read, so nothing is deleted: {reason}", "check the disk", folder);

    public static Problem HoldUnreadable(string path, string reason) => new(
        "recording/hold-unreadable", $"this is no hold: {reason}", "delete the file, and add the hold again", path);

    public static Problem HoldUnknown(Guid id) => new(
        "recording/hold-unknown", $"there is no hold {id}", "list them with: edgeagent recordings hold list");

    public static Problem HoldRange(DateTimeOffset from, DateTimeOffset to, DateTimeOffset until) => new(
        "recording/hold-range",
        $"from {from:O} to {to:O} until {until:O} is no range that can be held",
        "from must lie before to, and until in the future");

    public static Problem HoldQuota(long heldBytes, long expectedBytes, long maximumBytes) => new(
        "recording/hold-quota",
        $"holds would take {(heldBytes + expectedBytes) >> 20} MiB ({expectedBytes >> 20} of them still to be recorded); {maximumBytes >> 20} are allowed",
        "release a hold, hold a shorter range, or raise recording.holdMaximumBytes",
        "recording.holdMaximumBytes");

    public static Problem TooShort(double days, double minimumDays) => new(
        TooShortCode,
        $"the recordings will reach back {days:0.0} days; {minimumDays:0.##} are asked for",
        "use a larger disk, lower the cameras' bit rates, raise recording.maximumBytes, or release holds",
        "recording.minimumDays");

    public static Problem LimitExceeded(long usedBytes, long? maximumBytes) => new(
        "recording/limit-exceeded",
        $"recordings take {usedBytes >> 20} MiB of {maximumBytes >> 20}, and all of them are held for cases or wait for delivery",
        "release holds, restore the connection to the center, or raise recording.maximumBytes",
        "recording.maximumBytes");

    /// <summary>Nothing may be deleted, and what must stay free is gone.</summary>
    public static Problem NothingToDelete(string root, long freeBytes, long minimumFreeBytes) => new(
        DiskFull,
        $"{freeBytes >> 20} MiB are free and {minimumFreeBytes >> 20} MiB must stay so, but what is left of the recordings is held for cases, waits for delivery or cannot be deleted",
        "release holds, restore the connection to the center, use a larger disk, or lower recording.minimumFreeBytes",
        root);

    public static RecordingException UnreadableSegment(string path, string reason, Exception? fault) => new(
        new Problem("recording/unreadable", $"this piece of the recording cannot be read: {reason}", "check the disk; the other pieces are not affected", path),
        fault);

    public static RecordingException FromWrite(string path, Exception fault)
    {
        var code = fault switch
        {
            FFmpegException { NativeCode: { } native } => native,
            UnauthorizedAccessException => AccessDenied,
            DirectoryNotFoundException or FileNotFoundException => NotFound,
            IOException { HResult: ManagedNoSpace } => NoSpace,
            _ => 0,
        };
        return new RecordingException(
            code switch
            {
                NoSpace or QuotaExceeded => new Problem("disk/full", "no space for a clip", "free space there, or set a larger disk", path),
                ReadOnly => new Problem(
                    "disk/read-only", "a clip cannot be written: the file system is read-only", "a worn card does this: replace it", path),
                AccessDenied => new Problem(
                    "disk/access-denied", "a clip may not be written", "give the agent's user the right to write there", path),
                NotFound => new Problem("disk/not-found", "the directory for clips is not there", "make the directory, or mount its disk", path),
                InputOutput or FileTooLarge => new Problem("disk/error", $"writing a clip failed: {fault.Message}", "check the disk", path),
                _ => new Problem("clip/failed", fault.Message, "see the reason; if it stays, report it with the log", path),
            },
            fault);
    }
}
