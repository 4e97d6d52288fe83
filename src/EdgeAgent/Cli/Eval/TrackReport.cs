using System.Globalization;
using System.Text.Json;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.Eval;

/// <summary>What came out of an evaluation of the tracker.</summary>
/// <param name="Frames">That were looked at.</param>
/// <param name="Tracks">That were written.</param>
/// <param name="Rows">That were written.</param>
/// <param name="Refused">Detections that the tracker did not take.</param>
internal sealed record TrackReport(int Frames, int Tracks, int Rows, long Refused)
{
    /// <summary>The number of objects for which the goal of 50 µs is set.</summary>
    private const int Crowd = 20;

    /// <summary>Against the ground truth, where one was given.</summary>
    public MotScore? Score { get; init; }

    public UpdateTimes? Update { get; init; }

    /// <summary>Of the frames with 20 objects or more, where there are any.</summary>
    public UpdateTimes? CrowdedUpdate { get; init; }

    public TrackReport WithTimes(IReadOnlyList<UpdateSample> samples) => this with
    {
        Update = UpdateTimes.Of(samples),
        CrowdedUpdate = UpdateTimes.Of([.. samples.Where(sample => sample.Objects >= Crowd)]),
    };

    public string ToJson() => JsonSerializer.Serialize(this, ConfigurationJson.Options);

    public void WriteTo(TextWriter output)
    {
        output.WriteLine(Text($"{Frames} frames, {Tracks} tracks, {Rows} rows{(Refused > 0 ? $", {Refused} detections refused" : "")}"));
        if (Score is { } s)
        {
            output.WriteLine(Text($"MOTA {s.Mota:0.0000}  IDF1 {s.Idf1:0.0000}  FP {s.FalsePositives}  FN {s.Misses}  IDs {s.Switches}  GT {s.Truth}"));
        }

        Write(Update, "update", output);
        Write(CrowdedUpdate, $"from {Crowd} objects on", output);
    }

    private static void Write(UpdateTimes? times, string what, TextWriter output)
    {
        if (times is { } t)
        {
            output.WriteLine(Text(
                $"{what}: mean {t.MeanMicroseconds:0.0} µs, median {t.MedianMicroseconds:0.0} µs, p99 {t.P99Microseconds:0.0} µs, {t.MeanObjects:0.0} objects a frame"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
