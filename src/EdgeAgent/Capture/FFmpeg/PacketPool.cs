namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Uses packets again, so that a steady stream allocates none; their data is FFmpeg's. Used by one thread at a time.</summary>
internal sealed class PacketPool : IDisposable
{
    // Some at once, so that a group with a few pictures more than all before it needs no new ones.
    private const int Batch = 64;

    private readonly Stack<Packet> _free = [];

    /// <summary>A second owner of a packet's data, until it is given back.</summary>
    public Packet Share(Packet packet)
    {
        if (_free.Count == 0)
        {
            Grow();
        }

        var shared = _free.Pop();
        shared.Share(packet);
        return shared;
    }

    public void Return(Packet packet)
    {
        packet.Clear();
        _free.Push(packet);
    }

    public void Dispose()
    {
        while (_free.TryPop(out var packet))
        {
            packet.Dispose();
        }
    }

    private void Grow()
    {
        for (var i = 0; i < Batch; i++)
        {
            _free.Push(new Packet());
        }
    }
}
