using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection.Poses;

/// <summary>The man of person.jpg, who stands with his back to the camera, and where the points of his body were read off the picture.</summary>
internal static class Photographed
{
    public static readonly BoundingBox Person = new(0.30f, 0.23f, 0.13f, 0.66f);

    /// <summary>In 0–1 of the picture.</summary>
    public static readonly (BodyPoint Point, float X, float Y)[] Points =
    [
        (BodyPoint.LeftShoulder, 0.31f, 0.37f),
        (BodyPoint.RightShoulder, 0.395f, 0.37f),
        (BodyPoint.LeftHip, 0.325f, 0.57f),
        (BodyPoint.RightHip, 0.385f, 0.57f),
        (BodyPoint.LeftKnee, 0.335f, 0.70f),
        (BodyPoint.RightKnee, 0.38f, 0.70f),
        (BodyPoint.LeftAnkle, 0.34f, 0.84f),
        (BodyPoint.RightAnkle, 0.375f, 0.85f),
    ];

    public static Frame Frame() => StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);

    /// <summary>A box of the picture after a quarter turn clockwise.</summary>
    public static BoundingBox Turned(BoundingBox box) => new(1 - box.Bottom, box.X, box.Height, box.Width);
}
