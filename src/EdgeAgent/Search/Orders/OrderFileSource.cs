using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>A file that is read again whenever it has changed.</summary>
internal sealed class OrderFileSource(string path) : IOrderSource
{
    private (DateTime Written, long Length) _seen;
    private bool _isSettled;

    public Problem? Fault { get; private set; }

    /// <summary>A file that cannot be read is tried again when it has changed, and one that cannot be opened each time.</summary>
    public OrderSet? Poll()
    {
        var file = new FileInfo(path);
        var seen = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;

        // Once more after each change: what was written meanwhile may bear the time of the write before.
        if (seen == _seen && _isSettled && file.Exists)
        {
            return null;
        }

        (_isSettled, _seen) = (seen == _seen, seen);
        try
        {
            var set = OrderFile.Read(path);
            Fault = null;
            return set;
        }
        catch (OrderException e)
        {
            Fault = e.Problem;
            return null;
        }
    }
}
