using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using EdgeAgent.Rules.Postures;

namespace EdgeAgent.Detection.Poses;

public sealed class PoseEstimatorTests : IDisposable
{
    private const float Aspect = 640f / 424;

    // Of the upright picture's height: a tenth of the man's.
    private const float Near = 0.066f;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_points_of_the_man_in_the_photograph_lie_where_they_were_read_off_it()
    {
        using var frame = Photographed.Frame();

        var pose = Estimate(frame, Photographed.Person);

        foreach (var (point, x, y) in Photographed.Points)
        {
            var found = pose[point];
            Assert.True(Distance(found, x, y, Aspect) < Near, $"{point} at {found}, not at {x}, {y}");
            Assert.True(found.Score > 0.3f, $"{point} {found}");
        }

        Assert.Equal(Posture.Upright, PostureOf(pose, Aspect));
    }

    [Fact]
    public void In_a_picture_turned_any_way_the_same_points_are_found_and_he_lies()
    {
        var (box, points) = (Photographed.Person, Photographed.Points);
        var frame = Photographed.Frame();
        for (var turns = 1; turns < 4; turns++)
        {
            // Clockwise: what was at the left is at the top, what was at the bottom is at the left.
            frame = StillFrame.Turned(frame);
            box = Photographed.Turned(box);
            points = [.. points.Select(p => (p.Point, 1 - p.Y, p.X))];
            var aspect = (float)frame.Width / frame.Height;
            var pose = Estimate(frame, box);
            Assert.All(points, p => Assert.True(Distance(pose[p.Point], p.X, p.Y, aspect) < (turns == 2 ? Near : Near * 424 / 640), $"{turns}: {p} found at {pose[p.Point]}"));
            Assert.Equal(Posture.Lying, PostureOf(pose, aspect));
        }
    }

    [Theory]
    [InlineData(-0.25f, 0)]
    [InlineData(0, 0.4f)]
    public void A_person_at_the_edge_of_the_picture_is_found_as_well(float left, float right)
    {
        // The man is moved to the edge by cutting the picture beside him.
        using var whole = Photographed.Frame();
        var (first, end) = ((int)(-left * 640), right > 0 ? (int)((right + 0.05f) * 640) & ~1 : 640);
        using var frame = Cut(whole, first, end);
        var scale = 640f / frame.Width;
        var box = new BoundingBox((Photographed.Person.X - (first / 640f)) * scale, Photographed.Person.Y, Photographed.Person.Width * scale, Photographed.Person.Height);

        var pose = Estimate(frame, box);

        foreach (var (point, x, y) in Photographed.Points)
        {
            Assert.True(Distance(pose[point], (x - (first / 640f)) * scale, y, Aspect / scale) < Near, $"{point} {pose[point]}");
        }
    }

    [Fact]
    public void An_empty_box_and_a_box_that_is_none_have_no_pose()
    {
        using var frame = Photographed.Frame();

        Assert.Equal(0, Estimate(frame, default).Score);
        Assert.Equal(0, Estimate(frame, new BoundingBox(float.NaN, 0, 1, 1)).Score);
    }

    [Fact]
    public void A_box_far_outside_of_the_picture_has_no_posture()
    {
        using var frame = Photographed.Frame();

        Assert.Equal(Posture.Unknown, PostureOf(Estimate(frame, new BoundingBox(3, 3, 0.2f, 0.6f)), Aspect));
    }

    [Fact]
    public void A_pose_allocates_nothing_whatever_the_size_of_the_person()
    {
        using var model = PoseModel.Load(Checkout.PoseModel);
        using var estimator = new PoseEstimator(model);
        using var frame = Photographed.Frame();
        var box = Photographed.Person;
        void EstimateAll()
        {
            for (var i = 0; i < 5; i++)
            {
                estimator.Estimate(frame, new BoundingBox(box.X + (i * 0.011f), box.Y, box.Width - (i * 0.013f), box.Height - (i * 0.07f)));
            }
        }

        EstimateAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        EstimateAll();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_model_that_gives_something_that_is_not_a_number_has_failed()
    {
        using var model = PoseModel.Load(WithBrokenBias());
        using var estimator = new PoseEstimator(model);
        using var frame = Photographed.Frame();

        var problem = Assert.Throws<ModelException>(() => estimator.Estimate(frame, Photographed.Person)).Problem;

        Assert.Equal("model/not-a-number", problem.Code);
    }

    private static Posture PostureOf(Pose pose, float aspect) =>
        PostureJudge.PostureOf(pose, aspect, ModelPackage.Read(Checkout.PoseModel).Manifest.Thresholds.Score);

    private static Pose Estimate(Frame frame, BoundingBox box)
    {
        using var model = PoseModel.Load(Checkout.PoseModel);
        using var estimator = new PoseEstimator(model);
        return estimator.Estimate(frame, box);
    }

    private static float Distance(Keypoint point, float x, float y, float aspect) =>
        MathF.Sqrt(MathF.Pow((point.X - x) * aspect, 2) + MathF.Pow(point.Y - y, 2));

    private static MemoryFrame Cut(Frame whole, int first, int end)
    {
        var frame = new MemoryFrame(end - first, whole.Height) { Color = whole.Color };
        Copy(whole.Luma, first, frame.LumaSamples, frame.Luma);
        Copy(whole.BlueDifference, first / 2, frame.BlueSamples, frame.BlueDifference);
        Copy(whole.RedDifference, first / 2, frame.RedSamples, frame.RedDifference);
        return frame;
    }

    private static void Copy(Plane from, int first, byte[] samples, Plane to)
    {
        for (var y = 0; y < to.Height; y++)
        {
            from.Row(y).Slice(first, to.Width).CopyTo(samples.AsSpan(y * to.Stride));
        }
    }

    /// <summary>The bias of one heatmap is no number in this copy.</summary>
    private string WithBrokenBias()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Checkout.PoseModel, "model.onnx"));
        float[] bias = [-0.53564453125f, -0.654296875f, -1.3017578125f];
        var at = bytes.AsSpan().IndexOf(MemoryMarshal.AsBytes(bias.AsSpan()));
        MemoryMarshal.Write(bytes.AsSpan(at + sizeof(float)), float.NaN);
        File.WriteAllBytes(_directory["model.onnx"], bytes);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.PoseModel, "manifest.json")))!;
        manifest["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        File.WriteAllText(_directory["manifest.json"], manifest.ToJsonString());
        return _directory.Path;
    }
}
