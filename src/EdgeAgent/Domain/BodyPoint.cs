namespace EdgeAgent.Domain;

/// <summary>The points of a body, in the order of COCO's keypoints. Left and right are the person's own.</summary>
internal enum BodyPoint
{
    Nose,
    LeftEye,
    RightEye,
    LeftEar,
    RightEar,
    LeftShoulder,
    RightShoulder,
    LeftElbow,
    RightElbow,
    LeftWrist,
    RightWrist,
    LeftHip,
    RightHip,
    LeftKnee,
    RightKnee,
    LeftAnkle,
    RightAnkle,
}
