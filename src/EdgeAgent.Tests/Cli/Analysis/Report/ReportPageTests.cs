using System.Xml;
using System.Xml.Linq;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis.Report;

public sealed class ReportPageTests
{
    private const string Hostile = "</title><script>alert(1)</script>\u0001\"'&<img src=http://evil.example/x onerror=alert(1)>";

    [Fact]
    public void Whatever_a_name_holds_is_text_in_the_page()
    {
        var facts = Facts(tracks: 1, events: 1) with { Title = Hostile, Zones = [new Zone("yard", Hostile, [new(0, 0), new(1, 0), new(1, 1)])] };

        var (text, page) = Written(facts);

        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        // The scene, its subject and the card of the track.
        Assert.Equal(3, text.Split("<img").Length - 1);
        Assert.Equal(Hostile.Replace('\u0001', '\uFFFD'), page.Descendants("h1").Single().Value);
        Assert.Equal("침입", page.Descendants("h3").First().Value.Split(' ')[1]);
    }

    [Fact]
    public void A_browser_is_never_left_with_an_open_element()
    {
        // HTML closes "<dl />" nowhere: only void elements and those of SVG may be written so.
        var (_, page) = Written(Facts(tracks: 3, events: 2) with { TrackCount = 9 });

        string[] empty = [.. page.Descendants().Where(element => element.IsEmpty && element.Name.NamespaceName.Length == 0).Select(element => element.Name.LocalName).Distinct()];
        Assert.Empty(empty.Except(["meta", "img"]));
    }

    [Fact]
    public void Every_link_leads_to_a_place_in_the_page()
    {
        var (_, page) = Written(Facts(tracks: 4, events: 3));

        var places = page.Descendants().Attributes("id").Select(id => $"#{id.Value}").ToHashSet();
        var links = page.Descendants().Attributes("href").Select(link => link.Value).ToList();
        Assert.True(links.Count > 7);
        Assert.All(links, link => Assert.Contains(link, places));
    }

    [Fact]
    public void What_the_page_has_no_room_for_is_counted_on_it()
    {
        var (text, _) = Written(Facts(tracks: 2, events: 1) with { TrackCount = 502, EventCount = 2 });

        Assert.Contains("and 500 more tracks", text, StringComparison.Ordinal);
        Assert.Contains("and 1 more event ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_video_without_anything_is_a_page_that_says_so()
    {
        var (text, _) = Written(Facts(tracks: 0, events: 0) with { To = default });

        Assert.Contains("None was tracked.", text, StringComparison.Ordinal);
        Assert.Contains("There were none.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colour_that_could_not_be_told_is_hatched_and_named_unknown()
    {
        var (_, page) = Written(Facts(tracks: 1, events: 0));

        var row = page.Descendants("dt").Single(name => name.Value == "bottoms").ElementsAfterSelf().First();
        Assert.Equal("unknown", row.Value);
        Assert.Equal("swatch unknown", row.Element("span")!.Attribute("class")!.Value);
    }

    [Fact]
    public void A_match_with_an_order_shows_what_speaks_for_it()
    {
        var facts = Facts(tracks: 1, events: 1);
        facts.Events[0].Latest = facts.Events[0].Start with
        {
            Detail = new EventDetail
            {
                Order = new OrderReference("jacket", "2026-112"),
                Match = new DescriptionMatch(0.86f, [new AttributeMatch("tops", 2.1f, "red"), new AttributeMatch("bottoms", 0, "unknown")]),
            },
        };

        var (text, _) = Written(facts);

        Assert.Contains("resembles order jacket of case 2026-112 0.86", text, StringComparison.Ordinal);
        Assert.Contains("red (+2.1)", text, StringComparison.Ordinal);
        Assert.Contains("unknown (0)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(100, 130)]
    [InlineData(3, 4000)]
    [InlineData(0, 400_000)]
    public void The_time_axis_has_some_whole_steps(double from, double to)
    {
        var ticks = new TimeAxis(MediaTime.FromSeconds(from), MediaTime.FromSeconds(to)).Ticks().ToList();

        Assert.InRange(ticks.Count, 3, 7);
        Assert.All(ticks, tick => Assert.InRange(tick.TotalSeconds, from, to));
    }

    private static (string Text, XDocument Page) Written(ReportFacts facts)
    {
        using var file = new MemoryStream();
        ReportPage.Write(facts, file);
        file.Position = 0;
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var page = XDocument.Load(reader);
        return (System.Text.Encoding.UTF8.GetString(file.ToArray()), page);
    }

    private static ReportFacts Facts(int tracks, int events) => new()
    {
        Title = "gate.mp4",
        Model = "model@1",
        Clock = static _ => "",
        Zones = [],
        From = default,
        To = MediaTime.FromSeconds(60),
        Frames = 300,
        Tracks = [.. Enumerable.Range(1, tracks).Select(Story)],
        TrackCount = tracks,
        Events = [.. Enumerable.Range(1, events).Select(id => new ReportEvent(Start(id), [1, 2, 3]))],
        EventCount = events,
    };

    private static TrackStory Story(int id) => new(id, MediaTime.FromSeconds(id))
    {
        To = MediaTime.FromSeconds(id + 10),
        Label = id == 3 ? "bench" : "person",
        Look = id == 3 ? null : new TrackAppearance(id, new Domain.Appearance { Tops = ColorEstimate.Of(NamedColor.Red, 0.75f) }),
        Best = id == 2 ? null : new TrackCrop(id, MediaTime.FromSeconds(id + 1), new BoundingBox(0.1f, 0.1f, 0.1f, 0.3f), 0.5f, id == 4 ? [] : [1, 2, 3]),
    };

    private static EdgeEvent Start(int track) =>
        EdgeEvent.Began(new CameraId("gate"), EventTypes.Intrusion, MediaTime.FromSeconds(track + 2), new ManualClock()) with
        {
            Zone = "yard",
            Tracks = [track],
            ObjectClass = "person",
        };
}
