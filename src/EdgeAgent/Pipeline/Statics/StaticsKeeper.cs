using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Pipeline.Statics;

/// <summary>Writes down what a camera has learned, and forgets what somebody wished, beside the frames, so that a slow disk holds up none.</summary>
internal sealed partial class StaticsKeeper(CameraStatics statics, StaticsBook book, TimeProvider time, ILogger<StaticsKeeper> logger)
{
    private static readonly TimeSpan WishInterval = TimeSpan.FromSeconds(5);

    // Counts and what is not seen: an hour of them may be lost.
    private static readonly TimeSpan WriteInterval = TimeSpan.FromHours(1);

    // A disk that refuses is not asked every second.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    private IReadOnlyList<int> _wishes = [];
    private DateTime _wishesChanged;
    private bool _areWishesSettled;
    private long _nextWishes;
    private long _nextWrite = After(time, WriteInterval);
    private long _retry;

    public Task RunAsync(CancellationToken cancellationToken) => new EverySecond(time, Turn).RunAsync(cancellationToken);

    /// <summary>Writes the last. Only while <see cref="RunAsync"/> does not run.</summary>
    public void Finish()
    {
        try
        {
            Write(anyway: true);
        }
        catch (StaticsException e)
        {
            Failed(e.Problem);
        }
    }

    /// <summary>What is due now.</summary>
    public void Turn()
    {
        var now = time.GetTimestamp();
        if (now < _retry)
        {
            return;
        }

        try
        {
            if (now >= _nextWishes)
            {
                _nextWishes = After(time, WishInterval);
                HearWishes();
            }

            if (Write(now >= _nextWrite))
            {
                _nextWrite = After(time, WriteInterval);
            }

            // Only now: a wish outlives a cut of power until the file says the same.
            Fulfil();
        }
        catch (StaticsException e)
        {
            Failed(e.Problem);
        }
    }

    /// <summary>The folder is listed only where something in it has changed, and once more: another wish may bear the time of the one before.</summary>
    private void HearWishes()
    {
        var changed = book.WishesChanged;
        if (changed != _wishesChanged || !_areWishesSettled)
        {
            _wishes = book.Wishes();
            (_areWishesSettled, _wishesChanged) = (changed == _wishesChanged, changed);
        }

        for (var i = 0; i < _wishes.Count; i++)
        {
            statics.Forget(_wishes[i]);
        }
    }

    private void Fulfil()
    {
        if (_wishes.Count > 0 && statics.Read(anyway: true) is { } state)
        {
            foreach (var id in _wishes.Where(id => !state.Document.Has(id)))
            {
                book.Fulfilled(id);
            }

            _wishes = [.. _wishes.Where(state.Document.Has)];
        }
    }

    private bool Write(bool anyway)
    {
        if (statics.Read(anyway) is not { } state)
        {
            return false;
        }

        book.Write(state.Document, state.Pictures);
        statics.Written(state.Document, state.Pictures);
        return true;
    }

    private void Failed(Problem problem)
    {
        if (statics.Fault?.Code != problem.Code)
        {
            Log.NotKept(logger, book.Camera, problem.ToString());
        }

        statics.Fault = problem;
        _retry = After(time, RetryInterval);
    }

    private static long After(TimeProvider time, TimeSpan interval) => time.GetTimestamp() + (long)(interval.TotalSeconds * time.TimestampFrequency);

    private static partial class Log
    {
        [LoggerMessage(1854, LogLevel.Warning, "{Camera}: what was learned of static detections is not written down: {Problem}")]
        public static partial void NotKept(ILogger logger, CameraId camera, string problem);
    }
}
