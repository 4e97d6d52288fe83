using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Which points of a body are joined by a line.</summary>
internal static class Skeleton
{
    public static readonly (BodyPoint From, BodyPoint To)[] Limbs =
    [
        (BodyPoint.Nose, BodyPoint.LeftEye),
        (BodyPoint.Nose, BodyPoint.RightEye),
        (BodyPoint.LeftEye, BodyPoint.LeftEar),
        (BodyPoint.RightEye, BodyPoint.RightEar),
        (BodyPoint.LeftShoulder, BodyPoint.RightShoulder),
        (BodyPoint.LeftHip, BodyPoint.RightHip),
        (BodyPoint.LeftShoulder, BodyPoint.LeftHip),
        (BodyPoint.RightShoulder, BodyPoint.RightHip),
        (BodyPoint.LeftShoulder, BodyPoint.LeftElbow),
        (BodyPoint.RightShoulder, BodyPoint.RightElbow),
        (BodyPoint.LeftElbow, BodyPoint.LeftWrist),
        (BodyPoint.RightElbow, BodyPoint.RightWrist),
        (BodyPoint.LeftHip, BodyPoint.LeftKnee),
        (BodyPoint.RightHip, BodyPoint.RightKnee),
        (BodyPoint.LeftKnee, BodyPoint.LeftAnkle),
        (BodyPoint.RightKnee, BodyPoint.RightAnkle),
    ];
}
