using System.Security.Cryptography;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>A clip on its way in: one partial file per part, of which one is open at a time, and a map of what it lacks.</summary>
internal sealed class IncomingClip : IDisposable
{
    private static readonly TimeSpan FirstAsk = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestAsk = TimeSpan.FromSeconds(30);
    private const int BlocksPerSave = 64;

    private readonly string[] _paths;
    private readonly BlockMap[] _maps;
    private readonly bool[] _verified;
    private readonly byte[]?[] _keys;
    private TimeSpan _ask = FirstAsk;
    private FileStream? _file;

    /// <exception cref="IOException">The disk refuses.</exception>
    public IncomingClip(
        PoleIdentity pole, ClipManifestMessage manifest, byte[] manifestJson, string partialDirectory, byte[]?[] keys, TimeProvider time)
    {
        (Pole, Manifest, ManifestJson, _keys) = (pole, manifest, manifestJson, keys);
        _verified = new bool[manifest.Parts.Length];

        // Named by what the part must be: a clip of another content never finds these.
        _paths = [.. manifest.Parts.Select(p => Path.GetFullPath(Path.Combine(partialDirectory, $"{manifest.ClipId}-{p.Index}-{p.Sha256[..16]}")))];
        _maps = [.. manifest.Parts.Select(p => PartialClip.Load(_paths[p.Index], p.Blocks))];
        LastProgress = time.GetTimestamp();
    }

    public PoleIdentity Pole { get; }

    public ClipManifestMessage Manifest { get; }

    /// <summary>The manifest as it came.</summary>
    public byte[] ManifestJson { get; }

    public long LastProgress { get; private set; }

    /// <summary>How often a part came whole with the wrong hash.</summary>
    public int WrongParts { get; private set; }

    public long TotalBlocks => _maps.Sum(m => (long)m.Count);

    public long ReceivedBlocks => TotalBlocks - _maps.Sum(m => (long)m.Missing);

    public bool IsComplete => Array.TrueForAll(_verified, v => v);

    public string PartialPath(int part) => _paths[part];

    /// <summary>Takes one block.</summary>
    /// <param name="part">Index of the part.</param>
    /// <param name="block">Index of the block in the part.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="sha256">Hash that the sender named, lower-case hexadecimal; absent where it named none.</param>
    /// <param name="time">For the time of progress.</param>
    /// <returns>What is wrong with it, or null.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string? Receive(int part, int block, ReadOnlySpan<byte> bytes, string? sha256, TimeProvider time)
    {
        if (part < 0 || part >= _maps.Length || block < 0 || block >= _maps[part].Count)
        {
            return $"the clip has no block {part}/{block}";
        }

        var offset = (long)block * BlockMap.BlockSizeBytes;
        var key = _keys[part];
        var expected = Math.Min(BlockMap.BlockSizeBytes, Manifest.Parts[part].SizeBytes - offset) + (key is null ? 0 : BlockCipher.TagBytes);
        if (bytes.Length != expected)
        {
            return $"block {part}/{block} has {bytes.Length} bytes instead of {expected}";
        }

        if (sha256 is not null && sha256 != Convert.ToHexStringLower(SHA256.HashData(bytes)))
        {
            return $"block {part}/{block} does not hash to what its sender said";
        }

        if (_maps[part].IsMissing(block))
        {
            if (key is not null)
            {
                if (BlockCipher.Decrypt(bytes, key, Manifest.ClipId, part, block, _maps[part].Count) is not { } plain)
                {
                    return $"block {part}/{block} was not encrypted as this block";
                }

                bytes = plain;
            }

            RandomAccess.Write(Open(part).SafeFileHandle, bytes, offset);
            _maps[part].MarkPresent(block);
            LastProgress = time.GetTimestamp();
            _ask = FirstAsk;
            if (_maps[part].Missing % BlocksPerSave == 0)
            {
                PartialClip.Save(_paths[part], _maps[part]);
            }
        }

        return null;
    }

    /// <summary>Hashes a part that has all its blocks; a wrong one is wanted again from its first block on.</summary>
    /// <returns>False where the hash is wrong.</returns>
    public bool Verify(int part)
    {
        if (_verified[part] || _maps[part].Missing > 0)
        {
            return true;
        }

        var file = Open(part);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        if (Convert.ToHexStringLower(SHA256.HashData(file)) == Manifest.Parts[part].Sha256)
        {
            _verified[part] = true;
            return true;
        }

        WrongParts++;
        _maps[part] = BlockMap.AllMissing(_maps[part].Count);
        return false;
    }

    /// <summary>What to ask the pole for, where nothing came for a while: 2 s, then doubling to 30 s.</summary>
    public ClipGetMessage? AskIfStalled(TimeProvider time)
    {
        if (time.GetElapsedTime(LastProgress) < _ask)
        {
            return null;
        }

        _ask = _ask * 2 < LongestAsk ? _ask * 2 : LongestAsk;
        return Ask(time);
    }

    /// <summary>What to ask the pole for now.</summary>
    public ClipGetMessage Ask(TimeProvider time)
    {
        LastProgress = time.GetTimestamp();
        return new ClipGetMessage(
            Manifest.ClipId,
            [.. Enumerable.Range(0, _maps.Length).Where(p => _maps[p].Missing > 0).Select(p => new MissingBlocks(p, _maps[p].ToBytes()))]);
    }

    /// <summary>Closes the partial file that is open; what has come stays, for a center that begins again.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        foreach (var (path, map) in _paths.Zip(_maps).Where(part => File.Exists(part.First)))
        {
            try
            {
                PartialClip.Save(path, map);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its blocks come again.
            }
        }
    }

    /// <summary>Deletes what has not been moved away.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Delete()
    {
        _file?.Dispose();
        _file = null;
        foreach (var path in _paths)
        {
            PartialClip.Delete(path);
        }
    }

    private FileStream Open(int part)
    {
        if (_file?.Name != _paths[part])
        {
            _file?.Dispose();
            _file = null;
            _file = new FileStream(_paths[part], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }

        return _file;
    }
}
