using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>What the rules see of one frame.</summary>
/// <param name="Time">Of the frame.</param>
/// <param name="Tracks">Every track as it stands after the frame.</param>
internal readonly record struct RuleFrame(MediaTime Time, IReadOnlyList<Track> Tracks)
{
    /// <summary>
    /// What is at one place in two frames farther apart than this need not be the same: the slowest camera is looked at every 10 s. Between
    /// two frames that are nearer, however slow the camera is, nobody missed anything.
    /// </summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(20);

    /// <summary>Since the frame before, never negative; rules add these up, so that a clock that jumps back holds nothing open.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Of those persons who were looked at in this frame.</summary>
    public IReadOnlyList<TrackPosture> Postures { get; init; } = [];

    /// <summary>Width over height of the picture, since normalised boxes do not tell it.</summary>
    public double Aspect { get; init; } = 16.0 / 9;

    /// <summary>What time it is, for schedules; null while nobody knows, and every rule is armed.</summary>
    public DateTimeOffset? Utc { get; init; }

    /// <summary>The picture itself, small; null where no rule of the camera asks for it (<see cref="RuleEngine.NeedsScene"/>).</summary>
    public SceneMap? Scene { get; init; }
}
