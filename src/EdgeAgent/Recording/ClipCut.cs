using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>
/// Sorts a camera's packets into the files of one clip, and notes what is missing between them. Without <see cref="TryComplete"/>, none
/// of the files stays.
/// </summary>
internal sealed class ClipCut(ClipRequest request) : IDisposable
{
    /// <summary>Longer than any camera takes from one picture to the next.</summary>
    private static readonly TimeSpan Hole = TimeSpan.FromSeconds(2);

    private readonly List<ClipPart> _parts = [];
    private readonly List<CutGap> _gaps = [];
    private CutPart? _part;
    private MediaTime _start;
    private MediaTime? _end;
    private TimeSpan _lastLength;
    private ClipGapReason? _whyAnother;
    private ClipGapReason? _whyEnded = ClipGapReason.NotRecorded;
    private int? _gapBefore;
    private bool _completed;

    public IReadOnlyList<ClipPart> Parts => _parts;

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<CutGap> Gaps => _gaps;

    /// <summary>Of the first picture. Once it is complete.</summary>
    public MediaTime Start => _start;

    /// <summary>End of the picture that is shown last. Once it is complete.</summary>
    public MediaTime End => _end ?? default;

    /// <summary>Takes the next packet in the order of the stream; it stays the caller's.</summary>
    /// <returns>False where the clip is whole: this packet is not in it, and none after it is.</returns>
    /// <exception cref="Capture.FFmpeg.FFmpegException">The disk refuses.</exception>
    public bool Take(TimedPacket packet)
    {
        // Not before a picture that is shown after all others: its B-frames would be missing before it.
        if (packet.DecodeTime >= request.End && (_part?.Run != packet.Run || _part.Extent.IsNext(packet)))
        {
            _whyEnded = WhyMissingBefore(packet);
            return false;
        }

        if (_part is { } part && BeginsAnother(part, packet))
        {
            CompletePart();
        }

        if (_part is null)
        {
            // A file begins with a keyframe: what comes before it needs pictures that are not there.
            if (!packet.Packet.IsKeyframe)
            {
                return true;
            }

            if (_parts.Count == request.MaximumParts)
            {
                _whyEnded = ClipGapReason.PartLimit;
                return false;
            }

            var gaps = _gaps.Count;
            NoteGapBefore(packet.Time);
            _gapBefore = _gaps.Count > gaps ? gaps : null;
            _part = CutPart.Begin(request.PathOf(_parts.Count, packet.Time), packet.Run);
        }
        else if (IsAfterHole(_part, packet))
        {
            // It leans on pictures before the hole, so it stays in their file, which stands still meanwhile.
            Note(_part.Extent.End, packet.Time, ClipGapReason.Gap);
        }

        _part.Add(packet);
        return true;
    }

    /// <summary>Finishes the last file, and notes what is missing at the end.</summary>
    /// <returns>False where there is no picture of the asked time.</returns>
    public bool TryComplete()
    {
        CompletePart();
        if (_end is not { } end)
        {
            return false;
        }

        if (_whyEnded is { } why && end < request.End)
        {
            Note(end, request.End, why);
        }

        return _completed = true;
    }

    public void Dispose()
    {
        _part?.Dispose();
        if (!_completed)
        {
            foreach (var part in _parts)
            {
                File.Delete(part.Path);
            }
        }
    }

    // Decoding goes on steadily; showing does not, with B-frames.
    private static bool IsAfterHole(CutPart part, TimedPacket packet) => packet.DecodeTime - part.Extent.End > Hole;

    private bool BeginsAnother(CutPart part, TimedPacket packet)
    {
        _whyAnother = packet.Run != part.Run ? packet.Run.Before
            : packet.Packet.IsKeyframe && IsAfterHole(part, packet) ? ClipGapReason.Gap
            : null;
        return _whyAnother is not null || (packet.Packet.IsKeyframe && !part.HasRoom(request.MaximumPartBytes));
    }

    /// <summary>Null where the last picture is shown until this packet's.</summary>
    private ClipGapReason? WhyMissingBefore(TimedPacket packet) =>
        _part is null ? _whyAnother ?? ClipGapReason.NotRecorded
        : _part.Run != packet.Run ? packet.Run.Before
        : IsAfterHole(_part, packet) ? ClipGapReason.Gap
        : null;

    private void NoteGapBefore(MediaTime start)
    {
        if (_end is not { } end)
        {
            if (start > request.Start)
            {
                Note(request.Start, start, ClipGapReason.NotRecorded);
            }

            return;
        }

        // Nobody says for how long a picture is shown before another file's first: up to half of its length more is no gap.
        var missing = start - end > _lastLength / 2;
        if (missing || _whyAnother == ClipGapReason.FormatChanged)
        {
            Note(end, missing ? start : end, _whyAnother ?? ClipGapReason.Gap);
        }
    }

    /// <summary>A file begins earlier than its first picture seemed to, once more is known of its times.</summary>
    private void EndGapBefore(MediaTime start)
    {
        if (_gapBefore is { } index && _gaps[index] is var gap && start < gap.To)
        {
            _gaps[index] = gap with { To = start > gap.From ? start : gap.From };
        }
    }

    /// <summary>Only what was asked for can be missing.</summary>
    private void Note(MediaTime from, MediaTime to, ClipGapReason reason)
    {
        var gap = new CutGap(from > request.Start ? from : request.Start, to < request.End ? to : request.End, reason);
        if (from == to || !gap.IsEmpty)
        {
            _gaps.Add(gap);
        }
    }

    private void CompletePart()
    {
        if (_part is not { } part)
        {
            return;
        }

        // One that was over before the asked time shows nothing of it: the camera was away then.
        if (part.Extent.End > request.Start)
        {
            _start = _parts.Count == 0 ? part.Extent.Start : _start;
            EndGapBefore(part.Extent.Start);
            _parts.Add(part.Complete());
            (_end, _lastLength) = (part.Extent.End, part.Extent.LastLength);
        }

        part.Dispose();
        _part = null;
    }
}
