using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Recording.Holds;

namespace EdgeAgent.Cli.Recordings;

/// <summary>The recordings that a person asked for, and where they are to go.</summary>
internal sealed record AskedRange(
    AgentOptions Options, SegmentSearch Search, ImmutableArray<CameraId> Cameras, DateTimeOffset From, DateTimeOffset To, string OutDirectory)
{
    /// <summary>About what it will take on the target.</summary>
    public long EstimateBytes() => Cameras.Sum(EstimateBytes);

    private long EstimateBytes(CameraId camera)
    {
        var bytes = 0.0;
        foreach (var segment in Search(camera, From, To))
        {
            var shown = Earlier(segment.EndUtc, To) - Later(segment.StartUtc.Value, From);
            bytes += segment.Duration > TimeSpan.Zero ? segment.SizeBytes * Math.Clamp(shown / segment.Duration, 0, 1) : segment.SizeBytes;
        }

        return (long)bytes;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
