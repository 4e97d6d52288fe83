using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Parts;

namespace EdgeAgent.Rules;

/// <summary>The rules on real video, held against what a person sees in it.</summary>
public sealed class RecordingTests
{
    private const string Everywhere = "[[0,0],[1,0],[1,1],[0,1]]";

    /// <summary>When whose feet are in the zone round the table, read off two pictures a second.</summary>
    private static readonly (double From, double To)[] Visits = [(7.3, 18.2), (24, 43.3), (51.7, 68.2), (76.3, 84.8), (93.7, 118), (125, 134.2)];

    [Fact]
    public async Task Six_visits_to_a_table_are_loitering_by_how_long_they_last()
    {
        // It ends before the picture does, where those who come are cut off by its edge.
        const string Table = "[[0.45,0.7],[0.7,0.7],[0.72,0.985],[0.43,0.985]]";
        double[] dwells = [6, 14, 22];
        var events = await EventsAsync(
            "one-by-one-person-detection.mp4",
            5,
            Table,
            [.. dwells.Select(dwell => $$"""{"type":"loitering","id":"stays-{{dwell}}","zone":"zone","minimumSeconds":{{dwell}}}""")]);

        Assert.Equal([6, 3, 1], dwells.Select(dwell => Visits.Count(visit => visit.To - visit.From >= dwell)));
        Assert.All(dwells, dwell =>
        {
            var expected = Visits.Where(visit => visit.To - visit.From >= dwell).ToList();
            var raised = events.Where(raised => raised.Rule == $"stays-{dwell}").ToList();
            var (starts, ends) = (raised.Where(e => e.Phase == "start").ToList(), raised.Where(e => e.Phase == "end").ToList());
            Assert.Equal((expected.Count, expected.Count), (starts.Count, ends.Count));

            // It ends when somebody has been away for three seconds.
            Assert.All(expected.Zip(starts), pair => Assert.Equal(pair.First.From + dwell, pair.Second.Seconds, tolerance: 1));
            Assert.All(expected.Zip(ends), pair => Assert.Equal(pair.First.To + 3, pair.Second.Seconds, tolerance: 1));
        });
    }

    [Fact]
    public async Task At_night_nothing_but_the_man_at_the_car_is_told()
    {
        var events = await EventsAsync(
            "night-infrared.mp4",
            12,
            "[[0.4,0.6],[0.75,0.6],[0.75,1],[0.4,1]]",
            """{"type":"intrusion","id":"comes","zone":"zone","classes":["person","car","truck"]}""",
            """{"type":"loitering","id":"stays","zone":"zone","minimumSeconds":3}""",
            """{"type":"illegal-parking","id":"parks","zone":"zone","minimumSeconds":5}""",
            """{"type":"vehicle-prowling","id":"prowls"}""",
            """{"type":"crowd","id":"crowd","zone":"zone","persons":1}""",
            """{"type":"wrong-way","id":"wrong","zone":"zone","lane":"line"}""");

        // He is there from the first picture on, and leaves below the picture after six seconds.
        var starts = events.Where(e => e.Phase == "start").ToList();
        Assert.Equal(["comes", "stays"], starts.Select(e => e.Rule));
        Assert.All(starts, e => Assert.Equal("person", e.ObjectClass));
        Assert.Single(starts.Select(e => e.Tracks[0]).Distinct());
        Assert.InRange(starts[0].Seconds, 0.5, 2);
        Assert.InRange(starts[1].Seconds, 3, 4.5);
    }

    [Fact]
    public async Task In_the_street_those_who_go_up_cross_the_line_and_those_who_come_down_go_against_it()
    {
        var events = await EventsAsync(
            "town-centre.mp4",
            12,
            Everywhere,
            """{"type":"intrusion","id":"cross","line":"line"}""",
            """{"type":"traffic-count","id":"count","line":"line"}""",
            """{"type":"wrong-way","id":"wrong","zone":"zone","lane":"lane","classes":["person"],"minimumSpeed":0.3}""",
            """{"type":"illegal-parking","id":"parks","zone":"zone","minimumSeconds":3}""",
            """{"type":"vehicle-prowling","id":"prowls"}""");
        var starts = events.Where(e => e.Phase == "start").ToLookup(e => e.Rule);

        // The woman in blue, the man with the green bag and the one in purple cross it; all of them go up.
        Assert.Equal(3, starts["cross"].Count());
        Assert.All(starts["cross"], e => Assert.Equal("to-left", e.Direction));
        Assert.Equal(3, Assert.Single(starts["count"]).Count);

        // Of those who come down, the woman in white, two by the shops and the one with the pushchair are in view for long enough.
        Assert.InRange(starts["wrong"].Count(), 3, 5);
        Assert.Empty(starts["wrong"].Select(e => e.Tracks[0]).Intersect(starts["cross"].Select(e => e.Tracks[0])));
        Assert.Empty(starts["parks"].Concat(starts["prowls"]));
    }

    private static async Task<List<Told>> EventsAsync(string video, double rate, string zone, params string[] rules)
    {
        var file = Recordings.Video(video);
        using var pole = new PoleFile("rtsp://127.0.0.1/stream", 1883, root => root["cameras"] = new JsonArray(new JsonObject
        {
            ["id"] = "camera",
            ["url"] = "rtsp://127.0.0.1/stream",
            ["zones"] = new JsonArray(new JsonObject { ["id"] = "zone", ["polygon"] = JsonNode.Parse(zone) }),
            ["lines"] = JsonNode.Parse("""[{"id":"line","start":[0,0.55],"end":[0.9,0.75]},{"id":"lane","start":[0.3,0.9],"end":[0.75,0.15]}]"""),
            ["rules"] = new JsonArray([.. rules.Select(rule => JsonNode.Parse(rule))]),
        }));
        var result = await AgentProgram.RunAsync("analyze", file, "--config", pole.Path, "--rate", FormattableString.Invariant($"{rate}"));
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return [.. result.Output.Select(line => new Told(JsonDocument.Parse(line).RootElement.GetProperty("data")))];
    }

    private sealed record Told(JsonElement Data)
    {
        public string Phase => Data.GetProperty("phase").GetString()!;

        public string Rule => Data.GetProperty("rule").GetString()!;

        public string ObjectClass => Data.GetProperty("objectClass").GetString()!;

        public double Seconds => Data.GetProperty("mediaTimeNanoseconds").GetInt64() / 1e9;

        public int[] Tracks => [.. Data.GetProperty("tracks").EnumerateArray().Select(track => track.GetInt32())];

        public string Direction => Data.GetProperty("detail").GetProperty("direction").GetString()!;

        public int Count => Data.GetProperty("detail").GetProperty("count").GetInt32();
    }
}
