using EdgeAgent.Capture;
using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline;
using SkiaSharp;

namespace EdgeAgent.Cli.Analysis;

public sealed class AnalysisSheetTests : IDisposable
{
    private static readonly Zone Yard = new("yard", "마당", [new(0.1f, 0.1f), new(0.9f, 0.1f), new(0.9f, 0.9f)]);

    private readonly TemporaryDirectory _directory = new();

    private string File => _directory["sheet.png"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 3)]
    [InlineData(24, 9)]
    [InlineData(100, 9)]
    public void The_page_has_a_picture_for_each_event_up_to_a_full_one(int events, int rows)
    {
        var sheet = Sheet();
        sheet.Take(View(events));
        sheet.Complete();

        using var page = SKBitmap.Decode(File);
        // Between the rows of pictures the paper shows; under the last one, too.
        var paper = page.GetPixel(0, 0);
        var bands = Enumerable.Range(1, page.Height - 1).Count(y => page.GetPixel(34, y) != paper && page.GetPixel(34, y - 1) == paper && IsCard(page, y));
        Assert.Equal(rows, bands);
    }

    [Fact]
    public void A_page_that_cannot_be_written_any_more_is_a_problem_of_its_option()
    {
        var sheet = Sheet();
        sheet.Take(View(1));
        Directory.CreateDirectory(File + ".partial");

        var fault = Assert.Throws<ProblemException>(sheet.Complete);

        Assert.Equal("file/unwritable", fault.Problem.Code);
        Assert.Contains("--sheet", fault.Problem.Remedy, StringComparison.Ordinal);
    }

    /// <summary>A row of pictures is filled from edge to edge, a line of text is not.</summary>
    private static bool IsCard(SKBitmap page, int y) => Enumerable.Range(33, 400).All(x => page.GetPixel(x, y) != page.GetPixel(0, 0));

    private static AnalysedView View(int count)
    {
        var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        var tracks = Enumerable.Range(1, count)
            .Select(id => new Track(id, 0, TrackState.Confirmed, new BoundingBox(0.3f, 0.2f, 0.1f, 0.5f), 0.8f, default, default)).ToList();
        var overlay = new Overlay([Yard], [], ["person"], static _ => "");
        List<EdgeEvent> events = [.. tracks.Select(Start)];
        overlay.Take(frame, tracks, events);
        return new AnalysedView(new AnalysedFrame(frame, tracks, events), overlay);
    }

    private static EdgeEvent Start(Track track) => new()
    {
        Id = Guid.NewGuid(),
        EventId = Guid.NewGuid(),
        Type = EventTypes.Intrusion,
        Phase = EventPhase.Start,
        Severity = Severity.Warning,
        Camera = new CameraId("gate"),
        Time = default,
        Utc = default,
        BootId = default,
        Zone = Yard.Id,
        Tracks = [track.Id],
        ObjectClass = "person",
        Score = 0.8f,
    };

    private AnalysisSheet Sheet()
    {
        var plan = ZoneArgument.WholePicture() with { Capture = new CaptureOptions { Url = "/videos/gate.mp4" } };
        var settings = new AnalysisSettings(plan, new ModelOptions(), new PoleIdentity("local", "file"), PoleMode.Commissioning, default);
        return new AnalysisSheet(File, settings, new SheetWords("model@1", static _ => "", [Yard], ["person"]));
    }
}
