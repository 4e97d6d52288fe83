using EdgeAgent.Domain;

namespace EdgeAgent.Center;

/// <summary>What of a part has come, on disk beside it, so that a center that was restarted goes on where it was. A map that is behind costs blocks that come twice; one that is ahead is found out by the hash of the part.</summary>
internal static class PartialClip
{
    /// <param name="path">Of the part.</param>
    public static string MapOf(string path) => path + ".map";

    /// <summary>All blocks where nothing of the part is there.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static BlockMap Load(string path, int blocks) => File.Exists(path) && File.Exists(MapOf(path))
        ? BlockMap.FromBytes(blocks, File.ReadAllBytes(MapOf(path)))
        : BlockMap.AllMissing(blocks);

    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Save(string path, BlockMap map) => File.WriteAllBytes(MapOf(path), map.ToBytes());

    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(MapOf(path));
    }
}
