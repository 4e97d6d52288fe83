using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using EdgeAgent.Domain;

namespace EdgeAgent.Recording.Segments;

/// <summary>What a segment says of itself, as JSON in a box of its own behind the header, so that a file without an index is still worth something.</summary>
/// <param name="Camera">Whose pictures.</param>
/// <param name="BootId">Which boot the media times belong to.</param>
/// <param name="OriginNs">Media time of tick 0 of the file: media time = origin + stamp.</param>
/// <param name="StartNs">Media time of its first keyframe.</param>
/// <param name="StartUtc">The same on the wall clock, as it was known then.</param>
/// <param name="Clock"><c>synced</c> or <c>unsynced</c>.</param>
/// <param name="Connection">The connection to the camera that it belongs to.</param>
/// <param name="Codec">FFmpeg's name, such as <c>h264</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed partial record SegmentDescription(
    string Camera,
    Guid BootId,
    long OriginNs,
    long StartNs,
    DateTimeOffset StartUtc,
    string Clock,
    Guid Connection,
    string Codec,
    int Width,
    int Height)
{
    public const string Synced = "synced";
    public const string Unsynced = "unsynced";

    /// <summary>Size, <c>uuid</c> and type.</summary>
    public const int HeaderSize = 24;

    private const long NanosecondsPerYear = 31_536_000_000_000_000;
    private const int LongestBootYears = 100;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectNullableAnnotations = true };

    public static ReadOnlySpan<byte> Type => [0x65, 0x64, 0x67, 0x65, 0x61, 0x67, 0x44, 0x53, 0x84, 0x0e, 0x77, 0x9b, 0x51, 0x0c, 0x4f, 0x26];

    [JsonIgnore]
    public UtcTime Utc => new(StartUtc, Clock == Synced);

    public MediaTime TimeOf(long ticks) => new(OriginNs + (ticks * SegmentComposer.NanosecondsPerTick));

    public void WriteTo(IBufferWriter<byte> writer)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        var header = writer.GetSpan(HeaderSize);
        BinaryPrimitives.WriteInt32BigEndian(header, HeaderSize + json.Length);
        "uuid"u8.CopyTo(header[4..]);
        Type.CopyTo(header[8..]);
        writer.Advance(HeaderSize);
        writer.Write(json);
    }

    /// <summary>Null where the box is not ours or says nothing that can be understood.</summary>
    public static SegmentDescription? Read(ReadOnlySpan<byte> box)
    {
        if (box.Length <= HeaderSize || !box[8..HeaderSize].SequenceEqual(Type))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SegmentDescription>(box[HeaderSize..], Json) is { Codec.Length: > 0 } known && known.IsPossible() ? known : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The camera becomes part of the names of exported files, and the times are reckoned with.
    private bool IsPossible() =>
        Camera is not null && CameraName().IsMatch(Camera) && StartUtc.Year is >= 1900 and < 3000
        && Math.Abs(StartNs / NanosecondsPerYear) < LongestBootYears && Math.Abs(OriginNs / NanosecondsPerYear) < LongestBootYears;

    [GeneratedRegex(Identifier.Pattern)]
    private static partial Regex CameraName();
}
