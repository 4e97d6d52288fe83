using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;

namespace EdgeAgent.Control;

public sealed class AcknowledgementIntakeTests : IDisposable
{
    private static readonly Guid Log = Guid.Parse("01a20711-d2c4-7f02-9514-97938a381483");

    private readonly TemporaryDirectory _directory = new();
    private readonly SomeControl _pole;
    private readonly List<(string Consumer, Guid Log, SequenceRange[] Ranges)> _taken = [];
    private Problem? _answer;

    public AcknowledgementIntakeTests() => _pole = new SomeControl(_directory.Path);

    public void Dispose()
    {
        _pole.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_a_consumer_has_signed_reaches_the_outbox()
    {
        var book = new AckBook();
        foreach (var sequence in (long[])[3, 1, 2, 5])
        {
            book.Add(new PoleIdentity("seoul", "pole-7"), Log, Severity.Warning, sequence);
        }

        var (pole, log, ranges) = Assert.Single(book.Take());
        Assert.Empty(book.Take());
        var claims = new JsonObject
        {
            ["log"] = log.ToString(),
            ["consumer"] = "center-1",
            ["ranges"] = System.Text.Json.JsonSerializer.SerializeToNode(ranges, MessageJson.Options),
        };

        await Handle(new OperationsKey(_pole.ConsumerKey, "center-1").Sign(pole, AcknowledgementIntake.MessageType, SomeControl.Noon, claims));

        var taken = Assert.Single(_taken);
        Assert.Equal(("center-1", Log), (taken.Consumer, taken.Log));
        Assert.Equal([new SequenceRange(Severity.Warning, 1, 3), new SequenceRange(Severity.Warning, 5, 5)], taken.Ranges);
        Assert.Equal(1, _pole.Counts.Health.Accepted);
    }

    [Theory]
    [InlineData("consumer", "\"center-2\"", "command/issuer")]
    [InlineData("aud", "\"seoul/pole-8\"", "command/audience")]
    [InlineData("log", "\"no-uuid\"", "command/malformed")]
    [InlineData("ranges", "[]", "command/malformed")]
    [InlineData("ranges", "[null]", "command/malformed")]
    [InlineData("ranges", "null", "command/malformed")]
    [InlineData("ranges", "{}", "command/malformed")]
    [InlineData("ranges", "[{\"stream\":\"loud\",\"from\":1,\"to\":2}]", "command/malformed")]
    public async Task What_is_wrong_is_counted_and_acknowledges_nothing(string claim, string value, string code)
    {
        await Handle(Sign(_pole.ConsumerKey, claims => claims[claim] = JsonNode.Parse(value)));

        Assert.Empty(_taken);
        Assert.Equal(code, Assert.Single(_pole.Counts.Health.Refused).Key);
    }

    [Fact]
    public async Task An_operations_key_is_no_consumer_and_what_the_outbox_refuses_is_counted()
    {
        await Handle(Sign(_pole.Key, _ => { }));
        _answer = new Problem("ack/beyond", "a", "b");
        await Handle(Sign(_pole.ConsumerKey, _ => { }));

        Assert.Equal(["ack/beyond", "signature/wrong-role"], _pole.Counts.Health.Refused.Keys);
    }

    [Fact]
    public void More_gaps_than_a_message_has_room_for_come_with_the_next()
    {
        var book = new AckBook();
        for (var i = 1; i <= 150; i++)
        {
            book.Add(new PoleIdentity("seoul", "pole-7"), Log, Severity.Info, 2 * i);
        }

        Assert.Equal((100, 50), (book.Take().Single().Ranges.Count, book.Take().Single().Ranges.Count));
    }

    private static byte[] Sign(SigningKey key, Action<JsonObject> change)
    {
        var claims = new JsonObject
        {
            ["aud"] = SomeControl.Pole,
            ["log"] = Log.ToString(),
            ["consumer"] = "center-1",
            ["ranges"] = new JsonArray(new JsonObject { ["stream"] = "warning", ["from"] = 1, ["to"] = 2 }),
        };
        change(claims);
        return Jws.Sign(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()), key, AcknowledgementIntake.MessageType);
    }

    private Task Handle(byte[] payload) => new AcknowledgementIntake(
        _pole.Intake,
        (consumer, log, ranges) =>
        {
            if (_answer is null)
            {
                _taken.Add((consumer, log, [.. ranges]));
            }

            return _answer;
        },
        _pole.Refusals,
        _pole.Counts).HandleAsync(SomeControl.Message(payload, "ack"), TestContext.Current.CancellationToken);
}
