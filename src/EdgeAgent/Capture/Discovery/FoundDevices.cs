using System.Net;

namespace EdgeAgent.Capture.Discovery;

/// <summary>The devices that answered, each once. Whoever floods it fills neither the memory nor the place of the others.</summary>
internal sealed class FoundDevices
{
    private const int MostDevices = 256;
    private const int MostDevicesOfSender = 32;
    private const int MostDatagramsOfSender = 256;
    private const int MostSenders = 4096;

    private readonly Lock _lock = new();
    private readonly List<ProbeMatch> _devices = [];
    private readonly Dictionary<IPAddress, int> _datagrams = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _devices.Count;
            }
        }
    }

    /// <summary>Whether a datagram of this sender is still worth reading.</summary>
    public bool Admits(IPAddress sender)
    {
        lock (_lock)
        {
            var before = _datagrams.GetValueOrDefault(sender);
            if (before == MostDatagramsOfSender || (before == 0 && _datagrams.Count == MostSenders))
            {
                return false;
            }

            _datagrams[sender] = before + 1;
            return true;
        }
    }

    public void Add(ProbeMatch match)
    {
        lock (_lock)
        {
            var known = _devices.FindIndex(match.IsSameAs);
            if (known >= 0)
            {
                var first = _devices[known];
                _devices[known] = first with { Services = [.. first.Services.Union(match.Services).Take(8)] };
            }
            else if (_devices.Count < MostDevices && _devices.Count(device => device.Sender.Equals(match.Sender)) < MostDevicesOfSender)
            {
                _devices.Add(match);
            }
        }
    }

    public IReadOnlyList<ProbeMatch> ToList()
    {
        lock (_lock)
        {
            return [.. _devices];
        }
    }
}
