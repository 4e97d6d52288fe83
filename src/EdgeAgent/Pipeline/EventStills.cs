using System.Security.Cryptography;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Pipeline;

/// <summary>Makes the picture of each warning and critical start, and hands it on; the event gets its hash. For one thread at a time.</summary>
/// <param name="state">Counts what is dropped.</param>
/// <param name="handOn">Must not block; false where there is no room.</param>
internal sealed class EventStills(CameraState state, Func<Still, bool> handOn)
{
    /// <summary>A few milliseconds each: a crowd that starts in one frame must not hold up the next.</summary>
    private const int MostOfOneFrame = 4;

    private MediaTime? _frame;
    private int _ofFrame;

    /// <summary>The event with the hash of its picture, where it gets one.</summary>
    public EdgeEvent Add(EdgeEvent edgeEvent, Frame frame)
    {
        if (edgeEvent is not { Phase: EventPhase.Start, Severity: >= Severity.Warning })
        {
            return edgeEvent;
        }

        (_frame, _ofFrame) = (frame.Time, frame.Time == _frame ? _ofFrame + 1 : 1);
        if (_ofFrame <= MostOfOneFrame && EventStill.Encode(frame, edgeEvent.BestBox, edgeEvent.Type == EventTypes.SearchMatch) is { } jpeg)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(jpeg));
            if (handOn(new Still(edgeEvent.EventId, jpeg, hash)))
            {
                return edgeEvent with { StillSha256 = hash };
            }
        }

        state.CountStillDropped();
        return edgeEvent;
    }
}
