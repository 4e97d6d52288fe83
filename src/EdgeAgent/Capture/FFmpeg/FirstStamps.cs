namespace EdgeAgent.Capture.FFmpeg;

/// <summary>
/// Takes the stamps off a camera's first packet where FFmpeg made them up, as it does up to release 4: they may lie behind those of the
/// next packet, which has mostly been read already while the stream was opened.
/// </summary>
/// <param name="tryRead">Reads the next packet.</param>
internal sealed class FirstStamps(Func<Packet, bool> tryRead) : IDisposable
{
    private bool _hasBegun;
    private Packet? _second;

    public bool TryRead(Packet packet)
    {
        if (_second is { } second)
        {
            packet.Clear();
            packet.Share(second);
            second.Dispose();
            _second = null;
            return true;
        }

        if (!tryRead(packet))
        {
            return false;
        }

        if (!_hasBegun)
        {
            _hasBegun = true;
            _second = new Packet();
            _ = tryRead(_second);
            if (packet.Pts is null || packet.Dts >= (_second.Dts ?? _second.Pts))
            {
                (packet.Pts, packet.Dts) = (null, null);
            }
        }

        return true;
    }

    public void Dispose() => _second?.Dispose();
}
