using System.Globalization;
using System.Security.Cryptography;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>Receives clips into a directory. Not safe for concurrent calls.</summary>
/// <param name="directory">Where finished clips stand.</param>
/// <param name="notify">Told of progress, ends and failures.</param>
/// <param name="answer">Takes what goes back to a pole.</param>
/// <param name="time">For stalls.</param>
internal sealed class ClipInbox(
    string directory, Action<CenterNotice> notify, Action<PoleIdentity, object> answer, TimeProvider time) : IDisposable
{
    private const int MaximumOpenClips = 64;
    private const int AttemptsPerClip = 3;

    private readonly Dictionary<Guid, IncomingClip> _open = [];

    private string PartialDirectory => Path.Combine(directory, ".partial");

    /// <exception cref="IOException">The disk refuses.</exception>
    public void Prepare()
    {
        if (Directory.Exists(PartialDirectory))
        {
            Directory.Delete(PartialDirectory, recursive: true);
        }

        Directory.CreateDirectory(PartialDirectory);
    }

    /// <summary>Begins a clip, or says again that it is here.</summary>
    /// <returns>What is wrong with the manifest, or null.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string? Announce(PoleIdentity pole, ClipManifestMessage manifest, byte[] json)
    {
        if (ManifestCheck.Find(manifest) is { } wrong)
        {
            return wrong;
        }

        if (_open.TryGetValue(manifest.ClipId, out var open))
        {
            return open.Pole == pole ? null : $"clip {manifest.ClipId} belongs to {open.Pole}";
        }

        if (File.Exists(ManifestPath(manifest.ClipId)))
        {
            if (!IsStored(manifest))
            {
                return $"another clip with the id {manifest.ClipId} is stored already";
            }

            answer(pole, Done(manifest));
            return null;
        }

        if (_open.Count >= MaximumOpenClips)
        {
            var stalest = _open.Values.MinBy(c => c.LastProgress)!;
            GiveUp(stalest, $"more than {MaximumOpenClips} clips are open, and this one has waited longest");
        }

        _open.Add(manifest.ClipId, new IncomingClip(pole, manifest, json, PartialDirectory, time));
        notify(new CenterNotice.ClipAnnounced(pole, manifest));
        return null;
    }

    /// <summary>Takes a block; of clips that were not announced here it is left alone.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string? Receive(PoleIdentity pole, Guid clipId, string part, string block, ReadOnlySpan<byte> bytes, string? sha256)
    {
        if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var partIndex)
            || !int.TryParse(block, NumberStyles.None, CultureInfo.InvariantCulture, out var blockIndex))
        {
            return $"'{part}/{block}' is no block";
        }

        if (!_open.TryGetValue(clipId, out var clip) || clip.Pole != pole)
        {
            return null;
        }

        if (clip.Receive(partIndex, blockIndex, bytes, sha256, time) is { } wrong)
        {
            return wrong;
        }

        notify(new CenterNotice.ClipProgress(pole, clipId, clip.ReceivedBlocks, clip.TotalBlocks));
        if (!clip.Verify(partIndex))
        {
            if (clip.WrongParts >= AttemptsPerClip)
            {
                GiveUp(clip, $"part {partIndex} came {AttemptsPerClip} times with a wrong hash");
            }
            else
            {
                notify(new CenterNotice.ClipFailed(pole, clipId, $"part {partIndex} has a wrong hash and is fetched again", Final: false));
            }
        }
        else if (clip.IsComplete)
        {
            Complete(clip);
        }

        return null;
    }

    public void AskForMissing()
    {
        foreach (var clip in _open.Values)
        {
            if (clip.AskIfStalled(time) is { } get)
            {
                answer(clip.Pole, get);
            }
        }
    }

    public void Dispose()
    {
        foreach (var clip in _open.Values)
        {
            clip.Dispose();
        }

        _open.Clear();
    }

    private static ClipDoneMessage Done(ClipManifestMessage manifest) =>
        new(manifest.ClipId, [.. manifest.Parts.Select(p => p.Sha256)]);

    private string ManifestPath(Guid clip) => Path.Combine(directory, $"{clip}.json");

    private string PartPath(ClipManifestMessage manifest, int part) =>
        Path.Combine(directory, manifest.Parts.Length == 1 ? $"{manifest.ClipId}.mp4" : $"{manifest.ClipId}-{part}.mp4");

    private bool IsStored(ClipManifestMessage manifest)
    {
        foreach (var part in manifest.Parts)
        {
            var path = PartPath(manifest, part.Index);
            if (!File.Exists(path))
            {
                return false;
            }

            using var file = File.OpenRead(path);
            if (file.Length != part.SizeBytes || Convert.ToHexStringLower(SHA256.HashData(file)) != part.Sha256)
            {
                return false;
            }
        }

        return true;
    }

    private void Complete(IncomingClip clip)
    {
        var manifest = clip.Manifest;
        string[] files = [.. manifest.Parts.Select(p => PartPath(manifest, p.Index))];
        for (var part = 0; part < files.Length; part++)
        {
            File.Move(clip.PartialPath(part), files[part], overwrite: true);
        }

        // Last, in one piece: a manifest that stands here says that its clip is whole.
        var draft = Path.Combine(PartialDirectory, $"{manifest.ClipId}.json");
        File.WriteAllBytes(draft, clip.ManifestJson);
        File.Move(draft, ManifestPath(manifest.ClipId), overwrite: true);
        _open.Remove(manifest.ClipId);
        clip.Dispose();
        answer(clip.Pole, Done(manifest));
        notify(new CenterNotice.ClipComplete(clip.Pole, manifest, files));
    }

    private void GiveUp(IncomingClip clip, string reason)
    {
        _open.Remove(clip.Manifest.ClipId);
        clip.Dispose();
        notify(new CenterNotice.ClipFailed(clip.Pole, clip.Manifest.ClipId, reason, Final: true));
    }
}
