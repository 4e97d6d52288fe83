using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>An event with the picture of its start.</summary>
internal sealed class ReportEvent(EdgeEvent start, byte[] still)
{
    public EdgeEvent Start { get; } = start;

    /// <summary>JPEG.</summary>
    public byte[] Still => still;

    /// <summary>Its last phase so far.</summary>
    public EdgeEvent Latest { get; set; } = start;

    public EventDetail? Detail => Latest.Detail ?? Start.Detail;
}
