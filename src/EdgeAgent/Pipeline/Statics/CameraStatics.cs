using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Tracking.Statics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline.Statics;

/// <summary>The static detections of one camera while it is looked at: frames pass on one thread, they are written down and forgotten on another.</summary>
/// <param name="camera">Whose.</param>
/// <param name="options">How it learns.</param>
/// <param name="book">What it begins with, and where it is written down; null where nothing is kept, as for a file.</param>
/// <param name="clock">When it was learned.</param>
/// <param name="logger">Told what is learned and forgotten.</param>
internal sealed partial class CameraStatics(
    CameraId camera, StaticsOptions options, StaticsBook? book = null, IMediaClock? clock = null, ILogger<CameraStatics>? logger = null)
{
    private readonly ILogger _logger = logger ?? NullLogger<CameraStatics>.Instance;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, byte[]> _pictures = [];
    private StaticSieve? _sieve;
    private Problem? _fault;
    private bool _isChanged;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _sieve?.Known.All.Count ?? 0;
            }
        }
    }

    /// <summary>Detections that were dropped in this run.</summary>
    public long Suppressed
    {
        get
        {
            lock (_lock)
            {
                return _sieve?.Suppressed ?? 0;
            }
        }
    }

    /// <summary>Why what was learned is not kept, or not known any more; it works in memory all the same.</summary>
    public Problem? Fault
    {
        get => Volatile.Read(ref _fault);
        set => Volatile.Write(ref _fault, value);
    }

    /// <summary>Takes the static ones out of what the detector saw in a frame.</summary>
    public void Sift(Frame frame, List<Domain.Detection> detections, ImmutableArray<string> labels)
    {
        lock (_lock)
        {
            _sieve ??= Begin(frame, labels);
            _sieve.Reshape((double)frame.Width / frame.Height);
            _sieve.Sift(frame.Time, detections);
            for (var i = 0; i < _sieve.New.Count; i++)
            {
                Learned_NeedsLock(_sieve.New[i], frame);
            }

            for (var i = 0; i < _sieve.Known.Gone.Count; i++)
            {
                _isChanged = true;
                _pictures.Remove(_sieve.Known.Gone[i].Id);
                Log.Gone(_logger, camera, _sieve.Known.Gone[i].Id, _sieve.Known.Gone[i].Label, options.ForgetHours);
            }
        }
    }

    /// <summary>False where it is not known (any more), or no frame has come yet.</summary>
    public bool Forget(int id)
    {
        lock (_lock)
        {
            if (_sieve?.Known.Forget(id) != true)
            {
                return false;
            }

            _isChanged = true;
            _pictures.Remove(id);
            Log.Forgotten(_logger, camera, id);
            return true;
        }
    }

    /// <summary>What is to be written down: null where nothing has changed, unless <paramref name="anyway"/>, or where no frame has come yet.</summary>
    public (StaticsDocument Document, IReadOnlyDictionary<int, byte[]> Pictures)? Read(bool anyway)
    {
        lock (_lock)
        {
            return _sieve is not null && (_isChanged || anyway)
                ? (new StaticsDocument(StaticsDocument.Supported, _sieve.Known.NextId, [.. _sieve.Known.All.Select(StaticEntry.Of)]), _pictures.ToImmutableDictionary())
                : null;
        }
    }

    /// <summary>That is on disk now.</summary>
    public void Written(StaticsDocument document, IReadOnlyDictionary<int, byte[]> pictures)
    {
        lock (_lock)
        {
            foreach (var id in pictures.Keys)
            {
                _pictures.Remove(id);
            }

            _isChanged = !_sieve!.Known.All.Select(known => known.Id).SequenceEqual(document.Statics.Select(entry => entry.Id));
        }

        Fault = null;
    }

    private StaticSieve Begin(Frame frame, ImmutableArray<string> labels)
    {
        var sieve = new StaticSieve(options, labels, (double)frame.Width / frame.Height);
        if (book?.Read() is not { } read)
        {
            return sieve;
        }

        sieve.Known.Restore(read.Document.Statics.Select(entry => entry.ToStatic()!), read.Document.NextId);
        if ((Fault = read.Problem) is not null)
        {
            Log.Unreadable(_logger, camera, read.Problem!.ToString());
        }

        return sieve;
    }

    private void Learned_NeedsLock(StaticObject known, Frame frame)
    {
        _isChanged = true;
        known.LearnedAt = clock?.ToUtc(frame.Time) is { Synchronised: true } utc ? utc.Value : null;
        if (book is not null && JpegCrop.Encode(frame, known.Box) is { } jpeg)
        {
            _pictures[known.Id] = jpeg;
        }

        Log.Learned(_logger, camera, known.Id, known.Label, known.Box.X, known.Box.Y, known.Box.Width, known.Box.Height);
    }

    private static partial class Log
    {
        [LoggerMessage(1850, LogLevel.Information, "{Camera}: static detection {Id} is learned and dropped from now on: {Label} at [{X:0.000}, {Y:0.000}, {Width:0.000}, {Height:0.000}]")]
        public static partial void Learned(ILogger logger, CameraId camera, int id, string label, float x, float y, float width, float height);

        [LoggerMessage(1851, LogLevel.Information, "{Camera}: static detection {Id}, a {Label}, is forgotten: not seen for {Hours:0} h")]
        public static partial void Gone(ILogger logger, CameraId camera, int id, string label, double hours);

        [LoggerMessage(1852, LogLevel.Information, "{Camera}: static detection {Id} is forgotten, as somebody wished")]
        public static partial void Forgotten(ILogger logger, CameraId camera, int id);

        [LoggerMessage(1853, LogLevel.Warning, "{Camera}: static detections begin empty: {Problem}")]
        public static partial void Unreadable(ILogger logger, CameraId camera, string problem);
    }
}
