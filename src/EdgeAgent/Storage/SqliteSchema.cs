using System.Collections.Immutable;

namespace EdgeAgent.Storage;

/// <summary>
/// The shape of one file. Steps within a major version only add, so that an older agent of the same major still
/// opens what a newer one has written, and a package can go back.
/// </summary>
/// <param name="Major">Raised when an older agent could no longer work with the file.</param>
/// <param name="Steps">SQL, one step after the other; a released step never changes.</param>
internal sealed record SqliteSchema(int Major, ImmutableArray<string> Steps)
{
    private const int MajorUnit = 1000;

    /// <summary>What stands in the file's <c>user_version</c>: major × 1000 + steps taken.</summary>
    public long Version => (Major * MajorUnit) + Steps.Length;

    public static int StepsTaken(long version) => (int)(version % MajorUnit);

    public bool Understands(long version) => version < (Major + 1) * MajorUnit;
}
