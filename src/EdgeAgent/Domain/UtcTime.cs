namespace EdgeAgent.Domain;

/// <summary>A wall-clock time and whether the clock behind it was synchronised (a Pi without a battery wakes up in 1970).</summary>
internal readonly record struct UtcTime(DateTimeOffset Value, bool Synchronised);
