using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Storage;

namespace EdgeAgent.Outbox;

/// <content>Clips: their manifests are entries of the log, and their files belong to it.</content>
internal sealed partial class OutboxLog
{
    public ValueTask AddAsync(Clip clip, CancellationToken cancellationToken)
    {
        var (mode, body) = (Mode, OutboxJson.Write(clip));
        List<Guid> dropped = [];
        return _writer.WriteAsync(
            new PendingWrite(
                true,
                changes =>
                {
                    changes.Append(clip, mode, body, _sealer);
                    dropped = changes.DropBeyond(_options.ClipStoreMaximumBytes);
                },
                () =>
                {
                    foreach (var lost in dropped)
                    {
                        Log.ClipDropped(_logger, lost, _options.ClipStoreMaximumBytes);
                    }

                    DeleteLeftovers();
                }),
            cancellationToken);
    }

    /// <summary>Clips whose manifest has been published and that the center has not confirmed, oldest first.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public ImmutableArray<ClipTransfer> ReadTransfers() => _reader.ReadTransfers();

    /// <summary>What was signed for a clip; null where there is none of that id.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public string? ReadManifest(Guid clip) => _reader.ReadManifest(clip);

    /// <summary>Remembers which blocks of a part have still to be sent.</summary>
    public void SaveProgress(Guid clip, int part, BlockMap blocks)
    {
        var missing = blocks.ToBytes();
        _writer.Post(new PendingWrite(false, changes => changes.SetMissing(clip, part, missing)));
    }

    /// <summary>The clip needs no more sending; its files are deleted once that is on disk.</summary>
    public void CloseClip(Guid clip, ClipState state) =>
        _writer.Post(new PendingWrite(false, changes => changes.Close(clip, state), DeleteLeftovers));

    /// <summary>
    /// Deletes the clips in a directory that the log does not know: a crash came while they were cut, or before they were added.
    /// Only before the first clip is begun there.
    /// </summary>
    public void DeleteStrays(string clipDirectory)
    {
        try
        {
            if (!Directory.Exists(clipDirectory))
            {
                return;
            }

            var known = _reader.ReadPaths().Select(Path.GetFullPath).ToHashSet();
            List<string> strays =
            [
                .. Directory.EnumerateFiles(Path.GetFullPath(clipDirectory))
                    .Where(file => file.EndsWith(".mp4", StringComparison.Ordinal) || file.EndsWith(".mp4.partial", StringComparison.Ordinal))
                    .Where(file => !known.Contains(file)),
            ];
            strays.ForEach(File.Delete);
            if (strays.Count > 0)
            {
                Log.StraysDeleted(_logger, strays.Count);
            }
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            Log.NotDeleted(_logger, e.Message);
        }
    }

    /// <summary>What undelivered clips show: where one is lost, it can be cut again.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    IReadOnlyList<PinnedRange> IPinnedRanges.Read() =>
    [
        .. _reader.ReadUndelivered().Select(entry => entry.Clip).OfType<Clip>().Select(
            clip => new PinnedRange(clip.Camera, clip.ActualStart.Value, clip.ActualEnd.Value, clip.ActualMedia)),
    ];

    private void DeleteLeftovers()
    {
        try
        {
            foreach (var clip in _reader.ReadLeftovers().GroupBy(l => l.Clip, l => l.Path))
            {
                foreach (var path in clip)
                {
                    File.Delete(path);
                }

                _writer.Post(new PendingWrite(false, changes => changes.ForgetParts(clip.Key)));
            }
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            // They are found again at the next deletion or start.
            Log.NotDeleted(_logger, e.Message);
        }
    }
}
