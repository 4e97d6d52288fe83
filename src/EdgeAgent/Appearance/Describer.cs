using EdgeAgent.Appearance.Colors;
using EdgeAgent.Appearance.Heights;
using EdgeAgent.Appearance.Views;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Appearance;

/// <summary>
/// Says of every track of one camera what somebody who saw it could say: colours, company, what moves with it, which way it went. It
/// looks at a few tracks a frame only, the best views first. For one thread; allocates nothing but for new tracks.
/// </summary>
internal sealed class Describer
{
    /// <summary>A second look at the same view tells nothing new.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(150);

    /// <summary>Tracks whose colours are taken in one frame: some 60 microseconds each.</summary>
    private const int MostLooks = 8;

    // A view that is visibly better is not waited for.
    private const float Better = 1.3f;

    private readonly CameraGeometry? _geometry;
    private readonly ObjectKind?[] _kinds;
    private readonly Carried[] _carried;
    private readonly SceneLightMeter _meter = new();
    private readonly GarmentSampler _sampler = new();
    private readonly Dictionary<int, TrackLook> _looks = [];
    private readonly List<TrackAppearance> _appearances = [];
    private readonly List<Track> _people = [];
    private readonly List<(float Urgency, int Index, ViewQuality View)> _candidates = [];

    /// <param name="labels">Of the model that sees them.</param>
    /// <param name="geometry">Of the camera, for heights and age groups; null where it is not calibrated.</param>
    public Describer(IReadOnlyList<string> labels, CameraGeometry? geometry = null)
    {
        _geometry = geometry;
        _kinds = [.. labels.Select(ObjectKinds.Of)];
        _carried = [.. labels.Select(CarriedWatch.Of)];
    }

    /// <summary>Of every confirmed track of a person or vehicle that was in sight in the last frame, and of those removed in it, what is known; changed in place by the next frame.</summary>
    public IReadOnlyList<TrackAppearance> Appearances => _appearances;

    /// <summary>The light of the last frame.</summary>
    public SceneLight Light { get; private set; } = SceneLight.Usual;

    public void Observe(Frame frame, IReadOnlyList<Track> tracks)
    {
        Light = _meter.Of(frame);
        var aspect = (float)frame.Width / frame.Height;
        _appearances.Clear();
        FindPeople(tracks);
        Choose(frame, tracks, aspect);
        var looks = Math.Min(_candidates.Count, MostLooks);
        for (var i = 0; i < looks; i++)
        {
            Look(frame, tracks[_candidates[i].Index], _candidates[i].View);
        }

        Report(tracks, frame.Time);
    }

    /// <summary>Every track was dropped: the camera looks elsewhere.</summary>
    public void Forget()
    {
        _looks.Clear();
        _appearances.Clear();
        _meter.Forget();
    }

    private void FindPeople(IReadOnlyList<Track> tracks)
    {
        _people.Clear();
        for (var i = 0; i < tracks.Count; i++)
        {
            if (tracks[i] is { State: TrackState.Confirmed } track && _kinds[track.ClassId] == ObjectKind.Person)
            {
                _people.Add(track);
            }
        }
    }

    private void Choose(Frame frame, IReadOnlyList<Track> tracks, float aspect)
    {
        _candidates.Clear();
        for (var i = 0; i < tracks.Count; i++)
        {
            var track = tracks[i];
            if (track.State != TrackState.Confirmed || _kinds[track.ClassId] is not { } kind)
            {
                continue;
            }

            if (!_looks.TryGetValue(track.Id, out var look))
            {
                _looks.Add(track.Id, look = new TrackLook(kind, kind == ObjectKind.Person && _geometry is { } geometry ? new TrackHeight(geometry) : null));
            }

            look.Heading.Observe(track.Box, frame.Time, aspect);
            if (kind == ObjectKind.Person)
            {
                look.Company.Observe(track, _people, frame.Time, aspect);
                ObserveCarried(look, track, tracks, aspect);
            }

            var view = track.LastSeen == frame.Time ? ViewQuality.Of(track, tracks, frame.Height) : default;
            if (view.IsClear)
            {
                look.FirstClearView ??= frame.Time;
            }

            if (view.HasFeet && track.Detected is { } box)
            {
                look.Height?.Add(box);
            }

            var waited = look.Looked is { } last ? frame.Time - last : TimeSpan.MaxValue;
            if (!view.IsUseless && (waited >= LookAgain || view.Value > Better * look.BestView))
            {
                _candidates.Add((view.Value / (1e-3f + look.BestView), i, view));
            }
        }

        if (_candidates.Count > MostLooks)
        {
            _candidates.Sort(static (a, b) => b.Urgency.CompareTo(a.Urgency));
        }
    }

    private void ObserveCarried(TrackLook look, in Track person, IReadOnlyList<Track> tracks, float aspect)
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            if (tracks[i] is { State: TrackState.Confirmed, Detected: not null } thing && _carried[thing.ClassId] is var kind and not Carried.None)
            {
                look.Carried.Observe(person.Box, kind, thing, aspect);
            }
        }
    }

    private void Look(Frame frame, in Track track, in ViewQuality view)
    {
        var look = _looks[track.Id];
        look.Looked = frame.Time;
        look.BestView = Math.Max(look.BestView, view.Value);

        // In infrared light red is as grey as green.
        var trust = Light.IsColorless ? 0 : Light.Trust;
        var weight = view.Value * MathF.Sqrt(view.Value);
        if (look.Kind == ObjectKind.Person)
        {
            _sampler.SamplePerson(frame, Light, track.Sight, out var tops, out var bottoms);
            look.Tops.Add(tops, weight, trust);
            look.Bottoms.Add(bottoms, weight, trust);
        }
        else
        {
            look.Body.Add(BodySampler.Sample(frame, Light, track.Sight), weight, trust);
        }
    }

    private void Report(IReadOnlyList<Track> tracks, MediaTime time)
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            var track = tracks[i];
            if (track.State is not (TrackState.Confirmed or TrackState.Removed) || !_looks.TryGetValue(track.Id, out var look))
            {
                continue;
            }

            _appearances.Add(new TrackAppearance(track.Id, look.At(time))
            {
                HeightMeters = (float?)look.Height?.Meters,
                FirstClearView = look.FirstClearView,
            });
            if (track.State == TrackState.Removed)
            {
                _looks.Remove(track.Id);
            }
        }
    }
}
