namespace EdgeAgent.Tracking.Statics;

/// <summary>How long one class must stay in its place to be learned.</summary>
/// <param name="Never">It is not learned at all.</param>
/// <param name="IsPerson">Somebody who lies there is not learned.</param>
/// <param name="IsThing">It has arrived unless it was there from the start.</param>
/// <param name="Seconds">Where it was there before, as far as one can tell.</param>
/// <param name="ArrivedSeconds">Where it arrived.</param>
internal readonly record struct ClassPatience(bool Never, bool IsPerson, bool IsThing, double Seconds, double ArrivedSeconds)
{
    public static ClassPatience Of(string label, StaticsOptions options) => new(
        options.NeverClasses.Contains(label),
        label == "person",
        options.ThingClasses.Contains(label),
        options.Minutes * 60,
        Math.Max(options.Minutes, options.ArrivedMinutes) * 60);
}
