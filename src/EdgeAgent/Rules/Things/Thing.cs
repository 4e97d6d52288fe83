using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>
/// A thing that lies in the scene, known by its look: the background takes it in meanwhile, and light, hours and passers-by do not
/// make another one of it.
/// </summary>
internal sealed class Thing
{
    private const float Alike = 0.6f;

    /// <summary>Whose tracks end beside it stay among the visits, and a thing may lie there for months.</summary>
    private const int MostVisits = 256;

    private readonly Dictionary<int, TimeSpan> _visits = [];
    private ScenePatch _look;
    private ScenePatch? _before;
    private float _outline;

    /// <param name="incident">It is told as.</param>
    /// <param name="watch">Of the scene.</param>
    /// <param name="cells">It takes up.</param>
    /// <param name="time">Since when it lies there.</param>
    /// <param name="score">How clear it is, 0–1.</param>
    /// <param name="outline">The step across its border.</param>
    public Thing(Incident incident, SceneWatch watch, ReadOnlySpan<int> cells, MediaTime time, float score, float outline)
    {
        Incident = incident;
        (Since, _outline) = (time, outline);
        _look = Place(watch, cells, score);
        _before = new ScenePatch(watch.Background!.Usual, watch.Background.Width, _look.Area, MaskOf(watch, cells, _look.Area));
    }

    public Incident Incident { get; }

    /// <summary>The first moment that it lay as it was found.</summary>
    public MediaTime Since { get; }

    public int[] Cells { get; private set; } = [];

    public BoundingBox Box { get; private set; }

    public float Score { get; private set; }

    public ThingState State { get; private set; } = ThingState.Present;

    /// <summary>How long it has lain there, moments out of sight among them.</summary>
    public TimeSpan Still { get; set; }

    /// <summary>For how long nobody has stood beside it.</summary>
    public TimeSpan Unattended { get; private set; }

    /// <summary>In the state in which it is.</summary>
    public TimeSpan InState { get; private set; }

    /// <summary>A person or a vehicle that the detector has lost, by its place and outline: it is followed and never told.</summary>
    public bool IsSomebody { get; init; }

    /// <summary>Its event has been, or is being told.</summary>
    public bool IsTold { get; set; }

    /// <summary>Who was there when it appeared, as last seen.</summary>
    public List<TrackSample> Parties { get; init; } = [];

    public void See(SceneWatch watch)
    {
        var (before, elapsed) = (State, watch.Elapsed);
        State = StateNow(watch);
        InState = State == before ? InState + elapsed : elapsed;

        // Hidden or in doubt for a while, and there again: it was there all the time.
        Still += elapsed;
        if (State == ThingState.Present)
        {
            _look.Follow(watch.Background!.Lately, (float)Math.Min(1, elapsed.TotalSeconds / 10));
        }
    }

    /// <summary>Who stands beside it: its owner counts at once, others when they stay.</summary>
    public void Attend(in RuleFrame frame, SceneWatch watch, TimeSpan stay)
    {
        var attended = false;
        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            var track = frame.Tracks[i];
            if (track.State != TrackState.Confirmed || !watch.Groups.IsSomebody(track.ClassId) || Reach.IsItself(track.Box, Box))
            {
                continue;
            }

            var isParty = Remember(track, frame.Time);
            if (!Reach.StandsBy(track.Box, Box, watch.Groups.IsPerson(track.ClassId) ? 1 : 0.25f))
            {
                _visits.Remove(track.Id);
                continue;
            }

            if (_visits.Count == MostVisits)
            {
                _visits.Clear();
            }

            var visit = _visits.GetValueOrDefault(track.Id) + watch.Elapsed;
            _visits[track.Id] = visit;
            attended |= isParty || visit >= stay;
        }

        Unattended = attended ? TimeSpan.Zero : Unattended + watch.Elapsed;
    }

    /// <summary>It lies otherwise: fallen over, pushed, opened.</summary>
    public void Move(SceneWatch watch, ReadOnlySpan<int> cells, float score, float outline)
    {
        _look = Place(watch, cells, score);
        _before = new ScenePatch(watch.Background!.Usual, watch.Background.Width, _look.Area, MaskOf(watch, cells, _look.Area));
        _outline = outline;
        (State, InState) = (ThingState.Present, TimeSpan.Zero);
    }

    /// <summary>Another size of map: the same box in it, looking as it does now.</summary>
    public void Refit(SceneWatch watch)
    {
        var background = watch.Background!;
        var area = CellArea.Of(Box, background.Width, background.Height);
        int[] cells = [.. Enumerable.Range(0, area.Count).Select(i => ((area.Top + (i / area.Width)) * background.Width) + area.Left + (i % area.Width))];
        _look = Place(watch, cells, Score);
        _before = null;
        _outline = 0;
    }

    /// <summary>It is there still, and looks otherwise for good: another light, snow on it.</summary>
    public void AcceptLook(SceneWatch watch) => _look.Take(watch.Background!.Lately);

    /// <summary>
    /// Whether most of its border can no longer be seen, though nobody is before it. After another size of map nobody knows its border, nor
    /// what its place looked like before: what looks otherwise for good is then gone, so that it can end at all.
    /// </summary>
    public bool HasNoOutline(float now) => _outline == 0 || now < 0.4f * _outline;

    private ThingState StateNow(SceneWatch watch)
    {
        if (_look.InView(watch.Occupied) < 0.7f)
        {
            return ThingState.Hidden;
        }

        var lately = watch.Background!.Lately;
        var alike = _look.Likeness(lately, watch.Occupied);
        var empty = _before?.Likeness(lately, watch.Occupied) ?? 0;
        return empty > Alike && empty > alike + 0.1f ? ThingState.Gone : alike >= Alike ? ThingState.Present : ThingState.Changed;
    }

    private bool Remember(in Track track, MediaTime time)
    {
        for (var i = 0; i < Parties.Count; i++)
        {
            if (Parties[i].Track == track.Id)
            {
                Parties[i] = new TrackSample(track.Id, track.ClassId, track.Box, time);
                return true;
            }
        }

        return false;
    }

    private ScenePatch Place(SceneWatch watch, ReadOnlySpan<int> cells, float score)
    {
        var background = watch.Background!;
        Cells = cells.ToArray();
        Score = score;
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, 0, 0);
        foreach (var cell in cells)
        {
            var (x, y) = (cell % background.Width, cell / background.Width);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
        }

        var area = cells.Length == 0 ? default : new CellArea(left, top, right, bottom);
        Box = area.ToBox(background.Width, background.Height);
        var wide = area.Grow(Ring, background.Width, background.Height);
        return new ScenePatch(background.Lately, background.Width, wide, MaskOf(watch, cells, wide));
    }

    private static bool[] MaskOf(SceneWatch watch, ReadOnlySpan<int> cells, CellArea area) =>
        ScenePatch.MaskOf(cells, area, watch.Background!.Width, Ring);

    /// <summary>Cells round it that are looked at with it, so that its border is.</summary>
    private const int Ring = 3;

    /// <summary>What is found there is this thing, or more or less of it: they overlap, or its middle lies within a quarter of the thing's size.</summary>
    public bool MayBe(in BoundingBox found)
    {
        var middle = new NormalizedPoint(found.X + (found.Width / 2), found.Y + (found.Height / 2));
        var (reachX, reachY) = (Box.Width * 0.25f, Box.Height * 0.25f);
        return Box.IntersectionOverUnion(found) > 0.1f
            || (middle.X >= Box.X - reachX && middle.X <= Box.Right + reachX && middle.Y >= Box.Y - reachY && middle.Y <= Box.Bottom + reachY);
    }
}
