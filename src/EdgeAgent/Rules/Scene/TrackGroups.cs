namespace EdgeAgent.Rules.Scene;

/// <summary>Which tracks are somebody, who stands before the scene and may leave a thing in it. Everything else a detector sees may be a part of it.</summary>
/// <param name="labels">Of the model.</param>
internal sealed class TrackGroups(IReadOnlyList<string> labels)
{
    private readonly bool[] _isSomebody =
        [.. labels.Select(label => ClassGroups.Persons.Contains(label) || ClassGroups.Vehicles.Contains(label) || label is "bicycle" or "dog")];

    private readonly bool[] _isPerson = [.. labels.Select(label => ClassGroups.Persons.Contains(label))];

    /// <summary>A person or a vehicle, or what moves like one.</summary>
    public bool IsSomebody(int classId) => (uint)classId < (uint)_isSomebody.Length && _isSomebody[classId];

    public bool IsPerson(int classId) => (uint)classId < (uint)_isPerson.Length && _isPerson[classId];
}
