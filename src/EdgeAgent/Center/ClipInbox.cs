using System.Globalization;
using System.Security.Cryptography;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>Receives clips into a directory. Not safe for concurrent calls.</summary>
/// <param name="directory">Where finished clips stand.</param>
/// <param name="notify">Told of progress, ends and failures.</param>
/// <param name="answer">Takes what goes back to a pole.</param>
/// <param name="time">For stalls.</param>
/// <param name="key">That clips are encrypted to; null where they are not.</param>
internal sealed class ClipInbox(
    string directory, Action<CenterNotice> notify, Action<PoleIdentity, object> answer, TimeProvider time, SigningKey? key) : IDisposable
{
    private const int MaximumOpenClips = 64;
    private const int AttemptsPerClip = 3;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private readonly Dictionary<Guid, IncomingClip> _open = [];

    private string PartialDirectory => Path.Combine(directory, ".partial");

    /// <exception cref="IOException">The disk refuses.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(PartialDirectory);
        foreach (var path in Directory.EnumerateFiles(PartialDirectory).Where(path => File.GetLastWriteTimeUtc(path) < time.GetUtcNow().UtcDateTime - KeptFor))
        {
            // Of clips that no pole has spoken of for as long as it would keep them.
            File.Delete(path);
        }
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

        if (Keys(manifest, out var keys) is { } unreadable)
        {
            return unreadable;
        }

        var clip = new IncomingClip(pole, manifest, json, PartialDirectory, keys, time);
        _open.Add(manifest.ClipId, clip);
        File.WriteAllBytes(BegunPath(pole, manifest.ClipId), json);
        notify(new CenterNotice.ClipAnnounced(pole, manifest));
        Verify(clip);
        if (_open.ContainsKey(manifest.ClipId) && (manifest.Delivery == ClipDelivery.Pull || clip.ReceivedBlocks > 0))
        {
            answer(pole, clip.Ask(time));
        }

        return null;
    }

    /// <summary>The manifests of a pole's clips that were begun before this center was restarted.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public List<byte[]> ReadBegun(PoleIdentity pole) =>
    [
        .. Directory.EnumerateFiles(PartialDirectory, BegunName(pole, "*"))
            .Where(path => Guid.TryParse(Path.GetFileNameWithoutExtension(path).Split('_')[^1], out var clip) && !_open.ContainsKey(clip))
            .Select(File.ReadAllBytes),
    ];

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
        Verify(clip, partIndex);
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

    /// <summary>Of a clip that was begun before this center was restarted, some parts may be whole.</summary>
    private void Verify(IncomingClip clip)
    {
        for (var part = 0; part < clip.Manifest.Parts.Length && _open.ContainsKey(clip.Manifest.ClipId); part++)
        {
            Verify(clip, part);
        }
    }

    private void Verify(IncomingClip clip, int part)
    {
        if (clip.Verify(part))
        {
            if (clip.IsComplete)
            {
                Complete(clip);
            }
        }
        else if (clip.WrongParts >= AttemptsPerClip)
        {
            GiveUp(clip, $"part {part} came {AttemptsPerClip} times with a wrong hash");
        }
        else
        {
            notify(new CenterNotice.ClipFailed(clip.Pole, clip.Manifest.ClipId, $"part {part} has a wrong hash and is fetched again", Final: false));
        }
    }

    /// <returns>Why its parts cannot be decrypted, or null.</returns>
    private string? Keys(ClipManifestMessage manifest, out byte[]?[] keys)
    {
        keys = new byte[]?[manifest.Parts.Length];
        foreach (var part in manifest.Parts.Where(part => part.Encryption is not null))
        {
            if (key is null || part.Encryption!.KeyId != key.KeyId)
            {
                return $"it is encrypted to the key '{part.Encryption!.KeyId}', which is not given here";
            }

            try
            {
                keys[part.Index] = KeyWrap.Unwrap(part.Encryption.Key, key);
            }
            catch (IdentityException e)
            {
                return e.Message;
            }
        }

        return null;
    }

    private static ClipDoneMessage Done(ClipManifestMessage manifest) =>
        new(manifest.ClipId, [.. manifest.Parts.Select(p => p.Sha256)]);

    /// <summary>Neither city nor pole has an underscore in its name.</summary>
    private static string BegunName(PoleIdentity pole, string clip) => $"{pole.City}_{pole.Pole}_{clip}.manifest";

    private string BegunPath(PoleIdentity pole, Guid clip) => Path.Combine(PartialDirectory, BegunName(pole, clip.ToString()));

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
        Forget(clip);
        answer(clip.Pole, Done(manifest));
        notify(new CenterNotice.ClipComplete(clip.Pole, manifest, files));
    }

    private void Forget(IncomingClip clip)
    {
        _open.Remove(clip.Manifest.ClipId);
        clip.Delete();
        File.Delete(BegunPath(clip.Pole, clip.Manifest.ClipId));
    }

    private void GiveUp(IncomingClip clip, string reason)
    {
        Forget(clip);
        notify(new CenterNotice.ClipFailed(clip.Pole, clip.Manifest.ClipId, reason, Final: true));
    }
}
