using EdgeAgent.Domain;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>One track from its first to its last view.</summary>
internal sealed class TrackStory(int id, MediaTime from)
{
    public int Id => id;

    public MediaTime From => from;

    public MediaTime To { get; set; }

    /// <summary>Label of the model; the last that it had.</summary>
    public string Label { get; set; } = "";

    /// <summary>Null of what is not described, such as a bench.</summary>
    public TrackAppearance? Look { get; set; }

    /// <summary>Its best view; null where too many were in sight at once.</summary>
    public TrackCrop? Best { get; set; }
}
