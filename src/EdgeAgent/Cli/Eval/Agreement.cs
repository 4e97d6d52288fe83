using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval;

/// <summary>How far a candidate's detections are those of a reference, summed over frames.</summary>
internal sealed record Agreement(int Frames, int Reference, int Candidate, int Matched)
{
    /// <summary>A score that is no farther from its threshold says that the model was in doubt too: to miss it is no loss.</summary>
    private const float Near = 0.05f;

    public int Missed => Reference - Matched;

    /// <summary>Those of the missed whose score was hardly above the reference's threshold.</summary>
    public int MissedNear { get; private init; }

    public int Added => Candidate - Matched;

    /// <summary>Those of the added whose score was hardly above the candidate's threshold.</summary>
    public int AddedNear { get; private init; }

    /// <summary>Null where the reference saw nothing.</summary>
    public double? Recall => Ratio(Matched, Reference);

    /// <summary>Null where the candidate saw nothing.</summary>
    public double? Precision => Ratio(Matched, Candidate);

    public double? F1 => Ratio(2 * Matched, Reference + Candidate);

    /// <summary>Of the matched, as are the two below.</summary>
    public double? MeanScoreDifference { get; private init; }

    public double? P95ScoreDifference { get; private init; }

    public double? MeanOverlap { get; private init; }

    public static Agreement Of(int frames, IEnumerable<DetectionPair> pairs, ModelThresholds reference, ModelThresholds candidate)
    {
        var all = pairs.ToList();
        var matched = all.Where(pair => pair is { Reference: not null, Candidate: not null })
            .Select(pair => (Reference: pair.Reference!.Value, Candidate: pair.Candidate!.Value))
            .ToList();
        var differences = matched.ConvertAll(pair => (double)Math.Abs(pair.Reference.Score - pair.Candidate.Score));
        return new Agreement(frames, all.Count(pair => pair.Reference is not null), all.Count(pair => pair.Candidate is not null), matched.Count)
        {
            MissedNear = all.Count(pair => pair.Candidate is null && pair.Reference!.Value.Score <= reference.Score + Near),
            AddedNear = all.Count(pair => pair.Reference is null && pair.Candidate!.Value.Score <= candidate.Score + Near),
            MeanScoreDifference = differences.Count > 0 ? differences.Average() : null,
            P95ScoreDifference = differences.Count > 0 ? Percentile.Of(differences, 0.95) : null,
            MeanOverlap = matched.Count > 0 ? matched.Average(pair => pair.Reference.Box.IntersectionOverUnion(pair.Candidate.Box)) : null,
        };
    }

    private static double? Ratio(double part, double whole) => whole > 0 ? part / whole : null;
}
