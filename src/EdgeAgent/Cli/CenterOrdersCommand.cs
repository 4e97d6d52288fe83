using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Cli.Center;
using EdgeAgent.Messaging;
using EdgeAgent.Search.Orders;

namespace EdgeAgent.Cli;

/// <summary><c>center orders</c>: who is looked for.</summary>
internal static class CenterOrdersCommand
{
    public static Command Create() => new Verb(
        "orders",
        "Say who is looked for.",
        "edgeagent center orders publish orders.json --pole seoul/pole-7 --key ops-1.pem")
    {
        CreatePublish(),
    };

    private static Verb CreatePublish()
    {
        var file = new Argument<string>("FILE") { Description = "All orders that are to be in force, with their version, as in orders.file." };
        var (broker, key, pole, json) = (new BrokerArguments(), new KeyArguments("operations"), new PoleOption(), new JsonOption());
        var verb = new Verb(
            "publish",
            "Sign the full set of search orders, leave it at the broker, and print what the pole makes of it.",
            "edgeagent center orders publish orders.json --pole seoul/pole-7 --key ops-1.pem")
        {
            file, pole, json,
        };
        key.AddTo(verb);
        broker.AddTo(verb);
        verb.SetAction(async (parsed, cancel) =>
        {
            // What is wrong with single orders is told here, before it stands at a broker.
            var path = parsed.GetValue(file)!;
            var set = OrderFile.Read(path);
            if (set.Refused is [var first, ..])
            {
                throw new OrderException(first.Problem);
            }

            var signer = key.Read(parsed);
            using var disposing = signer.Key;
            var claims = new JsonObject
            {
                ["version"] = set.Version,
                ["orders"] = new JsonArray([.. set.Orders.Select(order => JsonNode.Parse(OrderJson.Write(order)))]),
            };
            var status = await new StatePublisher(broker.Read(parsed), TimeProvider.System).PublishAsync<OrdersStatusMessage>(
                parsed.GetValue(pole)!, "orders", signer, claims, told => told.Version == set.Version || told.Problem is not null, PublishPatience.Of, cancel);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(status, MessageJson.Options));
            }
            else
            {
                output.WriteLine($"version {status.Version} is in force: {status.InForce.Length} order(s)");
                StatusProblems.Write(status.Refused.Select(refused => refused.Problem).Prepend(status.Problem), parsed.InvocationConfiguration.Error);
            }

            return status.Problem is null && status.Refused.IsEmpty ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }
}
