namespace EdgeAgent.Search.Sightings;

/// <summary>A row of the file and how well it fits. The order is total: likelier first, then last seen later, then come later.</summary>
internal readonly record struct RankedRow(float LogLikelihoodRatio, long ToMilliseconds, long Row) : IComparable<RankedRow>
{
    /// <summary>Below 0 where this one stands first.</summary>
    public int CompareTo(RankedRow other)
    {
        var order = other.LogLikelihoodRatio.CompareTo(LogLikelihoodRatio);
        order = order != 0 ? order : other.ToMilliseconds.CompareTo(ToMilliseconds);
        return order != 0 ? order : other.Row.CompareTo(Row);
    }
}
