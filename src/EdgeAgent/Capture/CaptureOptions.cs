using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture;

/// <summary>Where the pictures of one camera come from, and how patiently.</summary>
internal sealed record CaptureOptions
{
    [Required]
    [Description("Address of the camera's stream: rtsp://HOST[:PORT]/PATH, rtsps://… or the path of a video file. Without user and password: they belong into credentialsFile.")]
    public string Url { get; init; } = "";

    [Description("File with one line user:password, readable by the agent's user only.")]
    public string? CredentialsFile { get; init; }

    [Description("tcp, or udp where the camera cannot do tcp.")]
    public CaptureTransport Transport { get; init; }

    /// <summary>What the log calls it; absent: the address.</summary>
    public string? Name { get; init; }

    /// <summary>Pictures that are looked at per second; 0 for all.</summary>
    public double WantedPerSecond { get; init; }

    /// <summary>False for a stream that is only recorded.</summary>
    public bool Decode { get; init; } = true;

    [Range(0.5, 120)]
    [Description("Seconds to wait for the camera to answer, and again for its first picture.")]
    public double OpenTimeoutSeconds { get; init; } = 5;

    [Range(0.5, 120)]
    [Description("Seconds without anything from the camera after which the connection counts as lost.")]
    public double ReadTimeoutSeconds { get; init; } = 5;

    [Range(1, 16)]
    [Description("Threads that decode this camera. Each one more than 1 delays the picture by one frame.")]
    public int DecoderThreads { get; init; } = 1;

    [RegularExpression("[a-z0-9_]+")]
    [Description("What decodes: auto (hardware that works, software otherwise), software, vaapi, or one of FFmpeg's decoders by name, such as h264_v4l2m2m. Hardware that fails is left for software.")]
    public string Decoder { get; init; } = DecoderOptions.Automatic;

    [Description("On which pictures the software decoder leaves out the deblocking filter: none, non-reference, non-keyframes or all. It saves work and blurs or drifts; none is right where nobody has measured the detections.")]
    public LoopFilterSkip SkipLoopFilter { get; init; }

    /// <exception cref="Domain.ProblemException"><c>camera/address</c>, <c>camera/credentials</c></exception>
    public MediaAddress ToAddress() =>
        MediaAddress.Parse(Url, CredentialsFile is null ? null : CameraCredentials.Read(CredentialsFile));

    public DemuxerOptions ToDemuxerOptions() => new()
    {
        OpenTimeout = TimeSpan.FromSeconds(OpenTimeoutSeconds),
        ReadTimeout = TimeSpan.FromSeconds(ReadTimeoutSeconds),
        Transport = Transport,
    };

    /// <summary>A file is decoded in software unless told otherwise, so that an analysis gives the same on every device.</summary>
    public DecoderOptions ToDecoderOptions() => new()
    {
        Decoder = Decoder != DecoderOptions.Automatic || MediaAddress.Parse(Url).IsLive ? Decoder : DecoderOptions.Software,
        Threads = DecoderThreads,
        SkipLoopFilter = SkipLoopFilter,
    };
}
