using EdgeAgent.Domain;

namespace EdgeAgent.Identity;

/// <summary>Whose word counts, read again when the file has changed: a key that was stolen is taken out without a restart.</summary>
/// <param name="path">Of <c>trust.jwks</c>.</param>
internal sealed class TrustFile(string path)
{
    private readonly Lock _lock = new();
    private (DateTime Written, long Length)? _seen;
    private TrustedKeys _keys = TrustedKeys.None;

    /// <summary>Why the file cannot be used; the keys that were read before count on.</summary>
    public Problem? Fault { get; private set; }

    public TrustedKeys Current
    {
        get
        {
            lock (_lock)
            {
                var file = new FileInfo(path);
                var seen = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
                if (seen != _seen)
                {
                    Read_NeedsLock();
                    _seen = seen;
                }

                return _keys;
            }
        }
    }

    private void Read_NeedsLock()
    {
        try
        {
            _keys = TrustedKeys.Load(path);
            Fault = null;
        }
        catch (IdentityException e)
        {
            Fault = e.Problem;
        }
    }
}
