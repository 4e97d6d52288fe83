using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules;

/// <summary>What a rule is built from. Names that it asks for have been checked.</summary>
internal sealed class RuleContext(RuleSet set, IReadOnlyList<string> labels, RuleTrace? trace = null)
{
    /// <summary>Of the model's classes; a track's class id is an index into them.</summary>
    public IReadOnlyList<string> Labels => labels;

    /// <summary>Numbers the events of all rules.</summary>
    public Occurrences Occurrences { get; } = new();

    /// <summary>What the rules that look at the picture share: one model of the scene, however many there are.</summary>
    public SceneWatch Scene { get; } = new(new TrackGroups(labels));

    /// <summary>Where rules note how near each track came to firing; null where nobody asks.</summary>
    public RuleTrace? Trace => trace;

    public Zone Zone(string id) => set.Zones.First(zone => zone.Id == id).ToZone();

    public Line Line(string id) => set.Lines.First(line => line.Id == id).ToLine();

    /// <summary>Those of the labels that the model has.</summary>
    public IReadOnlySet<int> ClassIds(IReadOnlyList<string> wanted) =>
        Enumerable.Range(0, labels.Count).Where(id => wanted.Contains(labels[id], StringComparer.Ordinal)).ToHashSet();
}
