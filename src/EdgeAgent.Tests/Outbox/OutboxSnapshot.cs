namespace EdgeAgent.Outbox;

/// <summary>The files of a log at a moment at which nothing is written.</summary>
internal sealed record OutboxSnapshot(byte[] Database, byte[] Wal)
{
    private const int HeaderBytes = 32;
    private const int SectorBytes = 512;
    private const int PageBytes = 4096;

    public static OutboxSnapshot Take(string directory) =>
        new(File.ReadAllBytes(Path.Combine(directory, "outbox.db")), File.ReadAllBytes(Path.Combine(directory, "outbox.db-wal")));

    /// <summary>
    /// Makes the files as they may lie after a cut of power: all that this moment has, and of what was written until a later one any part. SQLite
    /// syncs a new head of its log before it writes behind it, and the log before it copies pages from it into the file.
    /// </summary>
    public void Materialize(OutboxSnapshot later, string directory, Random random)
    {
        var (database, wal) = (Database, Wal);
        if (!Head(Wal).SequenceEqual(Head(later.Wal)))
        {
            (database, wal) = (later.Database, [.. Head(later.Wal), .. Wal.Skip(HeaderBytes)]);
        }
        else if (!Database.AsSpan().SequenceEqual(later.Database))
        {
            (database, wal) = (Mix(Database, later.Database, PageBytes, random), later.Wal);
        }

        File.WriteAllBytes(Path.Combine(directory, "outbox.db"), database);
        File.WriteAllBytes(Path.Combine(directory, "outbox.db-wal"), random.Next(3) == 0 ? Mix(wal, later.Wal, SectorBytes, random) : Cut(wal, later.Wal, random));
    }

    private static ReadOnlySpan<byte> Head(byte[] wal) => wal.AsSpan(0, Math.Min(HeaderBytes, wal.Length));

    /// <summary>The later bytes up to some place, behind which nothing was written.</summary>
    private static byte[] Cut(byte[] sure, byte[] later, Random random)
    {
        // Mostly where the two differ, at any byte.
        var same = sure.AsSpan().CommonPrefixLength(later);
        var at = random.Next(Math.Min(same, later.Length), later.Length + 1);
        return [.. later[..at], .. sure.Skip(at)];
    }

    private static byte[] Mix(byte[] sure, byte[] later, int blockBytes, Random random)
    {
        var mixed = new byte[Math.Max(sure.Length, later.Length)];
        sure.CopyTo(mixed, 0);
        for (var at = 0; at < later.Length; at += blockBytes)
        {
            if (random.Next(2) == 0)
            {
                later.AsSpan(at, Math.Min(blockBytes, later.Length - at)).CopyTo(mixed.AsSpan(at));
            }
        }

        return mixed;
    }
}
