using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control;

/// <summary>
/// The mode of the pole: as configured, until a signed command says otherwise. Maintenance ends by itself, also through restarts; where the
/// configuration is changed at the pole, that counts again. Safe for all threads.
/// </summary>
internal sealed class ModeKeeper
{
    public static readonly TimeSpan LongestMaintenance = TimeSpan.FromHours(2);

    private const string Setting = "mode";

    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly ControlStore _store;
    private readonly PoleMode _configured;
    private readonly TimeProvider _time;
    private PoleMode _otherwise;
    private Countdown? _maintenance;
    private TimeSpan _written;

    public ModeKeeper(ControlStore store, PoleMode configured, TimeProvider time)
    {
        (_store, _configured, _time, _otherwise) = (store, configured, time, configured);
        if (Read() is { } kept && kept.Configured == configured)
        {
            _otherwise = kept.Otherwise;
            _maintenance = kept.MaintenanceSeconds is > 0 and var left ? Begin(TimeSpan.FromSeconds(Math.Min(left, LongestMaintenance.TotalSeconds))) : null;
        }
    }

    /// <summary>Raised without a lock.</summary>
    public event Action<PoleMode>? Changed;

    public PoleMode Current
    {
        get
        {
            lock (_lock)
            {
                return _maintenance is null ? _otherwise : PoleMode.Maintenance;
            }
        }
    }

    /// <param name="mode">From now on.</param>
    /// <param name="term">Of maintenance, after which the mode before it counts again.</param>
    public void Set(PoleMode mode, TimeSpan term)
    {
        lock (_lock)
        {
            if (mode == PoleMode.Maintenance)
            {
                _maintenance = Begin(term);
            }
            else
            {
                (_otherwise, _maintenance) = (mode, null);
            }

            Write_NeedsLock();
        }

        Changed?.Invoke(Current);
    }

    /// <summary>Ends what is over. To be called every second.</summary>
    public void Turn()
    {
        lock (_lock)
        {
            if (_maintenance is not { } term || (!term.IsOver && _written - term.Left < WriteInterval))
            {
                return;
            }

            _maintenance = term.IsOver ? null : term;
            Write_NeedsLock();
            if (_maintenance is not null)
            {
                return;
            }
        }

        Changed?.Invoke(Current);
    }

    private Countdown Begin(TimeSpan length)
    {
        _written = length;
        return new Countdown(length, _time);
    }

    private Kept? Read()
    {
        try
        {
            return _store.Read(Setting) is { } text ? JsonSerializer.Deserialize<Kept>(text, MessageJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Write_NeedsLock()
    {
        _written = _maintenance?.Left ?? TimeSpan.Zero;
        _store.Write(Setting, JsonSerializer.Serialize(new Kept(_configured, _otherwise, _maintenance?.Left.TotalSeconds), MessageJson.Options));
    }

    /// <param name="Configured">When it was written.</param>
    /// <param name="Otherwise">Where there is no maintenance.</param>
    /// <param name="MaintenanceSeconds">What is left of it.</param>
    private sealed record Kept(PoleMode Configured, PoleMode Otherwise, double? MaintenanceSeconds);
}
