using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Appearance.Heights;

/// <summary>The composed scene: its horizon is row 206 of 720, and its eye as high as 0.88 of a person.</summary>
public sealed class SceneHeightTests
{
    [Fact]
    public void All_three_figures_are_adults_with_a_camera_that_looks_at_the_horizon_of_the_scene()
    {
        const double Fov = 45;
        var focal = 0.5 / Math.Tan(double.DegreesToRadians(Fov) / 2);
        var tilt = double.RadiansToDegrees(Math.Atan((0.5 - (206.0 / 720)) / focal));

        AssertAdults(new CameraGeometry(0.88 * 1.7, tilt, Fov));
    }

    [Fact]
    public void They_are_with_two_marks_at_figures_too()
    {
        var (near, far) = (Box("a", 100), Box("b", 150));
        CalibrationOptions options = new() { Marks = [Mark(near), Mark(far)] };

        AssertAdults(Calibrator.Geometry(options));

        static CalibrationMarkOptions Mark(BoundingBox box) =>
            new() { Foot = box.FootPoint, Head = new NormalizedPoint(box.X + (box.Width / 2), box.Y), HeightMeters = 1.7 };
    }

    private static void AssertAdults(CameraGeometry geometry)
    {
        var heights = new Dictionary<string, TrackHeight>();
        foreach (var (id, box) in Frames().SelectMany(figures => figures))
        {
            heights.TryAdd(id, new TrackHeight(geometry));
            heights[id].Add(box);
        }

        Assert.Equal(["a", "b", "c"], heights.Keys.Order());
        Assert.All(heights.Values, height =>
        {
            Assert.Equal(1.7, Assert.NotNull(height.Meters), 0.08);
            Assert.Equal(AgeGroup.Adult, height.AgeGroup);
        });
    }

    private static BoundingBox Box(string id, int frame) => Frames()[frame].Single(figure => figure.Id == id).Box;

    private static List<List<(string Id, BoundingBox Box)>> Frames()
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Scene, "park.json")));
        return
        [
            .. truth.RootElement.GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("figures").EnumerateArray()
                .Select(figure => (figure.GetProperty("id").GetString()!, BoxOf(figure.GetProperty("box")))).ToList()),
        ];
    }

    private static BoundingBox BoxOf(JsonElement box) => new(box[0].GetSingle(), box[1].GetSingle(), box[2].GetSingle(), box[3].GetSingle());
}
