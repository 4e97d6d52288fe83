namespace EdgeAgent.Recording.Index;

/// <summary>What <see cref="SegmentRecovery"/> had to do.</summary>
/// <param name="Finished">Segments that were being written.</param>
/// <param name="Added">Files that the index did not know.</param>
/// <param name="RowsRemoved">Rows whose file is not there.</param>
/// <param name="Deleted">Files without a single whole fragment.</param>
/// <param name="BytesCut">Torn off the ends of files.</param>
internal readonly record struct RecoveryReport(int Finished, int Added, int RowsRemoved, int Deleted, long BytesCut)
{
    public static RecoveryReport operator +(RecoveryReport a, RecoveryReport b) => new(
        a.Finished + b.Finished, a.Added + b.Added, a.RowsRemoved + b.RowsRemoved, a.Deleted + b.Deleted, a.BytesCut + b.BytesCut);
}
