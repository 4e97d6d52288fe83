namespace EdgeAgent.Rules.Scene;

/// <summary>A group of cells that have changed and then stayed as a thing does that was put there.</summary>
/// <param name="Area">Round the cells.</param>
/// <param name="First">Of its cells among those of <see cref="StillChanges"/>.</param>
/// <param name="Count">Of its cells.</param>
/// <param name="AgeSeconds">For how long most of them have looked as they do.</param>
/// <param name="IsKnown">Whether the background behind it was known before.</param>
/// <param name="Score">How much clearer its outline is now than in the background, 0–1.</param>
internal readonly record struct StillChange(CellArea Area, int First, int Count, float AgeSeconds, bool IsKnown, float Score);
