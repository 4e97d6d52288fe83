using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Outbox;

/// <summary>The file of the released version, and that version on a file of this one.</summary>
public sealed class OutboxMigrationTests : IDisposable
{
    private static readonly SqliteSchema Released = new(1, [OutboxSchema.Current.Steps[0]]);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => _directory["outbox.db"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_of_the_released_version_goes_on_with_its_log_and_its_numbers()
    {
        var log = Guid.CreateVersion7();
        var waiting = Some.Event(phase: EventPhase.End);
        using (var connection = SqliteFile.OpenAndMigrate(File, Released))
        {
            SqliteFile.Execute(connection, $"INSERT INTO settings VALUES ('log', '{log}')");
            Insert(connection, Some.Event(phase: EventPhase.End), publishedMilliseconds: 1);
            Insert(connection, waiting, publishedMilliseconds: null);
        }

        await using var outbox = Some.Outbox(_directory.Path, new OutboxOptions { RequiredConsumers = ["center-1"] });

        Assert.Equal(log, outbox.LogId);
        Assert.Equal((waiting.Id, 2L), outbox.ReadPending(Severity.Warning, 10) is [var entry] ? (entry.Event!.Id, entry.Sequence) : default);
        Assert.Null(outbox.Acknowledge("center-1", log, [new SequenceRange(Severity.Warning, 1, 1)]));
        Assert.Equal("ack/unpublished", outbox.Acknowledge("center-1", log, [new SequenceRange(Severity.Warning, 2, 2)])!.Code);
    }

    [Fact]
    public async Task The_released_version_opens_a_file_of_this_one_and_both_go_on_after_each_other()
    {
        await using (var outbox = Some.Outbox(_directory.Path, new OutboxOptions { RequiredConsumers = ["center-1"] }))
        {
            await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
            outbox.TakePending(Severity.Warning, 1, new HashSet<long>()).ForEach(outbox.MarkPublished);
            Assert.Null(outbox.Acknowledge("center-1", outbox.LogId, [new SequenceRange(Severity.Warning, 1, 1)]));
        }

        using (var connection = SqliteFile.OpenAndMigrate(File, Released))
        {
            Insert(connection, Some.Event(phase: EventPhase.End), publishedMilliseconds: null);
        }

        await using var again = Some.Outbox(_directory.Path);
        Assert.Equal(2, Assert.Single(again.ReadPending(Severity.Warning, 10)).Sequence);
    }

    /// <summary>As the released version does.</summary>
    private static void Insert(SqliteConnection connection, EdgeEvent edgeEvent, long? publishedMilliseconds)
    {
        using var command = SqliteFile.Command(
            connection,
            """
            UPDATE streams SET next = next + 1 WHERE stream = 2;
            INSERT INTO entries(
                stream, sequence, kind, id, event_id, camera, type, mode, utc_ms, clock_synced, media_ns, boot_id, body, appended_ms, published_ms)
            VALUES (2, (SELECT next - 1 FROM streams WHERE stream = 2), 'event', $id, $event, 'gate', 'intrusion', 'Operational', 1, 1, 1, '', $body, $now, $published)
            """,
            ("$id", edgeEvent.Id.ToString()), ("$event", edgeEvent.EventId.ToString()), ("$body", OutboxJson.Write(edgeEvent)),
            ("$now", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()), ("$published", publishedMilliseconds));
        command.ExecuteNonQuery();
    }
}
