using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>What is known of the latest events, and no more of them than fits.</summary>
internal sealed class RecentMap<T>(int most)
    where T : class
{
    private readonly Dictionary<(PoleIdentity Pole, Guid EventId), T> _values = [];
    private readonly Queue<(PoleIdentity Pole, Guid EventId)> _order = new();

    public T? Find((PoleIdentity Pole, Guid EventId) key) => _values.GetValueOrDefault(key);

    public void Set((PoleIdentity Pole, Guid EventId) key, T value)
    {
        if (!_values.ContainsKey(key))
        {
            _order.Enqueue(key);
        }

        _values[key] = value;
        while (_order.Count > most)
        {
            _values.Remove(_order.Dequeue());
        }
    }

    public T? Remove((PoleIdentity Pole, Guid EventId) key) => _values.Remove(key, out var value) ? value : null;
}
