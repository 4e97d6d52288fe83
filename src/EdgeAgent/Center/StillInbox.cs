using System.Security.Cryptography;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>Receives the pictures of events, and keeps those whose event names their hash, whichever of the two comes first.</summary>
/// <param name="directory">Where they are kept; null: nowhere.</param>
/// <param name="notify">Told of each that is right.</param>
internal sealed class StillInbox(string? directory, Action<CenterNotice> notify)
{
    /// <summary>The contract has 60 KB.</summary>
    private const int MostBytes = 64 * 1024;

    private const int MostEarly = 32;
    private const int MostExpected = 4096;

    private readonly RecentMap<string> _expected = new(MostExpected);
    private readonly RecentMap<byte[]> _early = new(MostEarly);

    /// <summary>An event names its picture.</summary>
    /// <returns>What is wrong with one that came before, or null.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string? Expect(PoleIdentity pole, Guid eventId, string sha256)
    {
        _expected.Set((pole, eventId), sha256);
        return _early.Remove((pole, eventId)) is { } jpeg ? Take(pole, eventId, jpeg, sha256) : null;
    }

    /// <returns>What is wrong with it, or null.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string? Receive(PoleIdentity pole, string name, byte[] jpeg)
    {
        if (!Guid.TryParseExact(name, "D", out var eventId))
        {
            return "the event's id is no UUID";
        }

        if (jpeg.Length > MostBytes)
        {
            return $"a still of {jpeg.Length} bytes";
        }

        if (!jpeg.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return "a still that is no JPEG";
        }

        if (_expected.Find((pole, eventId)) is { } sha256)
        {
            return Take(pole, eventId, jpeg, sha256);
        }

        _early.Set((pole, eventId), jpeg);
        return null;
    }

    private string? Take(PoleIdentity pole, Guid eventId, byte[] jpeg, string sha256)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(jpeg)) != sha256)
        {
            return $"the still of event {eventId} has another hash than its event says";
        }

        string? file = null;
        if (directory is not null)
        {
            Directory.CreateDirectory(directory);
            file = Path.Combine(directory, $"{eventId}.jpg");
            if (File.Exists(file))
            {
                // Sent twice, or another pole's by the same id: the first stays.
                return null;
            }

            File.WriteAllBytes($"{file}.partial", jpeg);
            File.Move($"{file}.partial", file);
        }

        notify(new CenterNotice.Still(pole, eventId, jpeg.Length, file));
        return null;
    }
}
