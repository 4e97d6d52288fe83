namespace EdgeAgent.Storage;

/// <summary>Keeps a second process out of a directory for as long as it is held; the kernel lets go of it with the process.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="StorageException">Code <c>storage/in-use</c> where another holds it; or the disk refuses.</exception>
    public static DirectoryLock Take(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw StorageException.IsTaken(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageException.From(path, e);
        }
    }

    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK of Linux, which .NET carries in the HResult.
    private const int WouldBlock = 11;
}
