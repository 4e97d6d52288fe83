using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Appearance.Heights;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Capture.Ptz;
using EdgeAgent.Domain;
using EdgeAgent.Rules;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Tracking.Statics;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>One camera: where its stream is, and what is looked for in it.</summary>
internal sealed record CameraOptions
{
    private const string AddressPattern = @"^([rR][tT][sS][pP][sS]?://[^\s/?#]+[^\s]*|file:///[^\s]+)$";
    private const string AddressExpected = "an address like rtsp://192.0.2.10/stream1";

    [Description("Name of the camera in topics, paths and events; unique on its pole.")]
    [RegularExpression(Identifier.Pattern, ErrorMessage = Identifier.Expected)]
    public required string Id { get; init; }

    [Description("What people call it. Absent: the id.")]
    [MaxLength(128)]
    public string? Name { get; init; }

    [Description("Address of the stream, rtsp:// or rtsps://, or file:// for recorded video. User and password go into credentialsFile.")]
    [RegularExpression(AddressPattern, ErrorMessage = AddressExpected)]
    [MaxLength(1024)]
    public required string Url { get; init; }

    [Description("Address of a smaller stream of the same picture, to look at; then url is only recorded. Absent: url serves both.")]
    [RegularExpression(AddressPattern, ErrorMessage = AddressExpected)]
    [MaxLength(1024)]
    public string? DetectionUrl { get; init; }

    [Description("How the camera sends: tcp loses nothing on the way; udp where the camera or the network cannot do tcp.")]
    public CaptureTransport Transport { get; init; } = CaptureTransport.Tcp;

    [Description("What decodes: auto (hardware that works, software otherwise), software, vaapi, or one of FFmpeg's decoders by name, such as h264_v4l2m2m. Hardware that fails is left for software.")]
    [RegularExpression("^[a-z0-9_]{1,64}$", ErrorMessage = "auto, software, vaapi, or a decoder of FFmpeg such as h264_v4l2m2m")]
    public string Decoder { get; init; } = DecoderOptions.Automatic;

    [Description("Threads that decode this camera in software. Each one more than 1 delays the picture by one frame.")]
    [Range(1, 16)]
    public int DecoderThreads { get; init; } = 1;

    [Description("On which pictures the software decoder leaves out the deblocking filter. It saves work and blurs or drifts; none is right where nobody has measured the detections.")]
    public LoopFilterSkip SkipLoopFilter { get; init; }

    [Description("File that holds user:password of the camera on its first line. Absent: the camera asks for none.")]
    [MaxLength(1024)]
    public string? CredentialsFile { get; init; }

    [Description("Channel of this camera in the center's video management system.")]
    [MaxLength(64)]
    public string? Channel { get; init; }

    [Description("Compass direction that the camera looks to, in degrees from north, clockwise.")]
    [Range(0, 360.0)]
    public double? HeadingDegrees { get; init; }

    [Description("A camera that can be turned: its rules pause while it does not look home. Absent: it is fixed.")]
    public PtzOptions? Ptz { get; init; }

    [Description("How the camera hangs, by which the heights of persons are told: heightMeters, tiltDegrees and verticalFovDegrees, or marks. Absent: nobody is told to be a child or an adult.")]
    public CalibrationOptions? Calibration { get; init; }

    [Description("How many frames of a second are looked at by the model.")]
    [Range(0.1, 60.0)]
    public double DetectionsPerSecond { get; init; } = 5;

    [Description("How many parts of each of these frames are looked at closer, beside the whole picture, so that small and distant people are found; 0 for none. Live, fewer where there is no time: detection takes 60 % of the time between two frames at most.")]
    [Range(0, 8)]
    public int RegionsPerFrame { get; init; } = 2;

    [Description("Record everything that this camera sends, within the limits of recording.")]
    public bool Record { get; init; } = true;

    [Description("Named areas of the picture.")]
    [MaxLength(64)]
    public ImmutableArray<ZoneOptions> Zones { get; init; } = [];

    [Description("Named lines in the picture.")]
    [MaxLength(64)]
    public ImmutableArray<LineOptions> Lines { get; init; } = [];

    [Description("What the detector sees at the same place for ever (a poster, a mannequin, a bin) is learned and dropped.")]
    public StaticsOptions Statics { get; init; } = new();

    [Description("What raises events.")]
    [MaxLength(64)]
    public ImmutableArray<RuleOptions> Rules { get; init; } = [];
}
