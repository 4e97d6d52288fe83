using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeAgent.Center;
using EdgeAgent.Cli.Center;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli;

/// <summary><c>center listen</c>: prints alerts, receives clips and checks them.</summary>
internal static class CenterListenCommand
{
    public static Command Create()
    {
        var broker = new BrokerArguments();
        var client = new Option<string?>("--client-id")
        {
            Description = "Name at the broker, which then keeps what comes while this is away. Absent: a random one, for a look.",
            HelpName = "ID",
        };
        var target = new Option<string?>("--out") { Description = "Keep events.jsonl and clips/ in this folder. Without it clips are only announced.", HelpName = "DIR" };
        var acknowledge = new Option<bool>("--acknowledge") { Description = "Acknowledge to the poles what is written down. Needs --out and --key." };
        var consumer = new Option<string>("--consumer") { Description = "Holder of the key, as the poles' settings name it.", DefaultValueFactory = _ => "center-1", HelpName = "NAME" };
        var keyFile = new Option<string?>("--key") { Description = "File of the private key that signs acknowledgements; its name without the ending is that of the key.", HelpName = "FILE" };
        var poles = new Option<string?>("--pole-keys") { Description = "Keys that the poles sign with (JWK Set). Absent: the first that each pole names is believed.", HelpName = "FILE" };
        var clipKey = new Option<string?>("--clip-key") { Description = "File of the private key that clips are encrypted to; its name without the ending is that of the key.", HelpName = "FILE" };
        var json = new JsonOption();
        var verb = new Verb(
            "listen",
            "Print what the poles report, receive their clips and check them by their hashes, until Ctrl-C.",
            "edgeagent center listen --broker broker.example --out received")
        {
            client, target, acknowledge, consumer, keyFile, poles, clipKey, json,
        };
        broker.AddTo(verb);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(acknowledge) && (result.GetValue(target) is null || result.GetValue(keyFile) is null))
            {
                result.AddError("--acknowledge needs --out and --key: what is not written down is not acknowledged, nor what nobody signs");
            }
        });
        verb.SetAction(async (parsed, cancel) =>
        {
            using var key = parsed.GetValue(acknowledge)
                ? SigningKey.Load(Path.GetFileNameWithoutExtension(parsed.GetValue(keyFile)!), parsed.GetValue(keyFile)!)
                : null;
            using var decrypting = parsed.GetValue(clipKey) is { } file ? SigningKey.Load(Path.GetFileNameWithoutExtension(file), file) : null;
            var options = new CenterOptions
            {
                ClientId = parsed.GetValue(client),
                OutDirectory = parsed.GetValue(target),
                PoleKeys = parsed.GetValue(poles) is { } known ? TrustedKeys.Load(known) : null,
                ClipKey = decrypting,
                AcknowledgeWith = key is null ? null : new OperationsKey(key, parsed.GetValue(consumer)!),
            };
            var output = parsed.InvocationConfiguration.Output;
            Action<CenterNotice> print = parsed.GetValue(json) ? notice => PrintJson(notice, output) : notice => PrintText(notice, output);
            await new CenterListener(broker.Read(parsed), options, print, TimeProvider.System, NullLogger<CenterListener>.Instance).RunAsync(cancel);
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
