using System.Security.Cryptography;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Outbox;

/// <summary>Domain objects with nothing special about them.</summary>
internal static class Some
{
    public static readonly Guid BootId = Guid.Parse("7a1f3c52-8f0e-4a53-9a53-0f3f0d6a7e11");

    public static EdgeEvent Event(Severity severity = Severity.Warning, EventPhase phase = EventPhase.Start, Guid? eventId = null) => new()
    {
        Id = Guid.CreateVersion7(),
        EventId = eventId ?? Guid.CreateVersion7(),
        Type = "intrusion",
        Phase = phase,
        Severity = severity,
        Camera = new CameraId("gate"),
        Time = MediaTime.FromSeconds(12.5),
        Utc = new UtcTime(new DateTimeOffset(2026, 11, 23, 4, 5, 6, 789, TimeSpan.Zero), Synchronised: true),
        BootId = BootId,
        Zone = "park",
        Rule = "night",
        Tracks = [7],
        ObjectClass = "person",
        Score = 0.75f,
        BestBox = new BoundingBox(0.1f, 0.2f, 0.3f, 0.4f),
    };

    /// <summary>It begins as a JPEG does.</summary>
    public static Still Still(int sizeBytes, Guid? eventId = null)
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, .. RandomNumberGenerator.GetBytes(sizeBytes - 3)];
        return new Still(eventId ?? Guid.CreateVersion7(), jpeg, Convert.ToHexStringLower(SHA256.HashData(jpeg)));
    }

    public static Clip Clip(string directory, int sizeBytes, Guid? eventId = null) => Clip(directory, [sizeBytes], eventId);

    public static Clip Clip(string directory, int[] sizes, Guid? eventId = null)
    {
        var id = Guid.CreateVersion7();
        var start = new UtcTime(new DateTimeOffset(2026, 11, 23, 4, 5, 1, 0, TimeSpan.Zero), Synchronised: true);
        var parts = sizes.Select((size, index) =>
        {
            var path = Path.Combine(directory, $"{id}-{index}.mp4");
            var bytes = RandomNumberGenerator.GetBytes(size);
            File.WriteAllBytes(path, bytes);
            return new ClipPart(
                path, size, Convert.ToHexStringLower(SHA256.HashData(bytes)), "h264", 640, 360, TimeSpan.FromSeconds(10));
        });
        return new Clip
        {
            Id = id,
            Camera = new CameraId("gate"),
            EventId = eventId,
            Purpose = "event",
            AskedStart = start,
            AskedEnd = start with { Value = start.Value.AddSeconds(10) },
            ActualStart = start with { Value = start.Value.AddSeconds(-1) },
            ActualEnd = start with { Value = start.Value.AddSeconds(10) },
            Parts = [.. parts],
        };
    }

    /// <summary>Adds a clip of a critical event, whose blocks nobody needs to ask for.</summary>
    public static async Task AddPushedAsync(OutboxLog outbox, Clip clip, CancellationToken cancellationToken)
    {
        var critical = Event(Severity.Critical);
        await outbox.RaiseAsync(critical, cancellationToken);
        await outbox.AddAsync(clip with { EventId = critical.EventId }, cancellationToken);
    }

    public static OutboxLog Outbox(string directory, OutboxOptions? options = null, TimeProvider? time = null, IClipSealer? sealer = null) => OutboxLog.Open(
        directory, options ?? new OutboxOptions(), sealer ?? RunningPole.Sealer, new SteadyClock(), time ?? TimeProvider.System, NullLogger<OutboxLog>.Instance);
}
