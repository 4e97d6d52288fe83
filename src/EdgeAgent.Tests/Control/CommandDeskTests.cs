using System.Text;
using System.Text.Json.Nodes;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Control;

/// <summary>Signed commands with real keys, real files and a clock that lies where a test wants it.</summary>
public sealed class CommandDeskTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SomeControl _pole;

    public CommandDeskTests() => _pole = new SomeControl(_directory.Path);

    public static TheoryData<string, string> Forgeries => new()
    {
        { "content-type", "command/content-type" },
        { "retained", "command/retained" },
        { "too-large", "command/too-large" },
        { "no-json", "signature/malformed" },
        { "changed", "signature/invalid" },
        { "stranger", "signature/unknown-key" },
        { "consumer", "signature/wrong-role" },
        { "other-type", "signature/wrong-type" },
        { "deep", "signature/malformed" },
        { "twice-outside", "signature/malformed" },
        { "twice-inside", "command/malformed" },
        { "no-utf8", "command/malformed" },
        { "half-a-pair", "command/malformed" },
        { "deep-inside", "command/malformed" },
        { "list", "command/malformed" },
        { "no-jti", "command/malformed" },
    };

    public void Dispose()
    {
        _pole.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_command_is_done_once_answered_and_written_down()
    {
        await _pole.Handle(_pole.Command(claims => claims["params"] = new JsonObject { ["number"] = 3 }));

        var reply = _pole.Reply()!;
        Assert.Equal((ReplyOutcome.Done, 1, 1), (reply.Outcome, reply.Result!.Value.GetProperty("runs").GetInt32(), _pole.Verb.Runs));
        Assert.Equal((1, 0), (_pole.Counts.Health.Accepted, _pole.Counts.Health.Refused.Count));
        var lines = _pole.Audit.Read(after: 0).Select(line => JsonNode.Parse(line)!["entry"]!).ToList();
        Assert.Equal(["begun", "done"], lines.Select(line => (string)line["outcome"]!));
        Assert.All(lines, line => Assert.Equal(("김경위", "test", "2026-0117"), ((string)line["officer"]!, (string)line["purpose"]!, (string)line["caseId"]!)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_that_comes_again_gets_the_same_answer_and_no_other_effect_also_after_a_restart(bool isRestarted)
    {
        var command = _pole.Command(claims => claims["params"] = new JsonObject { ["number"] = 3 });
        await _pole.Handle(command);
        var first = _pole.Reply()!;
        if (isRestarted)
        {
            _pole.Reopen();
        }

        await _pole.Handle(command);

        var again = _pole.Reply()!;
        Assert.Equal((1, 1), (again.Result!.Value.GetProperty("runs").GetInt32(), _pole.Verb.Runs));
        Assert.Equal((first.Jti, 1), (again.Jti, _pole.Counts.Health.Repeated));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task What_no_trusted_key_has_signed_whole_is_counted_and_never_answered(string kind, string code)
    {
        await _pole.Handle(Forge(kind));

        Assert.Null(_pole.Reply());
        Assert.Equal((code, 1), (Assert.Single(_pole.Counts.Health.Refused).Key, _pole.Counts.Health.Refused.Values.Single()));
        Assert.Equal(0, _pole.Verb.Runs);
    }

    [Theory]
    [InlineData("iss", "\"somebody\"", "command/issuer")]
    [InlineData("aud", "\"seoul/pole-8\"", "command/audience")]
    [InlineData("aud", "\"seoul/pole-7/\"", "command/audience")]
    [InlineData("aud", "[\"seoul/pole-7\"]", "command/audience")]
    [InlineData("verb", "\"mode\"", "command/verb")]
    [InlineData("exp", "99999999999999", "command/lifetime")]
    [InlineData("exp", "-1", "command/lifetime")]
    [InlineData("exp", "\"tomorrow\"", "command/lifetime")]
    [InlineData("iat", "1", "command/lifetime")]
    [InlineData("epoch", "6", "command/epoch")]
    [InlineData("epoch", "9223372036854775807", "command/epoch")]
    [InlineData("officer", "\" \"", "command/missing")]
    [InlineData("purpose", "null", "command/missing")]
    [InlineData("params", "[]", "command/params")]
    [InlineData("params", "{\"numbre\": 3}", "command/params")]
    [InlineData("params", "{\"number\": 3.5}", "command/params")]
    public async Task A_signed_command_that_is_wrong_is_answered_with_why(string claim, string value, string code)
    {
        await _pole.Handle(_pole.Command(claims => claims[claim] = JsonNode.Parse(value)));

        var reply = _pole.Reply()!;
        Assert.Equal((ReplyOutcome.Refused, code), (reply.Outcome, reply.Problems!.Value[0].Code));
        Assert.Equal((1, 0), (_pole.Counts.Health.Refused[code], _pole.Verb.Runs));
    }

    [Fact]
    public async Task Whoever_concerns_persons_names_a_case_and_an_unknown_verb_is_told()
    {
        await _pole.Handle(_pole.Command(
            claims =>
            {
                claims["verb"] = "snapshot";
                claims.Remove("caseId");
            },
            "snapshot"));
        await _pole.Handle(_pole.Command(claims => claims["verb"] = "dance", "dance"));

        Assert.Equal(["command/missing", "command/unknown-verb"], [_pole.Reply()!.Problems!.Value[0].Code, _pole.Reply()!.Problems!.Value[0].Code]);
        Assert.Equal(0, _pole.Personal.Runs);
    }

    [Theory]
    [InlineData(-365 * 24, "command/not-yet")]
    [InlineData(365 * 24, "command/expired")]
    public async Task A_clock_that_lies_refuses_and_says_what_time_it_is_here(int hours, string code)
    {
        _pole.Clock.Set(SomeControl.Noon + TimeSpan.FromHours(hours), synchronised: true);

        await _pole.Handle(_pole.Command());

        var problem = _pole.Reply()!.Problems!.Value[0];
        Assert.Equal(code, problem.Code);
        Assert.Contains("here it is 202", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_clock_is_not_known_the_epoch_counts_and_must_be_named()
    {
        _pole.Clock.Set(DateTimeOffset.UnixEpoch, synchronised: false);

        await _pole.Handle(_pole.Command());
        await _pole.Handle(_pole.Command(claims => claims.Remove("epoch")));

        Assert.Equal(ReplyOutcome.Done, _pole.Reply()!.Outcome);
        Assert.Equal("command/epoch", _pole.Reply()!.Problems!.Value[0].Code);
    }

    [Fact]
    public async Task What_is_forgotten_is_refused_whoever_sets_the_clock_back()
    {
        var command = _pole.Command();
        await _pole.Handle(command);
        _ = _pole.Reply();
        _pole.Time.Advance(TimeSpan.FromHours(1));
        await _pole.Handle(_pole.Command(claims => claims["iat"] = SomeControl.Noon.ToUnixTimeSeconds() + 20));
        _ = _pole.Reply();

        // The clock that commands are checked by still says noon: as after it was set back.
        await _pole.Handle(command);

        Assert.Equal("command/too-old", _pole.Reply()!.Problems!.Value[0].Code);
        Assert.Equal(2, _pole.Verb.Runs);
    }

    [Fact]
    public async Task Nothing_is_done_with_persons_that_cannot_be_written_down_and_the_rest_goes_on()
    {
        // No file can be made where a file stands in the folder's place.
        File.WriteAllText(_directory["audit"], "");

        await _pole.Handle(_pole.Command(claims => claims["verb"] = "snapshot", "snapshot"));
        await _pole.Handle(_pole.Command());

        Assert.Equal("command/not-audited", _pole.Reply()!.Problems!.Value[0].Code);
        Assert.Equal((ReplyOutcome.Done, 0, 1), (_pole.Reply()!.Outcome, _pole.Personal.Runs, _pole.Verb.Runs));
        Assert.Equal("audit/unwritable", _pole.Audit.Fault!.Code);
    }

    [Fact]
    public async Task A_key_that_is_taken_out_of_the_list_counts_no_longer()
    {
        PrivateFile.Write(new DevicePaths(_directory.Path).Trust, "{\"keys\":[]}");

        await _pole.Handle(_pole.Command());

        Assert.Equal("signature/unknown-key", _pole.Counts.Health.Refused.Keys.Single());
    }

    private DownlinkMessage Forge(string kind)
    {
        var claims = _pole.Claims();
        var good = _pole.Command(claims.ToJsonString());
        using var stranger = SigningKey.Create("stranger");
        return kind switch
        {
            "content-type" => good with { ContentType = "application/json" },
            "retained" => good with { Retained = true },
            "too-large" => SomeControl.Message(new byte[CommandDesk.MostBytes + 1], "cmd", "rebirth"),
            "no-json" => SomeControl.Message([0, 1, 2], "cmd", "rebirth"),
            "changed" => SomeControl.Message(Changed(good), "cmd", "rebirth"),
            "stranger" => SomeControl.Message(Jws.Sign(Encoding.UTF8.GetBytes(claims.ToJsonString()), stranger, CommandDesk.MessageType), "cmd", "rebirth"),
            "consumer" => SomeControl.Message(Jws.Sign(Encoding.UTF8.GetBytes(claims.ToJsonString()), _pole.ConsumerKey, CommandDesk.MessageType), "cmd", "rebirth"),
            "other-type" => SomeControl.Message(_pole.Sign(claims.ToJsonString(), "edgeagent.config.v1"), "cmd", "rebirth"),
            "deep" => SomeControl.Message(Encoding.UTF8.GetBytes(new string('[', 30_000)), "cmd", "rebirth"),
            "twice-outside" => SomeControl.Message(
                Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good.Payload.Span).Replace("{", "{\"payload\":\"e30\",", StringComparison.Ordinal)), "cmd", "rebirth"),
            "twice-inside" => _pole.Command(claims.ToJsonString().Replace("{", "{\"verb\":\"mode\",", StringComparison.Ordinal)),
            "no-utf8" => SomeControl.Message(Jws.Sign([.. "{\"jti\":\""u8, 0xff, .. "\"}"u8], _pole.Key, CommandDesk.MessageType), "cmd", "rebirth"),
            "half-a-pair" => _pole.Command("{\"jti\":\"\\ud800\"}"),
            "deep-inside" => _pole.Command($"{{\"params\":{new string('[', 100)}{new string(']', 100)}}}"),
            "list" => _pole.Command("[]"),
            _ => _pole.Command("{\"aud\":\"seoul/pole-7\"}"),
        };
    }

    private static byte[] Changed(DownlinkMessage good)
    {
        var message = JsonNode.Parse(good.Payload.Span)!;
        message["payload"] = Convert.ToBase64String("{\"verb\":\"mode\"}"u8).TrimEnd('=');
        return Encoding.UTF8.GetBytes(message.ToJsonString());
    }
}
