using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using EdgeAgent.Rules.Postures;

namespace EdgeAgent.Detection.Poses;

/// <summary>Real people who stand, walk and sit, found by the detector: as they are, and with the picture turned by a quarter.</summary>
public sealed class PeopleOnTheirFeetTests
{
    [Theory]
    [InlineData("kite.jpg", 1352, 900, 2)]
    public void Nobody_in_a_photograph_lies_until_it_is_turned(string photograph, int width, int height, int least)
    {
        using var frame = StillFrame.From(Checkout.Photograph(photograph), width, height);

        AssertOnTheirFeet([.. Postures([frame])], least, uprightShare: 0.5);
    }

    [Theory]
    [InlineData("town-centre.mp4", 1920, 1080, 1, 40)]
    [InlineData("abandoned-bag.mp4", 640, 360, 1, 15)]
    [InlineData("night-infrared.mp4", 640, 360, 2, 5)]
    public void Nobody_in_a_recording_lies_until_it_is_turned(string recording, int width, int height, double perSecond, int least) =>
        AssertOnTheirFeet([.. Postures(StillFrame.All(Recordings.Video(recording), width, height, perSecond))], least, uprightShare: 0.75);

    private static void AssertOnTheirFeet(List<(Posture Upright, Posture Turned)> people, int least, double uprightShare)
    {
        Assert.True(people.Count >= least, $"{people.Count} people");
        Assert.DoesNotContain(people, person => person.Upright == Posture.Lying);
        Assert.DoesNotContain(people, person => person.Turned == Posture.Upright);
        Assert.InRange(people.Count(person => person.Upright == Posture.Upright), uprightShare * people.Count, people.Count);
        Assert.InRange(people.Count(person => person.Turned == Posture.Lying), uprightShare * people.Count, people.Count);
    }

    private static IEnumerable<(Posture Upright, Posture Turned)> Postures(IEnumerable<Frame> frames)
    {
        using var model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        using var poses = PoseModel.Load(Checkout.PoseModel);
        using var detector = new Detector(model);
        using var estimator = new PoseEstimator(poses);
        var detections = new List<Domain.Detection>();
        foreach (var frame in frames)
        {
            detector.Detect(frame, detections);
            using var turned = StillFrame.Turned(frame);
            foreach (var person in detections.Where(d => d.ClassId == 0 && d.Score >= 0.5))
            {
                yield return (Posture(frame, person.Box), Posture(turned, Photographed.Turned(person.Box)));
            }
        }

        Posture Posture(Frame frame, BoundingBox box) =>
            PostureJudge.PostureOf(estimator.Estimate(frame, box), (float)frame.Width / frame.Height, poses.Manifest.Thresholds.Score);
    }
}
