using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EdgeAgent.Diagnostics;

/// <summary>
/// One stage of the way from packet to event, and how long it takes: a histogram of the meter <c>EdgeAgent</c>, in seconds, for any
/// listener of .NET metrics. While nobody listens it costs one look at a flag.
/// </summary>
internal sealed class Stage
{
    public const string MeterName = "EdgeAgent";

    private static readonly Meter Meter = new(MeterName);

    private readonly Histogram<double> _duration;

    private Stage(string name, string description)
    {
        Name = name;
        _duration = Meter.CreateHistogram<double>($"edgeagent.{name}.duration", "s", description);
    }

    public static Stage Demux { get; } = new("demux", "Reading a packet; from a camera, also waiting for it");

    public static Stage Decode { get; } = new("decode", "Decoding a picture");

    public static Stage Regions { get; } = new("regions", "Choosing what is looked at closer, and merging it with the whole picture");

    public static Stage Letterbox { get; } = new("letterbox", "Scaling a picture into the model's input");

    public static Stage Inference { get; } = new("inference", "Running the model");

    public static Stage Detections { get; } = new("detections", "Reading the model's output, and suppression");

    public static Stage Colors { get; } = new("colors", "Sampling the colours of what was detected");

    public static Stage Tracking { get; } = new("tracking", "Detections to tracks");

    public static Stage Appearance { get; } = new("appearance", "Looking at what people wear and vehicles are painted, a few tracks a frame");

    public static Stage Postures { get; } = new("postures", "Finding the pose of one person");

    public static Stage Scene { get; } = new("scene", "Making the small picture that scene rules look at; only where a camera has one");

    public static Stage Rules { get; } = new("rules", "Tracks to events");

    /// <summary>In the order in which a frame passes them.</summary>
    public static IReadOnlyList<Stage> All { get; } = [Demux, Decode, Regions, Letterbox, Inference, Detections, Colors, Tracking, Appearance, Postures, Scene, Rules];

    public string Name { get; }

    public Instrument Instrument => _duration;

    /// <summary>A time stamp for <see cref="Stop"/>; 0 while nobody listens.</summary>
    public long Start() => _duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void Stop(long started)
    {
        if (started != 0)
        {
            Record(Elapsed(started));
        }
    }

    /// <summary>Ticks of the stopwatch since <see cref="Start"/>, for a stage that works in several goes; 0 while nobody listens.</summary>
    public static long Elapsed(long started) => started == 0 ? 0 : Stopwatch.GetTimestamp() - started;

    public void Record(long ticks) => _duration.Record((double)ticks / Stopwatch.Frequency);
}
