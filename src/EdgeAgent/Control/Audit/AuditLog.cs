using System.Text;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control.Audit;

/// <summary>
/// Everything that was asked of the pole: append-only, each line with the hash of the one before it, on the medium when <see cref="Append"/>
/// returns. Safe for all threads.
/// </summary>
internal sealed class AuditLog : IDisposable
{
    public const string FileName = "audit.jsonl";

    private readonly Lock _lock = new();
    private readonly IMediaClock _clock;
    private FileStream? _file;
    private long _number;
    private string _head = AuditChain.Beginning;

    /// <param name="dataDirectory">Of the agent.</param>
    /// <param name="clock">For the lines.</param>
    public AuditLog(string dataDirectory, IMediaClock clock) => (Path, _clock) = (PathIn(dataDirectory), clock);

    public string Path { get; }

    /// <summary>Why nothing can be written, or what is wrong with what was; null while all is well.</summary>
    public Problem? Fault { get; private set; }

    public static string PathIn(string dataDirectory) => System.IO.Path.Combine(dataDirectory, "audit", FileName);

    /// <summary>All of them with one wait for the medium.</summary>
    /// <returns>False where the disk refuses.</returns>
    public bool Append(params ReadOnlySpan<AuditEntry> entries)
    {
        lock (_lock)
        {
            try
            {
                _file ??= Open_NeedsLock();
                Write_NeedsLock(entries);
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Fault = AuditProblems.Unwritable(Path, e);

                // Whatever is half written is cut off when it is opened anew.
                Close_NeedsLock();
                return false;
            }
        }
    }

    /// <summary>Lines after a number, in order.</summary>
    /// <exception cref="AuditException">It cannot be read.</exception>
    public IEnumerable<string> Read(long after) =>
        AuditChain.Read(Path).Where(line => line.Line is null || line.Line.Number > after).Select(line => line.Text);

    public void Dispose()
    {
        lock (_lock)
        {
            Close_NeedsLock();
        }
    }

    private FileStream Open_NeedsLock()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var file = new FileStream(Path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        try
        {
            var torn = CutTorn(file);
            (_number, _head) = (0, AuditChain.Beginning);
            Fault = null;
            try
            {
                (_number, _head) = AuditChain.Verify(Path);
            }
            catch (AuditException e)
            {
                // It goes on from what stands there: what happens now must be written down all the same, and the check says the rest.
                Fault = e.Problem;
                foreach (var (line, text) in AuditChain.Read(Path))
                {
                    (_number, _head) = (line?.Number ?? _number + 1, AuditChain.HashOf(Encoding.UTF8.GetBytes(text)));
                }
            }

            file.Seek(0, SeekOrigin.End);
            _file = file;
            if (torn > 0)
            {
                Write_NeedsLock(new AuditEntry("torn", "done") { Subject = $"{torn} bytes of a line that a crash had cut short were taken away" });
            }

            return file;
        }
        catch
        {
            file.Dispose();
            _file = null;
            throw;
        }
    }

    private void Write_NeedsLock(params ReadOnlySpan<AuditEntry> entries)
    {
        var utc = _clock.ToUtc(_clock.Now);
        foreach (var entry in entries)
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(
                new AuditLine(_number + 1, _head, utc.Value, utc.Synchronised ? ClockState.Synced : ClockState.Unsynced, entry), MessageJson.Options);
            _file!.Write([.. line, (byte)'\n']);
            (_number, _head) = (_number + 1, AuditChain.HashOf(line));
        }

        _file!.Flush(flushToDisk: true);
        if (Fault?.Code == "audit/unwritable")
        {
            Fault = null;
        }

        File.WriteAllText(AuditChain.HeadPath(Path), $"{_number} {_head}");
    }

    /// <summary>A line without its end was never told to be written.</summary>
    private static long CutTorn(FileStream file)
    {
        var end = file.Length;
        for (; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
            {
                break;
            }
        }

        var torn = file.Length - end;
        if (torn > 0)
        {
            file.SetLength(end);
        }

        return torn;
    }

    private void Close_NeedsLock()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // What it could not write was told already.
        }

        _file = null;
    }
}
