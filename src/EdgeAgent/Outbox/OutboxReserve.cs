namespace EdgeAgent.Outbox;

/// <summary>Space on the disk that nobody else can take: given up when the disk is full, so that critical events still find room.</summary>
internal sealed class OutboxReserve(string path, long sizeBytes)
{
    public const long DefaultBytes = 8L << 20;

    /// <summary>What must be free beside it, or making it would fill the disk.</summary>
    private const long Beside = 1L << 20;

    /// <summary>It was given up, and there was no room since to make it again.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Makes it where it is missing and there is room.</summary>
    /// <returns>Whether it is there.</returns>
    public bool TryMake()
    {
        try
        {
            if (!File.Exists(path))
            {
                if (new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace < sizeBytes + Beside)
                {
                    return false;
                }

                using var made = new FileStream(
                    path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = sizeBytes });
            }

            IsGivenUp = false;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <returns>Whether there is room now that was not there before.</returns>
    public bool TryGiveUp()
    {
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            File.Delete(path);
            IsGivenUp = true;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
