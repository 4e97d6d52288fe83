using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Cli.Center;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli;

/// <summary><c>center send</c>: one signed command, and its answer.</summary>
internal static class CenterSendCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("VERB") { Description = "Such as search, snapshot, clip, hold, verdict, replay, rebirth, restart-camera, mode, audit, log-level." };
        var (broker, key, pole, json) = (new BrokerArguments(), new KeyArguments("operations"), new PoleOption(), new JsonOption());
        var given = new Option<string?>("--params") { Description = "Params of the verb, a JSON object.", HelpName = "JSON" };
        var officer = new Option<string>("--officer") { Description = "Who asks.", HelpName = "NAME", Required = true };
        var purpose = new Option<string>("--purpose") { Description = "What for.", HelpName = "TEXT", Required = true };
        var inCase = new Option<string?>("--case") { Description = "In which case, where persons are concerned.", HelpName = "NUMBER" };
        var epoch = new Option<long?>("--epoch") { Description = "Of the pole. Absent: as its state says.", HelpName = "N" };
        var patience = new NumberOption<int>("--timeout", 1, 600) { Description = "Seconds to wait for the answer (30)." };
        var verb = new Verb(
            "send",
            "Sign a command, send it to one pole, and print its answer. Where the pole is not reached that is said: it is another answer than finding nothing.",
            "edgeagent center send rebirth --pole seoul/pole-7 --key ops-1.pem --officer Kim --purpose test")
        {
            name, pole, given, officer, purpose, inCase, epoch, patience, json,
        };
        key.AddTo(verb);
        broker.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            var signer = key.Read(parsed);
            using var disposing = signer.Key;
            var claims = new JsonObject
            {
                ["params"] = Params(parsed.GetValue(given)),
                ["officer"] = parsed.GetValue(officer),
                ["purpose"] = parsed.GetValue(purpose),
                ["caseId"] = parsed.GetValue(inCase),
                ["epoch"] = parsed.GetValue(epoch),
            };
            foreach (var absent in claims.Where(claim => claim.Value is null).Select(claim => claim.Key).ToList())
            {
                claims.Remove(absent);
            }

            var reply = await new CommandSender(broker.Read(parsed), signer, TimeProvider.System).SendAsync(
                parsed.GetValue(pole)!, parsed.GetValue(name)!, claims, TimeSpan.FromSeconds(parsed.GetValue(patience) ?? 30), cancel);
            Write(reply, parsed.GetValue(json), parsed.InvocationConfiguration);
            return reply.Outcome == ReplyOutcome.Done ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }

    private static JsonNode? Params(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            throw new CenterException(new Domain.Problem("center/params", e.Message.ReplaceLineEndings(" "), "give a JSON object in quotation marks", "--params"));
        }
    }

    private static void Write(ReplyMessage reply, bool asJson, InvocationConfiguration io)
    {
        if (asJson)
        {
            io.Output.WriteLine(JsonSerializer.Serialize(reply, MessageJson.Options));
            return;
        }

        io.Output.WriteLine($"{reply.Verb}: {MessageJson.KebabCase(reply.Outcome)}");
        if (reply.Result is { } result)
        {
            io.Output.WriteLine(JsonSerializer.Serialize(result, Indented));
        }

        foreach (var problem in reply.Problems ?? [])
        {
            io.Error.WriteLine($"edgeagent: {new Domain.Problem(problem.Code, problem.Message, problem.Remedy ?? "", problem.Path)}");
        }
    }

    private static readonly JsonSerializerOptions Indented = new(MessageJson.Options) { WriteIndented = true };
}
