using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Search.Orders;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>search</c>: who fits a description among those that were seen. It is described as in an order.</summary>
internal sealed class SearchVerb(Func<SightingQuery, IReadOnlyList<SightingMatch>> search, TimeProvider time) : IVerb
{
    public const int MostFound = 100;

    private static readonly string[] OfOurs = ["since", "until", "camera", "limit"];
    private static readonly string[] OfClaims = ["id", "case", "officer", "purpose", "cameras"];

    public string Name => "search";

    public bool ConcernsPersons => true;

    public bool IsLong => true;

    public Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var read = new ParamsReader(command);
        var now = time.GetUtcNow();
        var (since, until) = (read.Need("since", read.Time("since")), read.Time("until") ?? now);
        var (camera, limit) = (read.Text("camera"), read.Number("limit", 1, MostFound) ?? MostFound);
        if (camera is not null && !System.Text.RegularExpressions.Regex.IsMatch(camera, Identifier.Pattern))
        {
            read.Wrong("camera", "is no camera's id", Identifier.Expected);
        }

        var order = Describe(command, read, since, until);
        read.Done();
        var matches = search(new SightingQuery
        {
            Description = order!.Description,
            From = since,
            To = until,
            Camera = camera is null ? null : new CameraId(camera),
            Limit = (int)limit + 1,
        });
        var fitting = matches.Where(match => match.Score >= order.LeastScore).ToList();
        return Task.FromResult<object?>(new SearchResult(
            since, until, [.. fitting.Take((int)limit).Select(FoundSighting.Of)], fitting.Count > limit));
    }

    /// <summary>The words of a description are those of an order, and so is what is wrong with them.</summary>
    private static SearchOrder? Describe(Command command, ParamsReader read, DateTimeOffset since, DateTimeOffset until)
    {
        var order = new JsonObject
        {
            ["id"] = command.Id.ToString(),
            ["case"] = command.CaseId,
            ["officer"] = command.Officer,
            ["purpose"] = command.Purpose,
            ["since"] = since.ToString("o", CultureInfo.InvariantCulture),
            ["until"] = until.ToString("o", CultureInfo.InvariantCulture),
        };
        foreach (var member in command.Params is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject() : default)
        {
            if (!OfOurs.Contains(member.Name) && !OfClaims.Contains(member.Name))
            {
                order[member.Name] = JsonNode.Parse(member.Value.GetRawText());
                read.Element(member.Name);
            }
        }

        var problems = new List<OrderProblem>();
        var described = OrderReader.Read(JsonSerializer.SerializeToElement(order), "params", problems);
        problems.ForEach(problem => read.Wrong(problem.Problem));
        return described;
    }
}
