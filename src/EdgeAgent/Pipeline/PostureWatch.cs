using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Rules.Postures;

namespace EdgeAgent.Pipeline;

/// <summary>
/// Looks at one person a frame, the one for whom it is most urgent, and judges the posture: who lies, or might, before who stands. It goes
/// on looking where somebody fell whom the detector does not see lying.
/// </summary>
internal sealed class PostureWatch(PoseModel model, IReadOnlySet<int> personClassIds) : IDisposable
{
    // A pose of fewer pixels is a guess.
    private const float SmallestHeight = 32;

    // Wider than this share of their height are few who stand.
    private const float WideBox = 0.8f;

    private const double Urgent = 5;

    /// <summary>Where nobody was seen lying for this long, nobody is looked for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Whom the detector has not seen for so long is no person, whatever the pose model sees.</summary>
    private static readonly TimeSpan LongestAlone = TimeSpan.FromMinutes(10);

    private readonly PoseEstimator _estimator = new(model);
    private readonly Dictionary<int, Person> _persons = [];
    private readonly List<TrackPosture> _found = [];
    private MediaTime? _time;

    /// <summary>What was found in the last frame.</summary>
    public IReadOnlyList<TrackPosture> Found => _found;

    /// <exception cref="Detection.ModelException">The pose model failed.</exception>
    public void Look(Frame frame, IReadOnlyList<Track> tracks)
    {
        _found.Clear();
        Advance(frame.Time);
        for (var i = 0; i < tracks.Count; i++)
        {
            See(tracks[i], frame);
        }

        Person? next = null;
        foreach (var (id, person) in _persons)
        {
            if (person.Unseen > Patience || person.Undetected > LongestAlone)
            {
                _persons.Remove(id);
            }
            else if (person.Urgency > (next?.Urgency ?? 0))
            {
                next = person;
            }
        }

        if (next is not null)
        {
            Judge(next, frame);
        }
    }

    /// <summary>Tracks of a new view have nothing to do with those before.</summary>
    public void Forget()
    {
        _persons.Clear();
        _found.Clear();
    }

    public void Dispose() => _estimator.Dispose();

    private void Advance(MediaTime time)
    {
        var elapsed = _time is { } before && time > before ? time - before : TimeSpan.Zero;
        _time = time;
        foreach (var person in _persons.Values)
        {
            person.Unseen += elapsed;
            person.Undetected += elapsed;
            person.SinceLook += elapsed;
        }
    }

    private void See(in Track track, Frame frame)
    {
        if (track.State != TrackState.Confirmed || !personClassIds.Contains(track.ClassId) || track.Box.Height * frame.Height < SmallestHeight)
        {
            return;
        }

        if (!_persons.TryGetValue(track.Id, out var person))
        {
            _persons.Add(track.Id, person = new Person(track.Id));
        }

        person.Box = track.Box;
        (person.Unseen, person.Undetected) = (TimeSpan.Zero, TimeSpan.Zero);
        person.IsWide = track.Box.Width * frame.Width > WideBox * track.Box.Height * frame.Height;
    }

    private void Judge(Person person, Frame frame)
    {
        var box = person.Undetected > TimeSpan.Zero && !person.IsWide ? AroundTheFeet(person.Box, frame) : person.Box;
        var pose = _estimator.Estimate(frame, box);
        var posture = PostureJudge.PostureOf(pose, (float)frame.Width / frame.Height, model.Manifest.Thresholds.Score);
        person.SinceLook = TimeSpan.Zero;
        person.Posture = posture;
        if (posture == Posture.Lying)
        {
            person.Unseen = TimeSpan.Zero;
        }

        _found.Add(new TrackPosture(person.Track, posture, Extent(pose) ?? box, pose.Score));
    }

    /// <summary>Round the points that are seen; null where there are fewer than two.</summary>
    private BoundingBox? Extent(in Pose pose)
    {
        var (left, top, right, bottom, seen) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue, 0);
        for (var point = BodyPoint.Nose; (int)point < Pose.Count; point++)
        {
            var (x, y, score) = pose[point];
            if (score >= model.Manifest.Thresholds.Score)
            {
                (left, top, right, bottom, seen) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y), seen + 1);
            }
        }

        return seen < 2 ? null : new BoundingBox(left, top, right - left, bottom - top);
    }

    /// <summary>Who falls ends with the head a height away from where the feet were, to whichever side.</summary>
    private static BoundingBox AroundTheFeet(in BoundingBox standing, Frame frame)
    {
        var (foot, height) = (standing.FootPoint, standing.Height);
        var reach = height * frame.Height / frame.Width;
        return new BoundingBox(foot.X - reach, foot.Y - height, 2 * reach, 1.3f * height);
    }

    private sealed class Person(int track)
    {
        public int Track { get; } = track;

        /// <summary>As last seen by the detector.</summary>
        public BoundingBox Box { get; set; }

        public bool IsWide { get; set; }

        public Posture Posture { get; set; }

        /// <summary>By the detector, or lying.</summary>
        public TimeSpan Unseen { get; set; }

        /// <summary>By the detector.</summary>
        public TimeSpan Undetected { get; set; }

        public TimeSpan SinceLook { get; set; } = TimeSpan.FromSeconds(1);

        public double Urgency => SinceLook.TotalSeconds * (IsWide || Posture == Posture.Lying || Undetected > TimeSpan.Zero ? Urgent : 1);
    }
}
