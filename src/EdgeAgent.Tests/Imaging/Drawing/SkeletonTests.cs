using EdgeAgent.Domain;
using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

public sealed class SkeletonTests
{
    [Fact]
    public void A_limb_is_drawn_between_two_points_that_are_seen_and_from_there_to_nowhere_else()
    {
        Pose pose = default;
        pose[BodyPoint.LeftShoulder] = new Keypoint(0.25f, 0.5f, 0.9f);
        pose[BodyPoint.LeftElbow] = new Keypoint(0.5f, 0.5f, 0.3f);
        pose[BodyPoint.LeftWrist] = new Keypoint(0.75f, 0.5f, 0.1f);
        using var picture = new Picture(new MemoryFrame(400, 200));

        picture.DrawPose(trackId: 3, pose, seenScore: 0.2f);

        Assert.Equal(Palette.OfTrack(3), picture.Bitmap.GetPixel(150, 100));
        Assert.Equal(SKColors.Black, picture.Bitmap.GetPixel(250, 100));
        Assert.Equal(SKColors.Black, picture.Bitmap.GetPixel(150, 50));
    }

    [Fact]
    public void Every_point_has_a_limb()
    {
        var joined = Skeleton.Limbs.SelectMany(limb => new[] { limb.From, limb.To }).ToHashSet();

        Assert.Equal(Enum.GetValues<BodyPoint>(), joined.Order());
    }
}
