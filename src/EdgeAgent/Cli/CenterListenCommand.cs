using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeAgent.Center;
using EdgeAgent.Cli.Center;
using EdgeAgent.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli;

/// <summary><c>center listen</c>: prints alerts, receives clips and checks them.</summary>
internal static class CenterListenCommand
{
    public static Command Create()
    {
        var host = new Option<string>("--broker") { Description = "Host of the MQTT broker.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "HOST" };
        var port = new Option<int>("--port") { Description = "Port of the broker.", DefaultValueFactory = _ => 1883, HelpName = "N" };
        var root = new Option<string>("--root") { Description = "What all topics begin with.", DefaultValueFactory = _ => "safecity/v1", HelpName = "TOPIC" };
        var user = new Option<string?>("--username") { Description = "User at the broker.", HelpName = "NAME" };
        var password = new Option<string?>("--password-file") { Description = "File that holds the password on its first line.", HelpName = "FILE" };
        var client = new Option<string?>("--client-id")
        {
            Description = "Name at the broker, which then keeps what comes while this is away. Absent: a random one, for a look.",
            HelpName = "ID",
        };
        var target = new Option<string?>("--out") { Description = "Keep events.jsonl and clips/ in this folder. Without it clips are only announced.", HelpName = "DIR" };
        var json = new JsonOption();
        var verb = new Verb(
            "listen",
            "Print what the poles report, receive their clips and check them by their hashes, until Ctrl-C.",
            "edgeagent center listen --broker broker.example --out received")
        {
            host, port, root, user, password, client, target, json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var broker = new BrokerOptions
            {
                Host = parsed.GetValue(host)!,
                Port = parsed.GetValue(port),
                TopicRoot = parsed.GetValue(root)!,
                Username = parsed.GetValue(user),
                PasswordFile = parsed.GetValue(password),
            };
            var options = new CenterOptions { ClientId = parsed.GetValue(client), OutDirectory = parsed.GetValue(target) };
            var output = parsed.InvocationConfiguration.Output;
            Action<CenterNotice> print = parsed.GetValue(json) ? notice => PrintJson(notice, output) : notice => PrintText(notice, output);
            await new CenterListener(broker, options, print, TimeProvider.System, NullLogger<CenterListener>.Instance).RunAsync(cancel);
            return ExitCode.Done;
        });
        return verb;
    }

    private static void PrintText(CenterNotice notice, TextWriter output)
    {
        if (NoticeText.Of(notice) is { } text)
        {
            output.WriteLine($"{TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {text}");
            output.Flush();
        }
    }

    private static void PrintJson(CenterNotice notice, TextWriter output)
    {
        var kind = JsonNamingPolicy.KebabCaseLower.ConvertName(notice.GetType().Name);
        output.WriteLine(JsonSerializer.Serialize(new { kind, notice = (object)notice }, MessageJson.Options));
        output.Flush();
    }
}
